package runner

import (
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
)

// A packageImporter gives the type checker packages from their export data.
// Once loaded, packages are there for any number of goroutines.
type packageImporter struct {
	packages *packages
	gc       types.Importer
	loaded   map[string]*types.Package
}

func newImporter(p *packages) *packageImporter {
	imp := &packageImporter{packages: p, loaded: map[string]*types.Package{"unsafe": types.Unsafe}}
	imp.gc = importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) {
		pkg := imp.packages.byPath[path]
		if pkg == nil || pkg.Export == "" {
			return nil, fmt.Errorf("there is no export data for %q", path)
		}
		return os.Open(pkg.Export)
	})
	return imp
}

// load reads the packages that documents are going to import. What cannot be
// read is reported where it is imported.
func (imp *packageImporter) load(paths []string) {
	for _, path := range paths {
		if imp.loaded[path] != nil || imp.packages.problem(path) != nil {
			continue
		}
		if pkg, err := imp.gc.Import(path); err == nil {
			imp.loaded[path] = pkg
		}
	}
}

// Import returns a package that was loaded.
func (imp *packageImporter) Import(path string) (*types.Package, error) {
	if err := imp.packages.problem(path); err != nil && path != "unsafe" {
		return nil, err
	}
	if pkg := imp.loaded[path]; pkg != nil {
		return pkg, nil
	}
	return nil, fmt.Errorf("the export data of %q cannot be read", path)
}
