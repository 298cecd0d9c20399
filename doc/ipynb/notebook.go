package ipynb

import (
	"maps"
	"strings"

	"github.com/gofresco/fresco/doc"
)

// The versions of nbformat that are read, and the minor one that is written.
const (
	major = 4
	minor = 5
)

// A notebook is a decoded file with the document that it makes.
type notebook struct {
	file *file
	doc  *doc.Document
	// cells are where the document's cells stand in the file.
	cells []*node
	// codeCells counts the code cells read so far.
	codeCells int
	// ascii tells whether the file escapes characters outside of ASCII. It is
	// known only while the file is updated.
	ascii bool
}

// decode reads a notebook and remembers where everything stands.
func decode(path string, src []byte) (*notebook, error) {
	f, err := parseFile(path, src)
	if err != nil {
		return nil, err
	}
	nb := &notebook{file: f, doc: &doc.Document{Path: path, Format: doc.Notebook, Source: src}}
	if err := nb.readVersion(); err != nil {
		return nil, err
	}
	var r reader
	meta := r.object(f.root, "metadata")
	nb.doc.Meta = r.metadata(f.root, "metadata")
	nb.doc.Language = language(&r, meta)
	fresco := r.metadata(meta, "fresco")
	title := r.string(meta, "title")
	cells := r.list(f.root, "cells")
	if f.root.member("cells") == nil {
		r.fail(f.root, `the notebook has no "cells"`)
	}
	if r.err != nil {
		return nil, nb.diagnose(r.err, 0)
	}
	if err := nb.readCells(cells); err != nil {
		return nil, err
	}
	nb.readPageOptions(fresco, title)
	return nb, nil
}

// readVersion refuses what is not a notebook or one of another major version.
func (nb *notebook) readVersion() error {
	f, whole := nb.file, doc.Position{Path: nb.file.path}
	if f.root.member("nbformat") == nil {
		return doc.Errorf(whole, `this is not a notebook: the JSON object has no "nbformat"`).
			WithHint("restore it from a copy, or move it out of the site")
	}
	var r reader
	version, sub := r.count(f.root, "nbformat"), r.count(f.root, "nbformat_minor")
	switch {
	case r.err != nil:
		return nb.diagnose(r.err, 0)
	case version < major:
		return doc.Errorf(whole, "the notebook has the old format nbformat %d, and only nbformat %d can be read", version, major).
			WithHint("upgrade it with: jupyter nbconvert --to notebook --inplace %s", shellQuote(f.path))
	case version > major:
		return doc.Errorf(whole, "the notebook has the format nbformat %d, and only nbformat %d can be read", version, major).
			WithHint("write it as nbformat 4 with: jupyter nbconvert --to notebook --nbformat 4 --inplace %s", shellQuote(f.path))
	case sub > minor:
		nb.doc.Diagnostics = append(nb.doc.Diagnostics,
			doc.Notef(whole, "the notebook has the format nbformat %d.%d, and is read as %d.%d", version, sub, major, minor))
	}
	return nil
}

// readCells decodes all cells.
func (nb *notebook) readCells(cells []node) error {
	for i := range cells {
		var r reader
		number := i + 1
		c := nb.readCell(&r, &cells[i], number)
		if r.err != nil {
			return nb.diagnose(r.err, number)
		}
		nb.doc.Cells = append(nb.doc.Cells, c)
		nb.cells = append(nb.cells, &cells[i])
	}
	return nil
}

// readPageOptions gathers the page options from the metadata and from front
// matter, whose cell it drops.
func (nb *notebook) readPageOptions(fresco map[string]any, title string) {
	d, pos := nb.doc, doc.Position{Path: nb.doc.Path}
	if len(d.Cells) > 0 && isFrontMatter(d.Cells[0]) {
		pos = d.Cells[0].Pos
		matter, err := readFrontMatter(d.Cells[0])
		if err != nil {
			d.Diagnostics = append(d.Diagnostics, *err)
		}
		merged := map[string]any{}
		maps.Copy(merged, fresco)
		maps.Copy(merged, matter)
		fresco = merged
		if d.Meta == nil {
			d.Meta = map[string]any{}
		}
		d.Meta["fresco"] = merged
		d.Cells, nb.cells = d.Cells[1:], nb.cells[1:]
	}
	options, wrong := doc.ParsePageOptions(fresco, pos)
	if options.Title == "" {
		options.Title = title
	}
	d.Options = options
	d.Diagnostics = append(d.Diagnostics, wrong...)
}

// diagnose places an error in a cell, or in the whole notebook for cell 0.
func (nb *notebook) diagnose(m *misfit, cell int) doc.Diagnostic {
	d := doc.Errorf(doc.Position{Path: nb.file.path, Cell: cell}, "%s", m.message)
	at := nb.file.position(m.at.start)
	return d.WithHint("correct it in a text editor at line %d, column %d of the file", at.Line, at.Col)
}

// shellQuote quotes a path for a command line where it needs that.
func shellQuote(path string) string {
	if !strings.ContainsAny(path, " \t\n'\"\\$`&;|<>()*?[]#~!{}") {
		return path
	}
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}
