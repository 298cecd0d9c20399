package display

import (
	"math"
	"slices"
	"time"
)

// step returns a round step of at least about raw for values of that kind:
// 1, 2 or 5 times a power of ten, or whole minutes and hours for durations.
func (v values) step(raw float64) float64 {
	switch {
	case v.duration:
		return durationStep(raw)
	case v.whole:
		return max(decimalStep(raw), 1)
	}
	return decimalStep(raw)
}

// decimalStep returns the least of 1, 2 and 5 times a power of ten that is
// not below raw.
func decimalStep(raw float64) float64 {
	power := math.Floor(math.Log10(raw))
	for _, m := range []float64{1, 2, 5} {
		if step := scaled(m, int(power)); step >= raw*(1-1e-9) {
			return step
		}
	}
	return scaled(10, int(power))
}

// scaled returns m times ten to a power. A division by a power of ten is
// exact where a product with its inverse is not.
func scaled(m float64, power int) float64 {
	if power < 0 {
		return m / math.Pow10(-power)
	}
	return m * math.Pow10(power)
}

// longSteps are round durations from ten seconds to a day.
var longSteps = []time.Duration{
	10 * time.Second, 15 * time.Second, 30 * time.Second,
	time.Minute, 2 * time.Minute, 5 * time.Minute, 10 * time.Minute, 15 * time.Minute, 30 * time.Minute,
	time.Hour, 2 * time.Hour, 3 * time.Hour, 6 * time.Hour, 12 * time.Hour, 24 * time.Hour,
}

// durationStep returns a round duration of at least raw nanoseconds.
func durationStep(raw float64) float64 {
	const day = float64(24 * time.Hour)
	switch {
	case raw <= 5e9:
		return max(decimalStep(raw), 1)
	case raw > day:
		return day * decimalStep(raw/day)
	}
	i := slices.IndexFunc(longSteps, func(d time.Duration) bool { return float64(d) >= raw*(1-1e-9) })
	return float64(longSteps[i])
}
