package tangle

import (
	"go/ast"
	"go/types"
	"slices"
	"strconv"

	"github.com/gofresco/fresco/doc"
)

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

// implied imports a standard package for a name that nothing declares: of
// those with that name the one that has most of what the cell selects from
// it. A later cell that selects something else may get another one.
func (r *resolver) implied(x *ast.Ident) {
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

// importError words why a package cannot be imported. The importer's own
// error may already be a diagnostic that knows what to do.
func importError(pos doc.Position, importPath string, err error) doc.Diagnostic {
	if d, ok := err.(doc.Diagnostic); ok {
		d.Pos = pos
		return d
	}
	return doc.Errorf(pos, "cannot import %q: %v", importPath, err)
}
