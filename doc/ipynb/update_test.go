package ipynb_test

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/doc/ipynb"
)

// TestUpdate changes the outputs of one small notebook that the test data
// holds in many styles. Python's json module, which Jupyter writes with, made
// the files that are to come out.
func TestUpdate(t *testing.T) {
	changes := map[string]func(*doc.Document){
		"updated": func(d *doc.Document) {
			first, second, third := d.Cells[1], d.Cells[2], d.Cells[3]
			first.ExecutionCount = 4
			first.Outputs = []doc.Output{
				{Kind: doc.Stream, Name: "stdout", Text: "é 2\nnew ☕🫖 \x1b[0m\x7f\n"},
				{Kind: doc.Display, Metadata: map[string]any{"w": 2.0}, Data: doc.Bundle{
					"application/json": `{"a": "\u00fc", "b": [1, {}]}`,
					"image/png":        "AAAA",
					"text/html":        "<b>\u2028x</b>\r\n<i>",
				}},
			}
			second.ExecutionCount = 5
			second.Outputs = []doc.Output{
				{Kind: doc.Stream, Name: "stderr", Text: "warn\n", Chunks: []doc.Chunk{{At: 3, Text: "warn\n"}}},
				{Kind: doc.Failure, EName: "panic", EValue: "boom", Traceback: []string{"panic: boom", "", "main.go:1"}},
			}
			third.ExecutionCount = 6
			third.Outputs = []doc.Output{{Kind: doc.Stream, Name: "stdout", Text: "last"}}
		},
		"cleared": func(d *doc.Document) {
			for _, c := range d.Cells {
				c.ExecutionCount, c.Outputs = 0, nil
			}
		},
	}
	for change, apply := range changes {
		wants, err := filepath.Glob("testdata/" + change + "/*.ipynb")
		if err != nil || len(wants) < 9 {
			t.Fatalf("test data: %v, %v", wants, err)
		}
		for _, path := range wants {
			t.Run(change+"/"+filepath.Base(path), func(t *testing.T) {
				d := decode(t, "a.ipynb", read(t, "testdata/"+filepath.Base(path)))
				apply(d)
				got, want := encode(t, d), read(t, path)
				if !bytes.Equal(got, want) {
					t.Errorf("got:\n%s\nwant:\n%s", got, want)
				}
			})
		}
	}
}

func stream(text string) doc.Output {
	return doc.Output{Kind: doc.Stream, Name: "stdout", Text: text}
}

