package process

import (
	"cmp"
	"time"

	"github.com/gofresco/fresco/doc"
)

// A recorder makes cells out of the bytes of both streams. Each stream is at
// a cell of its own: the one whose begin record it brought last.
type recorder struct {
	limit   int64
	event   func(Event)
	pieces  *interleaver
	cells   []*cellLog // the first is what came before any cell
	streams [2]stream
	crash   crashFinder // in the last cell of stderr
	failed  bool        // a cell failed by its own account
	done    bool        // all cells are done
}

// A stream is the state of one of the two streams.
type stream struct {
	cell int  // index of the cell that it is at
	live tail // for events
	part part
}

// A part is the beginning of a record that comes in several.
type part struct {
	data []byte
	lost int // bytes that exceeded the limit
}

// add appends a piece, as far as the limit allows.
func (t *part) add(p piece, limit int64) {
	room := max(limit-int64(len(t.data)), 0)
	kept := p.data[:min(int64(len(p.data)), room)]
	t.data = append(t.data, kept...)
	t.lost += len(p.data) - len(kept) + p.lost
}

// join returns a record with what came before it, and forgets that.
func (t *part) join(p piece) piece {
	if len(t.data) > 0 {
		p.data = append(t.data, p.data...)
		p.lost += t.lost
		*t = part{}
	}
	return p
}

// A cellLog is what is known of a cell.
type cellLog struct {
	number    int
	logs      [2]log
	begin     int64 // by the program's clock, the later of its two records
	end       int64 // when it ended, 0 if it has not
	last      int64 // the last time seen in it
	wallBegin time.Time
	wallEnd   time.Time // zero until it has ended
	ended     bool
	sent      int64 // bytes told by events
}

// newRecorder returns a recorder for a program that starts now, whose streams,
// 0 for stdout and 1 for stderr, are read as an interleaver does.
func newRecorder(spec Spec, read func(s int) (data []byte, ended bool)) *recorder {
	r := &recorder{limit: spec.OutputLimit, event: spec.Event, cells: []*cellLog{{wallBegin: time.Now()}}}
	r.pieces = newInterleaver(spec, read, r.take)
	return r
}

// current returns the number of the cell that runs.
func (r *recorder) current() int {
	return r.cells[len(r.cells)-1].number
}

// take takes a piece of a stream.
func (r *recorder) take(s int, p piece) {
	cell := r.cells[r.streams[s].cell]
	if p.framed {
		r.see(cell, p)
		cell.logs[s].follow(p)
	}
	switch {
	case p.record && p.kind == partRecord:
		r.streams[s].part.add(p, r.limit)
	case p.record:
		r.record(s, cell, p)
	default:
		r.text(s, cell, p)
	}
}

// record takes a control record.
func (r *recorder) record(s int, cell *cellLog, p piece) {
	p = r.streams[s].part.join(p)
	switch p.kind {
	case beginRecord:
		r.begin(s, cellNumber(p.data), p.at)
	case endRecord:
		r.end(cellNumber(p.data), p.at)
	case doneRecord:
		r.done = true
	case failureRecord:
		r.failed = true
		r.show(s, cell, p)
	case displayRecord, resultRecord:
		r.show(s, cell, p)
	}
}

// see notes a frame's time, which the program's clock showed in a cell.
func (r *recorder) see(cell *cellLog, p piece) {
	if cell == r.cells[0] && cell.begin == 0 {
		for s := range cell.logs {
			cell.logs[s].follow(p) // what came so far has times by our clock
		}
	}
	if cell == r.cells[0] && (cell.begin == 0 || p.at < cell.begin) {
		cell.begin = p.at
	}
	cell.last = max(cell.last, p.at)
}

// text takes output of a stream.
func (r *recorder) text(s int, cell *cellLog, p piece) {
	cell.logs[s].write(p, r.limit)
	if s == 1 {
		r.crash.write(p)
	}
	if room := r.limit - cell.sent; room > 0 {
		b := p.data[:min(room, int64(len(p.data)))]
		cell.sent += int64(len(b))
		if text := r.streams[s].live.join(b); text != "" {
			chunk := doc.Chunk{At: since(p.at, cell.begin), Text: text}
			r.added(cell, doc.Output{Kind: doc.Stream, Name: streamNames[s], Text: text, Chunks: []doc.Chunk{chunk}})
		}
	}
}

// show takes a display, result or failure.
func (r *recorder) show(s int, cell *cellLog, p piece) {
	size := int64(len(p.data) + p.lost)
	if p.lost > 0 && p.kind != failureRecord {
		p.data = nil // it does not fit and is not kept
		size = max(size, r.limit+1)
	}
	out := shown(p)
	cell.logs[s].show(p, out, size, r.limit)
	if cell.sent += size; cell.sent <= r.limit || p.kind == failureRecord {
		out.At = since(p.at, cell.begin)
		r.added(cell, out)
	}
}

func (r *recorder) added(cell *cellLog, out doc.Output) {
	r.event(Event{Kind: OutputAdded, Cell: cell.number, Output: out})
}

// begin takes a begin record. The stream that brings it first begins the
// cell, maybe before the other has brought the last one's end.
func (r *recorder) begin(s, number int, at int64) {
	st := &r.streams[s]
	st.cell++
	st.live = tail{}
	if s == 1 {
		r.crash = crashFinder{}
	}
	if st.cell == len(r.cells) {
		r.conclude(r.cells[st.cell-1])
		r.cells = append(r.cells, &cellLog{number: number, wallBegin: time.Now()})
		r.event(Event{Kind: CellBegan, Cell: number})
	}
	cell := r.cells[st.cell]
	cell.begin = max(cell.begin, at)
	cell.last = max(cell.last, at)
}

// end takes an end record.
func (r *recorder) end(number int, at int64) {
	for _, cell := range r.cells[1:] {
		if cell.number == number && cell.end == 0 {
			cell.end = at
			r.conclude(cell)
			return
		}
	}
}

// conclude notes that a cell has ended as it should, or that what came before
// all cells has.
func (r *recorder) conclude(cell *cellLog) {
	if !cell.wallEnd.IsZero() {
		return
	}
	cell.wallEnd = time.Now()
	if cell == r.cells[0] {
		return
	}
	cell.ended = true
	r.event(Event{Kind: CellEnded, Cell: cell.number})
}

// cell returns what a cell did. The crash, if not nil, is cut out of the last
// text of stderr.
func (r *recorder) cell(i int, crash *crashFinder) Cell {
	log := r.cells[i]
	if i != r.streams[1].cell {
		crash = nil
	}
	c := Cell{Number: log.number, Ended: log.ended}
	c.Outputs, c.Dropped = assemble(&log.logs, log.begin, r.limit, crash)
	c.Virtual = since(cmp.Or(log.end, log.last), log.begin)
	if log.wallEnd.IsZero() {
		log.wallEnd = time.Now()
	}
	c.Wall = log.wallEnd.Sub(log.wallBegin)
	return c
}

// since returns the time from begin to at. To the nanosecond it would hold
// what the fake clock adds to tell writes apart.
func since(at, begin int64) time.Duration {
	return max(0, time.Duration(at-begin).Round(time.Microsecond))
}
