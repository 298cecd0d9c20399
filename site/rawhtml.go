package site

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
)

// closers match the ends of the HTML blocks that end at nothing else, by
// their type: see https://spec.commonmark.org/0.31.2/#html-blocks.
var closers = map[ast.HTMLBlockType]*regexp.Regexp{
	ast.HTMLBlockType1: regexp.MustCompile(`(?i)</(script|pre|style|textarea)>`),
	ast.HTMLBlockType2: regexp.MustCompile(`-->`),
	ast.HTMLBlockType3: regexp.MustCompile(`\?>`),
	ast.HTMLBlockType4: regexp.MustCompile(`>`),
	ast.HTMLBlockType5: regexp.MustCompile(`\]\]>`),
}

// unclosed returns the source of a block of raw HTML, such as a comment or a
// script, that goes on to the end of the text because it is not closed. A
// browser would take the rest of the page for a part of it.
func unclosed(n *ast.HTMLBlock, src []byte) (text string, ok bool) {
	closer := closers[n.HTMLBlockType]
	if closer == nil || n.HasClosure() {
		return "", false
	}
	raw := bytes.TrimSpace(n.Lines().Value(src))
	return string(raw), !closer.Match(raw)
}

// sourceBlock shows raw HTML as the text that it is.
func sourceBlock(text string) *cellNode {
	return &cellNode{html: `<pre class="chroma"><code class="language-html">` + highlight("html", text) + "</code></pre>\n"}
}
