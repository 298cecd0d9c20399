package ipynb

import (
	"maps"
	"reflect"

	"github.com/gofresco/fresco/doc"
)

// update writes a document that came from a notebook as the bytes of that
// notebook with new outputs and execution counts.
func update(d *doc.Document) ([]byte, error) {
	nb, err := decode(d.Path, d.Source)
	if err != nil {
		return nil, err
	}
	if err := nb.checkUnchanged(d); err != nil {
		return nil, err
	}
	nb.ascii = escapesNonASCII(nb.file.text)
	var edits edits
	for i, c := range d.Cells {
		if c.Kind != doc.Code {
			continue
		}
		was := nb.doc.Cells[i]
		u := cellUpdate{nb: nb, cell: nb.cells[i], edits: &edits}
		if c.ExecutionCount != was.ExecutionCount {
			u.replace("execution_count", count(c.ExecutionCount))
		}
		if err := u.updateOutputs(was.Outputs, c.Outputs); err != nil {
			return nil, doc.Errorf(c.At(1, 1), "an output cannot be written to the notebook: %v", err)
		}
	}
	return append([]byte(nb.file.bom), edits.apply(nb.file.text)...), nil
}

// checkUnchanged returns an error if anything in d was changed that cannot be
// written back.
func (nb *notebook) checkUnchanged(d *doc.Document) error {
	was, pos := nb.doc, doc.Position{Path: d.Path}
	if len(d.Cells) != len(was.Cells) {
		return changed(pos, "the number of its cells")
	}
	if !sameMeta(d.Meta, was.Meta) {
		return changed(pos, "its metadata")
	}
	for i, c := range d.Cells {
		if part := changedPart(c, was.Cells[i]); part != "" {
			pos = was.Cells[i].Pos
			pos.Line, pos.Col = 0, 0
			return changed(pos, part)
		}
	}
	return nil
}

// changedPart names a part of a cell that differs and cannot be written.
func changedPart(c, was *doc.Cell) string {
	switch {
	case c.Kind != was.Kind:
		return "its type"
	case c.Source != was.Source:
		return "its source"
	case c.ID != was.ID:
		return "its id"
	case !sameMeta(c.Meta, was.Meta):
		return "its metadata"
	case !maps.EqualFunc(c.Attachments, was.Attachments, maps.Equal[doc.Bundle, doc.Bundle]):
		return "its attachments"
	case c.Kind != doc.Code && len(c.Outputs)+c.ExecutionCount > 0:
		return "its outputs, though it is not code"
	case c.ExecutionCount < 0:
		return "its execution count, to one below zero"
	}
	return ""
}

// sameMeta compares metadata; nil and empty are the same.
func sameMeta(a, b map[string]any) bool {
	return len(a) == 0 && len(b) == 0 || reflect.DeepEqual(a, b)
}

// changed is the error for a change that is not written back.
func changed(pos doc.Position, part string) doc.Diagnostic {
	return doc.Errorf(pos, "a change of %s cannot be written back to a notebook", part).
		WithHint("only outputs and execution counts can be; make other changes in the file itself")
}
