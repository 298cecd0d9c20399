package doc

import (
	"cmp"
	"fmt"
	"strings"
)

// A Position is a place in a document as its author sees it. The zero
// Position is no place at all; one without a Line means the whole cell, and
// without a Cell too, the whole document.
type Position struct {
	// Path is the document's path.
	Path string
	// Cell is the number of a code cell in a notebook, counting code cells
	// from 1 as the numbers beside executed cells do; Text is the number of
	// any other cell, counting those. Both are 0 in a Markdown page, whose
	// lines count from the top of the file.
	Cell, Text int
	// Line and Col count from 1; Col counts bytes, as Go's tools do.
	Line, Col int
}

// String returns the position as messages show it: "content/a.md:41:7",
// "notebooks/b.ipynb:cell 5:2:7". Parts that are zero are left out.
func (p Position) String() string {
	var b strings.Builder
	b.WriteString(p.Path)
	if p.Cell > 0 {
		fmt.Fprintf(&b, ":cell %d", p.Cell)
	}
	if p.Text > 0 {
		fmt.Fprintf(&b, ":text %d", p.Text)
	}
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d", p.Line)
		if p.Col > 0 {
			fmt.Fprintf(&b, ":%d", p.Col)
		}
	}
	return b.String()
}

// File returns the part of the position that stands for a file in line
// directives: everything before the line, as in "notebooks/b.ipynb:cell 5".
func (p Position) File() string {
	p.Line, p.Col = 0, 0
	return p.String()
}

// Compare orders positions by path, cell, line and column.
func (p Position) Compare(q Position) int {
	return cmp.Or(
		cmp.Compare(p.Path, q.Path),
		cmp.Compare(p.Cell, q.Cell),
		cmp.Compare(p.Text, q.Text),
		cmp.Compare(p.Line, q.Line),
		cmp.Compare(p.Col, q.Col),
	)
}
