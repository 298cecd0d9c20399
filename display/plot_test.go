package display_test

import (
	"flag"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/gofresco/fresco/display"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares text with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (go test -update rewrites it); got:\n%s", path, got)
	}
}

// plots are what the golden files show.
func plots() map[string]display.Plot {
	workers := []int{1, 2, 4, 8, 16}
	ms := func(n ...time.Duration) []time.Duration {
		for i := range n {
			n[i] *= time.Millisecond
		}
		return n
	}
	chance := rand.New(rand.NewPCG(1, 2))
	var latency []time.Duration
	var sizes, costs, wave, other []float64
	for i := range 2000 {
		latency = append(latency, time.Duration(20e6+chance.ExpFloat64()*15e6))
		if i < 150 {
			size := chance.Float64() * 100
			sizes = append(sizes, size)
			costs = append(costs, 2.5e3+size*120+chance.NormFloat64()*900)
		}
		wave = append(wave, math.Sin(float64(i)/90)+chance.NormFloat64()/12)
		other = append(other, math.Cos(float64(i)/200))
	}
	dice := make([]int, 600)
	for i := range dice {
		dice[i] = chance.IntN(6) + chance.IntN(6) + 2
	}
	return map[string]display.Plot{
		"time-by-workers": {
			Title: "Squaring a million numbers",
			X:     display.Axis{Title: "workers"},
			Y:     display.Axis{Title: "time"},
			Series: []display.Series{
				display.Line("channel per number", workers, ms(980, 610, 420, 390, 405)),
				display.Line("channel per batch", workers, ms(210, 108, 56, 31, 29)),
				display.Line("mutex", workers, ms(180, 190, 260, 380, 520)),
			},
		},
		"log-scales": {
			Title: "The same, on logarithmic scales",
			X:     display.Axis{Title: "workers", Log: true},
			Y:     display.Axis{Title: "time", Log: true},
			Series: []display.Series{
				display.Line("channel per number", workers, ms(980, 610, 420, 390, 405)),
				display.Line("channel per batch", workers, ms(210, 108, 56, 31, 29)),
			},
		},
		"throughput": {
			Title:  "Throughput of four ways to count",
			Series: []display.Series{display.Bars("operations per second", []string{"atomic", "mutex", "channel", "RWMutex"}, []float64{182.4e6, 54.1e6, 9.3e6, 31.7e6})},
		},
		"grouped-bars": {
			Title: "Requests by number of workers",
			X:     display.Axis{Title: "workers"},
			Y:     display.Axis{Title: "requests per second"},
			Series: []display.Series{
				display.Bars("unbuffered", workers, []int{1200, 2300, 4100, 6400, 7100}),
				display.Bars("buffered", workers, []int{1300, 2600, 5000, 9100, 12800}),
				display.Line("ideal", []int{0, 1, 2, 3}, []int{1300, 2600, 5200, 10400}),
			},
		},
		"histogram": {
			Title:  "Latency of 2000 requests",
			Series: []display.Series{display.Histogram("latency", latency, 30)},
		},
		"dice": {
			Title:  "Two dice, 600 times",
			X:      display.Axis{Title: "sum"},
			Series: []display.Series{display.Histogram("", dice, 11)},
		},
		"scatter": {
			Title:  "Allocated bytes by input size",
			X:      display.Axis{Title: "input size (KB)"},
			Y:      display.Axis{Title: "allocated bytes"},
			Series: []display.Series{display.Points("runs", sizes, costs)},
		},
		"many-values": {
			Series: []display.Series{
				display.Line[int]("signal", nil, wave),
				display.Line[int]("trend", nil, other),
			},
		},
		"negative-bars": {
			Title:  "Change against the last release (%)",
			Series: []display.Series{display.Bars("", []string{"parse the front matter", "tangle", "compile all packages", "link", "run", "render"}, []float64{-12.5, 3, -4.25, 0, 8.1, -1})},
		},
		"six-series": {
			Title: "A rather long title that does not fit above the drawing because it goes on and on and on",
			Y:     display.Axis{Title: "µs"},
			Series: []display.Series{
				display.Line("first", workers, []float64{1, 2, 3, 4, 5}),
				display.Line("second with a longer label than the others", workers, []float64{2, 3, 4, 5, 6}),
				display.Line("third", workers, []float64{3, 4, 5, 6, 7}),
				display.Line("第四 <&>", workers, []float64{4, 5, 6, 7, 8}),
				display.Line("fifth", workers, []float64{5, 6, 7, 8, 9}),
				display.Line("sixth", workers, []float64{6, 7, 8, 9, 10}),
			},
		},
		"gaps": {
			Title: "What cannot be drawn",
			Y:     display.Axis{Log: true},
			Series: []display.Series{
				display.Line("gaps", []int{1, 2, 3, 4, 5, 6}, []float64{1, 10, math.NaN(), 1000, math.Inf(1), 10}),
				display.Line("short", []int{1, 2, 3, 4}, []float64{5, 0, 50}),
			},
		},
		"empty": {Title: "Nothing yet", X: display.Axis{Title: "workers"}, Y: display.Axis{Title: "time"}},
	}
}

func TestPlots(t *testing.T) {
	for name, p := range plots() {
		t.Run(name, func(t *testing.T) {
			golden(t, name+".svg", p.SVG()+"\n")
			golden(t, name+".txt", p.String()+"\n")
		})
	}
}
