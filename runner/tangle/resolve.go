package tangle

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"

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

// declareImports makes the cell's imports known, for this cell and all later
// ones. The same import again changes nothing.
func (r *resolver) declareImports() {
	for _, s := range r.cell.segments {
		for _, spec := range s.imports {
			r.seg = s
			r.declareImport(spec)
		}
	}
}

func (r *resolver) declareImport(spec *ast.ImportSpec) {
	importPath, err := strconv.Unquote(spec.Path.Value)
	if err != nil || importPath == "C" {
		r.errorf(spec.Pos(), "a cell cannot import %s", spec.Path.Value)
		return
	}
	pkg, err := r.importer.Import(importPath)
	if err != nil {
		r.missing[guessName(importPath)] = true
		if spec.Name != nil {
			r.missing[spec.Name.Name] = true
		}
		r.diagnostics = append(r.diagnostics, importError(r.cell.at(r.seg.offset(spec.Pos())), importPath, err))
		return
	}
	name := pkg.Name()
	if spec.Name != nil {
		name = spec.Name.Name
	}
	if name == "." {
		r.dotImport(spec, pkg)
	}
	if name == "_" || name == "." {
		r.plain = append(r.plain, plainImport{name, importPath})
		return
	}
	if old := r.names.current[name]; old != nil && old.kind == importObject && old.paths[0] == importPath {
		r.mine[name] = old
		return
	}
	r.declare(&object{name: name, kind: importObject, ident: spec.Name, paths: []string{importPath}}, spec.Pos())
}

// dotImport makes a package's exported names known. They cannot be renamed, so
// they must not have been declared before; what is declared later is renamed.
func (r *resolver) dotImport(spec *ast.ImportSpec, pkg *types.Package) {
	for _, name := range pkg.Scope().Names() {
		if !ast.IsExported(name) {
			continue
		}
		for o := r.names.current[name]; o != nil; o = o.prev {
			if o.emit == name {
				r.errorf(spec.Pos(), "the dot import of %q brings %s, which the document has declared before", pkg.Path(), name)
				return
			}
		}
		r.names.reserve(name)
		r.dotted[name] = true
	}
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
		r.cell.hoisted = append(r.cell.hoisted, o)
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

// tooEarly reports variables that the cell's statements use before they are
// declared.
func (r *resolver) tooEarly(unknown []unknown) {
	for _, u := range unknown {
		if o := r.mine[u.id.Name]; o != nil && o.kind == varObject {
			line, _ := r.cell.lineCol(u.seg.offset(u.id.Pos()))
			r.diagnostics = append(r.diagnostics, u.undefined().
				WithHint("the variable is declared further down; a cell runs from top to bottom, and line %d is too early", line))
		}
	}
}

// strangers returns the identifiers that have no meaning where they stand,
// though another cell declares their name: a later one, or one that must fail
// and declares for itself alone. The compiler, which knows no order of cells,
// would take them for that.
func (r *resolver) strangers() map[*cell]doc.Diagnostics {
	declared := map[string]*object{}
	for _, o := range r.objects {
		if o.cell != nil && o.kind != importObject {
			declared[o.emit] = o
		}
	}
	found := map[*cell]doc.Diagnostics{}
	for _, u := range r.unknown {
		o := declared[u.id.Name]
		if o == nil || o.cell == u.cell || r.dotted[u.id.Name] {
			continue
		}
		d := u.undefined()
		where := o.cell.at(0)
		if o.cell.Options.MustFail {
			d = d.WithHint("%s declares %s for itself alone, because it is marked error: true", where, o.name)
		} else {
			d = d.WithHint("%s is declared only further down, at %s", o.name, where)
		}
		found[u.cell] = append(found[u.cell], d)
	}
	return found
}

func (u unknown) undefined() doc.Diagnostic {
	return doc.Errorf(u.cell.at(u.seg.offset(u.id.Pos())), "undefined: %s", u.id.Name)
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
		selector: func(x, sel *ast.Ident) { r.implied(x, sel) },
	}
}

// use makes an identifier refer to an object.
func (r *resolver) use(id *ast.Ident, o *object) {
	o.used = true
	r.seg.rename(id, o.emit)
}

// implied imports a standard package for a name that nothing declares: of
// those with that name the one that has most of what the cell selects from
// it. A later cell that selects something else may get another one.
func (r *resolver) implied(x, _ *ast.Ident) {
	current := r.names.current[x.Name]
	if current != nil && current.cell != nil || types.Universe.Lookup(x.Name) != nil {
		return
	}
	best, most := "", -1
	for _, p := range standardPackages(x.Name) {
		if has := r.has(p, x.Name); has > most {
			best, most = p, has
		}
	}
	if best == "" || current != nil && r.has(current.paths[0], x.Name) == most {
		return
	}
	o := &object{name: x.Name, kind: importObject, paths: []string{best}}
	r.names.declare(o)
	r.objects = append(r.objects, o)
}

// has counts how much of what the cell selects from a name a package has; -1
// if there is no such package.
func (r *resolver) has(path, name string) int {
	pkg, err := r.importer.Import(path)
	if err != nil {
		return -1
	}
	n := 0
	for _, sel := range r.selected[name] {
		if pkg.Scope().Lookup(sel) != nil {
			n++
		}
	}
	return n
}

// selections returns what the cell selects from each name, local or not.
func (c *cell) selections() map[string][]string {
	found := map[string][]string{}
	for _, s := range c.segments {
		s.inspectNodes(func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := sel.X.(*ast.Ident); ok && !slices.Contains(found[x.Name], sel.Sel.Name) {
					found[x.Name] = append(found[x.Name], sel.Sel.Name)
				}
			}
			return true
		})
	}
	return found
}

func (r *resolver) errorf(pos token.Pos, format string, args ...any) {
	r.diagnostics = append(r.diagnostics, doc.Errorf(r.cell.at(r.seg.offset(pos)), format, args...))
}

// importError words why a package cannot be imported. The importer's own
// error may already be a diagnostic that knows what to do.
func importError(pos doc.Position, importPath string, err error) doc.Diagnostic {
	if d, ok := err.(doc.Diagnostic); ok {
		d.Pos = pos
		return d
	}
	return doc.Errorf(pos, "cannot import %q: %v", importPath, err)
}
