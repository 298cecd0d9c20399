package markdown_test

import (
	"testing"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/doc/markdown"
)

func TestText(t *testing.T) {
	out := func(s string) doc.Output { return doc.Output{Kind: doc.Stream, Name: "stdout", Text: s} }
	result := func(s string) doc.Output {
		return doc.Output{Kind: doc.Result, Data: doc.Bundle{doc.TextPlain: s, doc.TextHTML: "<b>"}}
	}
	fail := func(name, value string, trace ...string) doc.Output {
		return doc.Output{Kind: doc.Failure, EName: name, EValue: value, Traceback: trace}
	}
	for name, tt := range map[string]struct {
		outputs []doc.Output
		want    string
	}{
		"none":           {nil, ""},
		"empty":          {[]doc.Output{out("")}, ""},
		"line":           {[]doc.Output{out("a\n")}, "a\n"},
		"no line end":    {[]doc.Output{out("a")}, "a\n"},
		"blank lines":    {[]doc.Output{out("\n a \n\n")}, "\n a \n\n"},
		"joined":         {[]doc.Output{out("a"), out("b\n"), out("c")}, "ab\nc\n"},
		"result":         {[]doc.Output{out("a"), result("1"), result("2\n"), out("b")}, "a\n1\n2\nb\n"},
		"no text form":   {[]doc.Output{{Kind: doc.Display, Data: doc.Bundle{doc.ImagePNG: "aGk="}}}, ""},
		"failure":        {[]doc.Output{out("a"), fail("panic", "boom", "main.f()", "\ta.md:3")}, "a\npanic: boom\nmain.f()\n\ta.md:3\n"},
		"only a name":    {[]doc.Output{fail("timeout", "")}, "timeout\n"},
		"told by trace":  {[]doc.Output{fail("ValueError", "x", "Traceback:", "\x1b[31mValueError\x1b[0m: x")}, "Traceback:\nValueError: x\n"},
		"colours":        {[]doc.Output{out("\x1b[1;31mred\x1b[0m\x1b]8;;http://x\x1b\\link\x1b]8;;\x07 \x1b(B\x1b7.\n")}, "redlink .\n"},
		"colour at end":  {[]doc.Output{out("a\n\x1b[0m"), result("1")}, "a\n1\n"},
		"progress":       {[]doc.Output{out(" 10%\r 50%\r100%\ndone\r\nlast\r")}, "100%\ndone\nlast\n"},
		"split progress": {[]doc.Output{out("a\r"), out("b")}, "b\n"},
		"controls":       {[]doc.Output{out("\x00\a\b\x1b\x7f\ttab")}, "␀␇␈␛␡\ttab\n"},
		"not UTF-8":      {[]doc.Output{out("a\xff\xfeb")}, "a\ufffdb\n"},
	} {
		got := markdown.Text(tt.outputs)
		if got != tt.want {
			t.Errorf("%s: got %q, want %q", name, got, tt.want)
		}
		if again := markdown.Text([]doc.Output{out(got)}); again != got {
			t.Errorf("%s: decoded, %q reads %q", name, got, again)
		}
	}
}
