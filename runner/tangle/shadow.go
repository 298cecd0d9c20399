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
		noted := map[[2]any]bool{}
		for _, s := range c.segments {
			s.inspect(func(id *ast.Ident) {
				f, ok := p.info.Uses[id].(*types.Func)
				if !ok || c.Options.MustFail {
					return
				}
				for _, o := range g.reach(f.Origin()) {
					if noted[[2]any{f, o}] || o.next == nil || o.next.cell == nil || o.next.cell.Number > c.Number || g.cellOf[f.Origin()] == c {
						continue
					}
					noted[[2]any{f, o}] = true
					p.result.Diagnostics = append(p.result.Diagnostics, p.shadowNote(c, s, id, f, o))
				}
			})
		}
	}
}

func (p *program) shadowNote(c *cell, s *segment, id *ast.Ident, f *types.Func, o *object) doc.Diagnostic {
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

// A references graph tells which functions refer to which objects.
type references struct {
	objects map[*types.Func][]*object
	funcs   map[*types.Func][]*types.Func
	cellOf  map[*types.Func]*cell
}

// references looks through the bodies of all functions and methods.
func (p *program) references() *references {
	g := &references{map[*types.Func][]*object{}, map[*types.Func][]*types.Func{}, map[*types.Func]*cell{}}
	declared := map[types.Object]*object{}
	for _, o := range p.resolver.objects {
		if o.ident != nil && o.kind != importObject {
			declared[p.info.Defs[o.ident]] = o
		}
	}
	for _, c := range p.cells {
		for _, s := range c.segments {
			if s.fn == nil {
				continue
			}
			f, ok := p.info.Defs[s.fn.Name].(*types.Func)
			if !ok {
				continue
			}
			g.cellOf[f] = c
			s.inspect(func(id *ast.Ident) {
				used := p.info.Uses[id]
				if o := declared[used]; o != nil && used != types.Object(f) {
					g.objects[f] = append(g.objects[f], o)
				}
				if callee, ok := used.(*types.Func); ok {
					g.funcs[f] = append(g.funcs[f], callee.Origin())
				}
			})
		}
	}
	return g
}

// reach returns the objects that a call of f may come to use.
func (g *references) reach(f *types.Func) []*object {
	var found []*object
	seen := map[*types.Func]bool{}
	var visit func(*types.Func)
	visit = func(f *types.Func) {
		if seen[f] {
			return
		}
		seen[f] = true
		found = append(found, g.objects[f]...)
		for _, callee := range g.funcs[f] {
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
