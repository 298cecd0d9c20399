package ipynb

import (
	"cmp"
	"strings"

	"github.com/gofresco/fresco/doc"
)

// readCell decodes one cell with its outputs.
func (nb *notebook) readCell(r *reader, n *node, number int) *doc.Cell {
	if n.kind != '{' {
		r.fail(n, "a cell should be an object and is %s", n.what())
		return nil
	}
	meta := r.object(n, "metadata")
	c := &doc.Cell{
		Kind:        cellKind(r, n),
		Number:      number,
		ID:          r.string(n, "id"),
		Source:      strings.ReplaceAll(r.text(n.member("source")), "\r\n", "\n"),
		Pos:         doc.Position{Path: nb.doc.Path, Line: 1, Col: 1},
		Attachments: readAttachments(r, n),
		Meta:        r.metadata(n, "metadata"),
	}
	if c.Kind == doc.Code {
		nb.codeCells++
		c.Pos.Cell = nb.codeCells
	} else {
		c.Pos.Text = number - nb.codeCells
	}
	readTags(r, meta, &c.Options)
	switch c.Kind {
	case doc.Raw:
		c.Language = cmp.Or(r.string(meta, "raw_mimetype"), r.string(meta, "format"))
	case doc.Code:
		c.ExecutionCount = r.count(n, "execution_count")
		c.Outputs = readOutputs(r, n)
		c.Stored = c.ExecutionCount > 0 || len(c.Outputs) > 0
		c.Language = nb.doc.Language
		if id := r.string(r.object(meta, "vscode"), "languageId"); id != "" {
			c.Language = plainLanguage(id)
		}
	}
	if c.Kind == doc.Code && c.Language == "go" {
		nb.doc.Diagnostics = append(nb.doc.Diagnostics, c.SetLines()...)
	}
	return c
}

// cellKind reads the type of a cell.
func cellKind(r *reader, n *node) doc.Kind {
	switch kind := r.string(n, "cell_type"); kind {
	case "markdown":
		return doc.Prose
	case "code":
		return doc.Code
	case "raw":
		return doc.Raw
	case "":
		r.fail(n, `the cell has no "cell_type"`)
	default:
		r.fail(n.member("cell_type"), `the cell's type is %q; it should be "markdown", "code" or "raw"`, kind)
	}
	return 0
}

// readTags applies the marks of other tools to a cell's options. JupyterLab's
// "collapsed" and the slide show say nothing about a page.
func readTags(r *reader, meta *node, options *doc.CellOptions) {
	for _, tag := range r.strings(meta, "tags") {
		options.SetTag(tag)
	}
	if n := meta.member("nbsphinx"); n != nil && n.kind == '"' {
		options.SetTag(unquote(n.raw))
	}
	jupyter := r.object(meta, "jupyter")
	if r.bool(jupyter, "source_hidden") {
		options.Fold = true
	}
	if r.bool(jupyter, "outputs_hidden") {
		options.HideOutput = true
	}
}

// readAttachments decodes the files that are embedded in a cell.
func readAttachments(r *reader, n *node) map[string]doc.Bundle {
	list := r.object(n, "attachments")
	if list == nil || len(list.children) == 0 {
		return nil
	}
	attachments := make(map[string]doc.Bundle, len(list.children))
	for i := range list.children {
		attachments[list.children[i].name] = readBundle(r, &list.children[i])
	}
	return attachments
}
