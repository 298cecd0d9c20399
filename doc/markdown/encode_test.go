package markdown_test

import (
	"strings"
	"testing"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/doc/markdown"
)

func stdout(s string) []doc.Output {
	return []doc.Output{{Kind: doc.Stream, Name: "stdout", Text: s}}
}

func TestEncodeOutput(t *testing.T) {
	const cell = "```go {run}\n```\n"
	for name, tt := range map[string]struct{ page, output, want string }{
		"add":               {cell, "1", cell + "\n```output\n1\n```\n"},
		"add before text":   {cell + "x", "1", cell + "\n```output\n1\n```\nx"},
		"add at the end":    {strings.TrimSuffix(cell, "\n"), "1", cell + "\n```output\n1\n```"},
		"replace":           {cell + "\n\n\n~~~~output x=1 \n1\n~~~~~\nx", "2\n", cell + "\n\n\n~~~~output x=1\n2\n~~~~\nx"},
		"remove":            {cell + "\n\n```output\n1\n```\nx", "", cell + "x"},
		"remove at the end": {cell + "\n```output\n1\n```", "", strings.TrimSuffix(cell, "\n")},
		"empty stays":       {cell + "```output\n```\n", "", cell + "```output\n```\n"},
		"two":               {cell + "```output\n1\n```\n```output\n2\n```\n", "", cell + "```output\n```\n```output\n2\n```\n"},
		"fence in it":       {cell, "a\n  ````\n", cell + "\n`````output\na\n  ````\n`````\n"},
		"same text":         {cell + "\n```output\na\n```\n", "a", cell + "\n```output\na\n```\n"},
		"same, coloured":    {cell + "\n```output\na\n```\n", "\x1b[1ma\x1b[0m\r\n", cell + "\n```output\na\n```\n"},
		"stored control":    {cell + "```output\na\tb\x1b[1mc\n```", "a\tbc", cell + "```output\na\tb\x1b[1mc\n```"},
		"quotation":         {"> ```go {run}\n> ```\ny", "1\n\n2", "> ```go {run}\n> ```\n> ```output\n> 1\n>\n> 2\n> ```\ny"},
		"other line ends":   {"a\r\n```go {run}\n```\n", "1", "a\r\n```go {run}\n```\r\n\r\n```output\r\n1\r\n```\n"},
	} {
		d := decode(t, tt.page, "")
		code(d)[0].Outputs = stdout(tt.output)
		got, sidecar, err := markdown.Encode(d)
		if err != nil || string(got) != tt.want || sidecar != nil {
			t.Errorf("%s: got %q, %q, %v, want %q", name, got, sidecar, err, tt.want)
		}
	}
}

func TestEncodeSidecar(t *testing.T) {
	d := decode(t, "```go {run}\n```\n\n```go {run name=b}\n```\n```go {run}\n```\n", "")
	cells := code(d)
	cells[0].Outputs = stdout("only text\n")
	cells[1].Outputs = append(stdout("a\nb"),
		doc.Output{Kind: doc.Result, ExecutionCount: 7, Data: doc.Bundle{doc.TextPlain: "1", doc.TextHTML: "<b>\n1</b>\n", doc.JSON: `{"b":1,"a":[]}`}},
		doc.Output{Kind: doc.Failure, EName: "panic", EValue: "é", Traceback: []string{"x"}})
	cells[2].Outputs = []doc.Output{{Kind: doc.Display, Data: doc.Bundle{doc.ImagePNG: "aGk="}, Metadata: map[string]any{"width": 2}}}
	page, sidecar, err := markdown.Encode(d)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{
 "cells": [
  {
   "cell": "b",
   "outputs": [
    {
     "name": "stdout",
     "output_type": "stream",
     "text": [
      "a\n",
      "b"
     ]
    },
    {
     "data": {
      "application/json": {
       "b": 1,
       "a": []
      },
      "text/html": [
       "<b>\n",
       "1</b>\n"
      ],
      "text/plain": [
       "1"
      ]
     },
     "execution_count": null,
     "metadata": {},
     "output_type": "execute_result"
    },
    {
     "ename": "panic",
     "evalue": "é",
     "output_type": "error",
     "traceback": [
      "x"
     ]
    }
   ]
  },
  {
   "cell": 3,
   "outputs": [
    {
     "data": {
      "image/png": "aGk="
     },
     "metadata": {
      "width": 2
     },
     "output_type": "display_data"
    }
   ]
  }
 ]
}
`
	if string(sidecar) != want {
		t.Errorf("sidecar: got\n%s", sidecar)
	}
	back := decode(t, string(page), string(sidecar))
	assertUnchanged(t, back)
	for i, c := range code(back) {
		if markdown.Text(c.Outputs) != markdown.Text(cells[i].Outputs) || len(c.Outputs) != len(cells[i].Outputs) || !c.Stored {
			t.Errorf("cell %d: got %+v, want %+v", i, c.Outputs, cells[i].Outputs)
		}
	}

	// The same outputs once more are no change, even if times and counts are.
	for i, c := range code(back) {
		c.Outputs = cells[i].Outputs
	}
	if again, side, err := markdown.Encode(back); err != nil || string(again) != string(page) || string(side) != string(sidecar) {
		t.Errorf("executed again: got %s, %s, %v", again, side, err)
	}

	// One cell's outputs go, and leave the other's alone.
	code(back)[1].Outputs = stdout("x")
	_, side, err := markdown.Encode(back)
	if err != nil || strings.Contains(string(side), `"b"`) || !strings.Contains(string(side), "aGk=") {
		t.Errorf("after one change: got %s, %v", side, err)
	}
	code(back)[2].Outputs = nil
	if _, side, err := markdown.Encode(back); err != nil || side != nil {
		t.Errorf("without rich outputs: got %s, %v", side, err)
	}
}

func TestSidecarPath(t *testing.T) {
	for page, want := range map[string]string{
		"a/select.md": "a/select.outputs.json",
		"b.qmd":       "b.outputs.json",
		"a.b/c":       "a.b/c.outputs.json",
	} {
		if got := markdown.SidecarPath(page); got != want {
			t.Errorf("%s: got %s, want %s", page, got, want)
		}
	}
}
