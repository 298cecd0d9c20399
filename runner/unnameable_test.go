package runner_test

import (
	"testing"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/runner"
)

// Values whose type cannot be written down work as any others: their variables
// are visible in functions of later cells.
func TestUnnameableTypes(t *testing.T) {
	s := newSite(t, `
-- go.mod --
module m.example

go 1.26
-- un/un.go --
package un

import "iter"

type sub struct{ N int }

func (s sub) Double() sub    { return sub{2 * s.N} }
func (s *sub) Self() *sub    { return s }
func (s sub) All() []sub     { return []sub{s, s} }
func (s sub) Seq(yield func(sub) bool) { yield(s) }

type level int

const K level = 3

var Pair = struct{ a, B int }{1, 2}
var Array = [2]sub{{1}, {2}}
var Map = map[string]sub{"a": {4}}

type Holder struct {
	Sub  sub
	Ptr  *sub
	Chan chan sub
}

func New(n int) *sub           { return &sub{n} }
func Two(n int) (sub, error)   { return sub{n}, nil }
func Many(ns ...int) sub       { return sub{len(ns)} }
func Held(n int) *Holder       { ch := make(chan sub, 1); ch <- sub{n}; return &Holder{sub{n}, &sub{n}, ch} }
func Gen[T any](t T) (sub, T)  { return sub{9}, t }
func Iter(n int) iter.Seq[sub] { return sub{n}.Seq }
`)
	cells := map[string]string{
		"call":                   `v := un.New(3)`,
		"call with error":        `v, err := un.Two(3)`,
		"variadic":               `v := un.Many(1, 2, 3)`,
		"method":                 `v := un.New(3).Double()`,
		"pointer method":         `v := un.New(3).Self().Self()`,
		"method of a variable":   "w := un.New(3)\nv := w.Double()",
		"field":                  `v := un.Held(3).Sub`,
		"pointer field":          `v := un.Held(3).Ptr`,
		"dereference":            `v := *un.New(3)`,
		"address":                "w := *un.New(3)\nv := &w",
		"receive":                `v := <-un.Held(3).Chan`,
		"index":                  `v := un.New(3).All()[1]`,
		"map index":              `v := un.Map["a"]`,
		"array":                  `v := un.Array`,
		"slice of an array":      "w := un.Array\nv := w[:]",
		"slice of a slice":       `v := un.New(3).All()[:1]`,
		"constant":               `v := 2 * un.K`,
		"struct with unexported": `v := un.Pair`,
		"method value":           `v := un.New(3).Double`,
		"iterator":               `v := un.Iter(3)`,
		"generic":                "func id[T any](t T) T { return t }\nv := id(un.New(3))",
		"generic of a package":   `v := slices.Clone(un.New(3).All())`,
		"inferred from a method": `v := slices.Collect(un.New(3).Seq)`,
		"once":                   `v := sync.OnceValue(un.New(3).All)`,
		"explicit instance":      `v, _ := un.Gen[int](3)`,
		"append":                 `v := append(un.New(3).All(), *un.New(4))`,
		"new":                    "w := *un.New(3)\nv := new(w)",
		"conversion of parens":   `v := (un.New(3))`,
		"var":                    `var v, w = un.New(3), un.New(4)`,
	}
	var docs []*doc.Document
	for name, cell := range cells {
		docs = append(docs, s.document(name+".md", "import \"m.example/un\"\n"+cell, "func use() string { return fmt.Sprintf(\"%T\", v) }\nuse()"))
	}
	for _, r := range run(t, runner.Config{Root: s.root, CacheDir: s.cache}, docs) {
		if r.Failed || len(r.Doc.Cells[1].Outputs) == 0 {
			t.Errorf("%s:\n%s\n%v", r.Doc.Path, r.Doc.Cells[0].Source, r.Diagnostics)
		}
	}
}
