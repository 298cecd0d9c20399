package tangle_test

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/runner/tangle"
)

// fakeImporter knows one package, fmt, with one function.
type fakeImporter struct{ fmt *types.Package }

func newFakeImporter(tb testing.TB) fakeImporter {
	src := "package fmt\nfunc Println(a ...any) (n int, err error) { return 0, nil }\nfunc Sprint(a ...any) string { return \"\" }"
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "fmt.go", src, 0)
	if err != nil {
		tb.Fatal(err)
	}
	pkg, err := new(types.Config).Check("fmt", fset, []*ast.File{f}, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return fakeImporter{pkg}
}

func (f fakeImporter) Import(path string) (*types.Package, error) {
	if path == "fmt" {
		return f.fmt, nil
	}
	return nil, errors.New("not known here")
}

// FuzzProgram tangles documents of up to three cells. Whatever they hold, the
// answer is a program that parses, or an error that has a place in a cell.
func FuzzProgram(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		f.Fatal("no seeds", err)
	}
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		var cells []string
		for _, file := range a.Files {
			if file.Name == "cell" {
				cells = append(cells, string(file.Data))
			}
		}
		for len(cells) < 3 {
			cells = append(cells, "")
		}
		for i := 0; i+2 < len(cells); i++ {
			f.Add(cells[i], cells[i+1], cells[i+2], i%2 == 0)
		}
	}
	imp := newFakeImporter(f)
	f.Fuzz(func(t *testing.T, one, two, three string, mustFail bool) {
		d := &doc.Document{Path: "fuzz.ipynb", Format: doc.Notebook, Language: "go"}
		for i, src := range []string{one, two, three} {
			c := &doc.Cell{Kind: doc.Code, Language: "go", Number: i + 1, Source: src, Pos: doc.Position{Path: d.Path, Cell: i + 1, Line: 1, Col: 1}}
			c.Options.MustFail = mustFail && i == 1
			d.Cells = append(d.Cells, c)
		}
		tangle.Imports(d)
		r := tangle.Program(d, tangle.Options{Importer: imp, GoVersion: "go1.26"})
		checkResult(t, d, r)
	})
}

// checkResult checks what holds of every result.
func checkResult(t *testing.T, d *doc.Document, r *tangle.Result) {
	if r.Source == nil {
		if len(r.Diagnostics.Errors()) == 0 {
			t.Fatal("neither a program nor an error")
		}
	} else if _, err := parser.ParseFile(token.NewFileSet(), "", r.Source, parser.SkipObjectResolution); err != nil {
		t.Fatalf("the program does not parse: %v\n%s", err, r.Source)
	}
	for _, diag := range r.Diagnostics {
		p := diag.Pos
		if p.Cell < 1 || p.Cell > len(d.Cells) || p.Line < 1 || p.Line > 1+strings.Count(d.Cells[p.Cell-1].Source, "\n") {
			t.Fatalf("no such place: %v", diag)
		}
	}
}
