package ipynb_test

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/doc/ipynb"
)

// FuzzDecode reads anything. What is a notebook keeps its bytes when written
// unchanged; when outputs of one cell change, these are read back from what is
// written, and all other cells are as before.
func FuzzDecode(f *testing.F) {
	for _, pattern := range []string{"testdata/*.ipynb", "testdata/*/*.ipynb"} {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, path := range paths {
			src, err := os.ReadFile(path)
			if err != nil {
				f.Fatal(err)
			}
			for op := range uint(4) {
				f.Add(src, op, op, "new ☕\n")
				f.Add(src, op+4, op, "\r\x1b")
			}
		}
	}
	f.Add([]byte(`{"cells":[{"cell_type":"code"}],"nbformat":4}`), uint(0), uint(3), "\xff")
	f.Fuzz(func(t *testing.T, src []byte, cell, op uint, text string) {
		d, err := ipynb.Decode("a.ipynb", src)
		if err != nil {
			asDiagnostic(t, err)
			return
		}
		if got := encode(t, d); !bytes.Equal(got, src) {
			t.Fatalf("the bytes changed:\n%s", got)
		}
		if len(d.Cells) == 0 || d.Cells[cell%uint(len(d.Cells))].Kind != doc.Code {
			return
		}
		n := int(cell % uint(len(d.Cells)))
		changeOutputs(d.Cells[n], op, strings.ToValidUTF8(text, "?"))
		out := encode(t, d)
		checkCells(t, d, decode(t, "a.ipynb", out), n)
		if again := encode(t, d); !bytes.Equal(again, out) {
			t.Errorf("written differently the second time:\n%s", again)
		}
	})
}

// changeOutputs changes the outputs of a cell in one of several ways.
func changeOutputs(c *doc.Cell, op uint, text string) {
	last := len(c.Outputs) - 1
	switch {
	case op%4 == 0:
		c.ExecutionCount++
		c.Outputs = slices.Insert(c.Outputs, 0, doc.Output{Kind: doc.Failure, EName: text, EValue: text, Traceback: strings.Split(text, "\n")})
	case op%4 == 1 && last >= 0:
		o := &c.Outputs[last]
		o.Text, o.EValue = text, text
		if o.Kind != doc.Stream {
			o.Text = ""
		}
		if o.Kind != doc.Failure {
			o.EValue = ""
		}
		if o.Data != nil {
			o.Data["text/x"] = text
		}
	case op%4 == 2 && last >= 0:
		c.Outputs = c.Outputs[1:]
	default:
		c.Outputs = append(c.Outputs,
			doc.Output{Kind: doc.Stream, Name: text, Text: text},
			doc.Output{Kind: doc.Display, Data: doc.Bundle{"text/html": text, "image/png": text, doc.JSON: `{"b":[1.0,null],"a":{}}`}})
	}
}

// checkCells compares two documents of which cell n has changed.
func checkCells(t *testing.T, want, got *doc.Document, n int) {
	t.Helper()
	if len(got.Cells) != len(want.Cells) || !reflect.DeepEqual(got.Meta, want.Meta) || got.Options.Title != want.Options.Title {
		t.Fatalf("the document changed: %+v", got)
	}
	for i, c := range got.Cells {
		if !slices.EqualFunc(c.Outputs, want.Cells[i].Outputs, doc.Output.Equal) {
			t.Errorf("cell %d: outputs\n%+v, want\n%+v", i, c.Outputs, want.Cells[i].Outputs)
		}
		if i != n && !reflect.DeepEqual(c, want.Cells[i]) {
			t.Errorf("cell %d:\n%+v, want\n%+v", i, c, want.Cells[i])
		}
		if c.Source != want.Cells[i].Source || c.ExecutionCount != want.Cells[i].ExecutionCount || !reflect.DeepEqual(c.Meta, want.Cells[i].Meta) {
			t.Errorf("cell %d:\n%+v, want\n%+v", i, c, want.Cells[i])
		}
	}
}
