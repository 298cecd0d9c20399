package runner

import (
	"embed"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/gofresco/fresco"
	"github.com/gofresco/fresco/runner/tangle"
)

//go:embed rt/*.go rt/rich/*.go
var rtSource embed.FS

// Import paths of the packages that Fresco brings along.
const (
	rtPath      = tangle.RuntimePath
	richPath    = tangle.RuntimePath + "/rich"
	displayPath = "github.com/gofresco/fresco/display"
)

// A supportPackage is a package of ours that programs are built with. It is
// compiled from the source inside of this binary, so that documents of any
// module, or of none, can have it.
type supportPackage struct {
	path    string
	files   map[string][]byte
	imports []string
}

// supportPackages are all of them, each after those that it imports.
var supportPackages = []*supportPackage{
	newSupport(rtPath, rtSource, "rt"),
	newSupport(richPath, rtSource, "rt/rich"),
	newSupport(displayPath, fresco.Display, "display"),
}

func newSupport(importPath string, fsys fs.FS, dir string) *supportPackage {
	s := &supportPackage{path: importPath, files: map[string][]byte{}}
	names, err := fs.Glob(fsys, dir+"/*.go")
	if err != nil {
		panic(err) // the pattern is ours
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			panic(err) // embedded files can be read
		}
		s.files[path.Base(name)] = data
		s.imports = append(s.imports, fileImports(data)...)
	}
	slices.Sort(s.imports)
	s.imports = slices.Compact(s.imports)
	return s
}

// supportImports are the standard packages that our packages import.
func supportImports() []string {
	var paths []string
	for _, s := range supportPackages {
		for _, p := range s.imports {
			if !strings.HasPrefix(p, "github.com/") {
				paths = append(paths, p)
			}
		}
	}
	return paths
}
