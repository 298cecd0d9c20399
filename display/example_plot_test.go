package display_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/gofresco/fresco/display"
)

// As the last expression of a cell, the literal needs no Value around it.
func ExamplePlot() {
	workers := []int{1, 2, 4, 8}
	channels := []time.Duration{980e6, 510e6, 270e6, 160e6}
	mutex := []time.Duration{180e6, 190e6, 260e6, 380e6}

	display.Value(display.Plot{
		Title: "Squaring a million numbers",
		X:     display.Axis{Title: "workers"},
		Y:     display.Axis{Title: "time"},
		Series: []display.Series{
			display.Line("channels", workers, channels),
			display.Line("mutex", workers, mutex),
		},
	})
	// Output:
	// Squaring a million numbers
	// workers  channels  mutex
	// -------  --------  -----
	//       1     980ms  180ms
	//       2     510ms  190ms
	//       4     270ms  260ms
	//       8     160ms  380ms
}

func ExamplePlot_SVG() {
	svg := display.Plot{Title: "Nothing yet"}.SVG()
	fmt.Println(strings.Contains(svg, "<title>Nothing yet</title>"))
	// Output: true
}

func ExamplePlot_String() {
	fmt.Println(display.Plot{Title: "Nothing yet"})
	// Output:
	// Nothing yet
	// no data to show
}

func ExampleAxis() {
	display.Value(display.Plot{
		X:      display.Axis{Title: "workers", Log: true}, // 1, 2, 4, 8: with base 2
		Y:      display.Axis{Title: "speedup"},
		Series: []display.Series{display.Line("", []int{1, 2, 4, 8}, []float64{1, 1.9, 3.6, 6.1})},
	})
	// Output:
	// workers  speedup
	// -------  -------
	//       1        1
	//       2      1.9
	//       4      3.6
	//       8      6.1
}

// Series of different x can share a plot.
func ExampleSeries() {
	display.Value(display.Plot{Series: []display.Series{
		display.Points("measured", []float64{1, 2.5}, []int{10, 24}),
		display.Line("ideal", []int{0, 3}, []int{0, 30}),
	}})
	// Output:
	// series      x   y
	// --------  ---  --
	// measured    1  10
	// measured  2.5  24
	// ideal       0   0
	// ideal       3  30
}

func ExampleLine() {
	queue := []int{0, 3, 2}
	display.Value(display.Plot{Series: []display.Series{
		display.Line[int]("length of the queue", nil, queue), // x counts
	}})
	// Output:
	// x  length of the queue
	// -  -------------------
	// 0                    0
	// 1                    3
	// 2                    2
}

func ExamplePoints() {
	display.Value(display.Plot{Series: []display.Series{
		display.Points("runs", []float64{0.5, 1.5}, []time.Duration{time.Second, 90 * time.Second}),
	}})
	// Output:
	//   x   runs
	// ---  -----
	// 0.5     1s
	// 1.5  1m30s
}

func ExampleBars() {
	display.Value(display.Plot{
		Title: "Counting",
		Y:     display.Axis{Title: "operations per second"},
		Series: []display.Series{
			display.Bars("", []string{"atomic", "mutex", "channel"}, []float64{182.4e6, 54.1e6, 9.3e6}),
		},
	})
	// Output:
	// Counting
	// x        operations per second
	// -------  ---------------------
	// atomic               182400000
	// mutex                 54100000
	// channel                9300000
}

func ExampleHistogram() {
	latencies := []time.Duration{11e6, 12e6, 14e6, 19e6, 23e6, 38e6}
	display.Value(display.Plot{Series: []display.Series{
		display.Histogram("latency", latencies, 3),
	}})
	// Output:
	// latency       count
	// ------------  -----
	// 10ms to 20ms      4
	// 20ms to 30ms      1
	// 30ms to 40ms      1
}

func ExampleNumber() {
	fmt.Println(Mean([]time.Duration{time.Second, 2 * time.Second}))
	// Output: 1.5s
}

// Mean returns the mean of numbers of any type that can be plotted.
func Mean[N display.Number](nums []N) N {
	var sum N
	for _, n := range nums {
		sum += n
	}
	return sum / N(len(nums))
}
