package markdown

import (
	"bytes"

	"github.com/gofresco/fresco/doc"
)

// Decode reads a page, and the outputs beside it: sidecar is the content of
// the file at [SidecarPath], nil when there is none. The path is used in
// messages alone. The error is a [doc.Diagnostic] and means that the file is
// not a page at all; what is wrong with parts of it is in
// Document.Diagnostics.
func Decode(path string, src, sidecar []byte) (*doc.Document, error) {
	s, err := newSource(path, src)
	if err != nil {
		return nil, err
	}
	d := &doc.Document{Path: path, Format: doc.Markdown, Language: "go", Source: src, Sidecar: sidecar}
	body, ds := readFrontMatter(d, s)
	ds = append(ds, readCells(d, s, body)...)
	ds = append(ds, checkNames(d.Cells)...)
	stored, wrong := decodeSidecar(path, sidecar)
	ds = append(ds, wrong...)
	restoreOutputs(d.Cells, stored)
	ds.Sort()
	d.Diagnostics = ds
	return d, nil
}

// readCells parts the page from the offset body into cells.
func readCells(d *doc.Document, s *source, body int) doc.Diagnostics {
	var ds doc.Diagnostics
	rest := body
	for _, f := range scan(s.text, body) {
		if f.open < rest {
			continue // a cell's output
		}
		c, wrong := newCell(s, f, d)
		if c == nil {
			ds = append(ds, checkProse(s, f)...)
			continue
		}
		ds = append(ds, wrong...)
		addProse(d, s, rest, f)
		o := newOrigin(f)
		ds = append(ds, o.check(s)...)
		c.Origin = o
		addCell(d, c)
		rest = min(o.end()+1, len(s.text))
	}
	addProse(d, s, rest, nil)
	return ds
}

// addProse adds the text from an offset to the cell's fence that follows, or
// to the end of the page.
func addProse(d *doc.Document, s *source, from int, next *fence) {
	to, nested := len(s.text), false
	if next != nil {
		to, nested = next.open, next.nested
	}
	text := s.text[from:to]
	if len(text) > 0 && (nested || len(bytes.TrimSpace(text)) > 0) {
		addCell(d, &doc.Cell{Kind: doc.Prose, Source: string(text), Pos: s.pos(from)})
	}
}

// addCell appends a numbered cell.
func addCell(d *doc.Document, c *doc.Cell) {
	c.Number = len(d.Cells) + 1
	d.Cells = append(d.Cells, c)
}

// checkProse notes a fence that takes in the rest of the page, cells and all,
// which CommonMark allows and nobody means.
func checkProse(s *source, f *fence) doc.Diagnostics {
	if f.closed || f.nested {
		return nil
	}
	return doc.Diagnostics{doc.Notef(s.pos(f.open), "the fence is not closed and takes in the rest of the page").
		WithHint("end it with a line of %s", fenceLine(f.marker, f.length))}
}
