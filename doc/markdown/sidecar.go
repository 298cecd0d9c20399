package markdown

import (
	"bytes"
	"encoding/json"
	"errors"
	"iter"

	"github.com/gofresco/fresco/doc"
)

// A sidecar is the file beside a page that stores outputs other than text.
type sidecar struct {
	Cells []sidecarCell `json:"cells"`
}

// A sidecarCell stores the outputs of one cell.
type sidecarCell struct {
	// Cell is the cell's name, a JSON string, or its number.
	Cell    json.RawMessage `json:"cell"`
	Outputs json.RawMessage `json:"outputs"`
}

// find returns the outputs stored for a key, nil for none.
func (s *sidecar) find(key json.RawMessage) json.RawMessage {
	for _, c := range s.Cells {
		if bytes.Equal(c.Cell, key) {
			return c.Outputs
		}
	}
	return nil
}

// codeCells returns the cells that are cells in a page, which those in other
// languages than Go are not, with their numbers among them, from 1.
func codeCells(cells []*doc.Cell) iter.Seq2[int, *doc.Cell] {
	return func(yield func(int, *doc.Cell) bool) {
		number := 0
		for _, c := range cells {
			if c.Kind != doc.Code || c.Language != "go" {
				continue
			}
			if number++; !yield(number, c) {
				return
			}
		}
	}
}

// key returns what the cell of that number is called in a sidecar.
func key(c *doc.Cell, number int) json.RawMessage {
	if c.Options.Name != "" {
		return marshal(c.Options.Name, "")
	}
	return marshal(number, "")
}

// decodeSidecar reads the sidecar of the page at a path.
func decodeSidecar(page string, src []byte) (*sidecar, doc.Diagnostics) {
	s := &sidecar{}
	if len(src) == 0 {
		return s, nil
	}
	if err := json.Unmarshal(src, s); err != nil {
		pos := doc.Position{Path: SidecarPath(page)}
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			pos.Line = 1 + bytes.Count(src[:min(int(syntax.Offset), len(src))], []byte("\n"))
		}
		return &sidecar{}, doc.Diagnostics{doc.Errorf(pos, "the stored outputs cannot be read: %v", err).
			WithHint("delete the file; executing the page and storing its outputs writes it anew")}
	}
	return s, nil
}

// encodeSidecar returns the sidecar of a document, nil for none, and the old
// one as it is if no stored output has changed.
func encodeSidecar(d *doc.Document) []byte {
	var s sidecar
	changed := false
	for number, c := range codeCells(d.Cells) {
		entry := encodeOutputs(c.Outputs)
		switch o, ok := c.Origin.(*origin); {
		case !ok:
			changed = true
		case o.holdsRich(c.Outputs):
			entry = o.entry
		default:
			changed = true
		}
		if entry != nil {
			s.Cells = append(s.Cells, sidecarCell{key(c, number), entry})
		}
	}
	switch {
	case !changed:
		return d.Sidecar
	case len(s.Cells) == 0:
		return nil
	}
	return append(marshal(s, " "), '\n')
}

// marshal encodes a value that has a JSON form, without HTML's escapes.
func marshal(v any, indent string) json.RawMessage {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	if err := enc.Encode(v); err != nil {
		panic(err) // strings, numbers, lists and valid JSON only
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}
