package tangle

import (
	"errors"
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/gofresco/fresco/doc"
)

// check type-checks the whole document. Keys of composite literals that turn
// out to be expressions get their meaning then, and the check is done again.
func (p *program) check() {
	for {
		errs := p.checkOnce()
		if keys, embedded := p.settleKeys(), p.settleEmbedded(); keys || embedded {
			continue
		}
		p.reportTypes(errs)
		for _, o := range p.resolver.objects {
			if o.kind == varObject {
				if v, ok := p.info.Defs[o.ident].(*types.Var); ok {
					o.typ = v.Type()
				}
			}
		}
		return
	}
}

// checkOnce runs go/types over one file made of all cells.
func (p *program) checkOnce() []types.Error {
	var errs []types.Error
	conf := types.Config{
		GoVersion:                p.opts.GoVersion,
		Importer:                 p.opts.Importer,
		Sizes:                    p.opts.Sizes,
		DisableUnusedImportCheck: true,
		Error: func(err error) {
			var e types.Error
			if errors.As(err, &e) {
				errs = append(errs, e)
			}
		},
	}
	p.info = &types.Info{
		Types:      map[ast.Expr]types.TypeAndValue{},
		Defs:       map[*ast.Ident]types.Object{},
		Uses:       map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{},
		Instances:  map[*ast.Ident]types.Instance{},
	}
	p.imports = newImportTable(p.resolver)
	p.pkg, _ = conf.Check("main", p.fset, []*ast.File{p.file()}, p.info)
	return errs
}

// settleKeys renames the keys that are expressions, and reports whether there
// were any.
func (p *program) settleKeys() bool {
	changed := false
	rest := p.resolver.keys[:0]
	for _, k := range p.resolver.keys {
		tv, ok := p.info.Types[k.lit]
		if !ok {
			rest = append(rest, k)
			continue
		}
		if !isStruct(tv.Type) && k.obj == nil {
			p.resolver.unknown = append(p.resolver.unknown, unknown{k.id, k.cell, k.seg})
		} else if !isStruct(tv.Type) {
			k.obj.used = true
			if k.id.Name != k.obj.emit {
				k.seg.rename(k.id, k.obj.emit)
				changed = true
			}
		}
	}
	p.resolver.keys = rest
	return changed
}

// isStruct reports whether a composite literal of the type has fields. A type
// parameter counts as the first type in its constraint.
func isStruct(t types.Type) bool {
	if tp, ok := types.Unalias(t).(*types.TypeParam); ok {
		t = firstTerm(tp.Constraint())
	}
	u := t.Underlying()
	if ptr, ok := u.(*types.Pointer); ok {
		return isStruct(ptr.Elem())
	}
	_, ok := u.(*types.Struct)
	return ok
}

// firstTerm returns the first type that a constraint allows, or the constraint
// itself.
func firstTerm(constraint types.Type) types.Type {
	iface, ok := constraint.Underlying().(*types.Interface)
	if !ok {
		return constraint
	}
	for t := range iface.EmbeddedTypes() {
		if union, ok := t.(*types.Union); ok && union.Len() > 0 {
			return union.Term(0).Type()
		}
		return firstTerm(t)
	}
	return constraint
}

// file arranges the cells' syntax as one file: variables at the level of the
// package, with their values, so that their types are inferred; statements in
// one function for each cell.
func (p *program) file() *ast.File {
	f := &ast.File{Name: ast.NewIdent("main")}
	if d := p.imports.decl(); len(d.Specs) > 0 {
		f.Decls = append(f.Decls, d)
	}
	for _, c := range p.cells {
		if c.broken {
			continue
		}
		body := &ast.BlockStmt{}
		for _, s := range c.segments {
			if s.fn != nil {
				f.Decls = append(f.Decls, s.fn)
			}
			for _, st := range s.stmts {
				decls, rest := p.lift(st)
				f.Decls = append(f.Decls, decls...)
				if rest != nil {
					body.List = append(body.List, rest)
				}
			}
		}
		if len(body.List) > 0 {
			body.Lbrace, body.Rbrace = body.List[0].Pos(), body.List[len(body.List)-1].End()
			f.Decls = append(f.Decls, &ast.FuncDecl{
				Name: &ast.Ident{Name: "_", NamePos: body.Lbrace},
				Type: &ast.FuncType{Func: body.Lbrace, Params: &ast.FieldList{}},
				Body: body,
			})
		}
	}
	f.Decls = append(f.Decls, &ast.FuncDecl{
		Name: ast.NewIdent("main"), Type: &ast.FuncType{Params: &ast.FieldList{}}, Body: &ast.BlockStmt{},
	})
	return f
}

