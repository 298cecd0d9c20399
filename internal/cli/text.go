package cli

import (
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// columnsOf measures text as a terminal shows it: a Chinese character takes
// two columns, an escape sequence none.
var columnsOf = displaywidth.Options{ControlSequences: true}

// escape begins an escape sequence.
const escape = "\x1b"

// withoutEscapes takes escape sequences out of text.
func withoutEscapes(text string) string {
	if !strings.Contains(text, escape) {
		return text
	}
	var b strings.Builder
	for g := columnsOf.StringGraphemes(text); g.Next(); {
		if !strings.HasPrefix(g.Value(), escape) {
			b.WriteString(g.Value())
		}
	}
	return b.String()
}

// fold breaks a line into pieces of at most that many columns.
func fold(line string, columns int) []string {
	var pieces []string
	start, end, taken := 0, 0, 0
	for g := columnsOf.StringGraphemes(line); g.Next(); {
		if taken+g.Width() > columns && end > start {
			pieces = append(pieces, line[start:end])
			start, taken = end, 0
		}
		end += len(g.Value())
		taken += g.Width()
	}
	return append(pieces, line[start:])
}

// skip takes at least that many columns off the left of a line, and returns
// how many it took.
func skip(line string, columns int) (rest string, taken int) {
	end := 0
	for g := columnsOf.StringGraphemes(line); taken < columns && g.Next(); {
		end += len(g.Value())
		taken += g.Width()
	}
	return line[end:], taken
}

// shorten cuts a line that has more than that many columns.
func shorten(line string, columns int) string {
	return columnsOf.TruncateString(line, max(columns, 1), "…")
}
