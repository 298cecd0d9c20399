package ipynb_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/gofresco/fresco/doc"
)

// TestDecode compares what is read with golden files.
func TestDecode(t *testing.T) {
	for _, name := range []string{"python", "go", "front-matter", "v40", "newer"} {
		path := "testdata/" + name + ".ipynb"
		d := decode(t, path, read(t, path))
		d.Source, d.Options = nil, doc.PageOptions{Title: d.Options.Title, Seed: d.Options.Seed}
		code := 0
		for _, c := range d.Cells {
			want := doc.Position{Path: path, Text: c.Number - code, Line: 1, Col: 1}
			if c.Kind == doc.Code {
				code++
				want.Cell, want.Text = code, 0
			}
			if c.Pos != want {
				t.Errorf("%s: cell %d is at %v, want %v", name, c.Number, c.Pos, want)
			}
			c.Pos = doc.Position{}
		}
		golden(t, "testdata/"+name+".golden", outline(t, d))
	}
}

// outline writes a document as indented JSON without what is zero.
func outline(t *testing.T, d *doc.Document) []byte {
	t.Helper()
	var tree any
	text, err := json.Marshal(d)
	if err == nil {
		err = json.Unmarshal(text, &tree)
	}
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(prune(tree)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// prune takes zero values out of objects.
func prune(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for name, e := range v {
			if v[name] = prune(e); v[name] == nil {
				delete(v, name)
			}
		}
		if len(v) == 0 {
			return nil
		}
	case []any:
		for i := range v {
			v[i] = prune(v[i])
		}
		if len(v) == 0 {
			return nil
		}
	case string, float64, bool:
		if v == "" || v == 0.0 || v == false {
			return nil
		}
	}
	return v
}

// notebook returns a notebook of that metadata and those cells.
func notebook(metadata string, cells ...string) []byte {
	return fmt.Appendf(nil, `{"cells": [%s], "metadata": %s, "nbformat": 4, "nbformat_minor": 5}`, strings.Join(cells, ", "), metadata)
}

func TestLanguage(t *testing.T) {
	for _, tt := range []struct{ metadata, cell, want string }{
		{`{}`, `{}`, "go"},
		{`{"kernelspec": {"name": "gonb", "display_name": "x"}}`, `{}`, "go"},
		{`{"kernelspec": {"name": "gophernotes"}}`, `{}`, "go"},
		{`{"kernelspec": {"name": "python3"}}`, `{}`, "python"},
		{`{"kernelspec": {"name": "ir", "language": "R"}}`, `{}`, "r"},
		{`{"kernelspec": {"name": "gonb", "language": "go"}, "language_info": {"name": "Julia"}}`, `{}`, "julia"},
		{`{"language_info": {"name": "go"}}`, `{"vscode": {"languageId": "SQL"}}`, "sql"},
		{`{"language_info": {"name": "python"}}`, `{"vscode": {"languageId": "go"}}`, "go"},
	} {
		cell := `{"cell_type": "code", "metadata": ` + tt.cell + `, "source": "//| nonsense"}`
		d := decode(t, "a.ipynb", notebook(tt.metadata, cell))
		if got := d.Cells[0].Language; got != tt.want {
			t.Errorf("%s %s: got %q, want %q", tt.metadata, tt.cell, got, tt.want)
		}
		if complains := len(d.Diagnostics) == 1; complains != (tt.want == "go") {
			t.Errorf("%s: option lines belong to Go alone: %v", tt.want, d.Diagnostics)
		}
	}
}

func TestTags(t *testing.T) {
	hidden := doc.CellOptions{HideInput: true, HideOutput: true}
	for metadata, want := range map[string]doc.CellOptions{
		`{"nbsphinx": "hidden"}`:                                hidden,
		`{"nbsphinx": {"orphan": true}}`:                        {},
		`{"tags": ["remove-cell"]}`:                             hidden,
		`{"tags": ["x", "hide-input", "raises-exception"]}`:     {Fold: true, MustFail: true},
		`{"tags": ["nbval-skip"]}`:                              {NoEval: true},
		`{"jupyter": {"source_hidden": true}}`:                  {Fold: true},
		`{"jupyter": {"outputs_hidden": true}}`:                 {HideOutput: true},
		`{"collapsed": true, "slideshow": {"slide_type": "-"}}`: {},
	} {
		cell := `{"cell_type": "code", "metadata": ` + metadata + `, "source": ""}`
		got := decode(t, "a.ipynb", notebook("{}", cell)).Cells[0].Options
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: got %+v, want %+v", metadata, got, want)
		}
	}
}

