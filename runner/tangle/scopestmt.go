package tangle

import (
	"go/ast"
	"go/token"
)

// block walks statements in a scope of their own.
func (w *walker) block(s *scope, list []ast.Stmt) {
	inner := &scope{outer: s}
	for _, st := range list {
		w.stmt(inner, st)
	}
}

// stmt walks a statement; what it declares is declared in s from its end on.
func (w *walker) stmt(s *scope, st ast.Stmt) {
	switch st := st.(type) {
	case nil:
	case *ast.AssignStmt:
		w.assign(s, st)
	case *ast.DeclStmt:
		w.decl(s, st.Decl.(*ast.GenDecl))
	case *ast.LabeledStmt:
		w.stmt(s, st.Stmt)
	case *ast.BranchStmt: // a label is no identifier
	case *ast.BlockStmt:
		w.block(s, st.List)
	case *ast.IfStmt:
		inner := &scope{outer: s}
		w.stmt(inner, st.Init)
		w.node(inner, st.Cond)
		w.block(inner, st.Body.List)
		w.stmt(inner, st.Else)
	case *ast.ForStmt:
		inner := &scope{outer: s}
		w.stmt(inner, st.Init)
		if st.Cond != nil {
			w.node(inner, st.Cond)
		}
		w.stmt(inner, st.Post)
		w.block(inner, st.Body.List)
	case *ast.RangeStmt:
		w.rangeStmt(s, st)
	case *ast.SwitchStmt:
		inner := &scope{outer: s}
		w.stmt(inner, st.Init)
		if st.Tag != nil {
			w.node(inner, st.Tag)
		}
		w.clauses(inner, st.Body)
	case *ast.TypeSwitchStmt:
		inner := &scope{outer: s}
		w.stmt(inner, st.Init)
		w.stmt(inner, st.Assign)
		w.clauses(inner, st.Body)
	case *ast.SelectStmt:
		w.clauses(s, st.Body)
	default:
		w.children(s, st)
	}
}

// children walks a statement that declares nothing: a call, a send, a return.
func (w *walker) children(s *scope, st ast.Stmt) {
	switch st := st.(type) {
	case *ast.ExprStmt:
		w.node(s, st.X)
	case *ast.SendStmt:
		w.node(s, st.Chan)
		w.node(s, st.Value)
	case *ast.IncDecStmt:
		w.node(s, st.X)
	case *ast.GoStmt:
		w.node(s, st.Call)
	case *ast.DeferStmt:
		w.node(s, st.Call)
	case *ast.ReturnStmt:
		for _, e := range st.Results {
			w.node(s, e)
		}
	}
}

func (w *walker) assign(s *scope, st *ast.AssignStmt) {
	if st.Tok != token.DEFINE {
		for _, e := range st.Lhs {
			w.node(s, e)
		}
	}
	for _, e := range st.Rhs {
		w.node(s, e)
	}
	if st.Tok == token.DEFINE {
		declareIdents(s, st.Lhs...)
	}
}

// decl walks a declaration inside a block. A type is in scope within itself,
// a constant or variable only behind its specification.
func (w *walker) decl(s *scope, d *ast.GenDecl) {
	for _, spec := range d.Specs {
		switch spec := spec.(type) {
		case *ast.ValueSpec:
			if spec.Type != nil {
				w.node(s, spec.Type)
			}
			for _, e := range spec.Values {
				w.node(s, e)
			}
			for _, id := range spec.Names {
				s.declare(id)
			}
		case *ast.TypeSpec:
			s.declare(spec.Name)
			w.typeSpec(s, spec)
		}
	}
}

// typeSpec walks what a type specification refers to.
func (w *walker) typeSpec(s *scope, spec *ast.TypeSpec) {
	inner := &scope{outer: s}
	w.typeParams(inner, spec.TypeParams)
	w.node(inner, spec.Type)
}

func (w *walker) rangeStmt(s *scope, st *ast.RangeStmt) {
	w.node(s, st.X)
	inner := &scope{outer: s}
	for _, e := range []ast.Expr{st.Key, st.Value} {
		if e == nil {
			continue
		}
		if st.Tok == token.DEFINE {
			declareIdents(inner, e)
		} else {
			w.node(s, e)
		}
	}
	w.block(inner, st.Body.List)
}

// clauses walks the clauses of a switch or select, each a scope of its own.
func (w *walker) clauses(s *scope, body *ast.BlockStmt) {
	for _, clause := range body.List {
		inner := &scope{outer: s}
		switch clause := clause.(type) {
		case *ast.CaseClause:
			for _, e := range clause.List {
				w.node(inner, e)
			}
			w.block(inner, clause.Body)
		case *ast.CommClause:
			w.stmt(inner, clause.Comm)
			w.block(inner, clause.Body)
		}
	}
}