// TestUpdateKeepsTheRest changes one thing at a time in a cell that is
// written in no one's style.
func TestUpdateKeepsTheRest(t *testing.T) {
	const head = `{"nbformat":4, "nbformat_minor" : 4,"metadata":{ },"cells":[ {"source":"x","cell_type":"code", "outputs": `
	const a = `{"text" :["\u0061","b"] ,"x-mine":{"k":[ 1.50]},"output_type":"stream","name":"stdout"}`
	const b = `{ "output_type":"display_data","metadata":{"z":1,"a":{"w":1e2}},"data":{"text/plain":"B","application/x+json":{"b":1.0,"a":[ ]},"image/png":"AA\/A"}}`
	const c = `{"output_type":"error","ename":"E","evalue":"v","traceback":["1\n2","\u0033"]}`
	const tail = "}\t ]}"
	for _, tt := range []struct {
		name      string
		want      string
		transform func(o []doc.Output) []doc.Output
	}{
		{"nothing", "[ " + a + " ,\n" + b + "," + c + "\n]", func(o []doc.Output) []doc.Output { return o }},
		{"stream text", `[ {"text":["a\n","B"],"x-mine":{"k":[1.50]},"output_type":"stream","name":"stdout"}` + " ,\n" + b + "," + c + "\n]",
			func(o []doc.Output) []doc.Output { o[0].Text = "a\nB"; return o }},
		{"stream name", `[ {"text":["\u0061","b"],"x-mine":{"k":[1.50]},"output_type":"stream","name":"stderr"}` + " ,\n" + b + "," + c + "\n]",
			func(o []doc.Output) []doc.Output { o[0].Name = "stderr"; return o }},
		{"one of a bundle", "[ " + a + " ,\n" + `{"output_type":"display_data","metadata":{"z":1,"a":{"w":1e2}},"data":{"text/plain":"C","application/x+json":{"b":1.0,"a":[]},"image/png":"AA\/A"}}` + "," + c + "\n]",
			func(o []doc.Output) []doc.Output { o[1].Data["text/plain"] = "C"; return o }},
		{"one less and one more", "[ " + a + " ,\n" + `{"output_type":"display_data","metadata":{"z":1,"a":{"w":1e2}},"data":{"application/x+json":{"b":1.0,"a":[]},"image/png":"AA\/A","text/html":["<p>"]}}` + "," + c + "\n]",
			func(o []doc.Output) []doc.Output {
				delete(o[1].Data, "text/plain")
				o[1].Data["text/html"] = "<p>"
				return o
			}},
		{"metadata", "[ " + a + " ,\n" + `{"output_type":"display_data","metadata":{"z":2},"data":{"text/plain":"B","application/x+json":{"b":1.0,"a":[]},"image/png":"AA\/A"}}` + "," + c + "\n]",
			func(o []doc.Output) []doc.Output { o[1].Metadata = map[string]any{"z": 2}; return o }},
		{"error value", "[ " + a + " ,\n" + b + "," + `{"output_type":"error","ename":"E","evalue":"w","traceback":["1\n2","\u0033"]}` + "\n]",
			func(o []doc.Output) []doc.Output { o[2].EValue = "w"; return o }},
		{"traceback", "[ " + a + " ,\n" + b + "," + `{"output_type":"error","ename":"E","evalue":"v","traceback":["4"]}` + "\n]",
			func(o []doc.Output) []doc.Output { o[2].Traceback = []string{"4"}; return o }},
		{"same metadata as other numbers", "[ " + a + " ,\n" + b + "," + c + "\n]",
			func(o []doc.Output) []doc.Output {
				o[1].Metadata = map[string]any{"z": 1.0, "a": map[string]float32{"w": 100}}
				return o
			}},
		{"same JSON in other words", "[ " + a + " ,\n" + b + "," + c + "\n]",
			func(o []doc.Output) []doc.Output {
				o[1].Data["application/x+json"] = "{\"\\u0062\": 1.0,\n\"a\":[]}"
				return o
			}},
		{"first removed", "[ " + b + "," + c + "\n]", func(o []doc.Output) []doc.Output { return o[1:] }},
		{"middle removed", "[ " + a + "," + c + "\n]", func(o []doc.Output) []doc.Output { return []doc.Output{o[0], o[2]} }},
		{"last removed", "[ " + a + " ,\n" + b + "\n]", func(o []doc.Output) []doc.Output { return o[:2] }},
		{"all removed", "[]", func(o []doc.Output) []doc.Output { return nil }},
		{"first added", `[ {"name":"stdout","output_type":"stream","text":["n"]},` + a + " ,\n" + b + "," + c + "\n]",
			func(o []doc.Output) []doc.Output { return append([]doc.Output{stream("n")}, o...) }},
		{"middle added", "[ " + a + " ,\n" + `{"name":"stdout","output_type":"stream","text":["n"]},` + b + "," + c + "\n]",
			func(o []doc.Output) []doc.Output { return []doc.Output{o[0], stream("n"), o[1], o[2]} }},
		{"last added", "[ " + a + " ,\n" + b + "," + c + `,{"name":"stdout","output_type":"stream","text":["n"]}` + "\n]",
			func(o []doc.Output) []doc.Output { return append(o, stream("n")) }},
		{"other kind", `[ {"name":"stdout","output_type":"stream","text":["n"]}` + "\n]",
			func(o []doc.Output) []doc.Output { return []doc.Output{stream("n")} }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			src := head + "[ " + a + " ,\n" + b + "," + c + "\n]" + tail
			d := decode(t, "a.ipynb", []byte(src))
			d.Cells[0].Outputs = tt.transform(d.Cells[0].Outputs)
			want := head + tt.want + tail
			if tt.name == "other kind" {
				want = strings.Replace(want, `"name":"stdout","output_type":"stream","text":["n"]}`, `"text":["n"],"x-mine":{"k":[1.50]},"output_type":"stream","name":"stdout"}`, 1)
			}
			if got := string(encode(t, d)); got != want {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

// TestUpdateMixedStyles follows the style of the cell, not that of the file.
func TestUpdateMixedStyles(t *testing.T) {
	const src = `{"nbformat": 4, "cells": [
		{"cell_type":"code","outputs":[{"output_type":"stream","text":"a"}]},
		{"cell_type": "code"},
	      {
	          "cell_type":"code",
	          "source": []
	      },
		{
"cell_type": "code", "metadata": {}
}
], "metadata": {}}`
	d := decode(t, "a.ipynb", []byte(src))
	for _, c := range d.Cells {
		c.Outputs = []doc.Output{stream("b")}
	}
	const want = `{"nbformat": 4, "cells": [
		{"cell_type":"code","outputs":[{"name":"stdout","output_type":"stream","text":"b"}]},
		{"cell_type": "code", "outputs": [{"name": "stdout", "output_type": "stream", "text": "b"}]},
	      {
	          "cell_type":"code",
	          "outputs":[
	              {
	                  "name":"stdout",
	                  "output_type":"stream",
	                  "text":"b"
	              }
	          ],
	          "source": []
	      },
		{
"cell_type": "code", "metadata": {},
"outputs": [
{
"name": "stdout",
"output_type": "stream",
"text": "b"
}
]
}
], "metadata": {}}`
	if got := string(encode(t, d)); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// TestUpdateInvalidText stores what JSON can hold of bytes that are no text,
// and does not store the same again.
func TestUpdateInvalidText(t *testing.T) {
	src := notebook("{}", `{"cell_type": "code", "metadata": {}, "source": "x", "outputs": [], "execution_count": null}`)
	d := decode(t, "a.ipynb", src)
	d.Cells[0].Outputs = []doc.Output{stream("a\xffb"), {Kind: doc.Display, Data: doc.Bundle{doc.JSON: `"\ud800"`}}}
	out := encode(t, d)
	d = decode(t, "a.ipynb", out)
	if got := d.Cells[0].Outputs; got[0].Text != "a\uFFFDb" || got[1].Data[doc.JSON] != "\"\uFFFD\"" {
		t.Errorf("got %+v", got)
	}
	d.Cells[0].Outputs[0].Text = "a\xffb"
	if again := encode(t, d); !bytes.Equal(again, out) {
		t.Errorf("changed again: %s", again)
	}
}

// TestStrayMembers keeps what nbformat does not foresee in a cell.
func TestStrayMembers(t *testing.T) {
	src := notebook("{}", `{"cell_type": "markdown", "source": "x", "outputs": [{"output_type": "?"}], "execution_count": 3, "mine": 1}`)
	d := decode(t, "a.ipynb", src)
	if got := encode(t, d); !bytes.Equal(got, src) || d.Cells[0].Outputs != nil {
		t.Errorf("got %s", got)
	}
}

func TestHalfSurrogate(t *testing.T) {
	cell := `{"cell_type": "code", "source": "\ud83d", "outputs": [{"output_type": "display_data", "data": {"application/json": {"a": "\udc00"}}}]}`
	d := decode(t, "a.ipynb", notebook("{}", cell))
	d.Cells[0].ExecutionCount = 3
	want := strings.Replace(string(notebook("{}", cell)), `"code", `, `"code", "execution_count": 3, `, 1)
	if got := string(encode(t, d)); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// TestUpdateRefuses changes what cannot be written back.
func TestUpdateRefuses(t *testing.T) {
	for what, change := range map[string]func(*doc.Document){
		"the number of its cells":            func(d *doc.Document) { d.Cells = d.Cells[1:] },
		"its metadata":                       func(d *doc.Document) { d.Meta["x"] = 1 },
		"cell 1: a change of its source":     func(d *doc.Document) { d.Cells[1].Source += "\n" },
		"text 1: a change of its type":       func(d *doc.Document) { d.Cells[0].Kind = doc.Raw },
		"text 1: a change of its id":         func(d *doc.Document) { d.Cells[0].ID = "x" },
		"cell 2: a change of its metadata":   func(d *doc.Document) { delete(d.Cells[2].Meta, "tags") },
		"text 1: a change of its attachment": func(d *doc.Document) { d.Cells[0].Attachments["pot.png"]["image/png"] = "A" },
		"text 1: a change of its outputs":    func(d *doc.Document) { d.Cells[0].Outputs = []doc.Output{stream("x")} },
		"cell 1: a change of its execution":  func(d *doc.Document) { d.Cells[1].ExecutionCount = -1 },
		"text 1: a change of its source":     func(d *doc.Document) { d.Cells[0], d.Cells[1] = d.Cells[1], d.Cells[0]; d.Cells[0].Kind = doc.Prose },
		"it is of no known kind":             func(d *doc.Document) { d.Cells[1].Outputs = []doc.Output{{}} },
		"its application/json is not valid JSON": func(d *doc.Document) {
			d.Cells[1].Outputs = []doc.Output{{Kind: doc.Result, Data: doc.Bundle{doc.JSON: "{"}}}
		},
		"nested too deep": func(d *doc.Document) {
			deep := strings.Repeat("[", 998) + strings.Repeat("]", 998)
			d.Cells[2].Outputs = []doc.Output{{Kind: doc.Result, Data: doc.Bundle{doc.JSON: deep}}}
		},
	} {
		d := decode(t, "a.ipynb", read(t, "testdata/go.ipynb"))
		change(d)
		out, err := ipynb.Encode(d)
		if err == nil {
			t.Errorf("%s: no error; wrote %s", what, out)
			continue
		}
		if asDiagnostic(t, err); !strings.Contains(err.Error(), what) {
			t.Errorf("got %q, want %q", err, what)
		}
	}
}
