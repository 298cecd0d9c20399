package process

import (
	"bytes"
	"encoding/binary"
	"math"
)

// magic begins the header of every frame.
var magic = []byte("\x00\x00PB")

// Header and nonce are of one size, and step relies on it.
const (
	headerSize = 16
	nonceSize  = 16
)

// A piece is what a scanner makes of a pipe's bytes: part of a write, or a
// whole control record.
type piece struct {
	at     int64  // time in ns by the program's clock, or of arrival; see interleaver for raw bytes
	turn   int    // orders pieces of one time on different streams; see interleaver
	framed bool   // written by the Go program in a frame, else raw
	first  bool   // the first bytes of their frame
	data   []byte // the bytes, or the data of a record; valid during the call
	record bool   // a control record, not output
	kind   byte   // the kind of the record
	lost   int    // how many of a record's bytes are missing from data
}

// A scanner takes the bytes of one pipe apart into pieces. It keeps no more
// of them than it needs to tell what they are: some bytes that may begin a
// header, and a record up to its limit.
type scanner struct {
	nonce  []byte
	limit  int // records longer than this are cut
	emit   func(piece)
	at     int64 // the time of the last frame, if any was seen
	framed bool  // a frame was seen
	first  bool  // no byte of the current frame has been emitted
	left   int   // bytes to come of the current frame's payload
	claim  int   // length of the last frame, as long as it may be a record
	want   int   // bytes to come of the record that is being gathered
	record []byte
	lost   int
	held   []byte // undecided bytes from the end of the last chunk
}

// scan takes the next chunk of the pipe.
func (s *scanner) scan(chunk []byte) {
	if len(s.held) > 0 {
		chunk = append(s.held, chunk...)
		s.held = nil
	}
	for len(chunk) > 0 {
		if s.want > 0 {
			chunk = s.gather(chunk)
			continue
		}
		n := s.step(chunk)
		if n == 0 {
			s.held = bytes.Clone(chunk)
			return
		}
		chunk = chunk[n:]
	}
}

// close takes the end of the pipe: whatever was undecided is decided.
func (s *scanner) close() {
	s.output(s.held)
	s.held = nil
	if s.want > 0 {
		s.lost += s.want
		s.finish()
	}
}

// step consumes output up to the next header or nonce, or that itself. It
// returns 0 when it takes more bytes to know.
func (s *scanner) step(b []byte) int {
	header := s.nextHeader(b)
	nonce := s.nextNonce(b, header)
	switch next := min(header, nonce); {
	case next > 0:
		s.output(b[:next])
		return next
	case len(b) < headerSize:
		return 0
	case nonce == 0:
		s.want, s.claim, s.left = s.claim-nonceSize, 0, 0
		return nonceSize
	case s.header(b):
		return headerSize
	}
	s.output(b[:1])
	return 1
}

// nextHeader returns where the next header begins, or may begin as far as
// the bytes tell; len(b) if it does not.
func (s *scanner) nextHeader(b []byte) int {
	if s.left >= len(b) {
		return len(b)
	}
	return s.left + find(b[s.left:], magic)
}

// nextNonce returns where the nonce of a record begins, or may begin, before
// the next header; len(b) if it does not. Only what follows a header is a
// record.
func (s *scanner) nextNonce(b []byte, header int) int {
	if s.claim == 0 {
		return len(b)
	}
	if header+len(magic) > len(b) {
		return find(b, s.nonce)
	}
	if i := bytes.Index(b[:header], s.nonce); i >= 0 {
		return i
	}
	return len(b)
}

// find returns the index of sep in b, or of the longest end of b that sep
// may go on from, or len(b).
func find(b, sep []byte) int {
	if i := bytes.Index(b, sep); i >= 0 {
		return i
	}
	for i := max(0, len(b)-len(sep)+1); i < len(b); i++ {
		if bytes.HasPrefix(sep, b[i:]) {
			return i
		}
	}
	return len(b)
}

// header begins a frame, if b begins with a header that can be one: the clock
// does not go back, and no write is longer than the system allows.
func (s *scanner) header(b []byte) bool {
	at := binary.BigEndian.Uint64(b[4:])
	length := binary.BigEndian.Uint32(b[12:])
	if length > math.MaxInt32 || at > math.MaxInt64 || s.framed && int64(at) < s.at {
		return false
	}
	s.at, s.left, s.first, s.framed = int64(at), int(length), true, true
	s.claim = 0
	switch {
	case length > nonceSize:
		s.claim = int(length)
	case length == 0:
		s.emit(piece{at: s.at, framed: true, first: true})
	}
	return true
}

// output emits bytes that are no record: those of the current frame, then raw
// ones.
func (s *scanner) output(b []byte) {
	if n := min(s.left, len(b)); n > 0 {
		s.emit(piece{at: s.at, framed: true, first: s.first, data: b[:n]})
		s.left -= n
		s.first = false
		b = b[n:]
	}
	if len(b) > 0 {
		s.emit(piece{data: b})
	}
}

// gather takes bytes of a record, and emits it when it is whole.
func (s *scanner) gather(b []byte) []byte {
	n := min(s.want, len(b))
	keep := min(n, max(0, s.limit+1-len(s.record)))
	s.record = append(s.record, b[:keep]...)
	s.lost += n - keep
	s.want -= n
	if s.want == 0 {
		s.finish()
	}
	return b[n:]
}

// finish emits the gathered record.
func (s *scanner) finish() {
	if len(s.record) > 0 {
		s.emit(piece{at: s.at, framed: true, record: true, kind: s.record[0], data: s.record[1:], lost: s.lost})
	}
	s.record, s.want, s.lost = nil, 0, 0
}
