package display_test

import (
	"encoding/binary"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/gofresco/fresco/display"
)

func TestPlotsOfAnything(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	many := make([]string, 500)
	for _, test := range []struct {
		name   string
		series []display.Series
		want   string // in the text form
	}{
		{"no series", nil, "no data to show"},
		{"zero series", make([]display.Series, 3), "no data to show"},
		{"nothing at all", []display.Series{display.Line[int, int]("", nil, nil)}, "no data to show"},
		{"one point", []display.Series{display.Points("", []float64{3}, []float64{7})}, "3  7"},
		{"all the same", []display.Series{display.Line[int]("", nil, []float64{-5, -5, -5})}, "2  -5"},
		{"all but the same", []display.Series{display.Line[int]("", nil, []float64{1, 1 + 1e-15})}, "1  1"},
		{"not finite", []display.Series{display.Line[int]("", nil, []float64{nan, inf, -inf})}, "3 values not shown: not finite"},
		{"x not finite", []display.Series{display.Points("", []float64{nan, 1}, []int{1, 2})}, "1 value not shown"},
		{"too large", []display.Series{display.Points("", []float64{-1e300, 1e300, 1}, []float64{math.MaxFloat64, 1e300, -1e300})}, "1 value not shown"},
		{"tiny", []display.Series{display.Points("", []float64{1e-300, 2e-290}, []float64{5e-324, 1e-250})}, "1e-250"},
		{"negative", []display.Series{display.Line[int]("", nil, []int{-3, -2, -1})}, "2  -1"},
		{"more x", []display.Series{display.Line("", []int{1, 2, 3}, []int{1})}, "3 x values for 1 y value: the rest is left out"},
		{"no x", []display.Series{display.Line("", []int{}, []int{1})}, "0 x values for 1 y value"},
		{"more names", []display.Series{display.Bars("", []string{"a", "b"}, []int{1})}, "2 names for 1 y value:"},
		{"fewer names", []display.Series{display.Bars("", []string{"a"}, []int{1, 2})}, "1 name for 2 y values"},
		{"no names", []display.Series{display.Bars[string]("", nil, []int{1, 2})}, "0 names for 2 y values"},
		{"names twice", []display.Series{display.Bars("", []any{"a", "a", nil}, []int{1, 2, 3})}, "<nil>  3"},
		{"many bars", []display.Series{display.Bars("", many, make([]int, 500))}, "and 476 more rows"},
		{"bars of infinity", []display.Series{display.Bars("", []string{"a", "b"}, []float64{inf, 1})}, "b    1"},
		{"histogram of nothing", []display.Series{display.Histogram[int]("", nil, 10)}, "no data to show"},
		{"histogram of no numbers", []display.Series{display.Histogram("", []float64{nan, inf}, 10)}, "2 values not counted: not finite"},
		{"histogram of one", []display.Series{display.Histogram("", []float64{0}, 0)}, "1"},
		{"histogram of many bins", []display.Series{display.Histogram("", []float64{-1e300, 0, 1e300}, 1<<40)}, "more rows"},
		{"histogram of near values", []display.Series{display.Histogram("", []float64{1e15, 1e15 + 1}, 500)}, "1"},
		{"longest durations", []display.Series{display.Line[int]("", nil, []time.Duration{math.MinInt64, 0, math.MaxInt64})}, "2562047h47m16.854775807s"},
		{"everything", []display.Series{
			display.Histogram("h", []float64{1, 2, 2}, 3),
			display.Bars("b", []string{"x", "y"}, []int{-1, 1}),
			display.Line("l", []float64{-100, 100}, []int{1, 2}),
			display.Points("p", []time.Duration{1, 2}, []uint8{1, 255}),
		}, "series"},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, logs := range [][2]bool{{false, false}, {true, false}, {false, true}, {true, true}} {
				p := display.Plot{X: display.Axis{Log: logs[0]}, Y: display.Axis{Log: logs[1]}, Series: test.series}
				wellFormed(t, p.SVG())
				if text := p.String(); !logs[0] && !logs[1] && !strings.Contains(text, test.want) {
					t.Errorf("text without %q:\n%s", test.want, text)
				}
			}
		})
	}
}

func TestPlotEscapes(t *testing.T) {
	bad := "<script>&\"'\x00\x1b[1m\xff]]>\n\r世"
	p := display.Plot{
		Title:  bad,
		X:      display.Axis{Title: bad},
		Y:      display.Axis{Title: bad},
		Series: []display.Series{display.Bars(bad, []string{bad, bad + bad}, []int{1, 2}), display.Line(bad, []int{1}, []int{2})},
	}
	svg := p.SVG()
	wellFormed(t, svg)
	if strings.Contains(svg, "<script>") {
		t.Error("markup comes through")
	}
}

// TestLongSeriesStaySmall holds the size of drawings to what can be seen.
func TestLongSeriesStaySmall(t *testing.T) {
	y := make([]int, 200_000)
	for i := range y {
		y[i] = i * 7919 % 1000
	}
	p := display.Plot{Series: []display.Series{display.Line[int]("", nil, y)}}
	if n := len(p.SVG()); n > 50_000 {
		t.Errorf("a line of 200000 points takes %d bytes", n)
	}
}

func FuzzPlot(f *testing.F) {
	bytesOf := func(nums ...float64) (data []byte) {
		for _, v := range nums {
			data = binary.BigEndian.AppendUint64(data, math.Float64bits(v))
		}
		return data
	}
	f.Add("label", bytesOf(1, 2, 4, 8), bytesOf(1e9, 2.5e9, 0, -1), true, false, 3)
	f.Add("", bytesOf(math.NaN(), math.Inf(1)), bytesOf(1e300, -1e300), false, true, 0)
	f.Add("<&>", bytesOf(0.1, 0.1), bytesOf(5e-324), true, true, 1000)
	f.Fuzz(func(t *testing.T, label string, xs, ys []byte, logX, logY bool, bins int) {
		x, y := floats(xs), floats(ys)
		long := make([]time.Duration, len(y))
		for i := range y {
			long[i] = time.Duration(math.Float64bits(y[i]))
		}
		for _, series := range [][]display.Series{
			{display.Line(label, x, y), display.Points(label, x, y)},
			{display.Bars(label, x, y), display.Bars("b", y, y)},
			{display.Histogram(label, x, bins)},
			{display.Line[int](label, nil, long), display.Histogram(label, long, bins)},
		} {
			p := display.Plot{X: display.Axis{Title: label, Log: logX}, Y: display.Axis{Log: logY}, Series: series}
			svg, text := p.SVG(), p.String()
			wellFormed(t, svg)
			if svg != p.SVG() || text != p.String() {
				t.Error("the same plot gives other bytes")
			}
		}
	})
}

// floats reads numbers from bytes.
func floats(data []byte) []float64 {
	var nums []float64
	for ; len(data) >= 8; data = data[8:] {
		nums = append(nums, math.Float64frombits(binary.BigEndian.Uint64(data)))
	}
	return nums
}
