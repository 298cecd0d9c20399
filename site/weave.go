package site

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/gofresco/fresco/doc"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// A woven document is the body of its page.
type woven struct {
	html string
	// titled reports whether there is a level-one heading in it.
	titled bool
	// description is the text of the first paragraph, shortened.
	description string
}

// weave renders a document. It is first tried as one Markdown text. Where
// that swallows a cell, because a fence or a comment in a notebook's prose is
// not closed, say, each piece of prose is rendered on its own: references
// from one to another are lost then, but no cell is.
func (w *weaver) weave(p Page) (woven, error) {
	whole := newPassage(w, p)
	html, found, err := whole.render(whole.join(), "")
	if err != nil || found == whole.cells {
		return woven{html, whole.titled, whole.description}, err
	}
	pieces := newPassage(w, p)
	html, err = pieces.renderPieces()
	return woven{html, pieces.titled, pieces.description}, err
}

// A passage is the rendering of one document.
type passage struct {
	*weaver
	page    Page
	anchors anchors
	// names are the anchors of cells that the author named.
	names map[*doc.Cell]string
	// marker is the info string of the fences that stand for cells; it occurs
	// nowhere in the document.
	marker string
	// starts are the offsets in the joined text at which cells begin.
	starts []int
	// cells is how many fences were put into the joined text.
	cells int
	// ordinal counts the code cells that were rendered.
	ordinal     int
	titled      bool
	description string
}

func newPassage(w *weaver, p Page) *passage {
	s := &passage{weaver: w, page: p, anchors: newAnchors(), names: map[*doc.Cell]string{}, marker: "fresco-cell"}
	for _, c := range p.Document.Cells {
		for strings.Contains(c.Source, s.marker) {
			s.marker += "-"
		}
		if words := strings.Fields(cleanText(c.Options.Name)); len(words) > 0 {
			s.names[c] = s.anchors.claim(strings.Join(words, "-"))
		}
	}
	return s
}

// join makes one Markdown text of the document, in which a fence stands for
// each cell that is not prose. The prose of a page has all of the page's text
// but the cells' fences, up to what stands before them in their first lines.
// In a notebook, where each cell is a text of its own, there are blank lines
// between them, and a fence that stands for nothing parts adjacent prose
// cells, lest two lists become one.
func (s *passage) join() string {
	var b strings.Builder
	cells := s.page.Document.Cells
	for i, c := range cells {
		if i > 0 && s.page.Document.Format == doc.Notebook {
			b.WriteString("\n\n")
			if isProse(c) && isProse(cells[i-1]) {
				s.fence(&b, "", -1)
				b.WriteString("\n")
			}
		}
		s.starts = append(s.starts, b.Len())
		if isProse(c) {
			b.WriteString(proseSource(c))
		} else {
			s.fence(&b, c.Prefix, i)
		}
	}
	return b.String()
}

// isProse reports whether a cell is Markdown.
func isProse(c *doc.Cell) bool {
	return c.Kind == doc.Prose || c.Kind == doc.Raw && c.Language == doc.TextMarkdown
}

// fence writes the fence that stands for the cell with that index. The prefix
// of its first line is written already.
func (s *passage) fence(b *strings.Builder, prefix string, index int) {
	fmt.Fprintf(b, "```%s %d\n%s```\n", s.marker, index, prefix)
	s.cells++
}

// render turns Markdown into HTML, in which fences that stand for cells are
// replaced by them; it returns how many there were. Footnotes get ids that
// begin with the prefix.
func (s *passage) render(src, prefix string) (html string, found int, err error) {
	source := []byte(src)
	root := markdown().Parser().Parse(text.NewReader(source), parser.WithContext(parser.NewContext(parser.WithIDs(s.anchors))))
	root.OwnerDocument().AddMeta(footnotePrefix, prefix)
	s.claimAnchors(root)
	found, err = s.prepare(root, source)
	if err != nil {
		return "", 0, err
	}
	var b bytes.Buffer
	if err := markdown().Renderer().Render(&b, source, root); err != nil {
		return "", 0, err
	}
	return b.String(), found, nil
}

// renderPieces renders each cell of the document on its own.
func (s *passage) renderPieces() (string, error) {
	var b strings.Builder
	for i, c := range s.page.Document.Cells {
		var html string
		var err error
		if isProse(c) {
			s.starts = make([]int, i+1)
			html, _, err = s.render(proseSource(c), fmt.Sprintf("c%d-", i+1))
		} else {
			html, err = s.renderCell(c)
		}
		if err != nil {
			return "", err
		}
		b.WriteString(html)
	}
	return b.String(), nil
}

// marked returns the index of the cell that a fence stands for.
func (s *passage) marked(n *ast.FencedCodeBlock, src []byte) (index int, ok bool) {
	if n.Info == nil {
		return 0, false
	}
	marker, digits, _ := strings.Cut(string(n.Info.Segment.Value(src)), " ")
	if marker != s.marker {
		return 0, false
	}
	index, err := strconv.Atoi(digits)
	return index, err == nil && index < len(s.page.Document.Cells)
}

// cellAt returns the cell that the joined text has at an offset.
func (s *passage) cellAt(offset int) *doc.Cell {
	i := 0
	for i+1 < len(s.starts) && s.starts[i+1] <= offset {
		i++
	}
	return s.page.Document.Cells[i]
}
