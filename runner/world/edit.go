package world

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"runtime"
	"strings"
)

// An edit puts one line of a standard-library file in the place of another,
// so that the numbers of all lines, which stack traces show, stay.
type edit struct {
	// file is relative to GOROOT/src.
	file string
	// in is how the line begins that opens the function or variable to look
	// into, which ends at the next line that begins with a brace or bracket.
	in string
	// line is the statement to recognise: all of exactly one line, but for
	// white space around it and a comment after it.
	line string
	// with is what to put there.
	with string
}

// apply returns the file with the edit made.
func (e edit) apply(src string) (string, error) {
	start, end := block(src, e.in)
	if start < 0 {
		return "", fmt.Errorf("%s has no %q", e.file, e.in)
	}
	at, count := -1, 0
	pos := start
	for line := range strings.Lines(src[start:end]) {
		if statement(line) == e.line {
			at, count = pos, count+1
		}
		pos += len(line)
	}
	if count != 1 {
		return "", fmt.Errorf("%s has %d lines %q in %q, not one", e.file, count, e.line, e.in)
	}
	at += strings.Index(src[at:], e.line)
	return src[:at] + e.with + src[at+len(e.line):], nil
}

// block returns the extent of the top-level declaration whose first line
// begins as given, from that line to the one that closes it; -1 if there is
// none.
func block(src, opening string) (start, end int) {
	start = strings.Index("\n"+src, "\n"+opening)
	if start < 0 {
		return -1, -1
	}
	end = start
	for line := range strings.Lines(src[start:]) {
		first := end == start
		end += len(line)
		if first && !strings.ContainsAny(statement(line), "{(") || !first && strings.ContainsAny(line[:1], "})") {
			break
		}
	}
	return start, end
}

// statement returns a line without the white space around it and the comment
// after it.
func statement(line string) string {
	code, _, _ := strings.Cut(line, "//")
	return strings.TrimSpace(code)
}

// sources are files of a standard library, some of them edited.
type sources struct {
	goroot fs.FS
	edited map[string]string
}

// with returns s with the edits of a feature made, or says why that cannot be
// done in world w.
func (s sources) with(f feature, w World) (sources, error) {
	if !supported() {
		return s, fmt.Errorf("not on %s", runtime.GOOS)
	}
	if f.needs != nil && !*f.needs(&w) {
		return s, errors.New("it needs another part that is missing")
	}
	t := sources{s.goroot, maps.Clone(s.edited)}
	for _, e := range f.edits {
		src, err := t.read(e.file)
		if err != nil {
			return s, err
		}
		if t.edited[e.file], err = e.apply(src); err != nil {
			return s, err
		}
	}
	return t, nil
}

// read returns a file as edited so far.
func (s sources) read(name string) (string, error) {
	if src, ok := s.edited[name]; ok {
		return src, nil
	}
	data, err := fs.ReadFile(s.goroot, "src/"+name)
	if err != nil {
		return "", fmt.Errorf("%s cannot be read", name)
	}
	return string(data), nil
}
