package runner

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/runner/tangle"
)

// compilerLine is a message of the compiler: file, line, column, text.
var compilerLine = regexp.MustCompile(`^(.*?):(\d+)(?::(\d+))?: (.*)$`)

// wrapped is the compiler's mention of what hands a cell's result over.
var wrapped = regexp.MustCompile(`( in argument to )?fresco` + tangle.Mark + `\.\w+`)

// compilerErrors places the compiler's messages, which go by line directives,
// in the document. The type checker finds nearly everything before; what is
// left are constants that overflow, types that are too large, and the like.
func (u *unit) compilerErrors(text string) doc.Diagnostics {
	var ds doc.Diagnostics
	for line := range strings.Lines(text) {
		line = tangle.Unmangle(wrapped.ReplaceAllString(strings.TrimRight(line, "\n"), ""))
		m := compilerLine.FindStringSubmatch(line)
		if m == nil || m[1] != u.doc.Path && !strings.HasPrefix(m[1], u.doc.Path+":cell ") {
			if len(ds) > 0 {
				ds[len(ds)-1].Detail += line + "\n"
			}
			continue
		}
		pos := u.filePosition(m[1], atoi(m[2]))
		pos.Col = atoi(m[3])
		ds = append(ds, doc.Errorf(pos, "%s", m[4]))
	}
	if len(ds) == 0 {
		d := doc.Errorf(doc.Position{Path: u.doc.Path}, "the compiler rejects this document")
		d.Detail = tangle.Unmangle(text)
		ds = append(ds, d)
	}
	return ds
}

// filePosition returns the position of a line of a file as line directives
// name it.
func (u *unit) filePosition(file string, line int) doc.Position {
	pos := doc.Position{Path: u.doc.Path, Line: line}
	if cell, ok := strings.CutPrefix(file, u.doc.Path+":cell "); ok {
		pos.Cell = atoi(cell)
	}
	return pos
}

// atoi reads a number that is known to be one, or 0.
func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// expected moves errors of cells that must fail to failed. It reports whether
// all of them were such, so that the document is to be built without them.
func (u *unit) expected(ds doc.Diagnostics, failed map[int]doc.Diagnostics) bool {
	for _, d := range ds {
		c := cellAt(u.doc, d.Pos)
		if c == nil || !c.Options.MustFail || u.result.Failures[c.Number] != nil {
			return false
		}
	}
	for _, d := range ds {
		c := cellAt(u.doc, d.Pos)
		failed[c.Number] = append(failed[c.Number], d)
	}
	return true
}
