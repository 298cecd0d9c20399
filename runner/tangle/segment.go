package tangle

import (
	"go/scanner"
	"go/token"
	"strings"

	"github.com/gofresco/fresco/doc"
)

// A tok is a token of a cell with its offset.
type tok struct {
	token.Token
	offset int
	lit    string
}

// split takes the cell apart into segments. Only imports, functions and
// methods have to be told apart from statements: go/parser reads types,
// constants and variables among statements.
func (c *cell) split(gonb bool) doc.Diagnostics {
	mainAt, ds := c.blankCommands(gonb)
	body := c.text
	if mainAt >= 0 {
		body = c.text[:mainAt]
	}
	toks := scan(body)
	if d := c.unbalanced(toks); d != nil {
		ds = append(ds, *d)
	}
	if len(ds) > 0 {
		return ds
	}
	for i := 0; i < len(toks); {
		kind := kindOf(toks[i:])
		next := endOfItem(toks, i, kind)
		start, end := toks[i].offset, len(body)
		if next < len(toks) {
			end = toks[next].offset
		}
		if kind == funcSegment {
			start = c.directives(start)
		}
		if last := len(c.segments) - 1; last >= 0 && c.segments[last].end > start {
			c.segments[last].end = start
		}
		if !packageClause(toks[i:]) {
			c.segments = append(c.segments, &segment{kind: kind, start: start, end: end})
		}
		i = next
	}
	if d := c.embeds(); d != nil {
		return doc.Diagnostics{*d}
	}
	if mainAt >= 0 {
		start := mainAt + strings.IndexByte(c.text[mainAt:]+"\n", '\n')
		c.segments = append(c.segments, &segment{kind: mainSegment, start: min(start+1, len(c.text)), end: len(c.text)})
	}
	return nil
}

// directives returns where the comment lines right above an offset begin: they
// may hold directives to the compiler, such as //go:noinline.
func (c *cell) directives(offset int) int {
	line, col := c.lineCol(offset)
	if strings.TrimSpace(c.text[offset-col+1:offset]) != "" {
		return offset
	}
	for line > 1 && strings.HasPrefix(strings.TrimSpace(c.text[c.lines[line-2]:c.lines[line-1]]), "//") {
		line--
		offset = c.lines[line-1]
	}
	return offset
}

// embeds reports an embed directive, which needs a package on disk.
func (c *cell) embeds() *doc.Diagnostic {
	for _, t := range scanMode(c.text, scanner.ScanComments) {
		if t.Token == token.COMMENT && strings.HasPrefix(t.lit, "//go:embed ") {
			d := doc.Errorf(c.at(t.offset), "a cell cannot embed files").WithHint("read them with os.ReadFile, or embed them in a package that the cell imports")
			return &d
		}
	}
	return nil
}

// scan returns the tokens of the text, automatic semicolons included; errors
// are left to the parser.
func scan(text string) []tok { return scanMode(text, 0) }

func scanMode(text string, mode scanner.Mode) []tok {
	fset := token.NewFileSet()
	file := fset.AddFile("", -1, len(text))
	var s scanner.Scanner
	s.Init(file, []byte(text), func(token.Position, string) {}, mode)
	var toks []tok
	for {
		pos, t, lit := s.Scan()
		if t == token.EOF {
			return toks
		}
		toks = append(toks, tok{t, file.Offset(pos), lit})
	}
}

// kindOf tells what begins at the first token.
func kindOf(toks []tok) segmentKind {
	switch toks[0].Token {
	case token.IMPORT:
		return importSegment
	case token.FUNC:
		if declaresFunc(toks) {
			return funcSegment
		}
	}
	return stmtSegment
}

// declaresFunc tells a function or method declaration from an expression that
// begins with a function literal: the first has a name, after the receiver if
// there is one.
func declaresFunc(toks []tok) bool {
	i := 1
	if i < len(toks) && toks[i].Token == token.LPAREN {
		i = closing(toks, i) + 1
	}
	if i+1 >= len(toks) || toks[i].Token != token.IDENT {
		return false
	}
	next := toks[i+1].Token
	return next == token.LPAREN || next == token.LBRACK && i == 1
}

// packageClause reports whether the tokens begin with a package clause, which
// is accepted and has no meaning.
func packageClause(toks []tok) bool { return toks[0].Token == token.PACKAGE }

// endOfItem returns the index of the token after the item that begins at i: a
// declaration up to its semicolon, or statements up to the next declaration
// that is not a statement.
func endOfItem(toks []tok, i int, kind segmentKind) int {
	single := kind != stmtSegment || packageClause(toks[i:])
	for j := i; j < len(toks); j++ {
		switch toks[j].Token {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			j = closing(toks, j)
		case token.SEMICOLON:
			if j+1 == len(toks) {
				return len(toks)
			}
			next := toks[j+1:]
			if single || kindOf(next) != stmtSegment || packageClause(next) {
				return j + 1
			}
		}
	}
	return len(toks)
}

// closing returns the index of the bracket that closes the one at i, or the
// last index when none does.
func closing(toks []tok, i int) int {
	depth := 0
	for j := i; j < len(toks); j++ {
		switch toks[j].Token {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			if depth--; depth == 0 {
				return j
			}
		}
	}
	return len(toks) - 1
}

// unbalanced reports a bracket without its partner, at that bracket: the
// parser would complain at the end of a text that it was never given.
func (c *cell) unbalanced(toks []tok) *doc.Diagnostic {
	var open []tok
	for _, t := range toks {
		switch t.Token {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			open = append(open, t)
		case token.RPAREN, token.RBRACK, token.RBRACE:
			if len(open) == 0 || open[len(open)-1].Token != partner[t.Token] {
				if len(open) > 0 {
					last := open[len(open)-1]
					line, _ := c.lineCol(last.offset)
					d := doc.Errorf(c.at(t.offset), "unexpected %s: the %s of line %d is still open", t.Token, last.Token, line)
					return &d
				}
				d := doc.Errorf(c.at(t.offset), "unexpected %s: nothing is open that it could close", t.Token)
				return &d
			}
			open = open[:len(open)-1]
		}
	}
	if len(open) == 0 {
		return nil
	}
	last := open[len(open)-1]
	d := doc.Errorf(c.at(last.offset), "this %s is never closed", last.Token)
	if last.Token == token.LBRACE {
		d = d.WithHint("a function or block must end in the cell that it begins in")
	}
	return &d
}

var partner = map[token.Token]token.Token{
	token.RPAREN: token.LPAREN,
	token.RBRACK: token.LBRACK,
	token.RBRACE: token.LBRACE,
}
