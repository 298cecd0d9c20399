package markdown

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"github.com/gofresco/fresco/doc"
)

// An origin is where a cell and its stored outputs come from.
type origin struct {
	// cell and output are the fences, output nil for none.
	cell, output *fence
	// outputs are the outputs as they were decoded.
	outputs []doc.Output
	// entry holds the outputs in the sidecar, nil for none.
	entry json.RawMessage
}

// newOrigin returns the origin of the cell in a fence.
func newOrigin(f *fence) *origin {
	o := &origin{cell: f}
	if f.next.isOutput() {
		o.output = f.next
	}
	return o
}

// end returns the offset of the end of the last line that belongs to the cell.
func (o *origin) end() int {
	if o.output != nil {
		return o.output.end
	}
	return o.cell.end
}

// check reports an output fence that is not closed.
func (o *origin) check(s *source) doc.Diagnostics {
	if o.output == nil || o.output.closed {
		return nil
	}
	return doc.Diagnostics{doc.Errorf(s.pos(o.output.open), "the cell's output is not closed").
		WithHint("end it with a line of %s", fenceLine(o.output.marker, o.output.length))}
}

// restoreOutputs fills in the outputs of all cells from their output fences
// and from what the sidecar stores.
func restoreOutputs(cells []*doc.Cell, stored *sidecar) {
	for number, c := range codeCells(cells) {
		o := c.Origin.(*origin)
		o.entry = stored.find(key(c, number))
		c.Outputs, c.Stored = o.restore()
		o.outputs = c.Outputs
	}
}

// fromFence returns the outputs that the output fence tells.
func (o *origin) fromFence() []doc.Output {
	if o.output == nil || o.output.content == "" {
		return nil
	}
	return []doc.Output{{Kind: doc.Stream, Name: "stdout", Text: o.output.content}}
}

// restore returns the stored outputs, and whether any were stored.
func (o *origin) restore() (outputs []doc.Output, stored bool) {
	outputs = o.fromFence()
	if o.entry == nil {
		return outputs, o.output != nil
	}
	rich := decodeOutputs(o.entry)
	if Text(rich) == Text(outputs) {
		return rich, true
	}
	for _, out := range rich {
		if isRich(out) {
			outputs = append(outputs, out)
		}
	}
	return outputs, true
}

// holdsAll reports whether the outputs are those that were decoded. Fence and
// sidecar need not agree then.
func (o *origin) holdsAll(outputs []doc.Output) bool {
	return slices.EqualFunc(o.outputs, outputs, doc.Output.Equal)
}

// holdsText reports whether the output fence holds the text of the outputs.
func (o *origin) holdsText(outputs []doc.Output) bool {
	return o.holdsAll(outputs) || Text(outputs) == Text(o.fromFence())
}

// holdsRich reports whether the sidecar holds the outputs, if it needs to.
func (o *origin) holdsRich(outputs []doc.Output) bool {
	return o.holdsAll(outputs) || bytes.Equal(encodeOutputs(outputs), encodeOutputs(decodeOutputs(o.entry)))
}

// fenceLine returns the line that closes a fence.
func fenceLine(marker byte, length int) string {
	return strings.Repeat(string(marker), length)
}
