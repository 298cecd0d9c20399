package tangle

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/gofresco/fresco/doc"
)

// A resolver finds out what each name of a document means and gives each
// declaration the name that it has in the program. It changes identifiers in
// the syntax trees and notes the same changes as edits of the text.
type resolver struct {
	names    *names
	importer types.Importer
	objects  []*object
	keys     []key
	// plain are import specifications without a name of their own, "." and
	// "_", by path.
	plain []plainImport
	// reassigned are the names to the left of a := that were declared before.
	reassigned map[*ast.Ident]bool
	// missing are the names of packages that could not be imported.
	missing     map[string]bool
	diagnostics doc.Diagnostics
	// epochs are the numbers of the cells that begin one.
	epochs []int

	cell *cell
	seg  *segment
	// mine are the names that the current cell has declared so far.
	mine map[string]*object
	// selected are the names that the current cell selects from, with what it
	// selects.
	selected map[string][]string
	// unknown are the identifiers that had no meaning where they stand.
	unknown []unknown
	// dotted are the names that dot imports bring.
	dotted map[string]bool
}

type unknown struct {
	id   *ast.Ident
	cell *cell
	seg  *segment
}

// A key is an identifier that is either a field's name or an expression.
type key struct {
	lit  *ast.CompositeLit
	id   *ast.Ident
	cell *cell
	seg  *segment
	obj  *object // nil if the name has no meaning
}

type plainImport struct{ name, path string }

// resolve goes through one cell; earlier cells have been gone through.
func (r *resolver) resolve(c *cell) {
	r.cell, r.mine, r.selected = c, map[string]*object{}, c.selections()
	first := len(r.unknown)
	if c.Options.MustFail {
		defer r.names.snapshot()()
	}
	r.declareImports()
	r.hoist()
	r.hoistedDecls()
	var inits []string
	for _, s := range c.segments {
		r.seg = s
		if s.fn != nil && s.fn.Recv == nil && s.fn.Name.Name == "init" {
			r.seg.rename(s.fn.Name, r.names.fresh("init"))
			inits = append(inits, s.fn.Name.Name)
		}
		for _, st := range s.stmts {
			if _, declares := st.(*ast.DeclStmt); !declares && len(inits) > 0 {
				c.calls[st], inits = inits, nil
			}
			r.statement(st)
		}
	}
	c.calls[nil] = append(c.calls[nil], inits...)
	r.tooEarly(r.unknown[first:])
	r.functions()
	r.nameRunner()
}

// hoist declares the cell's functions, types and constants, which the whole
// cell can see.
func (r *resolver) hoist() {
	for _, s := range r.cell.segments {
		r.seg = s
		if s.fn != nil && s.fn.Recv == nil && s.fn.Name.Name != "init" && s.fn.Name.Name != "_" {
			r.hoistOne(s.fn.Name, funcObject)
		}
		for _, st := range s.stmts {
			d, ok := hoistedDecl(st)
			if !ok {
				continue
			}
			for _, spec := range d.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					r.hoistOne(spec.Name, typeObject)
				case *ast.ValueSpec:
					for _, id := range spec.Names {
						r.hoistOne(id, constObject)
					}
				}
			}
		}
	}
}

// hoistedDecl returns the declaration of types or constants that a statement
// is, if it is one.
func hoistedDecl(st ast.Stmt) (*ast.GenDecl, bool) {
	ds, ok := st.(*ast.DeclStmt)
	if !ok {
		return nil, false
	}
	d := ds.Decl.(*ast.GenDecl)
	return d, d.Tok == token.TYPE || d.Tok == token.CONST
}

func (r *resolver) hoistOne(id *ast.Ident, kind objectKind) {
	if id.Name == "_" {
		return
	}
	o := &object{name: id.Name, kind: kind, ident: id}
	if r.declare(o, id.Pos()) {
		r.seg.rename(id, o.emit)
	}
}

// declare adds an object of the current cell, unless the cell has declared
// the name before.
func (r *resolver) declare(o *object, pos token.Pos) bool {
	if old := r.mine[o.name]; old != nil {
		r.errorf(pos, "%s is declared twice in this cell", o.name)
		return false
	}
	o.cell = r.cell
	r.mine[o.name] = o
	r.names.declare(o)
	r.objects = append(r.objects, o)
	return true
}

// hoistedDecls resolves what the cell's types and constants refer to.
func (r *resolver) hoistedDecls() {
	for _, s := range r.cell.segments {
		r.seg = s
		for _, st := range s.stmts {
			d, ok := hoistedDecl(st)
			if !ok {
				continue
			}
			for _, spec := range d.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					r.walker().typeSpec(nil, spec)
				case *ast.ValueSpec:
					r.constValues(spec)
				}
			}
		}
	}
}

