package tangle

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// wrapResult hands the value of a cell's last expression to the runtime, in
// the way that its type asks for.
func (p *program) wrapResult(c *cell, s *segment) {
	x := c.result.X
	wrapper := p.resultWrapper(x)
	if wrapper == "" {
		return
	}
	if c.suppressed {
		wrapper = "Discard"
	}
	start, end := s.offset(x.Pos()), s.endOf(x)
	s.edits = append(s.edits, edit{start, start, runtimeName + "." + wrapper + "(" + c.inline(start)}, edit{end, end, ")"})
}

// resultWrapper names the runtime's function for the values of x, "" if it
// has none or none that anybody wants to see.
func (p *program) resultWrapper(x ast.Expr) string {
	tv := p.info.Types[x]
	call, isCall := ast.Unparen(x).(*ast.CallExpr)
	switch {
	case tv.Type == nil, tv.IsVoid(), tv.IsType(), tv.IsBuiltin():
		return ""
	case isCall && p.unwanted(call), isSignal(x, tv.Type):
		return ""
	}
	tuple, ok := tv.Type.(*types.Tuple)
	if !ok {
		return "Result"
	}
	switch n := tuple.Len(); {
	case n == 0:
		return ""
	case isError(tuple.At(n-1).Type()) && n == 2:
		return "Value"
	case isError(tuple.At(n - 1).Type()):
		return "ValuesErr"
	}
	return "Values"
}

// unwanted reports whether a call's results only tell how much was written.
func (p *program) unwanted(call *ast.CallExpr) bool {
	if id, ok := ast.Unparen(call.Fun).(*ast.Ident); ok && p.info.Types[id].IsBuiltin() {
		return id.Name == "copy" || id.Name == "recover"
	}
	f := p.callee(call)
	if f == nil {
		return false
	}
	results := f.Signature().Results()
	if results.Len() != 2 || !isError(results.At(1).Type()) {
		return false
	}
	if b, ok := results.At(0).Type().(*types.Basic); !ok || b.Kind() != types.Int && b.Kind() != types.Int64 {
		return false
	}
	switch name := f.Name(); {
	case f.Pkg() != nil && f.Pkg().Path() == "fmt":
		return strings.HasPrefix(name, "Print") || strings.HasPrefix(name, "Fprint")
	case f.Pkg() != nil && f.Pkg().Path() == "io":
		return name == "WriteString" || strings.HasPrefix(name, "Copy")
	default:
		return f.Signature().Recv() != nil && (name == "Write" || name == "WriteString" || name == "WriteTo" || name == "ReadFrom")
	}
}

// callee returns the function or method that a call names, nil for others.
func (p *program) callee(call *ast.CallExpr) *types.Func {
	var id *ast.Ident
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		id = fun
	case *ast.SelectorExpr:
		id = fun.Sel
	default:
		return nil
	}
	f, _ := p.info.Uses[id].(*types.Func)
	return f
}

// isSignal reports whether x receives an empty struct: a wait, not a value.
func isSignal(x ast.Expr, t types.Type) bool {
	u, ok := ast.Unparen(x).(*ast.UnaryExpr)
	if !ok || u.Op != token.ARROW {
		return false
	}
	st, ok := t.Underlying().(*types.Struct)
	return ok && st.NumFields() == 0
}

func isError(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}
