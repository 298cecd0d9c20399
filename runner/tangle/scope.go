package tangle

import "go/ast"

// A scope holds the names that are local to a block. Package-level names are
// in no scope.
type scope struct {
	outer *scope
	names map[string]bool
}

func (s *scope) declare(id *ast.Ident) {
	if id != nil && id.Name != "_" {
		if s.names == nil {
			s.names = map[string]bool{}
		}
		s.names[id.Name] = true
	}
}

func (s *scope) has(name string) bool {
	for ; s != nil; s = s.outer {
		if s.names[name] {
			return true
		}
	}
	return false
}

// A walker visits the identifiers of a piece of code that are free in it:
// those that no enclosing block, parameter or receiver declares. It follows
// the scope rules of https://go.dev/ref/spec#Declarations_and_scope; field
// names, methods, labels and selectors are no identifiers in this sense.
type walker struct {
	// free is called for each free identifier in the order of the text.
	free func(*ast.Ident)
	// key is called for each identifier that is the key of an element of a
	// composite literal and not local: the name of a field if the literal is
	// a struct, an expression otherwise. Only types can tell.
	key func(*ast.CompositeLit, *ast.Ident)
	// selector is called for a selection from a free identifier.
	selector func(x *ast.Ident)
}

// node walks an expression, type or other node that declares nothing in s.
func (w *walker) node(s *scope, n ast.Node) {
	if n == nil {
		return
	}
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			w.ident(s, n)
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok && !s.has(x.Name) && w.selector != nil {
				w.selector(x)
			}
			w.node(s, n.X)
			return false
		case *ast.CompositeLit:
			w.composite(s, n)
			return false
		case *ast.FuncLit:
			inner := &scope{outer: s}
			w.signature(inner, nil, n.Type)
			w.block(inner, n.Body.List)
			return false
		case *ast.FuncType:
			w.signature(&scope{outer: s}, nil, n)
			return false
		case *ast.StructType:
			w.fieldTypes(s, n.Fields)
			return false
		case *ast.InterfaceType:
			w.fieldTypes(s, n.Methods)
			return false
		case ast.Stmt:
			w.stmt(s, n)
			return false
		}
		return true
	})
}

func (w *walker) ident(s *scope, id *ast.Ident) {
	if id.Name != "_" && !s.has(id.Name) {
		w.free(id)
	}
}

func (w *walker) composite(s *scope, lit *ast.CompositeLit) {
	if lit.Type != nil {
		w.node(s, lit.Type)
	}
	for _, e := range lit.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			w.node(s, e)
			continue
		}
		if id, ok := kv.Key.(*ast.Ident); ok {
			if !s.has(id.Name) && w.key != nil {
				w.key(lit, id)
			}
		} else {
			w.node(s, kv.Key)
		}
		w.node(s, kv.Value)
	}
}

// signature walks a function's type and declares its receiver, type
// parameters, parameters and results in s, the scope of its body.
func (w *walker) signature(s *scope, recv *ast.FieldList, ft *ast.FuncType) {
	if recv != nil {
		w.receiver(s, recv)
	}
	w.typeParams(s, ft.TypeParams)
	for _, list := range []*ast.FieldList{ft.Params, ft.Results} {
		w.fieldTypes(s, list)
	}
	for _, list := range []*ast.FieldList{recv, ft.Params, ft.Results} {
		declareFields(s, list)
	}
}

// receiver walks a receiver's type, where the identifiers in brackets declare
// type parameters instead of using types.
func (w *walker) receiver(s *scope, recv *ast.FieldList) {
	for _, f := range recv.List {
		t := f.Type
		for {
			if star, ok := t.(*ast.StarExpr); ok {
				t = star.X
			} else if paren, ok := t.(*ast.ParenExpr); ok {
				t = paren.X
			} else {
				break
			}
		}
		switch t := t.(type) {
		case *ast.IndexExpr:
			w.node(s, t.X)
			declareIdents(s, t.Index)
		case *ast.IndexListExpr:
			w.node(s, t.X)
			declareIdents(s, t.Indices...)
		default:
			w.node(s, t)
		}
	}
}

// typeParams declares type parameters, then walks their constraints, which
// may refer to each other.
func (w *walker) typeParams(s *scope, list *ast.FieldList) {
	declareFields(s, list)
	w.fieldTypes(s, list)
}

// fieldTypes walks the types of fields, parameters or interface elements and
// leaves their names alone.
func (w *walker) fieldTypes(s *scope, list *ast.FieldList) {
	if list == nil {
		return
	}
	for _, f := range list.List {
		w.node(s, f.Type)
	}
}

func declareFields(s *scope, list *ast.FieldList) {
	if list == nil {
		return
	}
	for _, f := range list.List {
		for _, id := range f.Names {
			s.declare(id)
		}
	}
}

func declareIdents(s *scope, exprs ...ast.Expr) {
	for _, e := range exprs {
		if id, ok := e.(*ast.Ident); ok {
			s.declare(id)
		}
	}
}
