package site

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// prepare goes over a parsed text: it gives headings their ids, turns links,
// embeds attachments, renders cells, and wraps tables so that they can
// scroll. It returns how many fences stood for cells.
func (s *passage) prepare(root ast.Node, src []byte) (found int, err error) {
	var replace []func()
	err = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			s.titled = s.titled || n.Level == 1
			s.anchor(n, src)
		case *ast.Paragraph:
			s.describe(n, src)
		case *ast.Link:
			n.Destination = []byte(s.links.rewrite(s.page, string(n.Destination)))
		case *ast.Image:
			n.Destination = []byte(s.imageSource(n))
		case *east.Table:
			replace = append(replace, func() { wrapTable(n) })
		case *ast.HTMLBlock:
			if text, ok := unclosed(n, src); ok {
				replace = append(replace, func() { n.Parent().ReplaceChild(n.Parent(), n, sourceBlock(text)) })
			}
		case *ast.FencedCodeBlock:
			index, ok := s.marked(n, src)
			if !ok {
				break
			}
			found++
			cell := &cellNode{}
			if index >= 0 {
				if cell.html, err = s.renderCell(s.page.Document.Cells[index]); err != nil {
					return ast.WalkStop, err
				}
			}
			replace = append(replace, func() { n.Parent().ReplaceChild(n.Parent(), n, cell) })
		}
		return ast.WalkContinue, nil
	})
	for _, r := range replace {
		r()
	}
	return found, err
}

// wrapTable puts a table into a block that scrolls.
func wrapTable(t *east.Table) {
	w := &scrollNode{}
	t.Parent().ReplaceChild(t.Parent(), t, w)
	w.AppendChild(w, t)
}

// descriptionLength is the length in bytes to which a page's description is
// cut: about what a search engine shows.
const descriptionLength = 200

// describe takes the page's description from its first paragraph of some
// length, which leaves out a line of badges.
func (s *passage) describe(n *ast.Paragraph, src []byte) {
	if s.description != "" || n.Parent().Kind() != ast.KindDocument {
		return
	}
	text := strings.Join(strings.Fields(plainText(n, src)), " ")
	if len(text) < 30 {
		return
	}
	if len(text) > descriptionLength {
		cut := strings.LastIndexByte(text[:descriptionLength], ' ')
		if cut < 0 {
			return
		}
		text = text[:cut] + " …"
	}
	s.description = text
}

// plainText returns the text of a node without its markup; images have none.
func plainText(n ast.Node, src []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Image:
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			text := n.Segment.Value(src)
			if !n.IsRaw() {
				text = util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(text)))
			}
			b.Write(text)
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(n.Value)
		case *ast.AutoLink:
			b.Write(n.Label(src))
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}
