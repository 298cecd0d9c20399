package tangle

import (
	"go/ast"
	"go/types"
)

// An embedded field has the name of its type. Where that type's name has
// another version, so has the field's, and what selects the field or gives it
// a value has to follow. settleEmbedded does so for what the type checker
// could not find, and reports whether anything has changed.
func (p *program) settleEmbedded() bool {
	versions := map[string][]string{} // of types, by their plain name
	for _, o := range p.resolver.objects {
		if o.kind == typeObject && o.emit != o.name {
			versions[o.name] = append(versions[o.name], o.emit)
		}
	}
	if len(versions) == 0 {
		return false
	}
	changed := false
	for _, c := range p.cells {
		for _, s := range c.segments {
			s.inspectNodes(func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.SelectorExpr:
					changed = p.settleSelector(s, n, versions[n.Sel.Name]) || changed
				case *ast.CompositeLit:
					changed = p.settleFields(s, n, versions) || changed
				}
				return true
			})
		}
	}
	return changed
}

// settleSelector renames the selector of an embedded field.
func (p *program) settleSelector(s *segment, sel *ast.SelectorExpr, versions []string) bool {
	if len(versions) == 0 || p.info.Selections[sel] != nil || p.info.Uses[sel.Sel] != nil {
		return false
	}
	x := p.info.Types[sel.X].Type
	if x == nil {
		return false
	}
	for _, name := range versions {
		obj, _, _ := types.LookupFieldOrMethod(x, true, p.pkg, name)
		if f, ok := obj.(*types.Var); ok && f.Embedded() {
			s.rename(sel.Sel, name)
			return true
		}
	}
	return false
}

// settleFields renames the keys of a struct literal that are embedded fields.
func (p *program) settleFields(s *segment, lit *ast.CompositeLit, versions map[string][]string) bool {
	t := p.info.Types[lit].Type
	if t == nil || !isStruct(t) {
		return false
	}
	u := t.Underlying()
	if ptr, ok := u.(*types.Pointer); ok {
		u = ptr.Elem().Underlying()
	}
	st, ok := u.(*types.Struct)
	if !ok {
		return false
	}
	fields := map[string]bool{}
	for f := range st.Fields() {
		fields[f.Name()] = true
	}
	changed := false
	for _, e := range lit.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		id, ok := kv.Key.(*ast.Ident)
		if !ok || fields[id.Name] {
			continue
		}
		for _, name := range versions[id.Name] {
			if fields[name] {
				s.rename(id, name)
				changed = true
			}
		}
	}
	return changed
}
