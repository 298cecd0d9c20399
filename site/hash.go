package site

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"maps"
	"os"
	"slices"
	"sync"

	"github.com/gofresco/fresco/doc"
)

// A hasher hashes a sequence of values, each with its length, so that no two
// sequences run into one.
type hasher struct {
	buf []byte
}

func newHasher() *hasher { return &hasher{} }

// text adds strings.
func (h *hasher) text(texts ...string) {
	for _, s := range texts {
		h.number(len(s))
		h.buf = append(h.buf, s...)
	}
}

// number adds numbers.
func (h *hasher) number(ns ...int) {
	for _, n := range ns {
		h.buf = binary.LittleEndian.AppendUint64(h.buf, uint64(n))
	}
}

// flag adds booleans.
func (h *hasher) flag(flags ...bool) {
	for _, f := range flags {
		if f {
			h.number(1)
		} else {
			h.number(0)
		}
	}
}

// bundle adds a MIME bundle.
func (h *hasher) bundle(b doc.Bundle) {
	h.number(len(b))
	for _, mime := range slices.Sorted(maps.Keys(b)) {
		h.text(mime, b[mime])
	}
}

// object adds decoded JSON or YAML; fmt prints maps in the order of their keys.
func (h *hasher) object(m map[string]any) {
	h.text(fmt.Sprintf("%#v", m))
}

// document adds all of a document that a page shows.
func (h *hasher) document(d *doc.Document) {
	h.text(d.Path, d.Language, d.Title())
	h.number(int(d.Format), len(d.Cells))
	h.object(d.Meta)
	for _, c := range d.Cells {
		h.cell(c)
	}
}

// cell adds all of a cell that a page shows.
func (h *hasher) cell(c *doc.Cell) {
	h.text(c.Language, c.Source, c.Prefix, c.Options.Name)
	h.number(int(c.Kind), c.Number, c.ExecutionCount, len(c.Attachments), len(c.Outputs))
	h.flag(c.Options.HideInput, c.Options.HideOutput, c.Options.Fold, c.Options.NoEval)
	for _, name := range slices.Sorted(maps.Keys(c.Attachments)) {
		h.text(name)
		h.bundle(c.Attachments[name])
	}
	for _, o := range c.Outputs {
		h.output(o)
	}
}

// output adds all of an output that a page shows.
func (h *hasher) output(o doc.Output) {
	h.number(int(o.Kind), len(o.Traceback))
	h.text(o.Name, o.Text, o.EName, o.EValue)
	h.text(o.Traceback...)
	h.bundle(o.Data)
	h.object(o.Metadata)
}

// sum returns the hash as text.
func (h *hasher) sum() string {
	sum := sha256.Sum256(h.buf)
	return hex.EncodeToString(sum[:])
}

// program identifies the running program, whose change may change every page:
// the size and time of its file stand for its content.
var program = sync.OnceValue(func() [2]int {
	path, err := os.Executable()
	if err != nil {
		return [2]int{}
	}
	info, err := os.Stat(path)
	if err != nil {
		return [2]int{}
	}
	return [2]int{int(info.Size()), int(info.ModTime().UnixNano())}
})
