package tangle

import (
	"cmp"
	"slices"
	"strings"
)

// An edit replaces the bytes from start to end of a cell's text.
type edit struct {
	start, end int
	text       string
}

// render returns a stretch of a segment with its edits applied. Edits do not
// overlap; of two at one place the one that inserts comes first.
func (c *cell) render(s *segment, start, end int) string {
	edits := slices.Clone(s.edits)
	slices.SortStableFunc(edits, func(a, b edit) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end))
	})
	var b strings.Builder
	at := start
	for _, e := range edits {
		if e.start < at || e.end > end {
			continue
		}
		b.WriteString(c.text[at:e.start])
		b.WriteString(e.text)
		at = e.end
	}
	b.WriteString(c.text[at:end])
	return b.String()
}

// blank replaces a stretch by its line ends alone, so that what follows keeps
// its line. Edits within it are dropped.
func (c *cell) blank(s *segment, start, end int) {
	s.edits = slices.DeleteFunc(s.edits, func(e edit) bool { return e.start >= start && e.end <= end })
	s.edits = append(s.edits, edit{start, end, strings.Repeat("\n", strings.Count(c.text[start:end], "\n"))})
}
