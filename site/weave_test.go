package site_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/site"
)

// render builds a site of one notebook and returns its page.
func render(t testing.TB, cells ...*doc.Cell) string {
	t.Helper()
	out := t.TempDir()
	d := &doc.Document{Path: "notebooks/x.ipynb", Format: doc.Notebook, Cells: cells}
	if _, err := site.Build(context.Background(), site.Input{Pages: []site.Page{{Document: d, URL: "x.html"}}}, site.Config{Output: out}); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(out, "x.html"))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// FuzzProseLosesNoCell puts cells between hostile pieces of prose: each must
// be on the page once.
func FuzzProseLosesNoCell(f *testing.F) {
	for _, s := range []string{
		"```", "~~~~", "<!--", "<script>", "<pre>", "<?", "<![CDATA[", "<div>", "- ```", "> ```", "[^1]: ", "[a]: b\n[^1]: note",
		"1. x\n   ```\n", "| a |\n|--", "    ", "\t```", "# h {#id", "![](attachment:x)", "```fresco-cell 0\n```", "$$", "\x00", "\\",
	} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		var cells []*doc.Cell
		for i, prose := range []string{a, b, a} {
			cells = append(cells,
				&doc.Cell{Kind: doc.Prose, Source: prose},
				&doc.Cell{Kind: doc.Code, Language: "text", Source: fmt.Sprintf("cell%dmark", i)})
		}
		out := render(t, cells...)
		for i := range 3 {
			want := fmt.Sprintf(`<pre class="chroma"><code class="language-text">cell%dmark</code></pre>`, i)
			if n := strings.Count(out, want); n != 1 {
				t.Errorf("cell %d is on the page %d times:\n%s", i, n, out)
			}
		}
	})
}

func TestHugeOutput(t *testing.T) {
	line := strings.Repeat("<&>", 100) + "\n"
	const lines = 5_000
	out := render(t, &doc.Cell{Kind: doc.Code, Language: "go", Source: "flood()", Outputs: []doc.Output{
		{Kind: doc.Stream, Name: "stdout", Text: strings.Repeat(line, lines)},
		{Kind: doc.Result, Data: doc.Bundle{doc.JSON: "[" + strings.Repeat("1,", 20_000) + "1]"}},
	}})
	if n := strings.Count(out, "&lt;&amp;&gt;"); n != 100*lines {
		t.Errorf("%d of %d pieces are on the page", n, 100*lines)
	}
}

// TestHostileText puts text that would end an element into every place where
// text goes.
func TestHostileText(t *testing.T) {
	const evil = `</samp></pre></script><script>"'&` + "\x00\x1b[31m"
	out := render(t,
		&doc.Cell{Kind: doc.Prose, Source: "# `" + evil + "`"},
		&doc.Cell{Kind: doc.Code, Language: evil, Source: evil, Options: doc.CellOptions{Name: evil}, Outputs: []doc.Output{
			{Kind: doc.Stream, Name: "stdout", Text: evil},
			{Kind: doc.Stream, Name: "stderr", Text: evil},
			{Kind: doc.Failure, EName: evil, EValue: evil, Traceback: []string{evil}},
			{Kind: doc.Result, Data: doc.Bundle{doc.TextPlain: evil}},
			{Kind: doc.Result, Data: doc.Bundle{"text/latex": evil}},
			{Kind: doc.Result, Data: doc.Bundle{doc.JSON: evil}},
			{Kind: doc.Result, Data: doc.Bundle{evil: evil}},
			{Kind: doc.Result, Data: doc.Bundle{doc.ImageSVG: evil, doc.TextPlain: evil}, Metadata: map[string]any{"alt": evil}},
		}})
	if strings.Contains(out, "<script") || strings.ContainsAny(out, "\x00\x1b") {
		t.Errorf("hostile text came through:\n%s", out)
	}
	checkPage(t, "x.html", out)
}

func TestIndexIsMadeWhenThereIsNone(t *testing.T) {
	out := t.TempDir()
	mustBuild(t, out, page("guide/a.html", "# One title"), page("guide/b.html", "# One title"))
	files := tree(t, out)
	for _, want := range []string{`<h1>Test</h1>`, `<h2>Guide</h2>`, `<a href="guide/a.html">One title (a)</a>`, `<a href="guide/b.html">One title (b)</a>`} {
		if !strings.Contains(files["index.html"], want) {
			t.Errorf("the index lacks %s:\n%s", want, files["index.html"])
		}
	}
	if n := strings.Count(files["guide/a.html"], `aria-current="page"`); n != 1 || !strings.Contains(files["guide/a.html"], `<a href="a.html" aria-current="page">`) {
		t.Errorf("the current page is marked %d times", n)
	}
	mustBuild(t, out)
	if files := tree(t, out); len(files) != 2 || !strings.Contains(files["index.html"], "no pages yet") {
		t.Errorf("an empty site has %d files", len(files))
	}
}

// TestSeeds renders two real notebooks in Python as they are stored.
func TestSeeds(t *testing.T) {
	names, err := filepath.Glob("../../shared/seeds/*.ipynb")
	if err != nil {
		t.Fatal(err)
	}
	if len(names) == 0 {
		t.Skip("there are no notebooks in shared/seeds beside the repository")
	}
	for _, name := range names {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		d := decode(t, "notebooks/"+filepath.Base(name), src)
		out := t.TempDir()
		if _, err := site.Build(context.Background(), site.Input{Pages: []site.Page{{Document: d, URL: "x.html"}}}, site.Config{Output: out}); err != nil {
			t.Fatal(err)
		}
		html := tree(t, out)["x.html"]
		checkPage(t, name, html)
		var code, outputs int
		for _, c := range d.Cells {
			if c.Kind == doc.Code && c.Shown() != "" && !c.Options.HideInput {
				code++
				for _, o := range c.Outputs {
					if o.Text != "" || o.Data[doc.TextPlain] != "" {
						outputs++
					}
				}
			}
		}
		if code == 0 || outputs == 0 {
			t.Errorf("%s has %d cells of code with %d outputs", name, code, outputs)
		}
		if n := strings.Count(html, `<div class="cell"`); n != code {
			t.Errorf("%s: %d of %d cells are on the page", name, n, code)
		}
		if n := strings.Count(html, `<div class="output `); n != outputs {
			t.Errorf("%s: %d of %d outputs are on the page", name, n, outputs)
		}
		if !strings.Contains(html, `<code class="language-python">`) {
			t.Errorf("%s is not highlighted", name)
		}
	}
}
