// Package doc is the model that everything else in Fresco works on: a
// [Document] is a tutorial, read from a Jupyter notebook or a Markdown page,
// as a sequence of cells.
//
// A [Cell] is a stretch of prose, a piece of code, or raw text for another
// tool. A code cell has options, and outputs: what its code printed, showed,
// returned, or how it failed. Outputs follow the Jupyter notebook format
// (nbformat 4), whose terms this package uses: stream, display, result,
// error, MIME bundle. The format is described at
// https://nbformat.readthedocs.io/en/latest/format_description.html.
//
// The two halves of Fresco meet here and nowhere else. Tangling and running
// (package runner) fills Cell.Outputs; weaving (package site) renders them.
// Packages doc/ipynb and doc/markdown read a file into a Document and write
// one back. This package reads no files and imports nothing of Fresco.
//
// # Places
//
// Everything that can go wrong is reported as a [Diagnostic] at a [Position]
// in the document as its author sees it: content/select.md:41:7 in a Markdown
// page, notebooks/parallel.ipynb:cell 5:2:7 in a notebook, where the line
// counts from the top of the cell.
//
// # Options
//
// Page options ([PageOptions]) stand in a page's front matter or in a
// notebook's metadata under "fresco". Cell options ([CellOptions]) stand in
// the first lines of a cell as
//
//	//| name: value
//
// or as attributes of its fence, or are implied by the tags of other tools.
package doc

// A Format is a file format that documents are read from and written to.
type Format int

const (
	// Notebook is the Jupyter notebook format, .ipynb.
	Notebook Format = iota + 1
	// Markdown is Markdown with YAML front matter, .md.
	Markdown
)

// A Document is a tutorial: its options and its cells from top to bottom.
type Document struct {
	// Path names the document in positions and messages: slash-separated,
	// relative to the site's root, as in "notebooks/select.ipynb".
	Path string
	// Format is the format of the file that the document was read from.
	Format Format
	// Language is the language of its code cells in lower case, "go" for a
	// document that can be executed.
	Language string
	// Options are the page's options, with defaults filled in.
	Options PageOptions
	// Meta is the whole front matter of a page, or the whole metadata of a
	// notebook, as decoded: maps, lists, strings, numbers and booleans.
	Meta map[string]any
	// Cells are the document's cells in order.
	Cells []*Cell
	// Source holds the bytes that the document was decoded from; encoders
	// keep all of them that did not change. It must not be modified.
	Source []byte
	// Sidecar holds the bytes of the file beside a Markdown page that stores
	// its outputs other than text; nil when there is none.
	Sidecar []byte
	// Diagnostics are what the decoder found wrong though it could go on:
	// an unknown option, say. One of severity Error makes the document broken.
	Diagnostics []Diagnostic
}

// Runs reports whether any cell of the document is to be executed.
func (d *Document) Runs() bool {
	for _, c := range d.Cells {
		if c.Runs() {
			return true
		}
	}
	return false
}

// Title returns the page's title: the one that its options name, else its
// first level-one heading, else "".
func (d *Document) Title() string {
	if d.Options.Title != "" {
		return d.Options.Title
	}
	for _, c := range d.Cells {
		if c.Kind == Prose {
			if t := firstHeading(c.Source); t != "" {
				return t
			}
		}
	}
	return ""
}
