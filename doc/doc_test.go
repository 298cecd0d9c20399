package doc_test

import (
	"testing"
	"time"

	"github.com/gofresco/fresco/doc"
)

func TestPositionString(t *testing.T) {
	for _, tt := range []struct {
		pos  doc.Position
		want string
	}{
		{doc.Position{Path: "content/a.md", Line: 41, Col: 7}, "content/a.md:41:7"},
		{doc.Position{Path: "n/b.ipynb", Cell: 5, Line: 2, Col: 7}, "n/b.ipynb:cell 5:2:7"},
		{doc.Position{Path: "n/b.ipynb", Cell: 5}, "n/b.ipynb:cell 5"},
		{doc.Position{Path: "n/b.ipynb", Text: 5, Line: 1}, "n/b.ipynb:text 5:1"},
		{doc.Position{Path: "n/b.ipynb"}, "n/b.ipynb"},
		{doc.Position{}, ""},
	} {
		if got := tt.pos.String(); got != tt.want {
			t.Errorf("%#v: got %q, want %q", tt.pos, got, tt.want)
		}
	}
}

func TestCellOptionLines(t *testing.T) {
	c := &doc.Cell{
		Kind:   doc.Code,
		Pos:    doc.Position{Path: "a.md", Line: 10, Col: 1},
		Source: "//| name: first\n// | hide: input\n//| timeout: 1m\n//| filter: [durations, paths]\n//| eror: true\nfmt.Println(1)\nx := 2 //hide\n",
	}
	ds := c.SetLines()
	if c.Options.Name != "first" || !c.Options.HideInput || c.Options.HideOutput || c.Options.Timeout != time.Minute || len(c.Options.Filters) != 2 {
		t.Errorf("options: %+v", c.Options)
	}
	want := `a.md:14:1: no cell option is called "eror"; did you mean "error"?`
	if ds.Error() != want {
		t.Errorf("got %q, want %q", ds.Error(), want)
	}
	if got := c.Shown(); got != "fmt.Println(1)" {
		t.Errorf("shown: %q", got)
	}
}

func TestPageOptions(t *testing.T) {
	opts, ds := doc.ParsePageOptions(map[string]any{
		"title": "T", "clock": "real", "seed": 7, "timeout": 2, "memory": "64MiB", "inputs": []any{"*.txt"}, "tags": []any{"x"},
	}, doc.Position{Path: "a.md", Line: 1})
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	if opts.Title != "T" || opts.Clock != doc.Real || opts.Seed != 7 || opts.Timeout != 2*time.Second || opts.Memory != 64<<20 || opts.Inputs[0] != "*.txt" {
		t.Errorf("options: %+v", opts)
	}
	_, ds = doc.ParsePageOptions(map[string]any{"clock": "wall", "seed": -1, "timeout": "soon", "memory": "lots", "execute": "maybe"}, doc.Position{Path: "a.md", Line: 1})
	if len(ds) != 5 {
		t.Errorf("want five complaints, got:\n%v", ds)
	}
}

func TestPageOptionSlips(t *testing.T) {
	_, ds := doc.ParsePageOptions(map[string]any{"titel": "T", "excute": true, "tags": 1, "order": 2}, doc.Position{Path: "a.md", Line: 1})
	want := "a.md:1: note: no page option is called \"excute\"\n\tdid you mean \"execute\"?\n" +
		"a.md:1: note: no page option is called \"titel\"\n\tdid you mean \"title\"?"
	if len(ds) != 2 || ds.Err() != nil || ds[0].Error()+"\n"+ds[1].Error() != want && ds[1].Error()+"\n"+ds[0].Error() != want {
		t.Errorf("got:\n%v", ds)
	}
}

func TestTags(t *testing.T) {
	for tag, want := range map[string]doc.CellOptions{
		"hidden":              {HideInput: true, HideOutput: true},
		"remove-cell":         {HideInput: true, HideOutput: true},
		"remove-input":        {HideInput: true},
		"hide-input":          {Fold: true},
		"remove_output":       {HideOutput: true},
		"raises-exception":    {MustFail: true},
		"skip-execution":      {NoEval: true},
		"NBVAL_IGNORE_OUTPUT": {Compare: "ignore"},
		"mine":                {},
	} {
		var got doc.CellOptions
		got.SetTag(tag)
		if got.HideInput != want.HideInput || got.HideOutput != want.HideOutput || got.Fold != want.Fold || got.NoEval != want.NoEval || got.MustFail != want.MustFail || got.Compare != want.Compare {
			t.Errorf("%s: got %+v, want %+v", tag, got, want)
		}
	}
}

func TestTitle(t *testing.T) {
	for src, want := range map[string]string{
		"# The *title* {#t}\n\nx":          "The title",
		"```\n# no\n```\n\nTitle\n=====\n": "Title",
		"## Two only":                      "",
	} {
		d := &doc.Document{Cells: []*doc.Cell{{Kind: doc.Prose, Source: src}}}
		if got := d.Title(); got != want {
			t.Errorf("%q: got %q, want %q", src, got, want)
		}
	}
}
