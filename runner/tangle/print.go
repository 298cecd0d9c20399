package tangle

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"

	"github.com/gofresco/fresco/doc"
)

// runtimeName is the program's name for the package at RuntimePath.
const runtimeName = "fresco" + Mark

// print writes the program into the result.
func (p *program) print() {
	var body strings.Builder
	for _, c := range p.cells {
		p.printCell(&body, c)
	}
	if len(p.result.Diagnostics.Errors()) > 0 {
		return
	}
	p.printRegister(&body)

	var b strings.Builder
	b.WriteString("package main\n\nimport (\n")
	fmt.Fprintf(&b, "\t%s %q\n", runtimeName, RuntimePath)
	p.result.Imports = []string{RuntimePath}
	for _, s := range p.imports.list() {
		fmt.Fprintf(&b, "\t%s %q\n", s.name, s.path)
		p.result.Imports = append(p.result.Imports, s.path)
	}
	b.WriteString(")\n\n")
	b.WriteString(body.String())
	slices.Sort(p.result.Imports)
	p.result.Imports = slices.Compact(p.result.Imports)
	p.result.Source = []byte(b.String())
}

// printCell writes what a cell declares, then the function that runs it.
func (p *program) printCell(b *strings.Builder, c *cell) {
	for _, s := range c.segments {
		if s.fn != nil {
			p.printFunc(b, c, s)
		}
		for _, st := range s.stmts {
			p.printDecl(b, c, s, st)
		}
	}
	for _, o := range p.resolver.objects {
		if o.cell == c && o.kind == varObject {
			p.printVar(b, c, o)
		}
	}
	if c.run != "" {
		p.printRun(b, c)
	}
}

// printFunc writes a function or method as it stands in the cell.
func (p *program) printFunc(b *strings.Builder, c *cell, s *segment) {
	if s.kind == mainSegment {
		fmt.Fprintf(b, "func %s() {\n", s.fn.Name.Name)
		p.line(b, c, s.start)
		b.WriteString(c.render(s, s.start, s.end))
		b.WriteString("\n}\n\n")
		return
	}
	p.line(b, c, s.start)
	b.WriteString(c.render(s, s.start, s.end))
	b.WriteString("\n\n")
}

// printDecl writes a declaration of types or constants and takes it out of
// the statements; it turns one of variables into assignments.
func (p *program) printDecl(b *strings.Builder, c *cell, s *segment, st ast.Stmt) {
	switch st := st.(type) {
	case *ast.LabeledStmt:
		p.printDecl(b, c, s, st.Stmt)
	case *ast.AssignStmt:
		if st.Tok == token.DEFINE {
			at := s.offset(st.TokPos)
			s.edits = append(s.edits, edit{at, at + 2, " ="})
		}
	case *ast.DeclStmt:
		d := st.Decl.(*ast.GenDecl)
		start, end := s.offset(d.Pos()), s.endOf(d)
		if d.Tok == token.VAR {
			c.assignments(s, d)
			return
		}
		p.line(b, c, start)
		b.WriteString(c.render(s, start, end))
		b.WriteString("\n\n")
		c.blank(s, start, end)
	}
}

// assignments edits a declaration of variables into assignments of their
// values. A variable without one is zero already, for a cell runs once.
func (c *cell) assignments(s *segment, d *ast.GenDecl) {
	at := s.offset(d.TokPos)
	c.blank(s, at, at+len("var"))
	if d.Lparen.IsValid() {
		for _, paren := range []token.Pos{d.Lparen, d.Rparen} {
			c.blank(s, s.offset(paren), s.offset(paren)+1)
		}
	}
	for _, spec := range d.Specs {
		spec := spec.(*ast.ValueSpec)
		start, end := s.offset(spec.Pos()), s.endOf(spec)
		switch {
		case allBlank(spec.Names) && spec.Type != nil:
			s.edits = append(s.edits, edit{start, start, "var "})
		case len(spec.Values) == 0:
			c.blank(s, start, end)
		case spec.Type != nil:
			c.blank(s, s.offset(spec.Type.Pos()), s.endOf(spec.Type))
		}
	}
}

func allBlank(names []*ast.Ident) bool {
	return !slices.ContainsFunc(names, func(id *ast.Ident) bool { return id.Name != "_" })
}

// printVar declares a variable with its type, or with an expression of that
// type where the type cannot be written.
func (p *program) printVar(b *strings.Builder, c *cell, o *object) {
	if text, ok := p.typeText(o.typ); ok {
		fmt.Fprintf(b, "var %s%s %s\n", o.place(p), o.emit, text)
		return
	}
	witness, ok := p.witnessOf(o)
	if !ok {
		at, offset, _ := p.place(o.ident.Pos())
		p.report(at, doc.Diagnostics{doc.Errorf(at.at(offset), "the type of %s, %s, cannot be written outside of its package", o.name, Unmangle(o.typ.String())).
			WithHint("declare %s with an interface type, or keep it inside of a function", o.name)})
		return
	}
	for _, helper := range witness.funcs {
		b.WriteString(helper + "\n")
	}
	fmt.Fprintf(b, "var %s%s = %s\n", o.place(p), o.emit, witness.expr)
}

// place returns an inline directive for where an object is declared.
func (o *object) place(p *program) string {
	c, offset, ok := p.place(o.ident.Pos())
	if !ok {
		return ""
	}
	return c.inline(offset)
}

// printRun writes the function that runs a cell: its statements, its result,
// its main.
func (p *program) printRun(b *strings.Builder, c *cell) {
	for _, s := range c.segments {
		for _, st := range s.stmts {
			for _, call := range slices.Backward(c.calls[st]) {
				at := s.offset(st.Pos())
				s.edits = append(s.edits, edit{at, at, call + "(); "})
			}
			if e, ok := st.(*ast.ExprStmt); ok && e == c.result {
				p.wrapResult(c, s)
			}
		}
	}
	fmt.Fprintf(b, "func %s() {\n", c.run)
	for _, s := range c.segments {
		if s.kind != stmtSegment {
			continue
		}
		p.line(b, c, s.start)
		b.WriteString(c.render(s, s.start, s.end))
		b.WriteString("\n")
	}
	for _, call := range c.calls[nil] {
		b.WriteString(call + "()\n")
	}
	b.WriteString("}\n\n")
}

// line writes a line directive for an offset of the cell.
func (p *program) line(b *strings.Builder, c *cell, offset int) {
	fmt.Fprintf(b, "//line %s\n", c.at(offset))
}

// inline returns a line directive to stand before a token of the cell.
func (c *cell) inline(offset int) string { return fmt.Sprintf("/*line %s*/", c.at(offset)) }

// printRegister writes the function that hands the cells over when the
// program starts, and the main function that the compiler wants.
func (p *program) printRegister(b *strings.Builder) {
	b.WriteString("//line fresco:1\nfunc main() {}\n\nfunc init() {\n")
	for _, c := range p.cells {
		run := "nil"
		if c.run != "" {
			run = c.run
		}
		p.result.Cells = append(p.result.Cells, c.Number)
		b.WriteString("\t" + runtimeName + ".Register(" + strconv.Itoa(c.Number) + ", " + run + ")\n")
	}
	b.WriteString("}\n")
}
