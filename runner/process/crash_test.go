package process

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// TestParseCrash takes apart what the runtime printed in testdata/crash, and
// compares with the JSON beside it, in which Raw is left out.
func TestParseCrash(t *testing.T) {
	for name, raw := range texts(t, "testdata/crash/*.txt") {
		t.Run(filepath.Base(name), func(t *testing.T) {
			crash := parseCrash(raw)
			if crash == nil {
				t.Fatal("this is no crash")
			}
			if crash.Raw != raw {
				t.Error("Raw is not the text")
			}
			crash.Raw = ""
			got, err := json.MarshalIndent(crash, "", "\t")
			if err != nil {
				t.Fatal(err)
			}
			golden := strings.TrimSuffix(name, ".txt") + ".json"
			if *update {
				if err := os.WriteFile(golden, got, 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
	for name, raw := range texts(t, "testdata/nocrash/*.txt") {
		if crash := parseCrash(raw); crash != nil {
			t.Errorf("%s is taken for a crash: %+v", name, crash)
		}
	}
}

// texts returns the files of a pattern by name.
func texts(t testing.TB, pattern string) map[string]string {
	t.Helper()
	names, _ := filepath.Glob(pattern)
	if len(names) == 0 {
		t.Fatalf("no files %s", pattern)
	}
	files := make(map[string]string)
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = string(b)
	}
	return files
}

// candidate returns what a finder finds in text that is written in pieces of
// the given size, 0 for one piece.
func candidate(text string, size int) crashFinder {
	var f crashFinder
	for text != "" {
		n := len(text)
		if size > 0 {
			n = min(size, n)
		}
		f.write(piece{data: []byte(text[:n])})
		text = text[n:]
	}
	return f
}

func TestCrashFinder(t *testing.T) {
	crash := "panic: b\n\tmore\n[signal SIGSEGV: x]\n\ngoroutine 1 [running]:\nmain.f()\n\t/x.go:1 +0x1\n"
	overflow := "runtime: goroutine stack exceeds 1000-byte limit\nruntime: sp=0x1 stack=[0x1, 0x2]\nfatal error: stack overflow\n\nruntime stack:\n"
	twice := "fatal error: concurrent map writes\nfatal error: concurrent map writes\n\ngoroutine 1 [running]:\n"
	tests := map[string]struct{ text, want string }{
		"none":              {"all is well\n", ""},
		"alone":             {crash, crash},
		"after text":        {"text\n" + crash, crash},
		"after a likeness":  {"panic: a\n" + crash, crash},
		"after another":     {crash + crash, crash},
		"in a line":         {"a panic: b\n", ""},
		"likeness":          {"panic: a\nand so on\n", ""},
		"likeness at last":  {"panic: a\n", "panic: a\n"},
		"remarks":           {"text\n" + overflow, overflow},
		"remark alone":      {"runtime: it is slow\nbut well\n", ""},
		"nested":            {"panic: a\n\tpanic: b\n\ngoroutine 1 [running]:\n", "panic: a\n\tpanic: b\n\ngoroutine 1 [running]:\n"},
		"two threads":       {"x\n" + twice, twice},
		"signal":            {"x\nSIGQUIT: quit\nPC=0x1 m=0 sigcode=0\n\ngoroutine 1 [running]:\n", "SIGQUIT: quit\nPC=0x1 m=0 sigcode=0\n\ngoroutine 1 [running]:\n"},
		"heading cut short": {"x\npani", ""},
	}
	for name, test := range tests {
		for size := range len(test.text) {
			f := candidate(test.text, size)
			got := string(f.text)
			if f.state == noCrash {
				got = ""
			}
			if got != test.want {
				t.Fatalf("%s in pieces of %d: got %q, want %q", name, size, got, test.want)
			}
			if got != "" && (f.size != int64(len(got)) || test.text[f.start:] != got) {
				t.Fatalf("%s in pieces of %d: at %d, %d bytes", name, size, f.start, f.size)
			}
		}
	}
}

// TestCrashFinderFrames writes a crash as the runtime does, in the middle of
// a line and with a child's bytes in between.
func TestCrashFinderFrames(t *testing.T) {
	var f crashFinder
	write := func(framed bool, parts ...string) {
		for _, s := range parts {
			f.write(piece{framed: framed, first: framed, data: []byte(s)})
		}
	}
	write(true, "no line end", "panic: ", "a", "\n", "\t", "panic: ")
	write(false, "child\npanic: child\n")
	write(true, "b", "\n", "\n", "goroutine ", "1", " [", "running", "]:\n", "panic", "(", ")\n", "\t", "x.go:", "1", "\n")
	want := "panic: a\n\tpanic: b\n\ngoroutine 1 [running]:\npanic()\n\tx.go:1\n"
	if string(f.text) != want || f.start != int64(len("no line end")) || f.size != int64(len(want)) {
		t.Errorf("found %q at %d", f.text, f.start)
	}
}

// FuzzCrash checks that any text is survived, and that what is found in it
// does not depend on how it was cut.
func FuzzCrash(f *testing.F) {
	for _, text := range texts(f, "testdata/*crash/*.txt") {
		f.Add(text, 7)
	}
	f.Fuzz(func(t *testing.T, text string, size int) {
		if c := parseCrash(text); c != nil && (c.Kind == 0 || c.Raw != text) {
			t.Errorf("crash %+v", c)
		}
		whole, parts := candidate(text, 0), candidate(text, max(1, size%100))
		if whole.state != parts.state || whole.state != noCrash &&
			(whole.start != parts.start || whole.size != parts.size || !bytes.Equal(whole.text, parts.text)) {
			t.Errorf("whole: %+v\nparts: %+v", whole, parts)
		}
	})
}

func TestReadLog(t *testing.T) {
	var whole readLog
	data := "oa\x00oa\x00c/\x00oa\x00\x00x7\nmain.f\ta.md:cell 1:3\nodd\n\x00gHOME\x00part"
	whole.write([]byte(data))
	want := []Read{{Open, "a"}, {Chdir, "/"}, {Open, "a"}, {Getenv, "HOME"}}
	if !reflect.DeepEqual(whole.reads, want) {
		t.Errorf("reads %v, want %v", whole.reads, want)
	}
	if e := whole.exit; e == nil || e.Code != 7 || len(e.Frames) != 1 || e.Frames[0].Line != 3 {
		t.Errorf("exit %+v", whole.exit)
	}
	var parts readLog
	for i := range len(data) {
		parts.write([]byte{data[i]})
	}
	if !reflect.DeepEqual(parts.reads, whole.reads) {
		t.Errorf("byte by byte: %v", parts.reads)
	}
	parts.write(bytes.Repeat([]byte("x"), maxReads))
	if !parts.lost {
		t.Error("an endless record is not noticed")
	}
}
