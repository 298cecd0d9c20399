package markdown_test

import (
	"strings"
	"testing"
	"time"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/doc/markdown"
)

// notebook returns a document as from a notebook.
func notebook(language string, cells ...*doc.Cell) *doc.Document {
	for i, c := range cells {
		c.Number = i + 1
		c.Pos = doc.Position{Path: "n.ipynb", Cell: i + 1, Line: 1, Col: 1}
		if c.Kind == doc.Code && c.Language == "" {
			c.Language = language
		}
	}
	return &doc.Document{Path: "n.ipynb", Format: doc.Notebook, Language: language, Source: []byte("{}"), Cells: cells,
		Meta: map[string]any{"kernelspec": map[string]any{}}}
}

func encodeNew(t *testing.T, d *doc.Document) (page, sidecar string) {
	t.Helper()
	p, s, err := markdown.Encode(d)
	if err != nil {
		t.Fatal(err)
	}
	return string(p), string(s)
}

func TestEncodeNotebook(t *testing.T) {
	d := notebook("go",
		&doc.Cell{Kind: doc.Prose, Source: "# T\r\n![a](attachment:a%20b.png) ![](attachment:a.svg)", Attachments: map[string]doc.Bundle{
			"a b.png": {doc.ImagePNG: "aGk=\n"}, "a.svg": {doc.ImageSVG: "<svg/>"}, "a": {doc.ImageGIF: "bm8="}}},
		&doc.Cell{Kind: doc.Code, Source: "//| name: x\n//| fold: true\ns := `\n```\n`", Options: doc.CellOptions{
			Name: "x", Fold: true, HideInput: true, MustFail: true, Timeout: 90 * time.Second, Filters: []string{"/a b/"}},
			Outputs: stdout("1")},
		&doc.Cell{Kind: doc.Code, Source: "y()", Outputs: []doc.Output{{Kind: doc.Display, Data: doc.Bundle{doc.ImagePNG: "aGk=", doc.TextPlain: "png"}}}},
		&doc.Cell{Kind: doc.Prose, Source: "\n"},
		&doc.Cell{Kind: doc.Prose, Source: "```output\nnot its output\n```\n\n```go {run}\nnot.a(cell)\n```\n> ```{go}\n> nor(this)"},
		&doc.Cell{Kind: doc.Prose, Source: "~~~~\nopen"},
		&doc.Cell{Kind: doc.Raw, Language: "text/latex", Source: "\\x"},
		&doc.Cell{Kind: doc.Raw, Language: doc.TextHTML, Source: "<hr>"},
		&doc.Cell{Kind: doc.Code, Source: ""},
	)
	d.Options.Title = "A: title"
	d.Meta["fresco"] = map[string]any{"seed": 7, "clock": "real"}
	page, sidecar := encodeNew(t, d)
	const want = "---\ntitle: 'A: title'\nexecute: true\nclock: real\nseed: 7\n---\n\n" +
		"# T\n![a](data:image/png;base64,aGk=) ![](data:image/svg+xml;base64,PHN2Zy8+)\n\n" +
		"````go {hide=input error=true filter=\"/a b/\" timeout=1m30s}\n//| name: x\n//| fold: true\ns := `\n```\n`\n````\n\n```output\n1\n```\n\n" +
		"```go\ny()\n```\n\n```output\npng\n```\n\n" +
		"```output\nnot its output\n```\n\n```golang {run}\nnot.a(cell)\n```\n> ```golang\n> nor(this)\n\n" +
		"~~~~\nopen\n~~~~\n\n" +
		"```{=latex}\n\\x\n```\n\n<hr>\n\n```go\n```\n"
	if page != want {
		t.Errorf("got\n%s\nwant\n%s", page, want)
	}
	back := decode(t, page, sidecar)
	if len(back.Diagnostics) > 0 {
		t.Error(back.Diagnostics)
	}
	if o := code(back)[1].Outputs; len(o) != 1 || o[0].Data[doc.ImagePNG] != "aGk=" {
		t.Errorf("the image came back as %+v", o)
	}
	if o := code(back)[0].Options; o.Name != "x" || !o.Fold || !o.HideInput || !o.MustFail || o.Timeout != 90*time.Second || o.Filters[0] != "/a b/" {
		t.Errorf("the options came back as %+v", o)
	}
}

func TestEncodeForeignNotebook(t *testing.T) {
	d := notebook("python",
		&doc.Cell{Kind: doc.Prose, Source: "---\ntext"},
		&doc.Cell{Kind: doc.Code, Source: "plot()\n", Outputs: append(stdout("a\n"),
			doc.Output{Kind: doc.Display, Data: doc.Bundle{doc.ImagePNG: "aGk=", doc.TextPlain: "<Figure>"}},
			doc.Output{Kind: doc.Result, Data: doc.Bundle{doc.TextPlain: "1"}})})
	page, sidecar := encodeNew(t, d)
	const want = "---\n---\n\n---\ntext\n\n```python\nplot()\n```\n\n```output\na\n```\n\n![](data:image/png;base64,aGk=)\n\n```output\n1\n```\n"
	if page != want || sidecar != "" {
		t.Errorf("got\n%s\n%s\nwant\n%s", page, sidecar, want)
	}
}

func TestEncodeNewOutputAfterCode(t *testing.T) {
	page, _ := encodeNew(t, notebook("go", &doc.Cell{Kind: doc.Code, Source: "x"}, &doc.Cell{Kind: doc.Prose, Source: "```output\nmine\n```"}))
	d := decode(t, page, "")
	if c := code(d)[0]; c.Stored || !strings.Contains(d.Cells[1].Source, "mine") {
		t.Errorf("the prose became the cell's output:\n%s", page)
	}
}

func TestEncodeNewRefused(t *testing.T) {
	_, _, err := markdown.Encode(notebook("go", &doc.Cell{Kind: doc.Prose, Source: "<!-- open"}, &doc.Cell{Kind: doc.Code, Source: "x"}))
	const want = "n.ipynb:cell 2:1:1: the cell would not be a cell in a Markdown page"
	if err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestEncodeEmpty(t *testing.T) {
	if page, sidecar := encodeNew(t, &doc.Document{Format: doc.Notebook, Language: "go"}); page != "" || sidecar != "" {
		t.Errorf("got %q, %q", page, sidecar)
	}
}
