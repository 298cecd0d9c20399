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
			return durationLabel(v)
		case largest >= 1e16 || largest < 1e-4:
			return strconv.FormatFloat(v, 'g', 4, 64)
		}
		return strconv.FormatFloat(v/size, 'f', decimals, 64) + suffix
	}
}

// label returns a value as it stands in the drawing, in about four digits.
func (v values) label(num float64) string {
	if v.duration {
		return durationLabel(num)
	}
	for _, u := range siUnits {
		if a := math.Abs(num); a >= max(u.size, 1e4) && a < 1e15 {
			return strconv.FormatFloat(num/u.size, 'g', 4, 64) + u.suffix
		}
	}
	return numberText(num)
}

// durationLabel returns nanoseconds as Go prints a duration, in at most four
// digits of its largest unit.
func durationLabel(ns float64) string {
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
	return durationText(d)
}

// durationText returns a duration without units that are zero: 2m, not 2m0s.
func durationText(d time.Duration) string {
	text := d.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}

// text returns a value as it stands in text: durations in full.
func (v values) text(num float64) string {
	switch {
	case !v.duration || math.IsNaN(num):
		return numberText(num)
	case num >= math.MaxInt64: // which float64 rounds up
		return durationText(math.MaxInt64)
	}
	return durationText(time.Duration(math.Round(num)))
}

// numberText returns a number in six digits, whole numbers in all of theirs.
func numberText(num float64) string {
	if a := math.Abs(num); a < 1e15 && (a >= 1e5 || num == math.Trunc(num)) {
		return strconv.FormatFloat(num, 'f', 0, 64)
	}
	return strconv.FormatFloat(num, 'g', 6, 64)
}

// count returns a number of things: "1 value", "3 values".
func count(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return strconv.Itoa(n) + " " + thing
}
