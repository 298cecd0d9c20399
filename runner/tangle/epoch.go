package tangle

import (
	"go/ast"
	"slices"

	"github.com/gofresco/fresco/doc"
)

// A method that a later cell gives to a type of an earlier one must not change
// what the cells in between print: a reader who goes from top to bottom does
// not know it yet. The compiler knows it everywhere, and values find it at run
// time: fmt calls String, encoding/json MarshalJSON. So a cell that declares
// one of these begins an epoch. The cells before it are taken from a program
// without it.

// found are the methods that the standard library looks for at run time. Of
// the others, which are called by name or through an interface that the value
// is assigned to, earlier cells cannot know but by a type assertion of their
// own; for that rare case no epoch begins, since each costs a program and a
// process that runs the earlier cells again.
var found = []string{
	"String", "GoString", "Format", "Error", "Is", "As", "Unwrap", "Timeout", "Temporary",
	"MarshalJSON", "UnmarshalJSON", "MarshalText", "UnmarshalText", "AppendText",
	"MarshalBinary", "UnmarshalBinary", "AppendBinary", "MarshalXML", "UnmarshalXML",
	"GobEncode", "GobDecode", "LogValue", "Scan", "Value", "IsZero",
	"Write", "WriteString", "WriteTo", "ReadFrom", "ReadByte", "ReadRune", "Flush", "Close", "Unlock",
	"HTML", "SVG", "PNG", "Markdown", "MIMEBundle", "At",
}

// epoch notes that a cell adds a method to a type, if that matters.
func (r *resolver) epoch(fn *ast.FuncDecl) {
	o := r.names.current[receiverName(fn)]
	if o == nil || o.cell == nil || o.cell == r.cell {
		return
	}
	if r.cell.Options.MustFail {
		r.diagnostics = append(r.diagnostics, doc.Errorf(r.cell.at(r.seg.offset(fn.Name.Pos())),
			"a cell marked error: true cannot give %s a method: the type is the other cells' too", o.name).
			WithHint("declare the type again in this cell"))
		return
	}
	if slices.Contains(found, fn.Name.Name) && !slices.Contains(r.epochs, r.cell.Number) {
		r.epochs = append(r.epochs, r.cell.Number)
	}
}

// receiverName returns the name of a method's receiver type as the resolver
// first sees it: without pointer, parentheses and type parameters.
func receiverName(fn *ast.FuncDecl) string {
	if len(fn.Recv.List) == 0 {
		return ""
	}
	t := fn.Recv.List[0].Type
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
		case *ast.ParenExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.Ident:
			return x.Name
		default:
			return ""
		}
	}
}
