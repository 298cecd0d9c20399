package site

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
)

// anchors are the ids of a page, each given out once. It keeps for every id
// the number to try next when it is asked for again.
type anchors map[string]int

// newAnchors returns the ids of an empty page; the template has some already.
func newAnchors() anchors {
	return anchors{"fresco-main": 1, "fresco-pages": 1}
}

// claim returns the id itself if it is free, else the id with the first
// number that makes it so: "example", "example-1", "example-2".
func (a anchors) claim(id string) string {
	n, taken := a[id]
	if !taken {
		a[id] = 1
		return id
	}
	for ; ; n++ {
		next := id + "-" + strconv.Itoa(n)
		if _, taken := a[next]; !taken {
			a[id], a[next] = n+1, 1
			return next
		}
	}
}

// Generate and Put make anchors a parser.IDs; ids are given out later, when
// the text of a heading is known without its markup.
func (a anchors) Generate([]byte, ast.NodeKind) []byte { return nil }

// Put does nothing.
func (a anchors) Put([]byte) {}

// slug makes an anchor of a heading's text in the way of GitHub: in lower
// case, without punctuation, with hyphens for spaces. Letters, marks and
// digits of all scripts stay.
func slug(text string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(strings.TrimSpace(text)) {
		switch {
		case r == ' ' || r == '\t':
			b.WriteByte('-')
		case r == '-' || r == '_' || unicode.In(r, unicode.L, unicode.M, unicode.N):
			b.WriteRune(r)
		}
	}
	if b.Len() == 0 {
		return "section"
	}
	return b.String()
}

// claimAnchors takes the ids that the author gave to headings, so that no
// heading before them is given the same.
func (s *passage) claimAnchors(root ast.Node) {
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if h, ok := n.(*ast.Heading); ok && entering {
			if id, ok := h.AttributeString("id"); ok {
				h.SetAttributeString("id", []byte(s.anchors.claim(attributeText(id))))
			}
		}
		return ast.WalkContinue, nil
	})
}

// anchor gives a heading an id made of its text, unless it has one.
func (s *passage) anchor(h *ast.Heading, src []byte) {
	if _, ok := h.AttributeString("id"); !ok {
		h.SetAttributeString("id", []byte(s.anchors.claim(slug(plainText(h, src)))))
	}
}

// attributeText returns an attribute's value, which the parser leaves as text
// or as bytes.
func attributeText(v any) string {
	switch v := v.(type) {
	case []byte:
		return string(v)
	case string:
		return v
	}
	return ""
}
