package markdown

import (
	"regexp"
	"strings"

	"github.com/gofresco/fresco/doc"
)

// Text returns what an output fence holds for a cell's outputs: streams, the
// text/plain form of displays and results, and failures ("name: message" and
// the traceback), in order. Streams are joined as they are; every other output
// begins in a new line.
//
// A fence holds whole lines of printable text. So the text is "" or ends in a
// line end; ANSI escapes are left out; of a line that was overwritten after a
// carriage return only the last version is there; other control characters
// but the tab are shown by their pictures (U+2400 and following), and what is
// not UTF-8 by U+FFFD.
//
// Outputs of equal text are the same as far as a page can tell, so this is
// what to compare.
func Text(outputs []doc.Output) string {
	var b strings.Builder
	lineOpen := false
	write := func(s string) {
		if s = withoutEscapes(s); s != "" {
			b.WriteString(s)
			lineOpen = !strings.HasSuffix(s, "\n")
		}
	}
	endLine := func() {
		if lineOpen {
			write("\n")
		}
	}
	for _, o := range outputs {
		if o.Kind == doc.Stream {
			write(o.Text)
			continue
		}
		endLine()
		write(plainForm(o))
		endLine()
	}
	endLine()
	return printable(b.String())
}

// plainForm returns the text of an output that is not a stream.
func plainForm(o doc.Output) string {
	if o.Kind != doc.Failure {
		return o.Data[doc.TextPlain]
	}
	headline := strings.Trim(o.EName+": "+o.EValue, ": ")
	trace := strings.Join(o.Traceback, "\n")
	if strings.Contains(withoutEscapes(trace), headline) {
		return trace // as in tracebacks of Python, which end in it
	}
	return strings.TrimRight(headline+"\n"+trace, "\n")
}

// escapes matches ANSI control sequences, operating system commands and other
// escape sequences (ECMA-48, 5.3 to 5.6).
var escapes = regexp.MustCompile(`\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[ -/]+[0-~]|[0-Z\\^-~])`)

func withoutEscapes(s string) string {
	if !strings.Contains(s, "\x1b") {
		return s
	}
	return escapes.ReplaceAllString(s, "")
}

// printable resolves carriage returns and replaces what is not text.
func printable(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	if strings.Contains(s, "\r") {
		lines := strings.Split(s, "\n")
		for i, line := range lines {
			line = strings.TrimRight(line, "\r")
			lines[i] = line[strings.LastIndexByte(line, '\r')+1:]
		}
		s = strings.Join(lines, "\n")
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r < ' ':
			return '\u2400' + r
		case r == 0x7f:
			return '\u2421'
		}
		return r
	}, s)
}
