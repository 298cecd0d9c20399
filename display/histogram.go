package display

import "math"

// Histogram returns a series that counts how many of the values lie in each
// of a number of bins of equal width, and is drawn as columns that touch. The
// label names it in the legend. The width of the bins is a round number near
// the one that was asked for by the number of bins; 0 bins or less leave the
// choice to the number of values. A value between two bins counts in the
// upper one. Values that are not finite are not counted. Two histograms in a
// plot compare if their bins are equally wide.
func Histogram[V Number](label string, data []V, bins int) Series {
	v := toValues(data)
	s := Series{
		label: label,
		mark:  binMark,
		x:     values{duration: v.duration, whole: v.whole},
		y:     values{whole: true},
	}
	lo, hi, n := extent(v.nums)
	if left := len(v.nums) - n; left > 0 {
		s.wrong = count(left, "value") + " not counted: not finite"
	}
	if n == 0 {
		return s
	}
	start, width, bins := binning(lo, hi, binCount(bins, n), v)
	s.binWidth = width
	s.x.nums = make([]float64, bins)
	s.y.nums = make([]float64, bins)
	for i := range bins {
		s.x.nums[i] = start + float64(float64(i)*width)
	}
	for _, x := range v.nums {
		if !math.IsNaN(x) {
			i := int(math.Floor((x-start)/width + 1e-9))
			s.y.nums[min(max(i, 0), bins-1)]++
		}
	}
	return s
}

// binCount returns about how many bins n values are to have: what was asked
// for or, by the Rice rule, twice the cube root of n.
func binCount(asked, n int) int {
	if asked > 0 {
		return min(asked, 500)
	}
	return min(max(int(math.Ceil(2*math.Cbrt(float64(n)))), 5), 60)
}

// binning returns the lower edge of the first bin, and the width and number
// of bins for values from lo to hi.
func binning(lo, hi float64, asked int, v values) (start, width float64, bins int) {
	if hi == lo {
		hi = lo + max(math.Abs(lo)/10, 1)
	}
	width = v.step((hi - lo) / float64(asked))
	start = math.Floor(lo/width+1e-9) * width
	if v.whole && width == 1 {
		start -= 0.5 // each number in the middle of its bin
	}
	return start, width, int(math.Floor((hi-start)/width+1e-9)) + 1
}

// extent returns the least and the greatest of numbers and how many there
// are, gaps left out.
func extent(nums []float64) (lo, hi float64, n int) {
	for _, v := range nums {
		if math.IsNaN(v) {
			continue
		}
		if n == 0 {
			lo, hi = v, v
		}
		lo, hi = min(lo, v), max(hi, v)
		n++
	}
	return lo, hi, n
}
