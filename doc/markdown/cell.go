package markdown

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gofresco/fresco/doc"
)

// presentation names the attributes that are the theme's.
var presentation = []string{"title", "linenos", "hl_lines", "start"}

// newCell returns the cell that a fence is, without its output, and what is
// wrong with it, or nil when the fence is prose.
func newCell(s *source, f *fence, page *doc.Document) (*doc.Cell, doc.Diagnostics) {
	kind, text, at := classify(f.info)
	if kind == notCell {
		return nil, nil
	}
	attributes, err := parseAttributes(text)
	if kind == own && !page.Options.Execute && !runs(attributes) {
		return nil, nil
	}
	c := &doc.Cell{Kind: doc.Code, Language: "go", Source: f.content, Prefix: f.prefix, Pos: codePos(s, f)}
	var ds doc.Diagnostics
	if err != nil {
		ds = append(ds, doc.Errorf(s.pos(f.infoAt+at), "%v: %s", err, strings.TrimSpace(text)).
			WithHint(`write them as {name=first title="The first"}`))
	}
	if !f.closed {
		ds = append(ds, doc.Errorf(s.pos(f.open), "the cell is not closed").
			WithHint("end it with a line of %s", fenceLine(f.marker, f.length)))
	}
	if kind == own {
		ds = append(ds, setAttributes(c, attributes, func(a attribute) doc.Position { return s.pos(f.infoAt + at + a.at) })...)
		return c, append(ds, c.SetLines()...)
	}
	return c, append(ds, setForeign(c, kind, attributes, page.Meta)...)
}

// codePos returns the place of the first line of code in a fence.
func codePos(s *source, f *fence) doc.Position {
	pos := s.pos(f.open)
	pos.Line++
	pos.Col = 1 + len(f.prefix)
	if len(f.starts) > 0 {
		pos.Col = s.pos(f.starts[0]).Col
	}
	return pos
}

// setAttributes applies the attributes of Fresco's form.
func setAttributes(c *doc.Cell, attributes []attribute, pos func(attribute) doc.Position) doc.Diagnostics {
	var ds doc.Diagnostics
	for _, a := range attributes {
		switch {
		case a.name == ".":
			addClass(c, a.value)
		case a.name == "#":
			c.Options.Name = a.value
		case slices.Contains(presentation, a.name):
			setMeta(c, a.name, a.value)
		default:
			if err := c.Options.Set(a.name, a.value); err != nil {
				ds = append(ds, doc.Errorf(pos(a), "%v", err))
			}
		}
	}
	return ds
}

// addClass adds a class to those of the cell.
func addClass(c *doc.Cell, class string) {
	if old, ok := c.Meta["class"]; ok {
		class = fmt.Sprint(old, " ", class)
	}
	setMeta(c, "class", class)
}

// setMeta sets a value in the cell's metadata.
func setMeta(c *doc.Cell, name string, value any) {
	if c.Meta == nil {
		c.Meta = map[string]any{}
	}
	c.Meta[name] = value
}

// checkNames reports cells that have the name of an earlier one.
func checkNames(cells []*doc.Cell) doc.Diagnostics {
	var ds doc.Diagnostics
	first := map[string]*doc.Cell{}
	for _, c := range cells {
		name := c.Options.Name
		if name == "" {
			continue
		}
		if earlier, ok := first[name]; ok {
			ds = append(ds, doc.Errorf(c.Pos, "the cell in line %d is called %q too", earlier.Pos.Line, name).
				WithHint("give one of them another name"))
			continue
		}
		first[name] = c
	}
	return ds
}
