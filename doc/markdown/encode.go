package markdown

import (
	"bytes"
	"strings"

	"github.com/gofresco/fresco/doc"
)

// Encode returns a document as a page, and its sidecar, nil for none.
//
// A document that [Decode] returned keeps all bytes of its page but those of
// output fences whose text (see [Text]) has changed: these are rewritten,
// added behind their cell, or taken away. Nothing else of it may change; a
// new source of a cell is not written. Where the front matter, a cell or its
// output is not closed, there is no telling what is whose, and a changed
// output is refused with a [doc.Diagnostic].
//
// Any other document becomes a new page: its options as front matter, with
// "execute: true" if its language is Go, its prose, its code in fences with
// the options that are not in its first lines, and its outputs. Attachments
// are embedded where they are referred to.
func Encode(d *doc.Document) (page, sidecar []byte, err error) {
	if d.Format != doc.Markdown || d.Source == nil {
		return encodeNew(d)
	}
	s, err := newSource(d.Path, d.Source)
	if err != nil {
		return nil, nil, err
	}
	var b bytes.Buffer
	kept := 0
	for _, c := range d.Cells {
		o, ok := c.Origin.(*origin)
		if !ok || o.holdsText(c.Outputs) {
			continue
		}
		if err := o.checkClosed(s); err != nil {
			return nil, nil, err
		}
		from := s.inFile(o.cell.end)
		b.Write(d.Source[kept:from])
		b.WriteString(o.rewrite(s, Text(c.Outputs)))
		kept = s.inFile(o.end())
	}
	b.Write(d.Source[kept:])
	return b.Bytes(), encodeSidecar(d), nil
}

// checkClosed refuses to store output where it is unclear what it belongs to.
func (o *origin) checkClosed(s *source) error {
	const message = "the cell's output cannot be stored, for %s is not closed"
	at := s.pos(o.cell.open)
	if _, body := frontMatter(s.text); body < 0 {
		return doc.Errorf(at, message, "the front matter")
	}
	if !o.cell.closed {
		return doc.Errorf(at, message, "the cell")
	}
	if o.output != nil && !o.output.closed {
		return doc.Errorf(at, message, "the fence that holds the old")
	}
	return nil
}

// rewrite returns what is to stand between the end of the cell's fence and the
// end of its output fence for the text to be stored.
func (o *origin) rewrite(s *source, text string) string {
	switch {
	case o.output == nil:
		gap := "\n\n"
		if o.cell.nested {
			// A blank line would set the items of a list apart.
			gap = "\n"
		}
		f := &fence{marker: o.cell.marker, length: 3, prefix: o.cell.prefix}
		return strings.ReplaceAll(gap+f.prefix+f.write("output", text), "\n", s.eol)
	case text == "" && !o.output.next.isOutput():
		return ""
	}
	// An output fence that another one follows stays, if empty: else the
	// other would take its place.
	gap := s.inFile(o.cell.end)
	return string(s.file[gap:s.inFile(o.output.open)]) +
		strings.ReplaceAll(o.output.write(o.output.info, text), "\n", s.eol)
}

// write returns a fence like f with another content, from its first marker on
// and without its last line's end.
func (f *fence) write(info, content string) string {
	marks := fenceLine(f.marker, max(f.length, longestRun(content, f.marker)+1))
	var b strings.Builder
	b.WriteString(marks + info + "\n")
	for line := range strings.Lines(content) {
		if line == "\n" {
			b.WriteString(strings.TrimRight(f.prefix, " \t") + line)
			continue
		}
		b.WriteString(f.prefix + line)
	}
	b.WriteString(f.prefix + marks)
	return b.String()
}

// longestRun returns the length of the longest run of the marker with which a
// line begins, which could close a fence.
func longestRun(text string, marker byte) int {
	longest := 0
	for line := range strings.Lines(text) {
		line = strings.TrimLeft(line, " \t")
		longest = max(longest, len(line)-len(strings.TrimLeft(line, string(marker))))
	}
	return longest
}
