package markdown

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/gofresco/fresco/doc"
)

// outputTexts are outputs that are hard to store.
var outputTexts = []string{
	"", "\n", "a", "a\n", "a\n\n", "\n\n  \n\tb  \n", "```\n", "````\n~~~~~\n", "a\rb\r\nc\r", "\x1b[31mred\x1b[0m\n\x00\x7f",
	"--- \n", "- a\n> b\n# c\n", "\ufeff", "\u2028\x85\n", "a\xffb",
}

// FuzzDecode decodes any page, and changes the output of one of its cells.
func FuzzDecode(f *testing.F) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		f.Fatalf("no test data: %v", err)
	}
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for i, part := range a.Files {
			if part.Name == "page.md" {
				f.Add(part.Data, []byte(nil), uint8(i), outputTexts[0])
				f.Add(bytes.ReplaceAll(part.Data, []byte("\n"), []byte("\r\n")), a.Files[min(1, len(a.Files)-1)].Data, uint8(i), outputTexts[1])
			}
		}
	}
	for _, output := range outputTexts {
		f.Add([]byte("\ufeff---\r\nexecute: true\r---\n- ```go\n  x\n  ```\n  ```output\n  1\n  ```\n> ~~~go\n>\t  y"), []byte("{}"), uint8(0), output)
		f.Add([]byte("```go {run}\n```\n```output\n```\n```output\n```"), []byte(`{"cells":[{"cell":1,"outputs":[{"output_type":"display_data","data":{"image/png":""}}]}]}`), uint8(0), output)
		f.Add([]byte("-\t```go {run}\n\t \tx\n\t```\n\n1.     \n    ```go {run}\n    ```"), []byte(`{"cells":[]}`), uint8(1), output)
	}
	f.Fuzz(checkPage)
}

// fragments are what pages are made of in FuzzFragments.
var fragments = []string{
	"\n", "\r\n", " ", "  ", "   ", "\t", "> ", "- ", "1. ", "x\n", "# h\n", "---\n", "<!--\n", "-->\n", "[a]: b\n", "* * *\n",
	"```go {run}\n", "```go{run name=a}\n", "~~~{go}\n", "````{code-cell} go\n", "```output\n", "~~~output\n", "```\n", "~~~\n", "````\n",
	"#| echo: false\n", ":tags: [a]\n", "//| fold: true\n", "a := 1\n", "   ```\n", "    ```\n", "\t```\n", "> ```\n", "- ```go {run}\n",
}

// FuzzFragments puts pages together from what matters in them, which a
// mutation of bytes seldom does.
func FuzzFragments(f *testing.F) {
	for i := range fragments {
		f.Add([]byte{16, byte(i), 28, 22, 20, byte(i), 9, 22}, uint8(0), outputTexts[i%len(outputTexts)])
		f.Add([]byte{7, 16, 3, 28, 3, 22, byte(i), 3, 20, 3, 22}, uint8(0), outputTexts[i%len(outputTexts)])
		f.Add([]byte{6, 16, 6, 28, 6, 22, 6, byte(i), 6, 20, 6, 22}, uint8(0), outputTexts[i%len(outputTexts)])
	}
	f.Fuzz(func(t *testing.T, choice []byte, cell uint8, output string) {
		var page []byte
		for _, c := range choice {
			page = append(page, fragments[int(c)%len(fragments)]...)
		}
		checkPage(t, page, nil, cell, output)
	})
}

// checkPage holds for every page.
func checkPage(t *testing.T, page, sidecar []byte, cell uint8, output string) {
	d, err := Decode("a.md", page, sidecar)
	if err != nil {
		return
	}
	again, side, err := Encode(d)
	if err != nil || !bytes.Equal(again, page) || !bytes.Equal(side, sidecar) {
		t.Fatalf("unchanged, it is encoded as\n%q, %q, %v, want\n%q, %q", again, side, err, page, sidecar)
	}
	checkStructure(t, d)
	var code []*doc.Cell
	for _, c := range codeCells(d.Cells) {
		code = append(code, c)
	}
	if len(code) > 0 {
		checkChange(t, d, code[int(cell)%len(code)], output)
	}
}

