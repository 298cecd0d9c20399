package cli

import (
	"strings"

	"github.com/gofresco/fresco/doc"
)

// report prints diagnostics, sorted by place, as compilers do: the place and
// the message, the source line with a mark below the column, and indented what
// more there is to say. The documents are those whose lines can be shown.
func (s *session) report(ds doc.Diagnostics, docs []*doc.Document) {
	ds.Sort()
	byPath := map[string]*doc.Document{}
	for _, d := range docs {
		byPath[d.Path] = d
	}
	for _, d := range ds {
		s.diagnostic(d, byPath[d.Pos.Path])
	}
}

// diagnostic prints one. The document is nil where it could not be read.
func (s *session) diagnostic(d doc.Diagnostic, in *doc.Document) {
	out := s.stderr
	place, kind := d.Pos.String(), ""
	if place == "" {
		place = "fresco"
	}
	if d.Severity == doc.Note {
		kind = out.paint(cyan, "note:") + " "
	}
	message, more, _ := strings.Cut(out.clean(d.Message), "\n")
	out.printf("%s %s%s\n", out.paint(bold, place+":"), kind, message)
	out.indented("", more)
	if in != nil {
		out.excerpt(in, d.Pos)
	}
	out.indented("", out.clean(d.Detail))
	out.hint(d.Hint)
}

// hint prints, below a message, what to do.
func (s *screen) hint(text string) { s.indented(s.paint(green, "hint:")+" ", text) }

// indented prints lines below a message. The first of them has a label.
func (s *screen) indented(label, text string) {
	text = strings.Trim(text, "\n")
	if text == "" {
		return
	}
	for line := range strings.SplitSeq(text, "\n") {
		s.printf("%s\n", strings.TrimRight(indentation+label+line, " \t"))
		label = ""
	}
}

// indentation sets off what belongs to the line above.
const indentation = "    "