// constValues resolves the values of constants. A constant cannot be made of
// itself, so its own name means the one that it shadows.
func (r *resolver) constValues(spec *ast.ValueSpec) {
	hidden := map[string]*object{}
	for _, id := range spec.Names {
		for name, o := range r.mine {
			if o.ident == id && o.prev != nil {
				hidden[name] = o
				r.names.current[name] = o.prev
			}
		}
	}
	r.values(spec)
	for name, o := range hidden {
		r.names.current[name] = o
	}
}

// values resolves a specification's type and values.
func (r *resolver) values(spec *ast.ValueSpec) {
	if spec.Type != nil {
		r.walker().node(nil, spec.Type)
	}
	for _, e := range spec.Values {
		r.walker().node(nil, e)
	}
}

// statement resolves one of the cell's own statements. Its variables become
// variables of the program, visible from here on.
func (r *resolver) statement(st ast.Stmt) {
	for {
		labeled, ok := st.(*ast.LabeledStmt)
		if !ok {
			break
		}
		st = labeled.Stmt
	}
	switch st := st.(type) {
	case *ast.DeclStmt:
		if d := st.Decl.(*ast.GenDecl); d.Tok == token.VAR {
			for _, spec := range d.Specs {
				spec := spec.(*ast.ValueSpec)
				r.values(spec)
				for _, id := range spec.Names {
					r.variable(id)
				}
			}
		}
	case *ast.AssignStmt:
		if st.Tok == token.DEFINE {
			r.define(st)
			return
		}
		r.walker().stmt(nil, st)
	default:
		r.walker().stmt(nil, st)
	}
}

// define resolves a short variable declaration. As in any block, a variable
// that the same cell has declared before is assigned to.
func (r *resolver) define(st *ast.AssignStmt) {
	for _, e := range st.Rhs {
		r.walker().node(nil, e)
	}
	fresh := false
	for _, e := range st.Lhs {
		id, ok := e.(*ast.Ident)
		if !ok {
			r.errorf(e.Pos(), "non-name on left side of :=")
			continue
		}
		if id.Name == "_" {
			continue
		}
		if old := r.mine[id.Name]; old != nil && old.kind == varObject {
			r.use(id, old)
			r.reassigned[id] = true
			continue
		}
		fresh = true
		r.variable(id)
	}
	if !fresh {
		r.errorf(st.TokPos, "no new variables on left side of :=")
	}
}

func (r *resolver) variable(id *ast.Ident) {
	if id.Name == "_" {
		return
	}
	o := &object{name: id.Name, kind: varObject, ident: id}
	if r.declare(o, id.Pos()) {
		r.seg.rename(id, o.emit)
	}
}

// functions resolves the bodies of functions and methods, which see all that
// the cell declares.
func (r *resolver) functions() {
	for _, s := range r.cell.segments {
		if s.fn == nil {
			continue
		}
		r.seg = s
		if s.fn.Recv != nil {
			r.epoch(s.fn)
		}
		body := &scope{}
		r.walker().signature(body, s.fn.Recv, s.fn.Type)
		if s.fn.Body != nil {
			r.walker().block(body, s.fn.Body.List)
		}
	}
}

// nameRunner names the function that runs the cell and has it call the cell's
// main at its end.
func (r *resolver) nameRunner() {
	c := r.cell
	runs := len(c.calls) > 1 || len(c.calls[nil]) > 0
	for _, s := range c.segments {
		if s.fn != nil && s.fn.Recv == nil && r.mine["main"] != nil && s.fn.Name.Name == r.mine["main"].emit {
			c.calls[nil] = append(c.calls[nil], s.fn.Name.Name)
			runs = true
		}
		for _, st := range s.stmts {
			if _, hoisted := hoistedDecl(st); !hoisted {
				runs = true
			}
		}
	}
	if runs {
		c.run = r.names.fresh("main")
	}
}

// walker returns a walker that gives free identifiers their meaning.
func (r *resolver) walker() *walker {
	return &walker{
		free: func(id *ast.Ident) {
			if o := r.names.current[id.Name]; o != nil {
				r.use(id, o)
			} else {
				r.unknown = append(r.unknown, unknown{id, r.cell, r.seg})
			}
		},
		key: func(lit *ast.CompositeLit, id *ast.Ident) {
			r.keys = append(r.keys, key{lit, id, r.cell, r.seg, r.names.current[id.Name]})
		},
		selector: r.implied,
	}
}

// use makes an identifier refer to an object.
func (r *resolver) use(id *ast.Ident, o *object) {
	o.used = true
	r.seg.rename(id, o.emit)
}

func (r *resolver) errorf(pos token.Pos, format string, args ...any) {
	r.diagnostics = append(r.diagnostics, doc.Errorf(r.cell.at(r.seg.offset(pos)), format, args...))
}
