package ipynb_test

import (
	"fmt"
	"testing"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/doc/ipynb"
)

// tutorial returns a document of 20 cells, ten of which are code with outputs.
func tutorial() *doc.Document {
	d := &doc.Document{Path: "a.md", Format: doc.Markdown, Language: "go"}
	for i := range 10 {
		d.Cells = append(d.Cells,
			&doc.Cell{Kind: doc.Prose, Source: fmt.Sprintf("## Step %d\n\nSome *prose* with `code` and [a link](https://go.dev).\n\n- one\n- two", i)},
			&doc.Cell{
				Kind: doc.Code, Language: "go", ExecutionCount: i + 1,
				Source: fmt.Sprintf("func mean%d(xs []float64) float64 {\n\tvar s float64\n\tfor _, x := range xs {\n\t\ts += x\n\t}\n\treturn s / float64(len(xs))\n}", i),
				Outputs: []doc.Output{
					{Kind: doc.Stream, Name: "stdout", Text: "one line\nanother line\n"},
					{Kind: doc.Result, ExecutionCount: i + 1, Data: doc.Bundle{"text/plain": "[1 2 3]", "text/html": "<b>[1 2 3]</b>\n"}},
				},
			})
	}
	return d
}

// BenchmarkDecode reads 100 notebooks of 20 cells each.
func BenchmarkDecode(b *testing.B) {
	src := encode(b, tutorial())
	b.SetBytes(int64(100 * len(src)))
	b.ReportAllocs()
	for b.Loop() {
		for range 100 {
			if _, err := ipynb.Decode("a.ipynb", src); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkEncode writes 100 notebooks of 20 cells, in each of which the
// output of one cell has changed.
func BenchmarkEncode(b *testing.B) {
	d := decode(b, "a.ipynb", encode(b, tutorial()))
	d.Cells[7].Outputs[0].Text += "a third\n"
	b.SetBytes(int64(100 * len(d.Source)))
	b.ReportAllocs()
	for b.Loop() {
		for range 100 {
			if _, err := ipynb.Encode(d); err != nil {
				b.Fatal(err)
			}
		}
	}
}