// lift parts a cell's statement into what it declares for the package and
// what is left to be a statement, nil for nothing.
func (p *program) lift(st ast.Stmt) (decls []ast.Decl, rest ast.Stmt) {
	switch st := st.(type) {
	case *ast.DeclStmt:
		d := st.Decl.(*ast.GenDecl)
		if d.Tok != token.VAR {
			return []ast.Decl{d}, nil
		}
		for _, spec := range d.Specs {
			decls = append(decls, varDecl(spec.(*ast.ValueSpec)))
		}
		return decls, nil
	case *ast.LabeledStmt:
		decls, rest = p.lift(st.Stmt)
		if rest == nil {
			rest = &ast.EmptyStmt{Semicolon: st.Colon}
		}
		return decls, &ast.LabeledStmt{Label: st.Label, Colon: st.Colon, Stmt: rest}
	case *ast.AssignStmt:
		if st.Tok == token.DEFINE {
			return p.liftDefine(st)
		}
	}
	return nil, st
}

func varDecl(spec *ast.ValueSpec) ast.Decl {
	return &ast.GenDecl{TokPos: spec.Pos(), Tok: token.VAR, Specs: []ast.Spec{spec}}
}

// liftDefine makes variable declarations of "a, b := f()". Where some of the
// names were declared before, the statement remains as an assignment.
func (p *program) liftDefine(st *ast.AssignStmt) (decls []ast.Decl, rest ast.Stmt) {
	spec := &ast.ValueSpec{Values: st.Rhs}
	for i, e := range st.Lhs {
		id, ok := e.(*ast.Ident)
		if !ok {
			return nil, st
		}
		if p.resolver.reassigned[id] {
			rest = &ast.AssignStmt{Lhs: st.Lhs, TokPos: st.TokPos, Tok: token.ASSIGN, Rhs: st.Rhs}
			id = &ast.Ident{Name: "_", NamePos: id.NamePos}
		} else if len(st.Lhs) == len(st.Rhs) {
			decls = append(decls, varDecl(&ast.ValueSpec{Names: []*ast.Ident{id}, Values: st.Rhs[i : i+1]}))
		}
		spec.Names = append(spec.Names, id)
	}
	if decls != nil {
		return decls, rest
	}
	return []ast.Decl{varDecl(spec)}, rest
}

// reportTypes turns the checker's errors into diagnostics of their cells.
func (p *program) reportTypes(errs []types.Error) {
	var last *cell // nil behind an error that is passed over
	for _, e := range errs {
		c, offset, ok := p.place(e.Pos)
		more := strings.HasPrefix(e.Msg, "\t")
		if !ok || more && last == nil {
			continue
		}
		if !more && (p.harmless(c, e) || p.follows(e.Msg)) {
			last = nil
			continue
		}
		msg := p.wording(e.Msg)
		if more {
			ds := p.cellErrors[last]
			d := &ds[len(ds)-1]
			d.Detail += c.at(offset).String() + ": " + strings.TrimSpace(msg) + "\n"
			continue
		}
		last = c
		if slices.ContainsFunc(p.cellErrors[c], func(d doc.Diagnostic) bool { return d.Pos == c.at(offset) }) {
			continue // the resolver has said so
		}
		p.cellErrors[c] = append(p.cellErrors[c], p.hinted(doc.Errorf(c.at(offset), "%s", msg)))
	}
}

// collectErrors moves the errors of cells that are to succeed to the result.
// What the type checker says of a name that the resolver has spoken of is said
// already.
func (p *program) collectErrors() {
	for _, c := range p.cells {
		if !c.Options.MustFail && !c.broken {
			p.result.Diagnostics = append(p.result.Diagnostics, p.cellErrors[c]...)
		}
	}
}

