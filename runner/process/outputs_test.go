package process

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/gofresco/fresco/doc"
)

// chunkOf returns a chunk written so many microseconds after the beginning.
func chunkOf(us int, text string) doc.Chunk {
	return doc.Chunk{At: time.Duration(us) * time.Microsecond, Text: text}
}

// streamOf returns a stream of chunks.
func streamOf(name string, chunks ...doc.Chunk) doc.Output {
	out := doc.Output{Kind: doc.Stream, Name: name, Chunks: chunks}
	for _, c := range chunks {
		out.Text += c.Text
	}
	return out
}

var (
	display = doc.Output{Kind: doc.Display, Data: doc.Bundle{doc.TextPlain: "shown"}}
	failed  = doc.Output{Kind: doc.Failure, EName: "error"}
)

// at returns the output with its time.
func at(us int, out doc.Output) doc.Output {
	out.At = time.Duration(us) * time.Microsecond
	return out
}

// A step is something that a stream brings: text, or an output of 5 bytes.
type step struct {
	stream int
	us     int
	text   string
	out    *doc.Output
}

func TestAssemble(t *testing.T) {
	tests := map[string]struct {
		steps   []step
		limit   int64
		want    []doc.Output
		dropped int64
	}{
		"one time is one chunk": {
			steps: []step{{0, 1, "a", nil}, {0, 1, "b", nil}, {0, 2, "c", nil}},
			want:  []doc.Output{streamOf("stdout", chunkOf(1, "ab"), chunkOf(2, "c"))},
		},
		"in order of time": {
			steps: []step{{0, 1, "a", nil}, {0, 3, "c", nil}, {1, 2, "b", nil}, {0, 4, "", &display}, {0, 5, "d", nil}},
			want: []doc.Output{
				streamOf("stdout", chunkOf(1, "a")), streamOf("stderr", chunkOf(2, "b")),
				streamOf("stdout", chunkOf(3, "c")), at(4, display), streamOf("stdout", chunkOf(5, "d")),
			},
		},
		"a character in two writes": {
			steps: []step{{0, 1, "a\xe2", nil}, {0, 2, "\x82", nil}, {1, 3, "x", nil}, {0, 4, "\xacb", nil}},
			want: []doc.Output{
				streamOf("stdout", chunkOf(1, "a")), streamOf("stderr", chunkOf(3, "x")), streamOf("stdout", chunkOf(4, "€b")),
			},
		},
		"a character that never ends": {
			steps: []step{{0, 1, "a\xe2\x82", nil}, {1, 2, "x", nil}},
			want: []doc.Output{
				streamOf("stdout", chunkOf(1, "a")), streamOf("stderr", chunkOf(2, "x")), streamOf("stdout", chunkOf(1, "\uFFFD\uFFFD")),
			},
		},
		"the limit is for both": {
			steps: []step{{0, 1, "abc", nil}, {0, 3, "def", nil}, {1, 2, "xyz", nil}},
			limit: 7,
			want: []doc.Output{
				streamOf("stdout", chunkOf(1, "abc")), streamOf("stderr", chunkOf(2, "xyz")), streamOf("stdout", chunkOf(3, "d")),
			},
			dropped: 2,
		},
		"what comes first is kept": {
			steps:   []step{{0, 5, strings.Repeat("o", 50), nil}, {1, 4, "early", nil}, {1, 6, "late", nil}},
			limit:   10,
			want:    []doc.Output{streamOf("stderr", chunkOf(4, "early")), streamOf("stdout", chunkOf(5, "ooooo"))},
			dropped: 49,
		},
		"no half character at the limit": {
			steps:   []step{{0, 1, "aé", nil}, {0, 2, "b", nil}},
			limit:   2,
			want:    []doc.Output{streamOf("stdout", chunkOf(1, "a"))},
			dropped: 3,
		},
		"a display beyond the limit": {
			steps:   []step{{0, 1, "abc", nil}, {0, 2, "", &display}, {0, 3, "d", nil}},
			limit:   7,
			want:    []doc.Output{streamOf("stdout", chunkOf(1, "abc"))},
			dropped: 6,
		},
		"the failure is always kept": {
			steps:   []step{{0, 1, "abcdef", nil}, {0, 2, "", &failed}},
			limit:   5,
			want:    []doc.Output{streamOf("stdout", chunkOf(1, "abcde")), at(2, failed)},
			dropped: 1,
		},
	}
	for name, test := range tests {
		if test.limit == 0 {
			test.limit = 100
		}
		var logs [2]log
		for _, s := range test.steps {
			when := int64(1000 + 1000*s.us)
			if s.out != nil {
				logs[s.stream].show(piece{at: when, framed: true}, *s.out, 5, test.limit)
				continue
			}
			logs[s.stream].write(piece{at: when, framed: true, data: []byte(s.text)}, test.limit)
		}
		got, dropped := assemble(&logs, 1000, test.limit, nil)
		if !reflect.DeepEqual(got, test.want) || dropped != test.dropped {
			t.Errorf("%s: dropped %d, want %d\n got %+v\nwant %+v", name, dropped, test.dropped, got, test.want)
		}
	}
}

// TestAssembleCrash cuts a crash out of what a child writes at the same time.
func TestAssembleCrash(t *testing.T) {
	var logs [2]log
	var finder crashFinder
	const limit = 30
	for _, p := range []piece{
		{at: 1000, framed: true, first: true, data: []byte("before ")},
		{at: 1000, framed: true, first: true, data: []byte("panic: x\n\ngoroutine 1 [running]:\n")},
		{at: 1000, data: []byte("child")},
		{at: 1000, framed: true, first: true, data: []byte("main.main()\n\t/x.go:1 +0x1\n")},
	} {
		logs[1].write(p, limit)
		finder.write(p)
	}
	got, dropped := assemble(&logs, 1000, limit, &finder)
	want := []doc.Output{streamOf("stderr", chunkOf(0, "before "))}
	if !reflect.DeepEqual(got, want) || dropped != int64(len("child")) {
		t.Errorf("dropped %d, got %+v, want %+v", dropped, got, want)
	}
	got, dropped = assemble(&logs, 1000, limit, nil)
	if len(got) != 1 || len(got[0].Text) != limit || dropped != int64(7+32+5+27-limit) {
		t.Errorf("without a crash: dropped %d, got %+v", dropped, got)
	}
}
