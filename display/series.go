package display

import (
	"fmt"
	"math"
	"reflect"
	"time"
)

// Number is what can be plotted. [time.Duration] is one of them.
type Number interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 |
		~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr |
		~float32 | ~float64
}

// A Series is a named row of data in a [Plot]. [Line], [Points], [Bars] and
// [Histogram] make one; the zero Series has no data.
type Series struct {
	label string
	mark  mark
	x, y  values
	// names are those of bars, which stand for x.
	names []string
	// binWidth is the width of a histogram's bins. Each x is a lower edge.
	binWidth float64
	// wrong says what does not fit together in the data, "" for nothing.
	wrong string
}

// A mark is the way in which data is drawn.
type mark int

const (
	lineMark mark = iota
	pointMark
	barMark
	binMark
)

// String returns the name of a chart of such marks.
func (m mark) String() string {
	return [...]string{"Line chart", "Scatter plot", "Bar chart", "Histogram"}[m]
}

// values are numbers with what has to be known to print them.
type values struct {
	nums []float64
	// duration tells that they are nanoseconds, whole that they come from
	// integers.
	duration, whole bool
}

// Line returns a series that is drawn as a line from point to point, in the
// order given. The label names it in the legend. A nil x counts the values
// from 0: Line[int]("", nil, y).
func Line[X, Y Number](label string, x []X, y []Y) Series {
	return newSeries(lineMark, label, toValues(x), toValues(y))
}

// Points returns a series that is drawn as points: a scatter plot. The label
// names it in the legend. A nil x counts the values from 0.
func Points[X, Y Number](label string, x []X, y []Y) Series {
	return newSeries(pointMark, label, toValues(x), toValues(y))
}

// Bars returns a series that is drawn as bars from zero, one for each name.
// The label names the series in the legend. Names can be of any type and are
// shown as fmt prints them; several series of bars stand side by side where
// they share a name. In a plot with bars, the x of a line counts the names
// from 0.
func Bars[N any, Y Number](label string, names []N, y []Y) Series {
	s := newSeries(barMark, label, values{}, toValues(y))
	s.names = make([]string, len(names))
	for i, name := range names {
		s.names[i] = oneLine(cellText(reflect.ValueOf(&name).Elem()))
	}
	s.fit(len(names), "name")
	return s
}

// newSeries makes a series of values over others, or over their number.
func newSeries(m mark, label string, x, y values) Series {
	s := Series{label: label, mark: m, x: x, y: y}
	if x.nums == nil {
		s.x = counted(len(y.nums))
	}
	s.fit(len(s.x.nums), "x value")
	return s
}

// fit cuts the longer of two slices to the length of the other.
func (s *Series) fit(n int, what string) {
	if m := len(s.y.nums); m != n {
		s.wrong = fmt.Sprintf("%s for %s: the rest is left out", count(n, what), count(m, "y value"))
	}
	n = min(n, len(s.y.nums))
	s.y.nums = s.y.nums[:n]
	s.x.nums = s.x.nums[:min(n, len(s.x.nums))]
}

// counted returns the numbers from 0 up to, and without, n.
func counted(n int) values {
	v := values{nums: make([]float64, n), whole: true}
	for i := range v.nums {
		v.nums[i] = float64(i)
	}
	return v
}

// toValues converts numbers of any type.
func toValues[N Number](nums []N) values {
	v := values{}
	switch t := reflect.TypeFor[N](); t.Kind() {
	case reflect.Float32, reflect.Float64:
	default:
		v.whole = true
		v.duration = t == reflect.TypeFor[time.Duration]()
	}
	if nums == nil {
		return v
	}
	v.nums = make([]float64, len(nums))
	for i, n := range nums {
		v.nums[i] = plottable(float64(n))
	}
	return v
}

// plottable returns a value as it can be drawn: NaN, a gap, if it is not
// finite or so large that a range of such values would not be.
func plottable(v float64) float64 {
	switch {
	case math.Abs(v) <= 1e-300:
		return 0
	case math.Abs(v) <= 1e300:
		return v
	}
	return math.NaN()
}
