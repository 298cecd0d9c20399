package process

import (
	"math"
	"time"
)

// An interleaver reads both streams and gives their pieces one order. Frames
// bring their times with them. Raw bytes have to be given one, such that they
// come after every frame that was written before them, on either stream.
//
// Both pipes may hold unread bytes. So when raw bytes turn up in one of them,
// they, and all that follows them in what was read, wait until the other pipe
// has been looked at once more: a frame that was there before them has been
// read then.
type interleaver struct {
	read    func(s int) (data []byte, ended bool) // what there is of a stream; it does not wait
	take    func(s int, p piece)                  // is given the pieces, those of a stream in order
	streams [2]framing
	started time.Time
	framed  bool   // a frame was read
	latest  int64  // the latest time of a frame
	turn    int    // decides among equal times: frames and each stream's raw bytes take turns
	whose   int    // the stream whose raw bytes have the turn, or framesTurn
	held    int    // how often standard error's raw bytes have given way
	pause   func() // lets a child go on writing; nil for no pause
}

// A framing is the state of one stream of an interleaver.
type framing struct {
	scanner scanner
	turn    int     // that the last frame came in
	waiting []piece // raw bytes and what follows them
}

// framesTurn says that it is the turn of frames. Those of both streams share
// it, as their times suffice: without raw bytes there is one turn.
const framesTurn = -1

func newInterleaver(spec Spec, read func(int) ([]byte, bool), take func(int, piece)) *interleaver {
	v := &interleaver{read: read, take: take, started: time.Now(), whose: framesTurn}
	for s := range v.streams {
		v.streams[s].scanner = scanner{
			nonce: spec.Nonce[:],
			limit: int(min(spec.OutputLimit, math.MaxInt32-1)),
			emit:  func(p piece) { v.sort(s, p) },
		}
	}
	return v
}

// waits reports whether something waits. Then settle is to be called before
// step.
func (v *interleaver) waits() bool {
	return len(v.streams[0].waiting) > 0 || len(v.streams[1].waiting) > 0
}

// settle places what waits. That may let something of the other stream wait,
// so that never more than what was read at once of one stream does.
func (v *interleaver) settle() {
	s := 0
	if len(v.streams[s].waiting) == 0 {
		s = 1
	}
	if v.pause != nil && v.size(s) < breath {
		v.pause()
	}
	v.step(1 - s)
	if s == 1 && v.held < maxHeld && v.raw(0) {
		s = 0
		v.held++
	} else if s == 1 {
		v.held = 0
	}
	for _, p := range v.streams[s].waiting {
		v.place(s, p)
	}
	v.streams[s].waiting = nil
}

// breath is how many raw bytes are no flood, for which a pause would be long.
const breath = 16 << 10

// maxHeld is how often raw bytes of standard error give way to those of
// standard output before they have their turn.
const maxHeld = 4

// size is how many bytes wait in a stream.
func (v *interleaver) size(s int) (n int) {
	for _, p := range v.streams[s].waiting {
		n += len(p.data)
	}
	return n
}

// raw reports whether raw bytes are all that waits in a stream.
func (v *interleaver) raw(s int) bool {
	for _, p := range v.streams[s].waiting {
		if p.framed {
			return false
		}
	}
	return len(v.streams[s].waiting) > 0
}

// step takes what there is of a stream. The data of pieces that wait is valid
// until then.
func (v *interleaver) step(s int) {
	data, ended := v.read(s)
	v.streams[s].scanner.scan(data)
	if ended {
		v.streams[s].scanner.close()
	}
}

// sort places a piece, unless it has to wait.
func (v *interleaver) sort(s int, p piece) {
	st := &v.streams[s]
	if p.framed {
		v.date(st, &p)
	}
	if !p.framed || len(st.waiting) > 0 {
		st.waiting = append(st.waiting, p)
		return
	}
	v.take(s, p)
}

// date gives a piece of a frame its turn. The end of a frame, which is held
// back if it may begin a nonce, has that of its beginning.
func (v *interleaver) date(st *framing, p *piece) {
	v.framed = true
	v.latest = max(v.latest, p.at)
	v.next(framesTurn)
	if p.first || p.record {
		st.turn = v.turn
	}
	p.turn = st.turn
}

// place passes on a piece that has waited. Raw bytes come after all frames
// that have been read by now; where the next frame of their stream is among
// these, the log puts that right.
func (v *interleaver) place(s int, p piece) {
	if !p.framed {
		v.next(s)
		p.at, p.turn = v.latest, v.turn
		if !v.framed {
			p.at = time.Since(v.started).Nanoseconds()
		}
	}
	v.take(s, p)
}

// next begins a new turn if it is not the same one's as before.
func (v *interleaver) next(whose int) {
	if whose != v.whose {
		v.whose = whose
		v.turn++
	}
}
