package display

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// siUnits are the suffixes of large numbers.
var siUnits = []struct {
	size   float64
	suffix string
}{{1e12, "T"}, {1e9, "G"}, {1e6, "M"}, {1e3, "k"}}

// tickFormat returns how the ticks of a linear scale print: all with the same
// suffix and the same number of decimals.
func tickFormat(step, largest float64, duration bool) func(float64) string {
	size, suffix := 1.0, ""
	for _, u := range siUnits {
		if largest >= 10*u.size || largest >= u.size && u.size > 1e3 {
			size, suffix = u.size, u.suffix
			break
		}
	}
	decimals := int(max(0, math.Ceil(-math.Log10(step/size)-1e-9)))
	return func(v float64) string {
		switch {
		case math.Abs(v) < step/2:
			return "0"
		case duration:
			return durationText(v)
		case largest >= 1e16 || decimals > 6:
			return strconv.FormatFloat(v, 'g', 4, 64)
		}
		return strconv.FormatFloat(v/size, 'f', decimals, 64) + suffix
	}
}

// numberText returns a number in at most six digits, large ones with a suffix
// where that is short and exact.
func numberText(v float64) string {
	for _, u := range siUnits {
		text := strconv.FormatFloat(v/u.size, 'f', -1, 64)
		if a := math.Abs(v); a >= max(u.size, 1e4) && a < 1e15 && len(text) <= 4 {
			return text + u.suffix
		}
	}
	if v == math.Trunc(v) && math.Abs(v) < 1e15 {
		return strconv.FormatFloat(v, 'f', 0, 64)
	}
	return strconv.FormatFloat(v, 'g', 6, 64)
}

// durationText returns nanoseconds as Go prints a duration, in at most four
// digits of its largest unit, and without units that are zero.
func durationText(ns float64) string {
	if math.Abs(ns) >= math.MaxInt64 {
		return strconv.FormatFloat(ns/float64(time.Hour), 'g', 4, 64) + "h"
	}
	d := time.Duration(math.Round(ns))
	for unit := time.Duration(1e9); unit >= 1e3; unit /= 1e3 {
		if d.Abs() >= unit {
			d = d.Round(unit / 1000)
			break
		}
	}
	text := d.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}

// text returns one of the values as it prints outside of a scale.
func (v values) text(num float64) string {
	if v.duration {
		return durationText(num)
	}
	return numberText(num)
}

// count returns a number of things: "1 value", "3 values".
func count(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return strconv.Itoa(n) + " " + thing
}
