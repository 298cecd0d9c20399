// Package display shows rich output from inside a Go cell: tables, plots,
// images, HTML, Markdown and JSON.
//
// The value of a cell's last expression is shown by itself. To show more, from
// the middle of a cell, in a loop or in a function, hand it to this package:
//
//	import "github.com/gofresco/fresco/display"
//
//	display.Markdown("Squaring **one million** numbers:")
//	for workers := range 4 {
//		display.Value(measure(workers + 1))
//	}
//
// Each function shows one thing at once, at the place in the output where the
// cell stands: what was printed before stays above it. [Value] shows any value
// by its own methods; [HTML], [Markdown], [SVG], [PNG], [Image], [JSON] and
// [Text] take a form directly.
//
// # Tables and plots
//
// [Table] and [Plot] are values. They are shown when they are a cell's last
// expression, or by Value anywhere else:
//
//	display.Plot{
//		Title: "Time to square a million numbers",
//		X:     display.Axis{Title: "workers", Log: true},
//		Y:     display.Axis{Title: "time"},
//		Series: []display.Series{
//			display.Line("channels", workers, viaChannels),
//			display.Line("mutex", workers, viaMutex),
//		},
//	}
//
// A series is made of two slices of numbers by [Line] or [Points], of names
// and numbers by [Bars], or of measurements by [Histogram]. Durations are
// numbers too, and their axis is labelled as Go prints them: 1.5s, 200µs.
//
// # Where it goes
//
// Everything is shown in several forms at once, a MIME bundle as in Jupyter,
// from which a page takes the richest that it can show. One form is always
// text/plain. When Fresco runs the program, the bundle goes to the page; when
// the program is run by hand, the text form is printed on standard output, so
// that the same code works in any Go program. Plots and tables print as
// aligned columns.
//
// No input makes this package panic. What cannot be shown as asked (an image
// that is nil, a plot without data, values that are not finite) is shown as
// far as it can be, with a word on what is missing. All functions may be
// called by several goroutines at once; each thing is shown whole.
package display
