package process

import (
	"strings"
	"testing"

	"github.com/gofresco/fresco/doc"
)

// record returns a frame with a control record.
func record(at uint64, text string) string { return frame(at, testNonce+text) }

// recorded returns what a recorder makes of both streams, byte by byte.
func recorded(limit int64, stdout, stderr string) *recorder {
	spec := Spec{OutputLimit: limit}.withDefaults()
	copy(spec.Nonce[:], testNonce)
	data := [2]string{stdout, stderr}
	var ended [2]bool
	r := newRecorder(spec, func(s int) ([]byte, bool) {
		if data[s] == "" {
			was := ended[s]
			ended[s] = true
			return nil, !was
		}
		b := []byte{data[s][0]}
		data[s] = data[s][1:]
		return b, false
	})
	for s := 0; s < 2; {
		switch {
		case r.pieces.waits():
			r.pieces.settle()
		case ended[s]:
			s++
		default:
			r.pieces.step(s)
		}
	}
	return r
}

func TestRecordInParts(t *testing.T) {
	long := strings.Repeat("x", 300)
	r := recorded(1000, record(1, "b1")+record(2, `p{"data":{"text/plain":"`+long[:100])+
		record(3, "p"+long[100:])+record(4, `d"}}`)+frame(5, "after"), "")
	c := r.cell(1, nil)
	if len(c.Outputs) != 2 || c.Outputs[0].Data[doc.TextPlain] != long || c.Outputs[1].Text != "after" {
		t.Errorf("outputs %+v", c.Outputs)
	}
	r = recorded(200, record(1, "b1")+record(2, "p"+long)+record(3, "p"+long)+record(4, "dend")+record(5, `d{"data":{}}`), "")
	if c := r.cell(1, nil); len(c.Outputs) != 0 || c.Dropped != 603+11 {
		t.Errorf("beyond the limit: dropped %d, outputs %+v", c.Dropped, c.Outputs)
	}
}

// TestBadRecords shows what a program says against the wire rather than lose
// it.
func TestBadRecords(t *testing.T) {
	r := recorded(1000, record(1, "b1")+record(2, "d{odd")+record(3, "fodd")+record(4, "e7")+record(5, "?what"), "")
	c := r.cell(1, nil)
	if len(c.Outputs) != 2 || c.Outputs[0].Data[doc.TextPlain] != "{odd" || c.Outputs[1].EValue != "odd" {
		t.Errorf("outputs %+v", c.Outputs)
	}
	if c.Ended || !r.failed {
		t.Errorf("ended %v, failed %v", c.Ended, r.failed)
	}
}

// TestStreamsApart splits each stream at its own begin records, however far
// one is ahead of the other.
func TestStreamsApart(t *testing.T) {
	r := recorded(1000,
		"raw0"+record(10, "b1")+"raw1"+record(30, "e1")+record(31, "b2")+frame(40, "two")+record(50, "e2")+record(51, "q"),
		record(11, "b1")+frame(20, "err1")+record(32, "b2"))
	for i, want := range []string{"raw0", "raw1err1", "two"} {
		c := r.cell(i, nil)
		if got := text(c, "stdout") + text(c, "stderr"); got != want || c.Number != i || c.Ended != (i > 0) {
			t.Errorf("cell %d: number %d, ended %v, %q, want %q", i, c.Number, c.Ended, got, want)
		}
	}
	if !r.done {
		t.Error("not done")
	}
}
