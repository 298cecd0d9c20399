package process

import (
	"strings"
	"unicode/utf8"

	"github.com/gofresco/fresco/doc"
)

// streamNames names the streams by their descriptor, less one.
var streamNames = [2]string{"stdout", "stderr"}

// An assembler merges the two logs of a cell into its outputs.
type assembler struct {
	begin   int64 // when the cell began, 0 if there is no clock but ours
	now     int64 // the latest time of a frame so far
	budget  int64 // bytes that may still be kept
	full    bool  // nothing more is kept
	crash   *crashFinder
	tails   [2]tail
	outputs []doc.Output
	kept    int64
}

// assemble returns a cell's outputs in the order of their times and turns,
// stdout first among equals, and how many bytes it left out. A crash, if not nil, is cut
// out of stderr.
func assemble(logs *[2]log, begin, limit int64, crash *crashFinder) ([]doc.Output, int64) {
	a := &assembler{begin: begin, now: begin, budget: limit, crash: crash}
	var next, from [2]int
	for next[0] < len(logs[0].items) || next[1] < len(logs[1].items) {
		s := earlier(logs, next)
		it := logs[s].items[next[s]]
		a.add(s, it, logs[s].text[from[s]:it.end], int64(from[s]))
		next[s]++
		from[s] = it.end
	}
	a.flush()
	dropped := logs[0].total + logs[1].total - a.kept
	if crash != nil {
		dropped -= crash.size
	}
	return a.outputs, dropped
}

// earlier returns which log's next item is the earlier one.
func earlier(logs *[2]log, next [2]int) int {
	switch {
	case next[0] == len(logs[0].items):
		return 1
	case next[1] == len(logs[1].items):
		return 0
	case logs[1].items[next[1]].before(logs[0].items[next[0]]):
		return 1
	}
	return 0
}

// add adds an item of stream s, whose text stands at the given offset.
func (a *assembler) add(s int, it item, text []byte, offset int64) {
	if it.framed || a.begin == 0 {
		a.now = max(a.now, it.at)
	}
	if s == 1 && a.crash != nil {
		before := max(0, a.crash.start-offset)
		it.full = it.full && before > 0
		if it.framed == a.crash.framed {
			text = text[:min(int64(len(text)), before)]
		}
	}
	switch {
	case it.output != nil:
		a.show(it)
	case a.full:
	default:
		a.write(s, text)
		a.full = a.full || it.full
	}
}

// show adds a display, result or failure.
func (a *assembler) show(it item) {
	if it.size > 0 && (a.full || it.size > a.budget) {
		a.full = true
		return
	}
	a.budget -= it.size
	a.kept += it.size
	out := *it.output
	out.At = since(a.now, a.begin)
	a.outputs = append(a.outputs, out)
}

// write adds text.
func (a *assembler) write(s int, text []byte) {
	n := min(int64(len(text)), a.budget)
	a.full = n < int64(len(text))
	a.budget -= n
	a.kept += n
	a.append(s, a.now, a.tails[s].join(text[:n]))
	a.tails[s].at = a.now
}

// flush ends both streams, and joins their texts. Part of a character is
// invalid, unless the rest of it was dropped.
func (a *assembler) flush() {
	for s := range a.tails {
		t := &a.tails[s]
		if a.full {
			a.kept -= int64(len(t.part))
		} else {
			a.append(s, t.at, t.flush())
		}
	}
	for i, out := range a.outputs {
		var text strings.Builder
		for _, c := range out.Chunks {
			text.WriteString(c.Text)
		}
		a.outputs[i].Text = text.String()
	}
}

// append adds a chunk of text to the stream's output, if that is the last one.
func (a *assembler) append(s int, at int64, text string) {
	if text == "" {
		return
	}
	chunk := doc.Chunk{At: since(at, a.begin), Text: text}
	last := len(a.outputs) - 1
	if last < 0 || a.outputs[last].Name != streamNames[s] {
		a.outputs = append(a.outputs, doc.Output{Kind: doc.Stream, Name: streamNames[s], Chunks: []doc.Chunk{chunk}})
		return
	}
	chunks := a.outputs[last].Chunks
	if prev := &chunks[len(chunks)-1]; prev.At == chunk.At {
		prev.Text += text
		return
	}
	a.outputs[last].Chunks = append(chunks, chunk)
}

// A tail is the end of a stream's text so far that may be the beginning of a
// character.
type tail struct {
	part []byte
	at   int64
}

// join returns the text that is whole with b, as valid UTF-8.
func (t *tail) join(b []byte) string {
	b = append(t.part, b...)
	end := len(b)
	for i := len(b) - 1; i >= max(0, len(b)-utf8.UTFMax+1); i-- {
		if utf8.RuneStart(b[i]) {
			if !utf8.FullRune(b[i:]) {
				end = i
			}
			break
		}
	}
	t.part = append([]byte(nil), b[end:]...)
	return valid(b[:end])
}

// flush returns the rest as it stands.
func (t *tail) flush() string {
	text := valid(t.part)
	t.part = nil
	return text
}

// valid returns the text with each invalid byte replaced, so that the result
// does not depend on how the text was cut into reads.
func valid(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	return string([]rune(string(b)))
}
