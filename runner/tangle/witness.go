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
		if info.Selections[e] != nil {
			return w.method(e, info.Types[e].Type.Underlying().(*types.Signature), -1)
		}
		return runtimeName + ".Zero(" + w.text(e) + ")", true
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
		if info.Types[e.X].Value != nil { // a constant takes the other's type
			return w.of(e.Y, 0)
		}
		return w.of(e.X, 0)
	case *ast.SliceExpr:
		if _, ok := info.Types[e.X].Type.Underlying().(*types.Array); ok {
			x, ok := w.of(e.X, 0)
			return runtimeName + ".SliceOf(" + x + "[0])", ok
		}
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
	if info.Types[e.Fun].IsBuiltin() {
		return w.builtin(e)
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
	if id := w.generic(e.Fun); id != nil {
		return w.instance(id, e, n)
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

// builtin returns a witness for a call of a built-in function whose type
// depends on its arguments.
func (w *witnessMaker) builtin(e *ast.CallExpr) (string, bool) {
	name, _ := ast.Unparen(e.Fun).(*ast.Ident)
	if name == nil || len(e.Args) == 0 {
		return "", false
	}
	switch name.Name {
	case "new":
		return w.wrap("Pointer", e.Args[0])
	case "append":
		return w.of(e.Args[0], 0)
	case "min", "max":
		for _, arg := range e.Args {
			if w.program.info.Types[arg].Value == nil {
				return w.of(arg, 0)
			}
		}
	}
	return "", false
}

// generic returns the name of a generic function whose type arguments are
// inferred and cannot be written, nil for other functions.
func (w *witnessMaker) generic(fun ast.Expr) *ast.Ident {
	var id *ast.Ident
	switch fun := ast.Unparen(fun).(type) {
	case *ast.Ident:
		id = fun
	case *ast.SelectorExpr:
		id = fun.Sel
	default:
		return nil
	}
	inst, ok := w.program.info.Instances[id]
	if !ok {
		return nil
	}
	for t := range inst.TypeArgs.Types() {
		if _, ok := w.program.typeText(t); !ok {
			return id
		}
	}
	return nil
}

// instance infers the nth result of a generic function by a function of the
// same signature, called with witnesses of the arguments.
func (w *witnessMaker) instance(id *ast.Ident, e *ast.CallExpr, n int) (string, bool) {
	f, ok := w.program.info.Uses[id].(*types.Func)
	if !ok {
		return "", false
	}
	sig := f.Origin().Signature()
	var params, in []string
	for tp := range sig.TypeParams().TypeParams() {
		constraint, ok := w.program.typeText(tp.Constraint())
		if !ok {
			return "", false
		}
		params = append(params, tp.Obj().Name()+" "+constraint)
	}
	for i := range sig.Params().Len() {
		t := sig.Params().At(i).Type()
		dots := ""
		if sig.Variadic() && i == sig.Params().Len()-1 {
			t, dots = t.(*types.Slice).Elem(), "..."
		}
		text, ok := w.program.typeText(t)
		if !ok {
			return "", false
		}
		in = append(in, dots+text)
	}
	result, ok := w.program.typeText(sig.Results().At(n).Type())
	if !ok {
		return "", false
	}
	var args []string
	for _, arg := range e.Args {
		text, ok := w.of(arg, 0)
		if _, writable := w.program.typeText(w.program.info.Types[arg].Type); writable {
			text, ok = w.text(arg), true
		}
		if !ok {
			return "", false
		}
		args = append(args, text)
	}
	dots := ""
	if e.Ellipsis.IsValid() {
		dots = "..."
	}
	name := w.program.resolver.names.fresh("result")
	w.funcs = append(w.funcs, fmt.Sprintf("func %s[%s](%s) (z %s) { return }", name, strings.Join(params, ", "), strings.Join(in, ", "), result))
	return name + "(" + strings.Join(args, ", ") + dots + ")", true
}

// method infers a method's nth result from the methods of a receiver, or for
// -1 the type of the method itself: type inference matches them with those
// that the constraint asks for.
func (w *witnessMaker) method(sel *ast.SelectorExpr, sig *types.Signature, n int) (string, bool) {
	x, ok := w.of(sel.X, 0)
	s := w.program.info.Selections[sel]
	_, isPtr := s.Recv().Underlying().(*types.Pointer)
	if _, wantsPtr := s.Obj().(*types.Func).Signature().Recv().Type().(*types.Pointer); wantsPtr && !isPtr {
		x = runtimeName + ".Pointer(" + x + ")"
	}
	params, decl := typeParams(sig)
	name := w.program.resolver.names.fresh("result")
	result := fmt.Sprintf("R%d", n)
	if n < 0 {
		result = "func" + decl
	}
	if params != "" {
		params = ", " + params + " any"
	}
	w.funcs = append(w.funcs, fmt.Sprintf("func %s[U interface{ %s%s }%s](U) (z %s) { return }", name, sel.Sel.Name, decl, params, result))
	return name + "(" + x + ")", ok
}

// function returns a function as a value, instantiated where it is generic.
func (w *witnessMaker) function(fun ast.Expr) (string, bool) {
	fun = ast.Unparen(fun)
	switch fun.(type) {
	case *ast.IndexExpr, *ast.IndexListExpr: // the author wrote the type arguments
		return w.text(fun), true
	}
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
