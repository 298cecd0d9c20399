package ipynb_test

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/doc/ipynb"
)

// page returns a document as it comes from a Markdown page.
func page() *doc.Document {
	d := &doc.Document{
		Path:     "content/a.md",
		Format:   doc.Markdown,
		Language: "go",
		Source:   []byte("# the page"),
		Meta: map[string]any{
			"title": "Kettles & cups", "seed": 7, "big": uint64(math.MaxUint64), "ratio": 0.5, "lost": math.NaN(),
			"day":  time.Date(2024, 5, 6, 0, 0, 0, 0, time.UTC),
			"when": time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC),
			"tags": []any{"a", map[any]any{1: true}},
		},
		Cells: []*doc.Cell{
			{Kind: doc.Prose, Source: "\n# Kettles – ☕\n\nTwo cups.\n\n"},
			{Kind: doc.Prose, Source: "\n\n"},
			{Kind: doc.Code, Language: "go", Source: "x := 1\n", Options: doc.CellOptions{Name: "first", Fold: true, NoEval: true, Timeout: time.Minute}},
			{Kind: doc.Code, Language: "go", Source: "x := 1\n"},
			{Kind: doc.Code, Language: "go", Source: "x := 1\n"},
			{
				Kind: doc.Code, Language: "go", Source: "//| hide: input\n\n//| filter: /[a-z]/\nfmt.Println(\"<x>\")", ExecutionCount: 2,
				Options: doc.CellOptions{Name: "first", HideInput: true, MustFail: true, Compare: "ignore", Filters: []string{"/[a-z]/", "paths"}},
				Outputs: []doc.Output{
					{Kind: doc.Stream, Name: "stdout", Text: "<x>\n\x1b[1mé\r\n"},
					{Kind: doc.Stream, Name: "stderr", Text: ""},
					{Kind: doc.Display, Data: doc.Bundle{
						"image/png": "AAAA", "text/html": "<b>\n</b>", "image/svg+xml": "<svg>\n</svg>", "application/xml": "<a>\n</a>",
						"application/vnd.x+json": `{"b": [], "a": {"c": "\u003c"}}`,
					}, Metadata: map[string]any{"image/png": map[string]any{"width": 3}}},
					{Kind: doc.Result, ExecutionCount: 2, Data: doc.Bundle{"text/plain": "3"}},
					{Kind: doc.Failure, EName: "panic", EValue: "boom", Traceback: []string{"panic: boom", "", "\tat x"}},
				},
			},
			{Kind: doc.Code, Language: "sql", Source: "select 1"},
			{Kind: doc.Raw, Language: "text/latex", Source: "\\x"},
			{Kind: doc.Prose, Source: "![p](attachment:p.txt)", Attachments: map[string]doc.Bundle{"p.txt": {"text/plain": "a\nb"}}},
		},
	}
	return d
}

// TestCreate writes a page as a new notebook, laid out as Python's json module
// does with Jupyter's settings.
func TestCreate(t *testing.T) {
	d := page()
	text := encode(t, d)
	golden(t, "testdata/created.golden", text)
	if again := encode(t, d); string(again) != string(text) {
		t.Error("written differently the second time")
	}

	back := decode(t, "a.ipynb", text)
	if len(back.Diagnostics) > 0 || back.Options.Title != "Kettles & cups" || back.Options.Seed != 7 || back.Language != "go" {
		t.Errorf("read back: %+v", back)
	}
	var ids []string
	cells := slices.DeleteFunc(d.Cells, func(c *doc.Cell) bool { return strings.TrimSpace(c.Source) == "" })
	for i, c := range back.Cells {
		ids = append(ids, c.ID)
		want := cells[i]
		if c.Kind != want.Kind || c.Language != want.Language || c.ExecutionCount != want.ExecutionCount {
			t.Errorf("cell %d: %+v", i, c)
		}
		if i < 5 && !sameOptions(c.Options, want.Options) {
			t.Errorf("cell %d: options %+v, want %+v", i, c.Options, want.Options)
		}
		if !slices.EqualFunc(c.Outputs, want.Outputs, sameButJSON) {
			t.Errorf("cell %d: outputs %+v, want %+v", i, c.Outputs, want.Outputs)
		}
	}
	slices.Sort(ids)
	if len(slices.Compact(ids)) != 8 {
		t.Errorf("ids: %q", ids)
	}
	if again := encode(t, back); string(again) != string(text) {
		t.Error("the new notebook does not keep its bytes")
	}
}

