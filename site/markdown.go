package site

import (
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// footnotePrefix names the prefix of footnote ids among a text's metadata.
const footnotePrefix = "footnote-prefix"

// markdown returns the Markdown of pages: GitHub's, with footnotes and
// attributes of headings, and raw HTML passed through. Quotation marks and
// dashes stay as they were typed.
var markdown = sync.OnceValue(func() goldmark.Markdown {
	footnotes := extension.NewFootnote(extension.WithFootnoteIDPrefixFunction(func(n ast.Node) []byte {
		prefix, _ := n.OwnerDocument().Meta()[footnotePrefix].(string)
		return []byte(prefix)
	}))
	return goldmark.New(
		goldmark.WithExtensions(extension.GFM, footnotes),
		goldmark.WithParserOptions(parser.WithAttribute()),
		goldmark.WithRendererOptions(html.WithUnsafe(), renderer.WithNodeRenderers(util.Prioritized(nodes{}, 100))),
	)
})

// A cellNode is a rendered cell.
type cellNode struct {
	ast.BaseBlock
	html string
}

var kindCell = ast.NewNodeKind("Cell")

// Kind returns the node's kind.
func (n *cellNode) Kind() ast.NodeKind { return kindCell }

// Dump prints the node for debugging.
func (n *cellNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// A scrollNode is a block that scrolls when its content is too wide.
type scrollNode struct{ ast.BaseBlock }

var kindScroll = ast.NewNodeKind("Scroll")

// Kind returns the node's kind.
func (n *scrollNode) Kind() ast.NodeKind { return kindScroll }

// Dump prints the node for debugging.
func (n *scrollNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// nodes renders the nodes above, headings with a link to themselves, and
// code blocks with colours.
type nodes struct{}

// RegisterFuncs names the function for each kind of node.
func (nodes) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(kindCell, renderCellNode)
	r.Register(kindScroll, renderScroll)
	r.Register(ast.KindHeading, renderHeading)
	r.Register(ast.KindFencedCodeBlock, renderFence)
}

func renderCellNode(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString(n.(*cellNode).html)
	}
	return ast.WalkContinue, nil
}

func renderScroll(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString("<div class=\"scroll\">\n")
	} else {
		_, _ = w.WriteString("</div>\n")
	}
	return ast.WalkContinue, nil
}

func renderHeading(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	level := "0123456"[n.(*ast.Heading).Level]
	if entering {
		_, _ = w.WriteString("<h")
		_ = w.WriteByte(level)
		html.RenderAttributes(w, n, html.HeadingAttributeFilter)
		_ = w.WriteByte('>')
		return ast.WalkContinue, nil
	}
	id, _ := n.AttributeString("id")
	_, _ = w.WriteString(` <a class="anchor" href="#`)
	_, _ = w.Write(util.EscapeHTML(util.URLEscape([]byte(attributeText(id)), false)))
	_, _ = w.WriteString(`" aria-label="Link to this section">#</a></h`)
	_ = w.WriteByte(level)
	_, _ = w.WriteString(">\n")
	return ast.WalkContinue, nil
}

func renderFence(w util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	block := n.(*ast.FencedCodeBlock)
	language := string(block.Language(src))
	code := string(block.Lines().Value(src))
	_, _ = w.WriteString(`<pre class="chroma"`)
	if isWide(code) {
		_, _ = w.WriteString(` tabindex="0"`)
	}
	_, _ = w.WriteString(`><code`)
	if language != "" {
		_, _ = w.WriteString(` class="language-`)
		_, _ = w.Write(util.EscapeHTML([]byte(language)))
		_ = w.WriteByte('"')
	}
	_ = w.WriteByte('>')
	_, _ = w.WriteString(highlight(language, code))
	_, _ = w.WriteString("</code></pre>\n")
	return ast.WalkContinue, nil
}
