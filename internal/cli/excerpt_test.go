package cli

import (
	"strings"
	"testing"

	"github.com/gofresco/fresco/doc"
)

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("0123456789", 20)
	for _, tt := range []struct {
		name string
		line string
		col  int
		want string
	}{
		{"plain", "x := y", 6, "    x := y\n         ^\n"},
		{"indented", "\t\tx := y", 8, "    x := y\n         ^\n"},
		{"in the indentation", "\tx := y", 1, "    x := y\n    ^\n"},
		{"tab within", "x\t:= y", 6, "    x    := y\n            ^\n"},
		{"wide characters", `s := "世界" + 1`, 15, "    s := \"世界\" + 1\n                ^\n"},
		{"behind the end", "x", 9, "    x\n     ^\n"},
		{"no column", "x := y", 0, "    x := y\n"},
		{"control characters", "a\x1b[31mb", 1, "    a\uFFFD[31mb\n    ^\n"},
		{"blank", "  ", 1, ""},
		{"long, at the left", long, 2, "    " + long[:54] + "…\n     ^\n"},
		{"long, further on", long, 101, "    …" + long[81:134] + "…\n    " + strings.Repeat(" ", 20) + "^\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out, b := aTerminal(60)
			d := &doc.Document{Source: []byte("first\r\n" + tt.line + "\r\nlast")}
			out.excerpt(d, doc.Position{Line: 2, Col: tt.col})
			if b.String() != tt.want {
				t.Errorf("got\n%swant\n%s", b, tt.want)
			}
		})
	}
}

func TestExcerptPlaces(t *testing.T) {
	d := &doc.Document{
		Source: []byte("one\ntwo"),
		Cells:  []*doc.Cell{{Source: "in a cell", Pos: doc.Position{Cell: 2, Line: 1}}},
	}
	for _, tt := range []struct {
		pos  doc.Position
		want string
	}{
		{doc.Position{Line: 2}, "    two\n"},
		{doc.Position{Cell: 2, Line: 1}, "    in a cell\n"},
		{doc.Position{Line: 3}, ""},
		{doc.Position{Cell: 1, Line: 1}, ""},
		{doc.Position{Cell: 2, Line: 2}, ""},
		{doc.Position{}, ""},
	} {
		var b strings.Builder
		(&screen{Writer: &b}).excerpt(d, tt.pos)
		if b.String() != tt.want {
			t.Errorf("%v: got %q, want %q", tt.pos, b.String(), tt.want)
		}
	}
}

func TestExcerptOfACell(t *testing.T) {
	d := &doc.Document{Cells: []*doc.Cell{
		{Source: "raw", Pos: doc.Position{Text: 1}},
		{Source: "code", Pos: doc.Position{Cell: 1}},
	}}
	for want, pos := range map[string]doc.Position{
		"    raw\n":  {Text: 1, Line: 1},
		"    code\n": {Cell: 1, Line: 1},
		"":           {Cell: 2, Line: 1},
	} {
		out, b := aTerminal(60)
		if out.excerpt(d, pos); b.String() != want {
			t.Errorf("%v: got %q, want %q", pos, b, want)
		}
	}
}
