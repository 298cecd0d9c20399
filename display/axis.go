package display

import (
	"math"
	"slices"
)

// An axis maps values to places in the drawing and knows its ticks.
type axis struct {
	// kind says how values print.
	kind values
	// lo and hi are the values at the ends, from and to their places.
	lo, hi, from, to float64
	log              bool
	ticks            []tick
}

// A tick is a value that is marked on an axis.
type tick struct {
	value float64
	label string
}

// at returns the place of a value. The conversions keep machines that can
// multiply and add in one step from rounding otherwise than the rest.
func (a *axis) at(v float64) float64 {
	lo, hi := a.lo, a.hi
	if a.log {
		lo, hi, v = math.Log(lo), math.Log(hi), math.Log(v)
	}
	part := (v - lo) / (hi - lo)
	return a.from + float64(part*(a.to-a.from))
}

// newAxis makes an axis for values. A linear one takes in zero if asked to.
func newAxis(spec Axis, kind values, zero bool) *axis {
	a := &axis{kind: kind, log: spec.Log, lo: 0, hi: 1}
	lo, hi, n := extent(kind.nums)
	if n == 0 {
		a.log = false // and no ticks
		return a
	}
	a.lo, a.hi = lo, hi
	if zero && !a.log {
		a.lo, a.hi = min(lo, 0), max(hi, 0)
	}
	if a.hi-a.lo <= max(math.Abs(a.lo), math.Abs(a.hi))*1e-9 {
		a.widen()
	}
	return a
}

// widen gives an axis of one value a range around it.
func (a *axis) widen() {
	switch {
	case a.log:
		a.lo, a.hi = a.lo/2, a.hi*2
	case a.kind.whole && !a.kind.duration || a.lo == 0:
		a.lo, a.hi = a.lo-1, a.hi+1
	default:
		half := math.Abs(a.lo) / 2
		a.lo, a.hi = a.lo-half, a.hi+half
	}
}

// nearZero reports whether values are near enough to zero for an axis to
// start there.
func nearZero(nums []float64) bool {
	lo, hi, _ := extent(nums)
	near, far := min(math.Abs(lo), math.Abs(hi)), max(math.Abs(lo), math.Abs(hi))
	return lo < 0 && hi > 0 || near <= far*2/3
}

// setTicks chooses about n ticks. With round, the ends move outwards to the
// next ones. A log scale of less than a step has the ticks of a linear one.
func (a *axis) setTicks(n int, round bool) {
	if len(a.kind.nums) == 0 {
		return
	}
	var at []float64
	format := a.kind.label
	if a.log {
		at = a.logTicks(round)
	}
	if len(at) < 2 {
		at, format = a.linearTicks(n, round)
	}
	if round {
		a.lo, a.hi = min(a.lo, at[0]), max(a.hi, at[len(at)-1])
	}
	for _, v := range at {
		a.ticks = append(a.ticks, tick{v, format(v)})
	}
}

// linearTicks returns about n multiples of a round step within the range, or
// around it, and how they print.
func (a *axis) linearTicks(n int, round bool) ([]float64, func(float64) string) {
	step := a.kind.step((a.hi - a.lo) / float64(n))
	first, last := math.Ceil(a.lo/step-1e-9), math.Floor(a.hi/step+1e-9)
	if round {
		first, last = math.Floor(a.lo/step+1e-9), math.Ceil(a.hi/step-1e-9)
	}
	var at []float64
	for i := first; i <= last && len(at) <= 2*n+2; i++ {
		at = append(at, i*step)
	}
	return at, tickFormat(step, max(math.Abs(a.lo), math.Abs(a.hi)), a.kind.duration)
}

// tickData puts ticks at the values themselves, if they are few and their
// labels have room. It reports whether it did.
func (a *axis) tickData() bool {
	at := slices.DeleteFunc(slices.Clone(a.kind.nums), math.IsNaN)
	slices.Sort(at)
	at = slices.Compact(at)
	if len(at) == 0 || len(at) > 12 {
		return false
	}
	var ticks []tick
	end := math.Inf(-1)
	for _, v := range at {
		label := a.kind.label(v)
		half := textWidth(label, tickSize) / 2
		if a.at(v)-half < end+6 {
			return false
		}
		end = a.at(v) + half
		ticks = append(ticks, tick{v, label})
	}
	a.ticks = ticks
	return true
}
