package tangle

import "go/types"

// typeText returns a type as the program can write it, adding imports that it
// takes, and whether that is possible at all: an unexported type of another
// package cannot be named, nor a struct or interface with its unexported
// members be spelled out.
func (p *program) typeText(t types.Type) (string, bool) {
	if t == nil || t == types.Typ[types.Invalid] {
		return "struct{}", true
	}
	t = p.exposed(t)
	if !p.writable(t, map[types.Type]bool{}) {
		return "", false
	}
	return types.TypeString(t, func(pkg *types.Package) string {
		if pkg == p.pkg {
			return ""
		}
		return p.imports.name(pkg.Path(), pkg.Name())
	}), true
}

// exposed looks through an alias that cannot be named.
func (p *program) exposed(t types.Type) types.Type {
	if a, ok := t.(*types.Alias); ok && !p.nameable(a.Obj()) {
		return types.Unalias(t)
	}
	return t
}

// nameable reports whether the program can refer to a type by its name.
func (p *program) nameable(o *types.TypeName) bool {
	if o.Pkg() == nil || o.Pkg() == p.pkg {
		return true
	}
	return o.Exported() && o.Parent() == o.Pkg().Scope()
}

// writable reports whether a type, with all that it is made of, can be
// written.
func (p *program) writable(t types.Type, seen map[types.Type]bool) bool {
	if seen[t] {
		return true
	}
	seen[t] = true
	all := func(ts ...types.Type) bool {
		for _, t := range ts {
			if !p.writable(t, seen) {
				return false
			}
		}
		return true
	}
	switch t := t.(type) {
	case *types.Alias:
		return p.nameable(t.Obj()) && p.writableList(t.TypeArgs(), seen)
	case *types.Named:
		return p.nameable(t.Obj()) && p.writableList(t.TypeArgs(), seen)
	case *types.Pointer:
		return all(t.Elem())
	case *types.Slice:
		return all(t.Elem())
	case *types.Array:
		return all(t.Elem())
	case *types.Chan:
		return all(t.Elem())
	case *types.Map:
		return all(t.Key(), t.Elem())
	case *types.Signature:
		return p.writableTuple(t.Params(), seen) && p.writableTuple(t.Results(), seen)
	case *types.Struct:
		for f := range t.Fields() {
			if !f.Exported() && f.Pkg() != p.pkg || !all(f.Type()) {
				return false
			}
		}
	case *types.Interface:
		for m := range t.Methods() {
			if !m.Exported() && m.Pkg() != p.pkg || !all(m.Type()) {
				return false
			}
		}
	}
	return true
}

func (p *program) writableList(list *types.TypeList, seen map[types.Type]bool) bool {
	for t := range list.Types() {
		if !p.writable(t, seen) {
			return false
		}
	}
	return true
}

func (p *program) writableTuple(tuple *types.Tuple, seen map[types.Type]bool) bool {
	for v := range tuple.Variables() {
		if !p.writable(v.Type(), seen) {
			return false
		}
	}
	return true
}
