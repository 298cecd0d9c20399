package cli

import (
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// A screen is a stream that a person may be looking at.
type screen struct {
	io.Writer
	// columns returns the width of a terminal; it is nil for anything else.
	columns func() int
	colour  bool
}

// newScreen finds out what a stream is.
func newScreen(w io.Writer) *screen {
	s := &screen{Writer: w}
	if f, ok := w.(*os.File); ok && os.Getenv("TERM") != "dumb" && term.IsTerminal(int(f.Fd())) {
		s.columns = func() int { return columns(int(f.Fd())) }
		s.colour = os.Getenv("NO_COLOR") == ""
	}
	return s
}

// onto returns a screen like s that writes elsewhere.
func (s *screen) onto(w io.Writer) *screen {
	return &screen{Writer: w, columns: s.columns, colour: s.colour}
}

// terminal reports whether the stream is a terminal whose lines can be
// rewritten.
func (s *screen) terminal() bool { return s.columns != nil }

// width returns the number of columns of the terminal, 0 for no limit.
func (s *screen) width() int {
	if !s.terminal() {
		return 0
	}
	return s.columns()
}

// columns asks a terminal for its width.
func columns(fd int) int {
	width, _, err := term.GetSize(fd)
	if err != nil || width <= 0 {
		return defaultWidth
	}
	return width
}

// defaultWidth is assumed of a terminal that does not tell.
const defaultWidth = 80

// printf writes text. Messages that cannot be written have no one to be
// reported to; results go through a buffer whose errors are looked at.
func (s *screen) printf(format string, args ...any) {
	_, _ = fmt.Fprintf(s, format, args...)
}

// A style is a way to set text off, where there is colour: the parameters of
// ECMA-48's "select graphic rendition".
type style string

const (
	bold   style = "1"
	dim    style = "2"
	red    style = "1;31"
	green  style = "32"
	yellow style = "33"
	cyan   style = "36"
	normal style = "0"
)

// sequence returns the escape sequence that sets the style.
func (s style) sequence() string { return escape + "[" + string(s) + "m" }

// eraseRight clears the terminal's line from the cursor on.
const eraseRight = escape + "[K"

// paint gives text a style.
func (s *screen) paint(style style, text string) string {
	if !s.colour || text == "" {
		return text
	}
	return style.sequence() + text + normal.sequence()
}

// clean takes escape sequences out of a program's text, unless the terminal
// is to follow them; what they set does not outlast the text.
func (s *screen) clean(text string) string {
	plain := withoutEscapes(text)
	if !s.colour {
		return plain
	}
	if plain != text {
		text += normal.sequence()
	}
	return text
}
