package display

import (
	"math"
	"slices"
)

// logTicks returns the powers of the base within the range, or around it. If
// there are few powers of ten, their multiples by 2 and 5 stand between; if
// there are many, some are left out.
func (a *axis) logTicks(round bool) []float64 {
	base, between := 10.0, []float64{1}
	if a.inPowersOfTwo() {
		base = 2
	} else if a.hi/a.lo <= 100 {
		between = []float64{1, 2, 5}
	}
	first, last := math.Floor(logOf(base, a.lo)), math.Ceil(logOf(base, a.hi))
	var at []float64
	for e := first; e <= last; e++ {
		for _, m := range between {
			at = append(at, m*math.Pow(base, e))
		}
	}
	for len(at) > 1 && at[1] <= a.lo*(1+1e-9) {
		at = at[1:]
	}
	for len(at) > 1 && at[len(at)-2] >= a.hi*(1-1e-9) {
		at = at[:len(at)-1]
	}
	if !round {
		at = slices.DeleteFunc(at, func(v float64) bool { return v < a.lo*(1-1e-9) || v > a.hi*(1+1e-9) })
	}
	every := (len(at) + 7) / 8
	var kept []float64
	for i := 0; i < len(at); i += every {
		kept = append(kept, at[i])
	}
	return kept
}

// logOf returns a logarithm, whole where it is nearly so.
func logOf(base, v float64) float64 {
	l := math.Log10(v) / math.Log10(base)
	if r := math.Round(l); math.Abs(l-r) < 1e-9 {
		return r
	}
	return l
}

// inPowersOfTwo reports whether all values are powers of two, from 1 up.
func (a *axis) inPowersOfTwo() bool {
	return !a.kind.duration && !slices.ContainsFunc(a.kind.nums, func(v float64) bool {
		frac, _ := math.Frexp(v)
		return !math.IsNaN(v) && (frac != 0.5 || v < 1)
	})
}
