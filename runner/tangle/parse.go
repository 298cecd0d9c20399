package tangle

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"slices"
	"strings"

	"github.com/gofresco/fresco/doc"
)

// parse parses each segment of the cell.
func (c *cell) parse(fset *token.FileSet) doc.Diagnostics {
	var ds doc.Diagnostics
	for _, s := range c.segments {
		ds = append(ds, c.parseSegment(fset, s)...)
	}
	if len(ds) == 0 {
		c.findResult()
	}
	return ds
}

// parseSegment parses a segment as part of a file of its own, in which
// statements are the body of a function.
func (c *cell) parseSegment(fset *token.FileSet, s *segment) doc.Diagnostics {
	before, after := "package main;", "\n"
	switch s.kind {
	case stmtSegment:
		before, after = before+"func _(){", "\n}"
	case mainSegment:
		before, after = before+"func main(){", "\n}"
	}
	s.prefix = len(before)
	f, err := parser.ParseFile(fset, "", before+c.text[s.start:s.end]+after, parser.SkipObjectResolution|parser.ParseComments)
	if err != nil {
		return c.syntaxErrors(s, err)
	}
	s.file = fset.File(f.FileStart)
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				s.imports = append(s.imports, spec.(*ast.ImportSpec))
			}
		case *ast.FuncDecl:
			s.fn = d
		}
	}
	if s.kind == stmtSegment {
		s.stmts = s.fn.Body.List
		s.fn = nil
	}
	return nil
}

// syntaxErrors places a parser's errors in the document.
func (c *cell) syntaxErrors(s *segment, err error) doc.Diagnostics {
	var list scanner.ErrorList
	if !errors.As(err, &list) {
		return doc.Diagnostics{doc.Errorf(c.at(s.start), "%v", err)}
	}
	var ds doc.Diagnostics
	for _, e := range list {
		offset := min(max(e.Pos.Offset-s.prefix+s.start, s.start), s.end)
		msg := strings.TrimSuffix(e.Msg, " (and "+"more errors)")
		ds = append(ds, doc.Errorf(c.at(offset), "syntax error: %s", msg))
	}
	return ds
}

// findResult finds the expression statement whose value is the cell's result:
// the last statement. A semicolon written after it suppresses the value.
func (c *cell) findResult() {
	for _, s := range slices.Backward(c.segments) {
		if s.kind == mainSegment {
			return
		}
		if s.kind != stmtSegment || len(s.stmts) == 0 {
			continue
		}
		last := s.stmts[len(s.stmts)-1]
		if e, ok := last.(*ast.ExprStmt); ok {
			c.result, c.suppressed = e, c.semicolonAfter(s.offset(e.End()))
		}
		return
	}
}

// semicolonAfter reports whether the next token from an offset is a semicolon
// that the author wrote.
func (c *cell) semicolonAfter(offset int) bool {
	toks := scan(c.text[offset:])
	return len(toks) > 0 && toks[0].Token == token.SEMICOLON && toks[0].lit == ";"
}
