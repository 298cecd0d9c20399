package markdown

import (
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/gofresco/fresco/doc"
)

// encodeNew returns a document from elsewhere as a new page, and its sidecar.
func encodeNew(d *doc.Document) (page, sidecar []byte, err error) {
	var parts []string
	// Whether an output fence would belong to the part before. Cells that
	// leave nothing in the page do not count.
	afterCode := false
	for _, c := range d.Cells {
		if part := newPart(c, afterCode); part != "" {
			parts = append(parts, part)
			afterCode = c.Kind == doc.Code && Text(c.Outputs) == ""
		}
	}
	body := strings.Join(parts, "\n\n") + "\n"
	if len(parts) == 0 {
		body = ""
	}
	top, err := encodeFrontMatter(newMeta(d), body)
	if err != nil {
		return nil, nil, doc.Errorf(doc.Position{Path: d.Path}, "the page options cannot be written as YAML: %v", err)
	}
	page = []byte(top + body)
	return page, encodeSidecar(d), checkNew(d, page)
}

// newMeta returns the front matter for a document. Of a notebook's metadata,
// what is ours is under "fresco".
func newMeta(d *doc.Document) map[string]any {
	from := d.Meta
	if d.Format == doc.Notebook {
		from, _ = d.Meta["fresco"].(map[string]any)
	}
	meta := map[string]any{}
	maps.Copy(meta, from)
	if d.Options.Title != "" {
		meta["title"] = d.Options.Title
	}
	if d.Language == "go" && slices.ContainsFunc(d.Cells, func(c *doc.Cell) bool { return c.Kind == doc.Code }) {
		meta["execute"] = true
	}
	return meta
}

// encodeFrontMatter writes the title first, then execute, then the rest by
// name. A page without any has none, unless its body looks like it.
func encodeFrontMatter(meta map[string]any, body string) (string, error) {
	if len(meta) == 0 && !strings.HasPrefix(body, "---") {
		return "", nil
	}
	rest := maps.Clone(meta)
	var b strings.Builder
	b.WriteString("---\n")
	for _, name := range []string{"title", "execute"} {
		if value, ok := meta[name]; ok {
			text, err := yaml.Marshal(map[string]any{name: value})
			if err != nil {
				return "", err
			}
			b.Write(text)
			delete(rest, name)
		}
	}
	if len(rest) > 0 {
		text, err := yaml.Marshal(rest)
		if err != nil {
			return "", err
		}
		b.Write(text)
	}
	b.WriteString("---\n\n")
	return b.String(), nil
}

// newPart returns a cell as a part of a page, "" for an empty one.
func newPart(c *doc.Cell, afterCode bool) string {
	switch c.Kind {
	case doc.Code:
		return newCode(c)
	case doc.Raw:
		return newRaw(c)
	}
	return newProse(c, afterCode)
}

// newCode returns a code cell as a fence with its output. Cells that are not
// in Go are not cells in a page: their output follows as prose.
func newCode(c *doc.Cell) string {
	f := &fence{marker: '`', length: 3}
	source := strings.TrimRight(lineEnds.Replace(c.Source), "\n")
	if source != "" {
		source += "\n"
	}
	if c.Language != "go" {
		return strings.Join(append([]string{f.write(c.Language, source)}, inlineOutputs(c.Outputs)...), "\n\n")
	}
	part := f.write("go"+newAttributes(c), source)
	if text := Text(c.Outputs); text != "" {
		part += "\n\n" + f.write("output", text)
	}
	return part
}

// lineEnds makes every line end "\n".
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// newRaw returns a raw cell. What is for every reader stands in the page as it
// is, what is for another tool in a fence that names the format as Pandoc's
// raw attribute does.
func newRaw(c *doc.Cell) string {
	text := strings.Trim(lineEnds.Replace(c.Source), "\n")
	switch c.Language {
	case doc.TextHTML, doc.TextMarkdown:
		return text
	}
	if text == "" {
		return ""
	}
	info := ""
	if _, format, ok := strings.Cut(c.Language, "/"); ok {
		info = "{=" + strings.TrimPrefix(format, "x-") + "}"
	}
	f := &fence{marker: '`', length: 3}
	return f.write(info, text+"\n")
}

// newAttributes returns the attributes for the options of a cell that its
// first lines do not set.
func newAttributes(c *doc.Cell) string {
	var list []string
	for _, o := range c.OtherOptions() {
		list = append(list, o.Name+"="+quoteValue(o.Value))
	}
	if len(list) == 0 {
		return ""
	}
	return " {" + strings.Join(list, " ") + "}"
}

// quoteValue quotes an attribute's value if it needs it. An info string has no
// backquotes and one line.
func quoteValue(s string) string {
	s = strings.NewReplacer("`", "'", "\n", " ").Replace(s)
	if s != "" && !strings.ContainsAny(s, " \t,{}[]\"'\\") {
		return s
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// checkNew makes sure that the page has the document's cells, which prose that
// leaves a comment open could swallow.
func checkNew(d *doc.Document, page []byte) error {
	back, err := Decode(d.Path, page, nil)
	if err != nil {
		return err
	}
	var got []*doc.Cell
	for _, c := range codeCells(back.Cells) {
		got = append(got, c)
	}
	n := 0
	for _, c := range codeCells(d.Cells) {
		if d.Language != "go" {
			break
		}
		if n == len(got) || strings.TrimRight(got[n].Source, "\n") != strings.TrimRight(lineEnds.Replace(c.Source), "\n") {
			return doc.Errorf(c.Pos, "the cell would not be a cell in a Markdown page").
				WithHint("the prose before it leaves an HTML comment or element open; close it")
		}
		n++
	}
	if n != len(got) {
		return doc.Errorf(got[n].Pos, "a part of the prose would become a cell in a Markdown page").
			WithHint("give its code block another language than go")
	}
	return nil
}
