package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"maps"
	"slices"
	"strings"

	"github.com/gofresco/fresco/doc"
)

// textLatex is the MIME type of formulas, which are shown as their source.
const textLatex = "text/latex"

// richness lists the forms that a page can show, the richest first.
var richness = []string{
	doc.TextHTML, doc.ImageSVG, doc.ImagePNG, doc.ImageJPEG, doc.ImageGIF,
	doc.TextMarkdown, textLatex, doc.JSON, doc.TextPlain,
}

// renderBundle renders the richest form of a MIME bundle that can be shown.
// An image that is none gives way to the next form.
func (s *passage) renderBundle(o doc.Output, prefix string) (OutputData, error) {
	for _, mime := range richness {
		value, ok := o.Data[mime]
		if !ok {
			continue
		}
		data, err := s.renderForm(mime, value, o, prefix)
		if err != nil || !data.empty() {
			return data, err
		}
	}
	if _, ok := o.Data[doc.TextPlain]; ok || len(o.Data) == 0 {
		return OutputData{}, nil // it is the empty text
	}
	types := strings.Join(slices.Sorted(maps.Keys(o.Data)), ", ")
	return textOutput("", fmt.Sprintf("(%s: cannot be shown here)", types)), nil
}

// renderForm renders one form of a bundle, "" when it is not what it says.
func (s *passage) renderForm(mime, value string, o doc.Output, prefix string) (OutputData, error) {
	switch mime {
	case doc.TextHTML:
		return OutputData{Rich: template.HTML(value)}, nil
	case doc.TextMarkdown:
		html, _, err := s.fragment().render(value, prefix)
		return OutputData{Rich: template.HTML(html)}, err
	case textLatex:
		return codeOutput("latex", value), nil
	case doc.JSON:
		return codeOutput("json", indentJSON(value)), nil
	case doc.TextPlain:
		return textOutput("", value), nil
	}
	return OutputData{Image: imageHTML(mime, value, o)}, nil
}

// fragment is a passage for Markdown that is not the document's own: it takes
// its ids from the page, but says nothing about it.
func (s *passage) fragment() *passage {
	return &passage{weaver: s.weaver, page: s.page, anchors: s.anchors, marker: s.marker, starts: []int{0}}
}

// codeOutput is output that is source code.
func codeOutput(language, code string) OutputData {
	code = strings.Trim(code, "\n")
	return OutputData{
		Code: template.HTML(highlight(language, code)),
		Wide: isWide(code) || strings.Count(code, "\n") >= tallText,
	}
}

// indentJSON lays JSON out; what is no JSON stays as it is.
func indentJSON(text string) string {
	var b bytes.Buffer
	if err := json.Indent(&b, []byte(text), "", "  "); err != nil {
		return text
	}
	return b.String()
}
