package cli

import (
	"errors"
	"strings"
	"syscall"
	"testing"

	"github.com/gofresco/fresco/doc"
)

// printed returns what a listing makes of a cell.
func printed(t *testing.T, s *screen, c *doc.Cell) {
	t.Helper()
	c.Kind = doc.Code
	if err := (&session{stdout: s}).list([]*subject{{doc: &doc.Document{Cells: []*doc.Cell{c}}}}); err != nil {
		t.Fatal(err)
	}
}

func TestListingWraps(t *testing.T) {
	out, b := aTerminal(30)
	printed(t, out, &doc.Cell{
		Source:         "\tfmt.Println(\"a line that is too long\")",
		ExecutionCount: 12,
		Outputs: []doc.Output{
			{Kind: doc.Stream, Name: "stdout", Text: "a line of output that is too long\n"},
			{Kind: doc.Stream, Name: "stderr", Text: "a line of warning that is too long"},
		},
	})
	want := `[12] │     fmt.Println("a line
     │  that is too long")
a line of output that is too long
2> a line of warning that is t
2> oo long
`
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b, want)
	}
}

func TestListingColour(t *testing.T) {
	text := "\x1b[31mred"
	for _, tt := range []struct {
		colour bool
		want   string
	}{
		{false, "red\n"},
		{true, "\x1b[31mred\x1b[0m\n"},
	} {
		out, b := aTerminal(80)
		out.colour = tt.colour
		c := &doc.Cell{Outputs: []doc.Output{{Kind: doc.Stream, Name: "stdout", Text: text}}}
		c.Options.HideInput = true
		printed(t, out, c)
		if b.String() != tt.want {
			t.Errorf("colour %v: got %q, want %q", tt.colour, b.String(), tt.want)
		}
	}
}

func TestListingRich(t *testing.T) {
	for _, tt := range []struct {
		data doc.Bundle
		want string
	}{
		{doc.Bundle{doc.TextPlain: "42"}, "=> 42\n"},
		{doc.Bundle{doc.TextPlain: "x", doc.TextHTML: "<b>x</b>", doc.ImageSVG: "<svg/>"}, "=> x [image/svg+xml, text/html]\n"},
		{doc.Bundle{doc.TextPlain: "a\nb\n", doc.TextHTML: "<b>x</b>"}, "=> a\n   b\n   [text/html]\n"},
		{doc.Bundle{doc.ImagePNG: "iVBO"}, "=> [image/png]\n"},
	} {
		var b strings.Builder
		c := &doc.Cell{Outputs: []doc.Output{{Kind: doc.Result, Data: tt.data}}}
		c.Options.HideInput = true
		printed(t, &screen{Writer: &b}, c)
		if b.String() != tt.want {
			t.Errorf("%v: got %q, want %q", tt.data, b.String(), tt.want)
		}
	}
}

// A fullDevice takes nothing.
type fullDevice struct{}

func (fullDevice) Write([]byte) (int, error) { return 0, syscall.ENOSPC }

func TestListingFails(t *testing.T) {
	d := &doc.Document{Cells: []*doc.Cell{{Kind: doc.Code, Source: "x"}}}
	err := (&session{stdout: &screen{Writer: fullDevice{}}}).list([]*subject{{doc: d}})
	if !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("got %v", err)
	}
}
