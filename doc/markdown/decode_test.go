package markdown_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/doc/markdown"
)

// decode decodes a page that must be one.
func decode(t testing.TB, page, sidecar string) *doc.Document {
	t.Helper()
	var side []byte
	if sidecar != "" {
		side = []byte(sidecar)
	}
	d, err := markdown.Decode("a.md", []byte(page), side)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// code returns the code cells.
func code(d *doc.Document) []*doc.Cell {
	var list []*doc.Cell
	for _, c := range d.Cells {
		if c.Kind == doc.Code {
			list = append(list, c)
		}
	}
	return list
}

func TestDecodeBadPage(t *testing.T) {
	for name, tt := range map[string]struct{ page, want string }{
		"latin1":       {"a\r\nna\xefve", "a.md:2:3: the page is not in UTF-8"},
		"utf16":        {"\xff\xfea\x00", "a.md:1:1: the page is not in UTF-8"},
		"huge":         {strings.Repeat("x", markdown.MaxSize+1), "a.md: the page has 64 MiB, more than the 64 MiB that are possible"},
		"deep quote":   {"\n" + strings.Repeat(">", 1e6) + "x", "a.md:2:1: the line begins more than 500 quotations and lists"},
		"deep list":    {strings.Repeat("- ", 1e5) + "x", "a.md:1:1: the line begins more than 500 quotations and lists"},
		"deep ordered": {strings.Repeat("1. ", 1e5) + "x", "a.md:1:1: the line begins more than 500 quotations and lists"},
	} {
		_, err := markdown.Decode("a.md", []byte(tt.page), nil)
		var d doc.Diagnostic
		if !errors.As(err, &d) {
			t.Errorf("%s: got %v, want a diagnostic", name, err)
			continue
		}
		if got, _, _ := strings.Cut(d.Error(), "\n"); got != tt.want {
			t.Errorf("%s: got %q, want %q", name, got, tt.want)
		}
	}
}

func TestDecodeManyNumbers(t *testing.T) {
	// Long lines of data and rules are not nested.
	page := strings.Repeat("12 34 ", 1000) + "\n\n" + strings.Repeat("-", 5000) + "\n\n" + strings.Repeat("1.5 -2 ", 1000)
	if d := decode(t, page, ""); len(d.Diagnostics) > 0 {
		t.Error(d.Diagnostics)
	}
}

func TestDecodeFrontMatter(t *testing.T) {
	for name, tt := range map[string]struct{ page, want string }{
		"list":      {"---\n- a\n---\n", "a.md:2: front matter: it is not a list of names and values (name: value)"},
		"text":      {"---\n\nAll rise.\n---\n", "a.md:3: front matter: it is not a list of names and values (name: value)"},
		"first":     {"---\na: b: c\n---\n", "a.md:2: front matter: mapping values are not allowed in this context"},
		"second":    {"---\na: b\nb: c: d\n---\n", "a.md:3: front matter: mapping values are not allowed in this context"},
		"twice":     {"---\na: 1\na: 2\n---\n", `a.md:3: front matter: mapping key "a" already defined at line 1`},
		"tab":       {"---\na: 1\n\tb: 2\n---\n", "a.md:3: front matter: found a tab character that violates indentation"},
		"flow":      {"---\na: 1\nb: {\n---\n", "a.md:4: front matter: did not find expected node content"},
		"option":    {"---\na: 1\n# why\nmemory: lots\n---\n", "a.md:4: memory: lots is not possible"},
		"crlf":      {"\ufeff---\r\na: 1\r\nseed: x\r\n---\r\n", "a.md:3: seed: x is not possible"},
		"unclosed":  {"---\na: 1\n", "a.md:1:1: the front matter is not closed"},
		"empty":     {"---\n---\n", ""},
		"comment":   {"---\n# nothing\n---\n", ""},
		"none":      {"text\n---\n", ""},
		"spaces":    {"--- \ntitle: T\n---\t\n", ""},
		"a rule":    {"\n---\n", ""},
		"at an end": {"---\ntitle: T\n---", ""},
	} {
		d := decode(t, tt.page, "")
		got, _, _ := strings.Cut(doc.Diagnostics(d.Diagnostics).Error(), "\n")
		if got != tt.want {
			t.Errorf("%s: got %q, want %q", name, got, tt.want)
		}
		assertUnchanged(t, d)
	}
}

func TestDecodeMeta(t *testing.T) {
	d := decode(t, "---\ndate: 2024-05-01\n1: one\nlist: [1, 2.5, true, null]\nbase: &b {x: 2001-01-01}\nmore: {<<: *b, 3: y}\n---\n", "")
	want := "meta map[1:one base:map[x:2001-01-01] date:2024-05-01 list:[1 2.5 true <nil>] more:map[3:y x:2001-01-01]]\n"
	if got := dump(d); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if _, ok := d.Meta["date"].(string); !ok {
		t.Errorf("a date is a %T, want a string", d.Meta["date"])
	}
}

func TestDecodeLineEnds(t *testing.T) {
	for _, eol := range []string{"\n", "\r\n", "\r"} {
		page := "\ufeff" + strings.ReplaceAll("---\nexecute: true\n---\nText\n\n- ```go\n  a()\n\n  b()\n  ```\n\n  ```output\n  1\n  ```\n", "\n", eol)
		d := decode(t, page, "")
		assertUnchanged(t, d)
		c := code(d)[0]
		if c.Source != "a()\n\nb()\n" || c.Pos.String() != "a.md:7:3" || markdown.Text(c.Outputs) != "1\n" {
			t.Errorf("%q: got %q at %v with %q", eol, c.Source, c.Pos, markdown.Text(c.Outputs))
		}
		if got := d.Cells[0]; got.Source != "Text\n\n- " || got.Pos.String() != "a.md:4:1" {
			t.Errorf("%q: prose %q at %v", eol, got.Source, got.Pos)
		}
		if got := c.At(3, 1).String(); got != "a.md:9:3" {
			t.Errorf("%q: the third line is at %s", eol, got)
		}
		c.Outputs = []doc.Output{{Kind: doc.Stream, Text: "1\n\n2"}}
		got, _, err := markdown.Encode(d)
		want := strings.Replace(page, "  1"+eol, "  1"+eol+eol+"  2"+eol, 1)
		if err != nil || string(got) != want {
			t.Errorf("%q: encoded as %q, %v, want %q", eol, got, err, want)
		}
	}
}

func TestDecodeSidecarErrors(t *testing.T) {
	for sidecar, want := range map[string]string{
		"{\n\"cells\": [\n,]}": "a.outputs.json:3: the stored outputs cannot be read: invalid character ',' looking for beginning of value",
		"[]":                   "a.outputs.json: the stored outputs cannot be read: json: cannot unmarshal array into Go value of type markdown.sidecar",
		`{"cells":[{"cell":1,"outputs":{}},{"cell":1,"outputs":[3,{"output_type":"new"}]}]}`: "",
	} {
		d := decode(t, "```go {run}\n```\n", sidecar)
		got, _, _ := strings.Cut(doc.Diagnostics(d.Diagnostics).Error(), "\n")
		if got != want {
			t.Errorf("%s: got %q, want %q", sidecar, got, want)
		}
		assertUnchanged(t, d)
	}
}
