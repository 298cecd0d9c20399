package world

import (
	"fmt"
	"io/fs"
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
	first, _, _ := strings.Cut(src[start:], "\n")
	end = start + len(first) + 1
	if !strings.HasSuffix(statement(first), "{") && !strings.HasSuffix(statement(first), "(") {
		return start, min(end, len(src))
	}
	for line := range strings.Lines(src[min(end, len(src)):]) {
		end += len(line)
		if line[0] == '}' || line[0] == ')' {
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

// with returns s with all of the edits made, or says which line it could not
// recognise.
func (s sources) with(edits []edit) (sources, error) {
	t := sources{s.goroot, map[string]string{}}
	for name, src := range s.edited {
		t.edited[name] = src
	}
	for _, e := range edits {
		src, ok := t.edited[e.file]
		if !ok {
			data, err := fs.ReadFile(s.goroot, "src/"+e.file)
			if err != nil {
				return s, fmt.Errorf("%s cannot be read", e.file)
			}
			src = string(data)
		}
		src, err := e.apply(src)
		if err != nil {
			return s, err
		}
		t.edited[e.file] = src
	}
	return t, nil
}
