package site

import (
	"html"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTerminalHTML(t *testing.T) {
	for name, tt := range map[string]struct{ in, want string }{
		"plain":             {"a <b> & 'c'\n", "a &lt;b&gt; &amp; 'c'\n"},
		"script":            {"</script></samp>", "&lt;/script&gt;&lt;/samp&gt;"},
		"colour":            {"\x1b[31mred\x1b[0m", `<span class="term-fg31">red</span>`},
		"colour and escape": {"\x1b[1;32m<\x1b[m", `<span class="term-fg32 term-fg1">&lt;</span>`},
		"256 colours":       {"\x1b[38;5;196mred\x1b[39m", `<span class="term-fgi91">red</span>`},
		"true colour":       {"\x1b[48;2;0;0;240mblue", `<span class="term-bg44">blue</span>`},
		"colons":            {"\x1b[38:5:2mgreen", `<span class="term-fg32">green</span>`},
		"broken colour":     {"\x1b[38;5m.\x1b[38;9;9m.\x1b[999m.", "..."},
		"progress":          {"10%\r50%\r100%\ndone\n", "100%\ndone"},
		"shorter progress":  {"working\r\x1b[Kok\n", "ok"},
		"two lines":         {"a\nb\n\x1b[2Ac\n", "c\nb"},
		"far away":          {"a\x1b[9223372036854775807Cb\x1b[9223372036854775807Ec", "abc"},
		"backspace":         {"ab\bc", "ac"},
		"CRLF":              {"a\r\nb\r\n", "a\nb\n"},
		"blank lines":       {"\x1b[1ma\x1b[0m\n\n\nb", "<span class=\"term-fg1\">a</span>\n\n\nb"},
		"entity":            {"\x1b[0m&nbsp;\n.", "&amp;nbsp;\n."},
		"title":             {"\x1b]0;title\x07text", "text"},
		"hyperlink":         {"\x1b]8;;javascript:alert(1)\x1b\\text\x1b]8;;\x1b\\", "text"},
		"image":             {"\x1b]1338;url=http://example.com/x.png\x07text", "text"},
		"timestamp":         {"\x1b_bk;t=0\x07text", "text"},
		"private mode":      {"\x1b[?25ltext\x1b[?25h", "text"},
		"unfinished":        {"text\x1b[3", "text\u241B[3"},
		"unfinished title":  {"\x1b]0;text stays", "\u241B]0;text stays"},
		"control":           {"a\x00b\x07c\x7fd\u0085", "a\u2400b\u2407c\u2421d\\u0085"},
		"control in colour": {"\x1b[31m\x00", `<span class="term-fg31">` + "\u2400</span>"},
		"invalid":           {"a\xffb", "a\uFFFDb"},
		"wide":              {strings.Repeat("x", 600) + "\x1b[0m", strings.Repeat("x", 600)},
	} {
		if got := terminalHTML(tt.in); got != tt.want {
			t.Errorf("%s: got %q, want %q", name, got, tt.want)
		}
	}
}

// TestTerminalLongOutput replays more lines than a screen holds; all must be
// there, and memory bounded by the screen's size rather than the output's.
func TestTerminalLongOutput(t *testing.T) {
	const lines = 20_000
	got := terminalHTML(strings.Repeat("\x1b[32mok\x1b[0m\n", lines))
	if n := strings.Count(got, `<span class="term-fg32">ok</span>`); n != lines {
		t.Errorf("%d of %d lines are left", n, lines)
	}
}

var spanTag = regexp.MustCompile(`</?span( class="[a-z0-9 -]*")?>`)

// checkText reports HTML that has other tags than closed spans, or control
// characters.
func checkText(t *testing.T, out string) {
	t.Helper()
	depth := 0
	rest := spanTag.ReplaceAllStringFunc(out, func(tag string) string {
		if strings.HasPrefix(tag, "</") {
			depth--
		} else {
			depth++
		}
		return ""
	})
	if depth != 0 {
		t.Errorf("spans are not closed: %q", out)
	}
	if strings.ContainsAny(rest, "<>") {
		t.Errorf("there is markup: %q", out)
	}
	if !utf8.ValidString(out) || strings.ContainsFunc(out, func(r rune) bool {
		return r < 0x20 && r != '\n' && r != '\t' && r != '\r' && r != '\b' || r >= 0x7f && r < 0xA0
	}) {
		t.Errorf("there are control characters: %q", out)
	}
}

func FuzzTerminalHTML(f *testing.F) {
	for _, s := range []string{"plain <b>", "\x1b[31mred\x1b[0m", "a\rb", "\x1b[38;2;1;2;3m\x1b]8;;x\x07", "\x1b[9999B\x1b[99999999999999999999Cx\n", "\x1b7\x1b8\x1b[2J\x1bM", "\x1b[H\x1b[1J\x1b[3J"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		checkText(t, terminalHTML(s))
	})
}

func FuzzGoTokens(f *testing.F) {
	for _, s := range []string{"x := 1 // c", "`raw\r\n`", "/* open", "\"open", "%% cell\n!ls", "a\x00b", "'\\''", "func f[T any]() {}", "0x_1p-2i", "…\ufeff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "?")
		var b strings.Builder
		for _, token := range goTokens(s) {
			b.WriteString(token.Value)
		}
		if b.String() != s {
			t.Errorf("got %q, want %q", b.String(), s)
		}
		out := highlight("go", s)
		checkText(t, out)
		if got, want := html.UnescapeString(spanTag.ReplaceAllString(out, "")), cleanText(s); html.UnescapeString(escapeText(want)) != got {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

func TestHighlightLanguages(t *testing.T) {
	code := "class A:\n    def f(self): return '<\\n>' # c\n"
	for language, want := range map[string]string{
		"python":  `<span class="k">class</span>`,
		"":        "class A:",
		"no such": "class A:",
		"json":    "&lt;",
		"yaml":    "&lt;",
		"golang":  "<span",
	} {
		got := highlight(language, code)
		checkText(t, got)
		if !strings.Contains(got, want) {
			t.Errorf("%s: %q lacks %q", language, got, want)
		}
		if plain := html.UnescapeString(spanTag.ReplaceAllString(got, "")); plain != code {
			t.Errorf("%s: got %q", language, plain)
		}
	}
}

func TestHighlightLongCode(t *testing.T) {
	code := strings.Repeat("x = 1 < 2\n", highlightLimit/10+1)
	if got := highlight("python", code); got != escapeText(code) {
		t.Error("long code is not shown as it is")
	}
}
