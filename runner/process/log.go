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
	at     int64 // time in ns by the program's clock; that of raw text has meaning for its order alone
	turn   int   // decides between items of one time
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
		l.add(p, item{})
	}
	if n < size {
		l.fill(p)
	}
}

// continues reports whether a piece of text belongs to the item.
func (it item) continues(p piece) bool {
	return it.output == nil && !it.full && it.at == p.at && it.turn == p.turn && it.framed == p.framed
}

// before reports whether the item comes before one of the other stream.
func (it item) before(other item) bool {
	if it.at != other.at {
		return it.at < other.at
	}
	return it.turn < other.turn
}

// show adds an output that takes size bytes. The cell's failure has its place
// whatever else there is.
func (l *log) show(p piece, out doc.Output, size, limit int64) {
	if out.Kind == doc.Failure && !l.fails {
		l.fails = true
		l.add(p, item{output: &out})
		return
	}
	l.total += size
	switch {
	case l.full:
	case size > limit-l.kept:
		l.fill(p)
	default:
		l.kept += size
		l.add(p, item{output: &out, size: size})
	}
}

// fill notes that from here on nothing more is kept.
func (l *log) fill(p piece) {
	l.full = true
	l.add(p, item{full: true})
}

// add adds an item that came with a piece.
func (l *log) add(p piece, it item) {
	it.at, it.turn, it.framed = p.at, p.turn, p.framed
	it.end = len(l.text)
	l.items = append(l.items, it)
}

// follow notes that a frame follows what is there: raw text in front of it
// comes no later, whatever else had been read when it was given its time.
func (l *log) follow(p piece) {
	frame := item{at: p.at, turn: p.turn}
	for i := len(l.items) - 1; i >= 0 && !l.items[i].framed && frame.before(l.items[i]); i-- {
		it := &l.items[i]
		it.at, it.turn = min(it.at, p.at), min(it.turn, p.turn)
	}
}
