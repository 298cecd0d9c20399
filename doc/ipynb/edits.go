package ipynb

import (
	"bytes"
	"slices"
)

// An edit replaces the bytes from start to end.
type edit struct {
	start, end int
	text       []byte
}

// edits are changes to a text, in any order, that do not overlap.
type edits []edit

// add notes one.
func (es *edits) add(start, end int, text ...[]byte) {
	*es = append(*es, edit{start, end, slices.Concat(text...)})
}

// apply returns the changed text. Edits of one place keep their order.
func (es edits) apply(text []byte) []byte {
	slices.SortStableFunc(es, func(a, b edit) int { return a.start - b.start })
	var out bytes.Buffer
	done := 0
	for _, e := range es {
		out.Write(text[done:e.start])
		out.Write(e.text)
		done = e.end
	}
	out.Write(text[done:])
	return out.Bytes()
}
