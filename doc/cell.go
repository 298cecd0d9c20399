package doc

import "strings"

// A Kind tells what a cell holds.
type Kind int

const (
	// Prose is Markdown.
	Prose Kind = iota + 1
	// Code is source code in the cell's language.
	Code
	// Raw is text for another tool, such as a notebook's raw cell.
	Raw
)

// A Cell is one piece of a document.
type Cell struct {
	Kind Kind
	// Number counts all cells of a document from 1.
	Number int
	// ID is the cell's id in nbformat 4.5; "" elsewhere.
	ID string
	// Language is the language of a code cell, in lower case: "go", "python".
	// For a raw cell it is the MIME type that the notebook gives, if any.
	Language string
	// Source is the cell's text with "\n" line ends: Markdown, code with its
	// option lines, or raw text. In a code cell of a Markdown page the
	// indentation of the fence is taken off.
	Source string
	// Pos is the place of the first byte of Source.
	Pos Position
	// Prefix is what precedes each line of a fence within its container in a
	// Markdown page: the indentation in a list item, "> " in a quotation.
	Prefix string
	// Options are the options of a code cell, from wherever they were given.
	Options CellOptions
	// ExecutionCount is the number that a notebook shows beside a cell that
	// was run, 0 for none.
	ExecutionCount int
	// Outputs are what the cell's code produced, in order: as stored when
	// the document was read, as captured after it was run.
	Outputs []Output
	// Stored reports whether outputs were recorded for the cell in the file
	// that it came from. A cell that was run and printed nothing is recorded
	// with no outputs in a notebook (its execution count says so), and is
	// not told from one that was never run in a Markdown page.
	Stored bool
	// Attachments are the files embedded in a notebook's prose cell, by name.
	Attachments map[string]Bundle
	// Meta is the cell's metadata in a notebook, as decoded.
	Meta map[string]any
	// Origin is the decoder's own note of where the cell stands in the
	// document's Source, so that an encoder can put new outputs there.
	Origin any
}

// Runs reports whether the cell is to be executed.
func (c *Cell) Runs() bool {
	return c.Kind == Code && c.Language == "go" && !c.Options.NoEval
}

// At returns the position of a line and column of Source, both counted from
// 1, in the document. A zero column is kept.
func (c *Cell) At(line, col int) Position {
	p := c.Pos
	p.Line = max(p.Line, 1) + line - 1
	p.Col = col
	if col > 0 && c.Pos.Col > 1 {
		p.Col += c.Pos.Col - 1
	}
	return p
}

// Shown returns the code as a reader sees it: without the option lines at its
// top and without the lines that end in "//hide".
func (c *Cell) Shown() string {
	_, lines := splitOptionLines(c.Source)
	kept := lines[:0:0]
	for _, line := range lines {
		if !strings.HasSuffix(strings.TrimRight(line, " \t"), "//hide") {
			kept = append(kept, line)
		}
	}
	return strings.Trim(strings.Join(kept, "\n"), "\n")
}

// firstHeading returns the text of the first level-one ATX or setext heading
// of a piece of Markdown that stands outside a fence, or "".
func firstHeading(src string) string {
	var prev, fence string
	for line := range strings.Lines(src) {
		line = strings.TrimRight(line, "\r\n")
		text := strings.TrimSpace(line)
		switch {
		case fence != "":
			if strings.HasPrefix(text, fence) {
				fence = ""
			}
		case strings.HasPrefix(text, "```"), strings.HasPrefix(text, "~~~"):
			fence = text[:3]
		case strings.HasPrefix(line, "# "):
			return plainHeading(line[2:])
		case prev != "" && strings.Trim(text, "=") == "" && strings.HasPrefix(text, "="):
			return plainHeading(prev)
		}
		prev = text
	}
	return ""
}

// plainHeading strips a heading's closing marks, attributes and emphasis.
func plainHeading(s string) string {
	s = strings.TrimSpace(s)
	if i := strings.LastIndex(s, "{"); i > 0 && strings.HasSuffix(s, "}") {
		s = strings.TrimSpace(s[:i])
	}
	s = strings.TrimSpace(strings.TrimRight(s, "#"))
	return strings.NewReplacer("`", "", "**", "", "*", "").Replace(s)
}
