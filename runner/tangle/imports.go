package tangle

import (
	"go/ast"
	"go/token"
	"slices"
	"strconv"

	"github.com/gofresco/fresco/doc"
)

// Imports returns the import paths that tangling the document may ask for:
// those that its cells import, and the standard packages that names in it may
// stand for though nothing imports them. Cells that cannot be parsed are
// passed over.
func Imports(d *doc.Document) (explicit, implied []string) {
	p := newProgram(d, Options{}, nil)
	known := map[string]bool{}
	seen := map[string]bool{}
	for _, c := range p.cells {
		if c.broken {
			continue
		}
		for _, path := range c.importPaths(known) {
			if !seen[path] {
				seen[path] = true
				explicit = append(explicit, path)
			}
		}
		for _, name := range c.wants(known) {
			for _, path := range standardPackages(name) {
				if !seen[path] && !slices.Contains(implied, path) {
					implied = append(implied, path)
				}
			}
		}
	}
	return explicit, implied
}

// importPaths returns what the cell imports and adds the names that the
// packages most likely have to known.
func (c *cell) importPaths(known map[string]bool) []string {
	var paths []string
	for _, s := range c.segments {
		for _, spec := range s.imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil || path == "C" {
				continue
			}
			paths = append(paths, path)
			if spec.Name != nil {
				known[spec.Name.Name] = true
			} else {
				known[guessName(path)] = true
			}
		}
	}
	return paths
}

// wants returns the names that the cell selects from though nothing in the
// document has declared them yet. What the cell declares itself is added to
// known.
func (c *cell) wants(known map[string]bool) []string {
	for _, s := range c.segments {
		if s.fn != nil && s.fn.Recv == nil {
			known[s.fn.Name.Name] = true
		}
	}
	var names []string
	top := &scope{names: known}
	w := &walker{free: func(*ast.Ident) {}, selector: func(x *ast.Ident) { names = append(names, x.Name) }}
	for _, s := range c.segments {
		for _, st := range s.stmts {
			w.stmt(top, st)
		}
	}
	for _, s := range c.segments {
		if s.fn != nil && s.fn.Body != nil {
			body := &scope{outer: top}
			w.signature(body, s.fn.Recv, s.fn.Type)
			w.block(body, s.fn.Body.List)
		}
	}
	return names
}

// An importTable gives each package that the program imports its name there.
type importTable struct {
	names *names
	specs map[string]importSpec // by path and name
	paths map[string]string     // name by path, for those that have one
}

type importSpec struct{ name, path string }

func newImportTable(r *resolver) *importTable {
	t := &importTable{names: r.names, specs: map[string]importSpec{}, paths: map[string]string{}}
	for _, o := range r.objects {
		if o.kind != importObject {
			continue
		}
		if o.used {
			t.add(o.emit, o.paths[0])
		} else {
			t.add("_", o.paths[0])
		}
	}
	for _, plain := range r.plain {
		t.add(plain.name, plain.path)
	}
	return t
}

func (t *importTable) add(name, path string) {
	t.specs[name+" "+path] = importSpec{name, path}
	if name != "_" && name != "." {
		t.paths[path] = name
	}
}

// name returns the program's name for a package, which it adds if need be.
func (t *importTable) name(path, pkgName string) string {
	if name, ok := t.paths[path]; ok {
		return name
	}
	name := t.names.fresh(pkgName)
	t.add(name, path)
	return name
}

// list returns the specifications by path and name.
func (t *importTable) list() []importSpec {
	keys := make([]string, 0, len(t.specs))
	for k := range t.specs {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	specs := make([]importSpec, len(keys))
	for i, k := range keys {
		specs[i] = t.specs[k]
	}
	return specs
}

// decl returns the import declaration for the type checker.
func (t *importTable) decl() *ast.GenDecl {
	d := &ast.GenDecl{Tok: token.IMPORT, Lparen: 1}
	for _, s := range t.list() {
		d.Specs = append(d.Specs, &ast.ImportSpec{
			Name: ast.NewIdent(s.name),
			Path: &ast.BasicLit{Kind: token.STRING, Value: strconv.Quote(s.path)},
		})
	}
	return d
}
