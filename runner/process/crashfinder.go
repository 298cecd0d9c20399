package process

import (
	"bytes"
	"regexp"
	"strings"
)

// maxCrash is how many bytes of a crash are kept. The goroutine at fault
// comes first; what is cut is the far end of very many goroutines.
const maxCrash = 1 << 20

// headSize is how much of a line is looked at to tell what it is.
const headSize = 32

var signalStart = regexp.MustCompile(`^SIG[A-Z0-9]+: `)

// A crashFinder watches standard error for the text of a crash, which stands
// at its end if anywhere, maybe far beyond what is kept of the stream. It
// holds on to a candidate: the text since the last heading of a crash.
//
// A heading begins a line, or a write, as when a panic follows text without a
// line end. Where there are frames, a child's raw bytes are no part of the
// program's crash.
type crashFinder struct {
	state  crashState
	start  int64  // offset in the stream of the candidate's first byte
	size   int64  // its bytes, kept or not
	text   []byte // its bytes as far as they are kept
	framed bool   // it was written in frames

	offset int64  // bytes of the stream so far
	frames bool   // the last piece was written in a frame
	line   []byte // the beginning of the current line
	begun  int64  // offset of the current line
	judged bool   // the current line has been looked at
}

type crashState int

const (
	noCrash    crashState = iota
	crashNote             // a remark that may precede a fatal error
	crashHead             // headings, and lines that go on with them
	crashStack            // the stacks
)

// write takes the next piece of the stream.
func (f *crashFinder) write(p piece) {
	if f.state != noCrash && f.framed != p.framed {
		if f.framed {
			f.offset += int64(len(p.data))
			return
		}
		f.state = noCrash // a child crashed and the program went on
	}
	if (p.first || p.framed != f.frames) && (f.state == noCrash || f.state == crashStack) {
		f.newLine()
	}
	f.frames = p.framed
	for b := p.data; len(b) > 0; {
		n := bytes.IndexByte(b, '\n') + 1
		whole := n > 0
		if !whole {
			n = len(b)
		}
		f.extend(b[:n], whole, p.framed)
		b = b[n:]
	}
}

func (f *crashFinder) newLine() {
	f.line, f.begun, f.judged = f.line[:0], f.offset, false
}

// extend takes bytes of one line; whole says that they end it.
func (f *crashFinder) extend(b []byte, whole, framed bool) {
	if !f.judged {
		before := len(f.line)
		f.line = append(f.line, b[:min(headSize-before, len(b))]...)
		if whole || len(f.line) == headSize || kindOf(f.line) != otherLine {
			f.judged = true
			if f.judge(kindOf(f.line)) {
				f.start, f.framed = f.begun, framed
				f.text, f.size = bytes.Clone(f.line[:before]), int64(before)
			}
		}
	}
	if f.state != noCrash {
		f.text = append(f.text, b[:min(maxCrash-len(f.text), len(b))]...)
		f.size += int64(len(b))
	}
	f.offset += int64(len(b))
	if whole {
		f.newLine()
	}
}

// judge takes note of a line, and reports whether a candidate begins with it.
func (f *crashFinder) judge(kind lineKind) bool {
	was := f.state
	switch kind {
	case panicLine:
		f.state = crashHead
		return was != crashNote
	case fatalLine:
		f.state = crashHead
		return was == noCrash || was == crashStack
	case noteLine:
		if was == noCrash {
			f.state = crashNote
			return true
		}
	case stackLine:
		if was == crashHead {
			f.state = crashStack
		}
	case otherLine:
		if was == crashNote || was == crashHead && !isMore(f.line) {
			f.state = noCrash
		}
	}
	return false
}

type lineKind int

const (
	otherLine lineKind = iota
	panicLine          // the heading of a panic
	fatalLine          // of a fatal error or signal
	noteLine           // a remark before it
	stackLine          // the first line of a stack
)

// kindOf returns what kind of line begins so.
func kindOf(line []byte) lineKind {
	s := string(line)
	switch {
	case strings.HasPrefix(s, panicHead):
		return panicLine
	case strings.HasPrefix(s, fatalHead), signalStart.MatchString(s):
		return fatalLine
	case strings.HasPrefix(s, noteHead), strings.HasPrefix(s, faultHead):
		return noteLine
	case strings.HasPrefix(s, "goroutine "), strings.HasPrefix(s, runtimeStack):
		return stackLine
	}
	return otherLine
}

// isMore reports whether a line goes on with a heading: the next line of a
// value, the signal behind a panic, or an empty line.
func isMore(line []byte) bool {
	s := string(line)
	return strings.HasPrefix(s, "\t") || strings.HasPrefix(s, signalHead) || isNote(s)
}
