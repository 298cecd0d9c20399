// Package ipynb reads and writes Jupyter notebooks, nbformat 4.0 to 4.5, as
// https://nbformat.readthedocs.io/en/latest/format_description.html and the
// JSON schemas beside it describe them.
//
// # Reading
//
// [Decode] turns a notebook into a [doc.Document]. Texts may be strings or
// lists of strings; JSON values in MIME bundles become compact JSON text with
// their key order kept. Cells are numbered from 1 as Jupyter shows them. Page
// options stand in the notebook's metadata under "fresco", or as YAML front
// matter in a first raw cell: such a cell is counted but not part of the
// document, and what it says is merged into Meta["fresco"] and wins. Keys that
// this package does not know are left alone; a known key with a value of the
// wrong type is an error, and so are names that stand twice in one object.
//
// The language of code cells is language_info.name, else the language or name
// of the kernelspec, else Go. A cell for which VS Code notes another language
// keeps that one.
//
// # Writing
//
// [Encode] has two cases. A document that came from a notebook is written as
// the bytes that it came from, in which only what changed is replaced: the
// value of an execution count, an output, or one value in an output. What is
// new takes on the manners of the cell around it: indentation, line ends,
// texts as strings or lists, non-ASCII as it is or escaped, order of keys.
// Nothing else can be changed in such a document; Encode says so rather than
// lose the change.
//
// Any other document, a Markdown page say, is written as Jupyter itself
// writes: nbformat 4.5, sorted keys, an indentation of one space.
//
// # Errors
//
// Both return a [doc.Diagnostic]. For a file that is not JSON it points at
// the line and column in the file, for a cell that is not as nbformat
// describes it, at the cell.
package ipynb

import "github.com/gofresco/fresco/doc"

// Decode reads a notebook. The document keeps src and names itself by path,
// which is slash-separated and relative to the site's root. What is wrong
// with options does not stop it: that is in the document's Diagnostics.
// A non-nil error is a [doc.Diagnostic].
func Decode(path string, src []byte) (*doc.Document, error) {
	nb, err := decode(path, src)
	if err != nil {
		return nil, err
	}
	return nb.doc, nil
}

// Encode writes a document as a notebook. One that was decoded from a
// notebook gets its outputs and execution counts replaced where they changed,
// and keeps every other byte; any other document becomes a new notebook.
// The error, if any, is a [doc.Diagnostic].
func Encode(d *doc.Document) ([]byte, error) {
	if d.Format == doc.Notebook && d.Source != nil {
		return update(d)
	}
	return create(d)
}
