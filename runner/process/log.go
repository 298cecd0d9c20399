package process

import "github.com/gofresco/fresco/doc"

// A log holds what one stream of one cell brought: text and, among it,
// displays, results and failures. It keeps the first bytes, up to a limit,
// and counts the rest.
type log struct {
	text  []byte
	items []item
	kept  int64 // bytes of text and outputs that are kept
	total int64 // bytes of text and outputs in all
	full  bool  // nothing more is kept
	fails bool  // there is a failure, which counts in neither
}

// An item is a stretch of text, or an output, or the place from which on
// nothing is kept.
type item struct {
	at     int64 // time in ns by the program's clock
	end    int   // where the text so far ends in log.text
	framed bool  // text in frames, not raw
	output *doc.Output
	size   int64 // of the output
	full   bool
}

// write adds text.
func (l *log) write(p piece, limit int64) {
	size := int64(len(p.data))
	l.total += size
	if l.full {
		return
	}
	n := min(size, limit-l.kept)
	l.kept += n
	l.text = append(l.text, p.data[:n]...)
	if last := len(l.items) - 1; last >= 0 && l.items[last].continues(p) {
		l.items[last].end = len(l.text)
	} else {
		l.add(item{at: p.at, framed: p.framed})
	}
	if n < size {
		l.fill(p.at)
	}
}

// continues reports whether a piece of text belongs to the item.
func (it item) continues(p piece) bool {
	return it.output == nil && !it.full && it.at == p.at && it.framed == p.framed
}

// show adds an output that takes size bytes. The cell's failure has its place
// whatever else there is.
func (l *log) show(at int64, out doc.Output, size, limit int64) {
	if out.Kind == doc.Failure && !l.fails {
		l.fails = true
		l.add(item{at: at, output: &out})
		return
	}
	l.total += size
	switch {
	case l.full:
	case size > limit-l.kept:
		l.fill(at)
	default:
		l.kept += size
		l.add(item{at: at, output: &out, size: size})
	}
}

// fill notes that from here on nothing more is kept.
func (l *log) fill(at int64) {
	l.full = true
	l.add(item{at: at, full: true})
}

func (l *log) add(it item) {
	it.end = len(l.text)
	l.items = append(l.items, it)
}