// place finds the cell and offset of a position.
func (p *program) place(pos token.Pos) (*cell, int, bool) {
	if !pos.IsValid() {
		return nil, 0, false
	}
	file := p.fset.File(pos)
	for _, c := range p.cells {
		for _, s := range c.segments {
			if s.file == file {
				return c, s.offset(pos), true
			}
		}
	}
	return nil, 0, false
}

// harmless tells the errors that a document does not have though the file
// made of it has: a result that no statement uses, and variables whose
// functions refer back to them, for they are set in order.
func (p *program) harmless(c *cell, e types.Error) bool {
	if strings.Contains(e.Msg, "already declared through dot-import") {
		return true // the resolver has said so
	}
	if strings.HasPrefix(e.Msg, "initialization cycle") {
		return p.variableAt(e.Pos)
	}
	return c.result != nil && strings.HasSuffix(e.Msg, "is not used") && p.isOperand(c.result.X, e.Pos)
}

// variableAt reports whether a variable or function of a cell is declared at
// pos: constants and types cannot refer to themselves.
func (p *program) variableAt(pos token.Pos) bool {
	for _, o := range p.resolver.objects {
		if o.ident != nil && o.ident.Pos() == pos {
			return o.kind == varObject || o.kind == funcObject
		}
	}
	return true
}

// follows reports whether an error only says that something of a cell that
// cannot be read is missing.
func (p *program) follows(msg string) bool {
	name, ok := strings.CutPrefix(Unmangle(msg), "undefined: ")
	if !ok || p.resolver.missing[name] {
		return ok
	}
	word := regexp.MustCompile(`\b` + regexp.QuoteMeta(name) + `\b`)
	for _, c := range p.cells {
		if c.broken && word.MatchString(c.text) {
			return true
		}
	}
	return false
}

// isOperand reports whether pos is where the checker places an expression as
// a whole: binary expressions are placed at their operator.
func (p *program) isOperand(e ast.Expr, pos token.Pos) bool {
	if e.Pos() == pos {
		return true
	}
	switch e := e.(type) {
	case *ast.ParenExpr:
		return p.isOperand(e.X, pos)
	case *ast.BinaryExpr:
		return e.OpPos == pos
	case *ast.SelectorExpr:
		return e.Sel.Pos() == pos
	case *ast.CallExpr:
		return e.Rparen == pos || p.isOperand(e.Fun, pos)
	case *ast.TypeAssertExpr:
		return e.Lparen == pos
	}
	return false
}

var versioned = regexp.MustCompile(`([\pL_][\pL\p{Nd}_]*?)` + Mark + `([0-9]+)`)

// declaredAt are places within messages, which do not count as documents do.
var declaredAt = regexp.MustCompile(` \(declared at [^)]*\)| at [^ ]*[0-9]+:[0-9]+$`)

// wording takes the marks out of a message. Where it speaks of two versions
// of a name, it says which cells they come from.
func (p *program) wording(msg string) string {
	msg = declaredAt.ReplaceAllString(msg, "")
	for _, m := range versioned.FindAllStringSubmatch(msg, -1) {
		plain := regexp.MustCompile(`\b` + regexp.QuoteMeta(m[1]) + `\b(?:[^` + Mark + `]|$)`)
		if plain.MatchString(strings.ReplaceAll(msg, m[0], "")) {
			return p.wordVersions(msg, m[1])
		}
	}
	return Unmangle(msg)
}

func (p *program) wordVersions(msg, name string) string {
	for _, o := range p.resolver.objects {
		if o.name != name || o.ident == nil {
			continue
		}
		if c, offset, ok := p.place(o.ident.Pos()); ok {
			word := regexp.MustCompile(`(^|[^\pL\p{Nd}_.])` + regexp.QuoteMeta(o.emit) + `($|[^\pL\p{Nd}_{` + Mark + `])`)
			msg = word.ReplaceAllString(msg, "${1}"+name+" of "+place(c.at(offset))+"${2}")
		}
	}
	return Unmangle(msg)
}

// place words a position for use within a message about the same document.
func place(pos doc.Position) string {
	if pos.Cell > 0 {
		return "cell " + strconv.Itoa(pos.Cell)
	}
	return "line " + strconv.Itoa(pos.Line)
}
