// Package markdown reads and writes tutorials as Markdown pages.
//
// # Pages
//
// A page is CommonMark in UTF-8, with or without a byte order mark, with any
// line ends. It may begin with front matter: YAML between two lines of "---".
// The whole of it becomes Document.Meta, and the page options among it
// Document.Options.
//
// # Cells
//
// A cell is a fence in one of three forms:
//
//	```go {name=first error}      Fresco's own: the first word is go
//	```{go}                       Quarto's
//	```{code-cell} go             MyST's
//
// In a page that says "execute: true", every fence whose first word is go is
// a cell, and {eval=false} exempts one from being run. In other pages it is a
// cell if it has the attribute run; the rest is prose. Quarto's and MyST's
// forms are always cells.
//
// Fences are found by goldmark's block parser, so a fence is what CommonMark
// says it is: of backquotes or tildes, of any length, in a list item or a
// quotation, and not within a comment, an HTML block or indented code.
//
// Attributes of Fresco's form are cell options (see doc.CellOptions), a class
// (.name), a name (#name), or for the theme: title, linenos, hl_lines and
// start, which go to Cell.Meta as text, as do classes under "class". A bare
// list of lines such as {1,3-5} is hl_lines. Braces may stand directly after
// go, and values may be quoted. Other attributes are errors. Options may also
// stand in the code's first lines, as "//| name: value".
//
// Of Quarto's options ("#| name: value" in the first lines) and MyST's
// (":name: value", or YAML between lines of "---") those with a counterpart
// are followed; all are kept in Cell.Meta. Their lines are not part of
// Cell.Source.
//
// # Prose
//
// What stands between cells is prose, to the byte, but for line ends, which
// are "\n" in all cells. Text without a printing character between two cells
// is left out, unless it belongs to a list or a quotation. The prose before a
// cell ends where the cell's fence begins, behind what precedes it in its
// line ("- " in a list, say); the prose after it begins with the next line.
// So the page has its structure back if its cells are joined with a fence for
// each code cell: the line "```", and a line of Cell.Prefix and "```".
//
// # Outputs
//
// A fence whose first word is output, with at most blank lines between it and
// the cell before it, holds that cell's stored output, and is part of the
// cell, as are the blank lines. What it holds is told by [Text]. It is decoded
// as one stream, standard output.
//
// If an output has a form beyond text/plain, then all outputs of the cell are
// stored in a second file too, the sidecar beside the page ([SidecarPath]):
//
//	{"cells": [{"cell": "plot", "outputs": [...]}, {"cell": 3, "outputs": [...]}]}
//
// A cell goes by its name, or by its number among the code cells of the page,
// counted from 1; its outputs are in nbformat's form. They count as long as
// their text is that of the output fence. If it is not, someone has edited the
// page: the text is taken from the fence, and from the sidecar only outputs
// that are more than text.
//
// # Writing
//
// [Encode] replaces output fences whose text has changed, and leaves every
// other byte of the page alone. A document from elsewhere becomes a new page.
package markdown

import (
	"path"
	"strings"
)

// MaxSize is the largest page in bytes that is read.
const MaxSize = 64 << 20

// SidecarPath returns the path of the file beside the page at that path that
// stores its outputs other than text: "a/select.outputs.json" for
// "a/select.md".
func SidecarPath(page string) string {
	return strings.TrimSuffix(page, path.Ext(page)) + ".outputs.json"
}
