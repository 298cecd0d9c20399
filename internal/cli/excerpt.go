package cli

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gofresco/fresco/doc"
)

// excerpt prints the line of a document that a position names, with a mark
// below the column. Nothing is printed where there is no such line, or none
// with text.
func (s *screen) excerpt(d *doc.Document, pos doc.Position) {
	line, ok := sourceLine(d, pos)
	if !ok || strings.TrimSpace(line) == "" {
		return
	}
	before := line[:min(max(pos.Col-1, 0), len(line))]
	// Lines begin where their text does: how deep it stands says nothing.
	text := strings.TrimLeft(line, " \t")
	before = strings.TrimPrefix(before, line[:len(line)-len(text)])
	text, column := printable(text), columnsOf.String(printable(before))
	room := excerptWidth
	if s.terminal() {
		room = s.width() - len(indentation) - 1
	}
	text, column = window(text, column, room)
	s.printf("%s%s\n", indentation, text)
	if pos.Col > 0 {
		s.printf("%s%s%s\n", indentation, strings.Repeat(" ", column), s.paint(red, "^"))
	}
}

// excerptWidth is how many columns of a line are shown where there is no
// terminal to set the width.
const excerptWidth = 100

// sourceLine returns the line of a document that a position names.
func sourceLine(d *doc.Document, pos doc.Position) (string, bool) {
	src := string(d.Source)
	if pos.Cell > 0 || pos.Text > 0 {
		src = ""
		for _, c := range d.Cells {
			if c.Pos.Cell == pos.Cell && c.Pos.Text == pos.Text {
				src = c.Source
			}
		}
	}
	n := 0
	for line := range strings.Lines(src) {
		if n++; n == pos.Line {
			return strings.TrimRight(line, "\r\n"), true
		}
	}
	return "", false
}

// printable replaces what would not show as one or more columns.
func printable(line string) string {
	var b strings.Builder
	for _, r := range line {
		switch {
		case r == '\t':
			b.WriteString("    ")
		case !unicode.IsPrint(r):
			b.WriteRune(utf8.RuneError)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// window cuts a text to the columns around one of them, and returns where that
// column then is.
func window(text string, column, room int) (string, int) {
	const context = 20 // columns kept on the left, where code explains itself
	if room < 2*context || columnsOf.String(text) <= room {
		return text, column
	}
	if column >= room-context {
		var left int
		text, left = skip(text, column-context+1)
		text, column = "…"+text, column-left+1
	}
	return shorten(text, room), column
}
