package runner

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gofresco/fresco/doc"
)

// A goPackage is what go list says about a package.
type goPackage struct {
	ImportPath string
	Name       string
	Dir        string
	Export     string
	BuildID    string
	Standard   bool
	Imports    []string
	ImportMap  map[string]string
	Module     *struct {
		Path    string
		Version string
		Main    bool
		Replace *struct{ Path, Version string }
	}
	GoFiles, CgoFiles, CFiles, CXXFiles, HFiles, SFiles, SysoFiles, EmbedFiles, IgnoredGoFiles []string

	Error      *packageError
	DepsErrors []*packageError
}

type packageError struct {
	ImportStack []string
	Pos         string
	Err         string
}

const listFields = "ImportPath,Name,Dir,Export,BuildID,Standard,Imports,ImportMap,Module,GoFiles,CgoFiles,CFiles,CXXFiles,HFiles,SFiles,SysoFiles,EmbedFiles,IgnoredGoFiles,Error,DepsErrors"

// packages is what a group's documents can import.
type packages struct {
	byPath map[string]*goPackage
	module *module
	clock  doc.Clock
}

// list finds and builds packages and all that they import.
func (b *batch) list(ctx context.Context, g *group, w *worldBuild, paths []string) (*packages, error) {
	p := &packages{module: g.module, clock: g.clock}
	kept := b.listingFile(g, w, paths)
	if p.byPath = keptList(kept); p.byPath != nil {
		return p, nil
	}
	args := append([]string{"list", "-e", "-export", "-deps"}, w.buildFlags(g.module.env.tags())...)
	args = append(args, "-json="+listFields, "--")
	out, err := command(ctx, g.module.dir, append(goEnviron(), w.buildEnv()...), w.goCommand(b.config.Go), append(args, paths...)...)
	if err != nil {
		var tool *toolError
		if errors.As(err, &tool) {
			return nil, doc.Errorf(doc.Position{}, "go list in %s: %s", g.module.dir, tool.text)
		}
		return nil, err
	}
	p.byPath = map[string]*goPackage{}
	dec := json.NewDecoder(bytes.NewReader(out))
	for {
		pkg := new(goPackage)
		if err := dec.Decode(pkg); err == io.EOF {
			keepList(kept, p.byPath, g.module.env.GOMODCACHE)
			return p, nil
		} else if err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		p.byPath[pkg.ImportPath] = pkg
	}
}

// problem says why a package cannot be imported, nil if it can.
func (p *packages) problem(path string) error {
	pkg := p.byPath[path]
	if pkg == nil {
		return doc.Errorf(doc.Position{}, "no package %q", path)
	}
	if strings.Contains("/"+path+"/", "/internal/") && pkg.Standard {
		return doc.Errorf(doc.Position{}, "package %q is internal to the standard library", path)
	}
	if pkg.Name == "main" && pkg.Error == nil {
		return doc.Errorf(doc.Position{}, "package %q is a program and cannot be imported", path)
	}
	if pkg.Error != nil {
		return p.describe(path, pkg.Error)
	}
	if len(pkg.DepsErrors) > 0 {
		return p.describe(path, pkg.DepsErrors[0])
	}
	if pkg.Export == "" && path != "unsafe" {
		return doc.Errorf(doc.Position{}, "package %q was not built", path)
	}
	return nil
}

// closure returns the packages that the paths import, directly or not, and
// themselves, sorted by path.
func (p *packages) closure(paths []string) []*goPackage {
	seen := map[string]bool{}
	var found []*goPackage
	var visit func(string)
	visit = func(path string) {
		pkg := p.byPath[path]
		if pkg == nil || seen[path] {
			return
		}
		seen[path] = true
		found = append(found, pkg)
		for _, imp := range pkg.Imports {
			if to, ok := pkg.ImportMap[imp]; ok {
				imp = to
			}
			visit(imp)
		}
	}
	for _, path := range paths {
		visit(path)
	}
	slices.SortFunc(found, func(a, b *goPackage) int { return strings.Compare(a.ImportPath, b.ImportPath) })
	return found
}

// local reports whether the package's files may change between runs: it is
// not of the standard library nor in the module cache.
func (pkg *goPackage) local(modCache string) bool {
	return !pkg.Standard && pkg.Dir != "" && !strings.HasPrefix(pkg.Dir, modCache+string(filepath.Separator))
}

// files returns the names of the files that the package is built from, and of
// those Go files that are left out on this platform.
func (pkg *goPackage) files() []string {
	return slices.Concat(pkg.GoFiles, pkg.CgoFiles, pkg.CFiles, pkg.CXXFiles, pkg.HFiles, pkg.SFiles, pkg.SysoFiles, pkg.EmbedFiles, pkg.IgnoredGoFiles)
}
