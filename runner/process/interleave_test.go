package process

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"
)

// wires are two pipes to a recorder.
type wires struct {
	unread [2]string
	rec    *recorder
}

func newWires(limit int64) *wires {
	w := &wires{}
	spec := Spec{OutputLimit: limit}.withDefaults()
	copy(spec.Nonce[:], testNonce)
	w.rec = newRecorder(spec, func(s int) ([]byte, bool) {
		data := []byte(w.unread[s])
		w.unread[s] = ""
		return data, false
	})
	return w
}

// look has the recorder look at a stream, as when it is ready.
func (w *wires) look(s int) {
	for w.rec.pieces.step(s); w.rec.pieces.waits(); {
		w.rec.pieces.settle()
	}
}

// written returns what a cell wrote as "time text" in microseconds.
func written(c Cell) string {
	var list []string
	for _, out := range c.Outputs {
		for _, chunk := range out.Chunks {
			list = append(list, fmt.Sprintf("%d %s", chunk.At.Microseconds(), chunk.Text))
		}
	}
	return strings.Join(list, ", ")
}

// us returns a frame written so many microseconds after cell 1 began, and
// begun is that beginning, the same on both streams.
func us(at int, text string) string { return frame(uint64(1e6+1000*at), text) }

var begun = record(1e6, "b1")

func TestInterleave(t *testing.T) {
	type arrival struct {
		s    int
		data string
		look bool // it is read at once, else left in the pipe
	}
	tests := map[string]struct {
		arrivals []arrival
		want     string
	}{
		"as raw bytes arrive": {
			[]arrival{{0, us(1, "before"), true}, {0, "out", true}, {1, "err", true}, {0, "out2", true}, {0, us(5, "after"), true}},
			"1 beforeout, 1 err, 1 out2, 5 after",
		},
		"behind an unread frame": {
			[]arrival{{0, us(1, "a"), true}, {1, us(3, "b"), false}, {0, "raw", true}, {0, us(5, "c"), true}},
			"1 a, 3 b, 3 raw, 5 c",
		},
		"before a frame of their stream, whatever else has come": {
			[]arrival{{0, "raw" + us(2, "a"), false}, {1, us(3, "b"), false}, {0, "", true}},
			"0 raw, 2 a, 3 b",
		},
		"before what arrived late": {
			[]arrival{{1, us(3, "b"), true}, {0, "raw", true}, {0, us(5, "a"), true}, {1, us(4, "c"), true}},
			"3 b, 3 raw, 4 c, 5 a",
		},
		"between frames of one time": {
			[]arrival{{1, us(2, "a"), true}, {0, "raw", true}, {1, us(2, "b"), true}},
			"2 a, 2 raw, 2 b",
		},
		"a frame whose end is held back": {
			[]arrival{{1, us(2, "a whole sentence "+testNonce[:3]), true}, {0, "raw", true}, {1, us(2, "b"), true}},
			"2 a whole sentence 012, 2 raw, 2 b",
		},
		"raw bytes of both, unread frames": {
			[]arrival{{0, us(1, "a") + "raw" + us(4, "d"), false}, {1, us(2, "b") + "bad" + us(3, "c"), false}, {0, "", true}},
			"1 a, 2 bbad, 3 c, 3 raw, 4 d",
		},
		"frames without payload": {
			[]arrival{
				{1, us(1, "before") + us(3, "") + "err" + us(5, "") + us(6, "after"), false},
				{0, us(2, "") + "out" + us(4, ""), false}, {0, "", true},
			},
			"1 before, 3 out, 4 err, 6 after",
		},
	}
	for name, test := range tests {
		w := newWires(1000)
		w.unread = [2]string{begun, begun}
		w.look(0)
		w.look(1)
		for _, a := range test.arrivals {
			w.unread[a.s] += a.data
			if a.look {
				w.look(a.s)
			}
		}
		w.look(0)
		w.look(1)
		if got := written(w.rec.cell(1, nil)); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, test.want)
		}
	}
}

// TestInterleaveFirst orders raw bytes before the first frame, by a clock that
// starts low.
func TestInterleaveFirst(t *testing.T) {
	w := newWires(1000)
	for i, s := range []int{1, 0, 1} {
		w.unread[s] = fmt.Sprint("raw", i)
		time.Sleep(time.Microsecond) // so that the clock has not stood still
		w.look(s)
	}
	w.unread[0] = frame(1, "framed")
	w.look(0)
	if got, want := written(w.rec.cell(0, nil)), "0 raw0, 0 raw1, 0 raw2, 0 framed"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// raw stands for the time of raw bytes.
const raw = -1

// TestInterleaveAnyhow lets frames and raw bytes come in any order and be read
// at any time. Each stream comes out as it was, frames in order and at their
// times, and raw bytes behind all frames that were written before them.
func TestInterleaveAnyhow(t *testing.T) {
	for seed := range uint64(3000) {
		chance := rand.New(rand.NewPCG(seed, 0))
		w := newWires(1 << 20)
		w.unread = [2]string{begun, begun}
		var times []int
		var whole [2]string
		for now, last, raws := 0, raw, chance.IntN(4); len(times) < 30; {
			s := chance.IntN(2)
			text := fmt.Sprintf("<%d>", len(times))
			whole[s] += text
			if chance.IntN(4) < raws {
				times = append(times, raw)
			} else {
				if now += chance.IntN(2); s != last {
					now++
				}
				last = s
				times = append(times, now)
				text = us(now, text)
			}
			w.unread[s] += text
			if chance.IntN(4) == 0 {
				w.look(chance.IntN(2))
			}
		}
		first := chance.IntN(2)
		w.look(first)
		w.look(1 - first)
		c := w.rec.cell(1, nil)
		if text(c, "stdout") != whole[0] || text(c, "stderr") != whole[1] {
			t.Fatalf("seed %d: %s", seed, written(c))
		}
		checkOrder(t, c, times)
	}
}

// checkOrder checks the order of a cell's texts "<n>", which were written at
// the given times in microseconds.
func checkOrder(t *testing.T, c Cell, times []int) {
	t.Helper()
	frame, last := -1, 0
	for field := range strings.SplitSeq(written(c), ", ") {
		stamp, text, _ := strings.Cut(field, " ")
		at, err := strconv.Atoi(stamp)
		if err != nil || at < last {
			t.Fatalf("%q is behind %d: %s", stamp, last, written(c))
		}
		last = at
		for token := range strings.SplitSeq(strings.Trim(text, "<>"), "><") {
			n, err := strconv.Atoi(token)
			if err != nil || times[n] != raw && (times[n] != at || n < frame) {
				t.Fatalf("%q is out of order: %s", token, written(c))
			}
			for i := frame + 1; i < n; i++ {
				if times[i] != raw {
					t.Fatalf("%d comes before frame %d: %s", n, i, written(c))
				}
			}
			if times[n] != raw {
				frame = n
			}
		}
	}
}
