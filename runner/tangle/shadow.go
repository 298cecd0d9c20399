package tangle

import (
	"go/ast"
	"go/types"

	"github.com/gofresco/fresco/doc"
)

// shadowNotes adds a note wherever a cell uses a function that still refers
// to something which has been declared again in between: static binding is
// easy to forget where a page is read from top to bottom.
func (p *program) shadowNotes() {
	g := p.references()
	for _, c := range p.cells {
		if c.Options.MustFail {
			continue
		}
		noted := map[[2]any]bool{}
		for _, s := range c.segments {
			s.inspect(func(id *ast.Ident) {
				f := origin(p.info.Uses[id])
				if g.cellOf[f] == nil || g.cellOf[f] == c {
					return
				}
				for _, o := range g.reach(f) {
					if noted[[2]any{f, o}] || o.next == nil || o.next.cell == nil || o.next.cell.Number > c.Number {
						continue
					}
					noted[[2]any{f, o}] = true
					p.result.Diagnostics = append(p.result.Diagnostics, p.shadowNote(c, s, id, f, o))
				}
			})
		}
	}
}

func (p *program) shadowNote(c *cell, s *segment, id *ast.Ident, f types.Object, o *object) doc.Diagnostic {
	return doc.Notef(c.at(s.offset(id.Pos())), "%s still uses the %s declared at %s, not the one declared at %s",
		Unmangle(f.Name()), o.name, p.whereIs(o), p.whereIs(o.next))
}

// whereIs returns the place of a declaration.
func (p *program) whereIs(o *object) doc.Position {
	if o.ident == nil {
		return o.cell.at(0)
	}
	c, offset, _ := p.place(o.ident.Pos())
	return c.at(offset)
}

// A references graph tells which functions refer to which objects. Functions
// are those declared, methods, and variables that are given a function literal
// where they are declared.
type references struct {
	objects map[types.Object][]*object
	callees map[types.Object][]types.Object
	cellOf  map[types.Object]*cell
}

// references looks through the bodies of all functions.
func (p *program) references() *references {
	g := &references{map[types.Object][]*object{}, map[types.Object][]types.Object{}, map[types.Object]*cell{}}
	declared := map[types.Object]*object{}
	for _, o := range p.resolver.objects {
		if o.ident != nil && o.kind != importObject {
			declared[p.info.Defs[o.ident]] = o
		}
	}
	for _, c := range p.cells {
		for _, s := range c.segments {
			if s.fn != nil {
				g.add(p, c, p.info.Defs[s.fn.Name], s.fn, declared)
			}
			for _, st := range s.stmts {
				names, values := definition(st)
				for i, value := range values {
					if lit, ok := value.(*ast.FuncLit); ok && len(names) == len(values) && names[i] != nil {
						g.add(p, c, p.info.Defs[names[i]], lit, declared)
					}
				}
			}
		}
	}
	return g
}

// add adds a function and what its body refers to.
func (g *references) add(p *program, c *cell, f types.Object, body ast.Node, declared map[types.Object]*object) {
	if f == nil {
		return
	}
	g.cellOf[f] = c
	ast.Inspect(body, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		used := p.info.Uses[id]
		if o := declared[used]; o != nil && used != f {
			g.objects[f] = append(g.objects[f], o)
		}
		if used != nil {
			g.callees[f] = append(g.callees[f], origin(used))
		}
		return true
	})
}

// origin returns the generic function that a function is an instance of, and
// any other object as it is.
func origin(o types.Object) types.Object {
	if f, ok := o.(*types.Func); ok {
		return f.Origin()
	}
	return o
}

// reach returns the objects that a call of f may come to use.
func (g *references) reach(f types.Object) []*object {
	var found []*object
	seen := map[types.Object]bool{}
	var visit func(types.Object)
	visit = func(f types.Object) {
		if seen[f] || g.cellOf[f] == nil {
			return
		}
		seen[f] = true
		found = append(found, g.objects[f]...)
		for _, callee := range g.callees[f] {
			visit(callee)
		}
	}
	visit(f)
	return found
}

// inspect calls visit for each identifier of the segment.
func (s *segment) inspect(visit func(*ast.Ident)) {
	s.inspectNodes(func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			visit(id)
		}
		return true
	})
}

// inspectNodes walks the syntax of the segment as ast.Inspect does.
func (s *segment) inspectNodes(visit func(ast.Node) bool) {
	if s.fn != nil {
		ast.Inspect(s.fn, visit)
	}
	for _, st := range s.stmts {
		ast.Inspect(st, visit)
	}
}
