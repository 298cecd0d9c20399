package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A fence is a fenced code block. Offsets are in the text that was scanned.
type fence struct {
	// open is the offset of the first backquote or tilde.
	open int
	// infoAt is the offset of the info string.
	infoAt int
	// end is the offset of the end of the fence's last line, before its "\n".
	end int
	// closed tells whether the last line is a closing fence.
	closed bool
	// marker is '`' or '~', of which the opening fence has length.
	marker byte
	length int
	info   string
	// prefix is what precedes the fence's lines after the first.
	prefix string
	// nested tells whether the fence is in a list item or a quotation.
	nested bool
	// content is the text inside, and starts holds for each of its lines the
	// offset of what follows the prefix.
	content string
	starts  []int
	// next is the fence that follows with at most blank lines between, in
	// the same container; nil if another block does, or none.
	next *fence
}

// firstWord returns the first word of the info string.
func (f *fence) firstWord() string {
	word, _, _ := strings.Cut(f.info, " ")
	word, _, _ = strings.Cut(word, "\t")
	return word
}

// isOutput reports whether the fence holds stored output, if it is in the
// right place.
func (f *fence) isOutput() bool {
	return f != nil && (f.firstWord() == "output" || strings.HasPrefix(f.info, "output{"))
}

// blocks parses the block structure of CommonMark and nothing else: inlines
// do not matter for fences. Link reference definitions do, for they end
// paragraphs.
var blocks = parser.NewParser(
	parser.WithBlockParsers(append(parser.DefaultBlockParsers(),
		// Before goldmark's own, whose priority is 700.
		util.Prioritized(recorder{parser.NewFencedCodeBlockParser()}, 650))...),
	parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
)

// scan returns the fences of a text from an offset on, in order.
func scan(src []byte, from int) []*fence {
	var spans []*span
	body := src[from:]
	blocks.Parse(text.NewReader(body), record(&spans))
	fences := make([]*fence, len(spans))
	for i, s := range spans {
		fences[i] = s.fence(body)
		if i > 0 && spans[i-1].node.NextSibling() == s.node && blank(body[fences[i-1].end:s.open]) {
			fences[i-1].next = fences[i]
		}
	}
	for _, f := range fences {
		f.move(from)
	}
	return fences
}

// move adds n to all offsets.
func (f *fence) move(n int) {
	f.open += n
	f.infoAt += n
	f.end += n
	for i := range f.starts {
		f.starts[i] += n
	}
}

// A span is what the recorder notes of a fence: where it stands, which
// goldmark's tree does not tell in full.
type span struct {
	node   ast.Node
	open   int
	end    int
	closed bool
}

var spansKey = parser.NewContextKey()

// record has the recorder note the fences of one text in spans.
func record(spans *[]*span) parser.ParseOption {
	pc := parser.NewContext()
	pc.Set(spansKey, spans)
	return parser.WithContext(pc)
}

// A recorder is goldmark's parser of fences and notes their places. One fence
// is open at a time, the last noted.
type recorder struct{ parser.BlockParser }

// Open implements [parser.BlockParser].
func (r recorder) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	node, state := r.BlockParser.Open(parent, reader, pc)
	if node != nil {
		_, line := reader.PeekLine()
		// The block's offset counts the spaces that stand for a part of a tab.
		open := line.Start - line.Padding + pc.BlockOffset()
		spans := pc.Get(spansKey).(*[]*span)
		*spans = append(*spans, &span{node: node, open: open, end: line.Stop})
	}
	return node, state
}

// Continue implements [parser.BlockParser].
func (r recorder) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	_, line := reader.PeekLine()
	state := r.BlockParser.Continue(node, reader, pc)
	spans := *pc.Get(spansKey).(*[]*span)
	last := spans[len(spans)-1]
	last.end = line.Stop
	last.closed = state&parser.Close != 0
	return state
}

// fence reads the fence at the span.
func (s *span) fence(src []byte) *fence {
	f := &fence{open: s.open, end: s.end, closed: s.closed, marker: src[s.open]}
	f.nested = s.node.Parent().Kind() != ast.KindDocument
	if f.end > 0 && src[f.end-1] == '\n' {
		f.end--
	}
	opening := firstLine(src[f.open:])
	info := strings.TrimLeft(opening, string(f.marker))
	f.length = len(opening) - len(info)
	f.info = strings.TrimSpace(info)
	f.infoAt = f.open + f.length + strings.Index(info, f.info)
	f.prefix = continuation(src[lineStart(src, f.open):f.open])
	f.readContent(src, s.node.Lines())
	return f
}

// readContent takes the text inside from goldmark's lines. A line that begins
// as the fence's own lines do has the rest as its text, whatever goldmark
// says: it takes all spaces off a blank line in a list item, and counts a tab
// before a fence as one column.
func (f *fence) readContent(src []byte, lines *text.Segments) {
	var b strings.Builder
	for i := range lines.Len() {
		line := lines.At(i)
		value, start := line.Value(src), line.Start
		if from := lineStart(src, start); f.prefix != "" && bytes.HasPrefix(src[from:line.Stop], []byte(f.prefix)) {
			start = from + len(f.prefix)
			value = src[start:line.Stop]
		}
		b.Write(value)
		if !bytes.HasSuffix(value, []byte("\n")) {
			b.WriteByte('\n')
		}
		f.starts = append(f.starts, start)
	}
	f.content = b.String()
}

// continuation returns what precedes the further lines of a block whose first
// line is preceded by opening: quotation marks stay, list markers are spaces.
func continuation(opening []byte) string {
	return string(bytes.Map(func(r rune) rune {
		if r == '>' || r == '\t' {
			return r
		}
		return ' '
	}, opening))
}

// blank reports whether text between two fences has nothing but white space
// and the marks of quotations.
func blank(between []byte) bool {
	return len(bytes.Trim(between, "> \t\n")) == 0
}

// lineStart returns the offset at which the line of an offset begins.
func lineStart(src []byte, offset int) int {
	return bytes.LastIndexByte(src[:offset], '\n') + 1
}

// firstLine returns the first line without its end.
func firstLine(src []byte) string {
	line, _, _ := bytes.Cut(src, []byte("\n"))
	return string(line)
}