func TestOptionLinesWin(t *testing.T) {
	cell := `{"cell_type": "code", "metadata": {"tags": ["hide-input"]}, "source": ["//| fold: false\n", "//| timeot: 1s\n", "1"]}`
	d := decode(t, "a.ipynb", notebook("{}", cell))
	if d.Cells[0].Options.Fold {
		t.Error("the tag won")
	}
	if got, want := fmt.Sprint(d.Diagnostics), `[a.ipynb:cell 1:2:1: no cell option is called "timeot"; did you mean "timeout"?]`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestNumbers(t *testing.T) {
	d := decode(t, "a.ipynb", notebook(`{"n": [1, -2, 1.0, 1e2, 0.5, 9007199254740993, 18446744073709551615, 1e30, 1e400]}`))
	want := []any{1, -2, 1, 100, 0.5, 9007199254740993, uint64(math.MaxUint64), 1e30, json.Number("1e400")}
	if got := d.Meta["n"]; !reflect.DeepEqual(got, want) {
		t.Errorf("got %#v, want %#v", got, want)
	}
}

func TestSourceLineEnds(t *testing.T) {
	d := decode(t, "a.ipynb", notebook("{}", `{"cell_type": "code", "source": ["a\r\n", "b\rc"]}`))
	if got := d.Cells[0].Source; got != "a\nb\rc" {
		t.Errorf("got %q", got)
	}
}

func TestFrontMatter(t *testing.T) {
	raw := func(source string) string {
		text, _ := json.Marshal(source)
		return `{"cell_type": "raw", "metadata": {}, "source": ` + string(text) + `}`
	}
	for _, tt := range []struct{ source, title, wrong string }{
		{"---\ntitle: T\n---\n", "T", ""},
		{"\n---\ntitle: T\n---", "T", ""},
		{"---\n---", "Meta", ""},
		{"---\n# nothing\n---", "Meta", ""},
		{"---\ntitle: T\n", "Meta", ""},
		{"title: T", "Meta", ""},
		{"---\na: b\nc: : d\n---", "Meta", "a.ipynb:text 1:3: the front matter is not valid YAML: mapping values are not allowed in this context"},
		{"---\n- a\n---", "Meta", "a.ipynb:text 1:1: the front matter is not valid YAML: it is one value"},
		{"---\nclock: wall\n---", "Meta", "a.ipynb:text 1:1:1: clock: wall is not possible"},
	} {
		d := decode(t, "a.ipynb", notebook(`{"fresco": {"title": "Meta"}}`, raw(tt.source), raw("x")))
		if d.Options.Title != tt.title {
			t.Errorf("%q: title %q, want %q", tt.source, d.Options.Title, tt.title)
		}
		got := ""
		if len(d.Diagnostics) > 0 {
			got = strings.Split(d.Diagnostics[0].Error(), "\n")[0]
		}
		if got != tt.wrong {
			t.Errorf("%q: got %q, want %q", tt.source, got, tt.wrong)
		}
		if last := d.Cells[len(d.Cells)-1]; last.Number != 2 {
			t.Errorf("%q: the second cell has the number %d", tt.source, last.Number)
		}
		encode(t, d)
	}
}
