package tangle

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"
)

// A witness is an expression of a type that cannot be written. It is made
// from the expression that gives a variable its value, in such a form that
// the compiler infers the type and nothing of that expression is executed:
//
//	v := pkg.New(1).Items[0]
//
// has the type of zero values passed through generic functions,
//
//	var v = item(field)
//
// where field selects Items from what result(pkg.New) returns.
type witness struct {
	expr string
	// funcs are declarations that expr needs.
	funcs []string
}

// witnessOf returns a witness for a variable of a cell.
func (p *program) witnessOf(o *object) (*witness, bool) {
	for _, s := range o.cell.segments {
		for _, st := range s.stmts {
			names, values := definition(st)
			for i, id := range names {
				if id != o.ident {
					continue
				}
				w := &witnessMaker{program: p, cell: o.cell, seg: s}
				var ok bool
				if len(values) == len(names) {
					w.expr, ok = w.of(values[i], 0)
				} else {
					w.expr, ok = w.of(values[0], i)
				}
				return &w.witness, ok
			}
		}
	}
	return nil, false
}

// definition returns the names that a statement declares as variables, with
// their values.
func definition(st ast.Stmt) (names []*ast.Ident, values []ast.Expr) {
	switch st := st.(type) {
	case *ast.LabeledStmt:
		return definition(st.Stmt)
	case *ast.AssignStmt:
		for _, e := range st.Lhs {
			id, _ := e.(*ast.Ident)
			names = append(names, id)
		}
		return names, st.Rhs
	case *ast.DeclStmt:
		for _, spec := range st.Decl.(*ast.GenDecl).Specs {
			if spec, ok := spec.(*ast.ValueSpec); ok && len(spec.Values) > 0 {
				names, values = append(names, spec.Names...), append(values, spec.Values...)
			}
		}
	}
	return names, values
}

type witnessMaker struct {
	witness
	program *program
	cell    *cell
	seg     *segment
}

// of returns an expression of the type of e, or of its nth result.
func (w *witnessMaker) of(e ast.Expr, n int) (string, bool) {
	info := w.program.info
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return runtimeName + ".Zero(" + w.text(e) + ")", true
	case *ast.SelectorExpr:
		if sel := info.Selections[e]; sel != nil && sel.Kind() == types.FieldVal {
			return w.field(e)
		}
		return runtimeName + ".Zero(" + w.text(e) + ")", info.Selections[e] == nil
	case *ast.CallExpr:
		return w.call(e, n)
	case *ast.StarExpr:
		return w.wrap("Elem", e.X)
	case *ast.UnaryExpr:
		switch e.Op.String() {
		case "&":
			return w.wrap("Pointer", e.X)
		case "<-":
			return w.wrap("Received", e.X)
		}
		return w.of(e.X, 0)
	case *ast.BinaryExpr:
		return w.of(e.X, 0)
	case *ast.SliceExpr:
		return w.of(e.X, 0)
	case *ast.IndexExpr:
		switch info.Types[e.X].Type.Underlying().(type) {
		case *types.Slice:
			return w.wrap("Item", e.X)
		case *types.Map:
			return w.wrap("MapItem", e.X)
		case *types.Array:
			x, ok := w.of(e.X, 0)
			return x + "[0]", ok
		}
	}
	return "", false
}

// wrap applies one of the runtime's generic functions to a witness of e.
func (w *witnessMaker) wrap(function string, e ast.Expr) (string, bool) {
	x, ok := w.of(e, 0)
	return runtimeName + "." + function + "(" + x + ")", ok
}

// text returns the program's text of an expression.
func (w *witnessMaker) text(e ast.Expr) string {
	return w.cell.render(w.seg, w.seg.offset(e.Pos()), w.seg.endOf(e))
}

// field selects a field from a zero struct.
func (w *witnessMaker) field(e *ast.SelectorExpr) (string, bool) {
	x, ok := w.of(e.X, 0)
	if _, isPtr := w.program.info.Types[e.X].Type.Underlying().(*types.Pointer); isPtr {
		x = runtimeName + ".Elem(" + x + ")"
	}
	return x + "." + e.Sel.Name, ok
}

// call infers a call's nth result from the type of the function.
func (w *witnessMaker) call(e *ast.CallExpr, n int) (string, bool) {
	info := w.program.info
	if info.Types[e.Fun].IsBuiltin() && len(e.Args) > 0 {
		return w.of(e.Args[0], 0)
	}
	sig, ok := info.Types[e.Fun].Type.Underlying().(*types.Signature)
	if !ok || n >= sig.Results().Len() {
		return "", false
	}
	if sel, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr); ok {
		if s := info.Selections[sel]; s != nil && s.Kind() == types.MethodVal {
			return w.method(sel, sig, n)
		}
	}
	fun, ok := w.function(e.Fun)
	if !ok {
		return "", false
	}
	params, decl := typeParams(sig)
	name := w.program.resolver.names.fresh("result")
	w.funcs = append(w.funcs, fmt.Sprintf("func %s[%s any](func%s) (z R%d) { return }", name, params, decl, n))
	return name + "(" + fun + ")", true
}

// method infers a method's nth result from the methods of a receiver: type
// inference matches them with those that the constraint asks for.
func (w *witnessMaker) method(sel *ast.SelectorExpr, sig *types.Signature, n int) (string, bool) {
	x, ok := w.of(sel.X, 0)
	s := w.program.info.Selections[sel]
	_, isPtr := s.Recv().Underlying().(*types.Pointer)
	if _, wantsPtr := s.Obj().(*types.Func).Signature().Recv().Type().(*types.Pointer); wantsPtr && !isPtr {
		x = runtimeName + ".Pointer(" + x + ")"
	}
	params, decl := typeParams(sig)
	name := w.program.resolver.names.fresh("result")
	w.funcs = append(w.funcs, fmt.Sprintf("func %s[U interface{ %s%s }, %s any](U) (z R%d) { return }", name, sel.Sel.Name, decl, params, n))
	return name + "(" + x + ")", ok
}

// function returns a function as a value, instantiated where it is generic.
func (w *witnessMaker) function(fun ast.Expr) (string, bool) {
	fun = ast.Unparen(fun)
	id, ok := fun.(*ast.Ident)
	if sel, isSel := fun.(*ast.SelectorExpr); isSel {
		id, ok = sel.Sel, true
	}
	if !ok {
		return w.of(fun, 0)
	}
	inst, generic := w.program.info.Instances[id]
	if !generic {
		return w.text(fun), true
	}
	var args []string
	for t := range inst.TypeArgs.Types() {
		text, ok := w.program.typeText(t)
		if !ok {
			return "", false
		}
		args = append(args, text)
	}
	return w.text(fun) + "[" + strings.Join(args, ", ") + "]", true
}

// typeParams returns a type parameter for each parameter and result of a
// signature, and the signature in terms of them.
func typeParams(sig *types.Signature) (params, decl string) {
	var names, in, out []string
	for i := range sig.Params().Len() {
		name := fmt.Sprintf("P%d", i)
		names = append(names, name)
		if sig.Variadic() && i == sig.Params().Len()-1 {
			name = "..." + name
		}
		in = append(in, name)
	}
	for i := range sig.Results().Len() {
		name := fmt.Sprintf("R%d", i)
		names, out = append(names, name), append(out, name)
	}
	return strings.Join(names, ", "), "(" + strings.Join(in, ", ") + ") (" + strings.Join(out, ", ") + ")"
}