// sameOptions compares options whose filters may come in another order.
func sameOptions(a, b doc.CellOptions) bool {
	return a.Name == b.Name && a.HideInput == b.HideInput && a.HideOutput == b.HideOutput && a.Fold == b.Fold &&
		a.NoEval == b.NoEval && a.MustFail == b.MustFail && a.Compare == b.Compare && a.Timeout == b.Timeout && slices.Equal(a.Filters, b.Filters)
}

// sameButJSON compares outputs whose JSON may be spelled differently.
func sameButJSON(a, b doc.Output) bool {
	const mime = "application/vnd.x+json"
	if a.Data[mime] != "" && b.Data[mime] != "" {
		a.Data[mime] = b.Data[mime]
	}
	return a.Equal(b)
}

// TestCreateOptions writes options that stand elsewhere than in the source.
func TestCreateOptions(t *testing.T) {
	for _, tt := range []struct {
		source, want string
		options      doc.CellOptions
	}{
		{"1", "1", doc.CellOptions{}},
		{"1", "//| hide: output\n1", doc.CellOptions{HideOutput: true}},
		{"1", "//| hide: input\n1", doc.CellOptions{HideInput: true}},
		{"//| hide: input\n1", "//| hide: input\n//| hide: all\n1", doc.CellOptions{HideInput: true, HideOutput: true}},
		{"//| hide: all\n1", "//| hide: all\n//| hide: none\n1", doc.CellOptions{}},
		{"//| eval: false\n1", "//| eval: false\n1", doc.CellOptions{NoEval: true}},
		{"//| eval: false\n1", "//| eval: false\n//| eval: true\n1", doc.CellOptions{}},
		{"//| timeout: 1s", "//| timeout: 1s\n//| timeout: 2s", doc.CellOptions{Timeout: 2e9}},
		{"", "//| output: exact\n", doc.CellOptions{Compare: "exact"}},
	} {
		d := &doc.Document{Path: "a.md", Format: doc.Markdown, Language: "go"}
		d.Cells = []*doc.Cell{{Kind: doc.Code, Language: "go", Source: tt.source, Options: tt.options}}
		c := decode(t, "a.ipynb", encode(t, d)).Cells[0]
		if c.Source != tt.want || !sameOptions(c.Options, tt.options) {
			t.Errorf("%q with %+v: got %q, want %q; %+v", tt.source, tt.options, c.Source, tt.want, c.Options)
		}
	}
}

// TestCreateWithoutSource writes a notebook that was put together.
func TestCreateWithoutSource(t *testing.T) {
	d := &doc.Document{
		Path: "a.ipynb", Format: doc.Notebook, Language: "python",
		Meta:  map[string]any{"kernelspec": map[string]any{"name": "python3", "display_name": "Python 3"}, "fresco": map[string]any{"title": "T"}},
		Cells: []*doc.Cell{{Kind: doc.Code, Language: "python", ID: "mine", Source: "1", Meta: map[string]any{"tags": []any{"hide-input"}}}},
	}
	back := decode(t, "a.ipynb", encode(t, d))
	if back.Language != "python" || back.Options.Title != "T" || back.Cells[0].ID != "mine" || !back.Cells[0].Options.Fold {
		t.Errorf("read back: %+v, %+v", back, back.Cells[0])
	}
	empty := encode(t, &doc.Document{Path: "b.md", Format: doc.Markdown})
	if back := decode(t, "b.ipynb", empty); len(back.Cells) != 0 || back.Language != "go" {
		t.Errorf("an empty page: %s", empty)
	}
}

func TestCreateRefuses(t *testing.T) {
	for want, c := range map[string]*doc.Cell{
		"b.md:3:1: an output cannot be written to a notebook: its application/json is not valid JSON": {
			Kind: doc.Code, Pos: doc.Position{Line: 3, Col: 1}, Outputs: []doc.Output{{Kind: doc.Display, Data: doc.Bundle{doc.JSON: "{]"}}},
		},
		"b.md: the attachment a cannot be written": {
			Kind: doc.Prose, Attachments: map[string]doc.Bundle{"a": {doc.JSON: ""}},
		},
		"b.md: an output cannot be written to a notebook: its metadata": {
			Kind: doc.Code, Outputs: []doc.Output{{Kind: doc.Display, Metadata: map[string]any{"x": json.Number("y")}}},
		},
	} {
		text, err := ipynb.Encode(&doc.Document{Path: "b.md", Format: doc.Markdown, Cells: []*doc.Cell{c}})
		if err == nil || !strings.Contains(asDiagnostic(t, err).Error(), want) {
			t.Errorf("got %v, want %q; %s", err, want, text)
		}
	}
}
