package site

import (
	"regexp"
	"strings"

	"github.com/buildkite/terminal-to-html/v3"
)

// The terminal on which output is replayed. It is wide enough for progress
// lines; longer lines are not broken. Only what is on its screen can be
// written over; what has scrolled out stays.
const (
	terminalColumns = 250
	terminalLines   = 100
)

// terminalHTML returns what a terminal would show after a program's output,
// as HTML with the classes term-*. Text without control codes, by far the
// most common, is only escaped.
func terminalHTML(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\r\n", "\n")
	if !strings.ContainsAny(text, "\x1b\r\b") {
		return escapeText(visible.Replace(text))
	}
	text = visible.Replace(sequences.ReplaceAllStringFunc(text, plainSequence))
	var b strings.Builder
	screen, err := terminal.NewScreen(terminal.WithSize(terminalColumns, terminalLines), terminal.WithMaxSize(terminalColumns, 2*terminalLines))
	if err != nil {
		return escapeText(withoutSequences(text))
	}
	screen.Timestamps = false
	// Lines leave the screen as they scroll out, so that its size is bounded
	// however long the output is.
	screen.ScrollOutFunc = func(line string) { b.WriteString(blankLine(line)) }
	_, _ = screen.Write([]byte(text))
	for line := range strings.Lines(screen.AsHTMLWithTimestamps(false)) {
		b.WriteString(blankLine(line))
	}
	return b.String()
}

// blankLine makes an empty line of the space that the library puts there.
func blankLine(line string) string {
	if strings.TrimSuffix(line, "\n") == "&nbsp;" {
		return line[len("&nbsp;"):]
	}
	return line
}

// sequences matches the escape sequences of ECMA-48: control sequences,
// strings (operating system commands and the like), and the short ones; last,
// an escape character that begins none of them.
var sequences = regexp.MustCompile(
	`\x1b\[([0-?]*)[ -/]*([@-~])` +
		`|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)` +
		`|\x1b[ -/]+[0-~]` +
		`|\x1b[0-Z\\^-~]?`)

// plainSequence returns an escape sequence in the form that the library
// understands, and "" for those that mean nothing on a page: titles, links,
// images, modes.
func plainSequence(seq string) string {
	if !strings.HasPrefix(seq, "\x1b[") {
		if seq == "\x1b" {
			return "\u241B"
		}
		return ""
	}
	params, final := seq[2:len(seq)-1], seq[len(seq)-1]
	switch {
	case final == 'm' && !strings.ContainsAny(params, "<=>?"):
		colours := sixteenColours(strings.FieldsFunc(params, isSeparator))
		if colours == "" && params != "" {
			return ""
		}
		return "\x1b[" + colours + "m"
	case strings.IndexByte("ABCDEFGJK", final) >= 0 && cursorParams.MatchString(params):
		return seq
	}
	return ""
}

// cursorParams matches how far a cursor may move. The library does not expect
// numbers near the largest, which overflow.
var cursorParams = regexp.MustCompile(`^[0-9]{0,4}$`)

func isSeparator(r rune) bool { return r == ';' || r == ':' }

// withoutSequences removes all escape sequences.
func withoutSequences(text string) string {
	return sequences.ReplaceAllLiteralString(text, "")
}

// escapeText escapes what has a meaning in HTML outside of attributes.
func escapeText(text string) string { return textEscapes.Replace(text) }

var textEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