// checkChange gives a cell another output and sees that this alone changes.
func checkChange(t *testing.T, d *doc.Document, c *doc.Cell, output string) {
	t.Helper()
	o := c.Origin.(*origin)
	c.Outputs = []doc.Output{{Kind: doc.Stream, Name: "stdout", Text: output}}
	s, _ := newSource("", d.Source)
	page, sidecar, err := Encode(d)
	if err != nil {
		if o.checkClosed(s) == nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.HasPrefix(page, d.Source[:s.inFile(o.cell.end)]) || !bytes.HasSuffix(page, d.Source[s.inFile(o.end()):]) {
		t.Fatalf("more than the cell's output has changed: got\n%q from\n%q", page, d.Source)
	}
	back, err := Decode(d.Path, page, sidecar)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := outline(back), outline(d); got != want {
		t.Fatalf("after a change it reads\n%s\nwant\n%s\npage:\n%q", got, want, page)
	}
}

// outline tells the cells and the texts of their outputs.
func outline(d *doc.Document) string {
	var b strings.Builder
	for _, c := range d.Cells {
		fmt.Fprintf(&b, "%d %q", c.Kind, c.Source)
		if c.Kind == doc.Code {
			fmt.Fprintf(&b, " -> %q", Text(c.Outputs))
		}
		b.WriteString("\n")
	}
	return b.String()
}

// checkStructure joins the cells as the package comment says and sees that
// the blocks of the page are the same, but for the outputs of cells.
func checkStructure(t *testing.T, d *doc.Document) {
	t.Helper()
	s, err := newSource("", d.Source)
	if err != nil {
		t.Fatal(err)
	}
	_, body := frontMatter(s.text)
	outputs := map[int]bool{}
	var joined strings.Builder
	for _, c := range d.Cells {
		if c.Kind != doc.Code {
			joined.WriteString(c.Source)
			continue
		}
		o := c.Origin.(*origin)
		if !o.cell.closed {
			return // a placeholder would close it
		}
		if o.output != nil {
			outputs[o.output.open] = true
		}
		joined.WriteString("```\n" + c.Prefix + "```\n")
	}
	got := structure([]byte(joined.String()), func(int) bool { return false })
	want := structure(s.text[max(body, 0):], func(at int) bool { return outputs[at+max(body, 0)] })
	if got != want {
		t.Fatalf("joined, the page has the blocks\n%s\nwant\n%s\njoined:\n%q\npage:\n%q", got, want, joined.String(), s.text)
	}
}

// structure lists the blocks of a text by kind and depth, without fences that
// begin where skip says.
func structure(src []byte, skip func(at int) bool) string {
	fences := scan(src, 0)
	var b strings.Builder
	seen := 0
	var walk func(n ast.Node, depth int)
	walk = func(n ast.Node, depth int) {
		if n.Type() == ast.TypeInline {
			return
		}
		if n.Kind() == ast.KindFencedCodeBlock {
			seen++
			if skip(fences[seen-1].open) {
				return
			}
		}
		fmt.Fprintf(&b, "%d %v\n", depth, n.Kind())
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			walk(c, depth+1)
		}
	}
	walk(blocks.Parse(text.NewReader(src), record(new([]*span))), 0)
	return b.String()
}

// FuzzNew writes documents from elsewhere as pages: a cell of code begins
// where a choice is 255, one of prose where it is 254.
func FuzzNew(f *testing.F) {
	for i := range fragments {
		f.Add([]byte{byte(i), 255, byte(i), 28, 254, 20, byte(i), 9, 254, byte(i), 255, byte(i)}, outputTexts[i%len(outputTexts)])
	}
	f.Fuzz(func(t *testing.T, choice []byte, output string) {
		c := &doc.Cell{Kind: doc.Prose}
		d := &doc.Document{Path: "a.ipynb", Format: doc.Notebook, Language: "go", Cells: []*doc.Cell{c}}
		for _, n := range choice {
			switch n {
			case 255:
				c = &doc.Cell{Kind: doc.Code, Language: "go", Outputs: []doc.Output{{Kind: doc.Stream, Text: output}}}
				d.Cells = append(d.Cells, c)
			case 254:
				c = &doc.Cell{Kind: doc.Prose}
				d.Cells = append(d.Cells, c)
			default:
				c.Source += fragments[int(n)%len(fragments)]
			}
		}
		page, _, err := Encode(d)
		if err != nil {
			if !strings.Contains(err.Error(), "in a Markdown page") && !strings.Contains(err.Error(), "quotations and lists") {
				t.Fatal(err)
			}
			return
		}
		back, err := Decode("a.md", page, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range codeCells(back.Cells) {
			if got, want := Text(c.Outputs), Text([]doc.Output{{Kind: doc.Stream, Text: output}}); got != want {
				t.Fatalf("the output %q came back as %q from\n%q", want, got, page)
			}
		}
	})
}
