package site

import (
	"net/url"
	"strings"

	"github.com/gofresco/fresco/doc"
	"github.com/yuin/goldmark/ast"
)

// proseSource returns the Markdown of a prose cell, in which the images that
// raw HTML takes from the cell's attachments are embedded. Those of Markdown
// are found later, when they are known from text that looks like them.
func proseSource(c *doc.Cell) string {
	src := cleanText(c.Source)
	for name := range c.Attachments {
		if uri := attachmentURI(c, name); uri != "" {
			src = strings.ReplaceAll(src, `src="attachment:`+name+`"`, `src="`+uri+`"`)
		}
	}
	return src
}

// imageSource returns what an image's src should be: the attachment's data
// for one that is embedded in the notebook's cell, else the rewritten link.
func (s *passage) imageSource(n *ast.Image) string {
	dest := string(n.Destination)
	name, ok := strings.CutPrefix(dest, "attachment:")
	if !ok {
		return s.links.rewrite(s.page, dest)
	}
	if plain, err := url.PathUnescape(name); err == nil {
		name = plain
	}
	if uri := attachmentURI(s.cellOf(n), name); uri != "" {
		return uri
	}
	return dest
}

// attachmentURI returns an attachment of a cell as a data URI, "" when there
// is no such image.
func attachmentURI(c *doc.Cell, name string) string {
	bundle := c.Attachments[name]
	for _, mime := range imageTypes {
		if data, ok := bundle[mime]; ok {
			return dataURI(mime, data)
		}
	}
	return ""
}

// cellOf returns the prose cell that an inline node comes from, by the place
// of the nearest block around it that has lines.
func (s *passage) cellOf(n ast.Node) *doc.Cell {
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p.Type() == ast.TypeBlock && p.Lines().Len() > 0 {
			return s.cellAt(p.Lines().At(0).Start)
		}
	}
	return s.cellAt(0)
}
