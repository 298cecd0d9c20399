package tangle

import (
	"fmt"
	"go/ast"
	"go/types"
	"regexp"
	"strings"
)

// Mark stands between a name and its version where a document declares the
// name more than once, and in the names of the functions that run the cells.
// It is a letter to Go (U+02D1, a modifier letter) that no author types, so
// that [Unmangle] can take it off wherever a name comes to light.
const Mark = "ˑ"

// PackagePath is the prefix of the import paths that documents are compiled
// under; a number follows.
const PackagePath = "fresco.doc/"

var mangled = regexp.MustCompile(`fresco\.doc/[0-9]+|` + Mark + `[0-9]+`)

// Unmangle gives back the text as the same code in a package main of its own
// would have printed it.
func Unmangle(text string) string {
	if !strings.Contains(text, Mark) && !strings.Contains(text, PackagePath) {
		return text
	}
	return mangled.ReplaceAllStringFunc(text, func(m string) string {
		if strings.HasPrefix(m, PackagePath) {
			return "main"
		}
		return ""
	})
}

// An object is one thing that a document declares under a name.
type object struct {
	name  string // as the author wrote it
	emit  string // as the program has it
	kind  objectKind
	cell  *cell      // the cell that declares it; nil for an implicit import
	ident *ast.Ident // where, for all but implicit imports
	// path is the import path of an importObject, or the candidates for one
	// that no cell imports, best first.
	paths []string
	used  bool
	// next is the object that shadowed this one, if any, and prev the one that
	// this one shadowed.
	next, prev *object

	typ types.Type // of a variable, once checked
}

type objectKind int

const (
	varObject objectKind = iota
	funcObject
	typeObject
	constObject
	importObject
)

// names hands out the program's names, each once.
type names struct {
	versions map[string]int
	// current holds what each name means at this point of the document.
	current map[string]*object
}

func newNames() *names {
	n := &names{versions: map[string]int{}, current: map[string]*object{}}
	for _, name := range types.Universe.Names() {
		n.versions[name] = 1
	}
	n.versions["main"] = 1 // the linker's
	n.versions["init"] = 1
	return n
}

// fresh returns a name for the program that no other declaration has.
func (n *names) fresh(name string) string {
	n.versions[name]++
	if v := n.versions[name]; v > 1 {
		return fmt.Sprintf("%s%s%d", name, Mark, v)
	}
	return name
}

// reserve keeps a name from being given to a declaration.
func (n *names) reserve(name string) { n.versions[name] = max(n.versions[name], 1) }

// declare makes the object what its name means from here on.
func (n *names) declare(o *object) {
	if o.emit == "" {
		o.emit = n.fresh(o.name)
	}
	if old := n.current[o.name]; old != nil {
		old.next, o.prev = o, old
	}
	n.current[o.name] = o
}

// snapshot returns a way back to the present meanings, for a cell whose
// declarations are its own.
func (n *names) snapshot() (restore func()) {
	saved := make(map[string]*object, len(n.current))
	for name, o := range n.current {
		saved[name] = o
	}
	return func() {
		n.current = saved
		for _, o := range saved {
			o.next = nil
		}
	}
}
