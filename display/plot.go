package display

import "math"

// A Plot is a chart of one or several series over two axes. As the last
// expression of a cell, or by [Value], it is shown as an SVG drawing that
// fills the width of its place and follows the reader's light or dark colour
// scheme; in a terminal it is a table of its data. Equal plots give equal
// bytes.
//
// Values that are not finite leave a gap, and those that a log scale has no
// place for are left out; a line below the drawing says so.
type Plot struct {
	// Title stands above the drawing; it also names it to screen readers.
	Title string
	// X is the horizontal axis, Y the vertical one.
	X, Y Axis
	// Series are drawn in order, each in a colour and with a marker of its
	// own.
	Series []Series
}

// An Axis describes one axis of a [Plot]. The range and the ticks come from
// the data: a Y axis starts at zero unless the values lie far from it.
type Axis struct {
	// Title says what the axis measures, with the unit: "throughput (MB/s)".
	// Durations need no unit, each of their ticks has one.
	Title string
	// Log selects a logarithmic scale: with base 2 if all values are powers
	// of two, as numbers of workers often are, else with base 10. Bars have
	// names along the X axis, so it has no effect there.
	Log bool
}

// A point is one pair of values, NaN for a gap.
type point struct{ x, y float64 }

func (p point) isGap() bool { return math.IsNaN(p.x) || math.IsNaN(p.y) }

// String returns the data as an aligned table below the title.
func (p Plot) String() string { return newChart(p).text() }

// SVG returns the drawing as an SVG document, which may stand in an HTML page
// as well.
func (p Plot) SVG() string { return newChart(p).draw() }
