package runner

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofresco/fresco/doc"
)

// describe words an error of go list, with what to do.
func (p *packages) describe(path string, e *packageError) error {
	text := strings.TrimSpace(e.Err)
	first, rest, _ := strings.Cut(text, "\n")
	switch {
	case strings.Contains(first, "no required module provides package"):
		return p.missing(strings.TrimRight(strings.Fields(first[strings.Index(first, "package")+8:] + " ?")[0], ";:"))
	case strings.HasSuffix(first, "is not in std"), strings.Contains(first, "is not in std ("):
		return doc.Errorf(doc.Position{}, "package %q is not in the standard library", path).
			WithHint("an import path of a module begins with a domain name, such as example.com/m/%s", path)
	case strings.Contains(first, "import cycle"):
		return doc.Errorf(doc.Position{}, "package %q is part of an import cycle: %s", path, strings.Join(e.ImportStack, " imports "))
	case p.clock == doc.Virtual && (strings.Contains(text, "build constraints exclude all Go files") || strings.Contains(text, "cgo")):
		return doc.Errorf(doc.Position{}, "package %q needs cgo, which does not work on the virtual clock", path).
			WithHint("set clock: real in the page's options")
	case strings.HasPrefix(first, "# "):
		d := doc.Errorf(doc.Position{}, "package %q does not compile", strings.TrimPrefix(first, "# "))
		d.Detail = rest
		return d
	}
	return doc.Errorf(doc.Position{}, "package %q: %s", path, strings.ReplaceAll(text, "\n", " "))
}

// missing words that no module has a package.
func (p *packages) missing(path string) error {
	m := p.module
	if within(path, m.path) {
		d := doc.Errorf(doc.Position{}, "module %s has no package %q", m.path, path)
		if near := doc.Nearest(path, m.localPackages()); near != "" {
			return d.WithHint("did you mean %q?", near)
		}
		return d.WithHint("its folder would be %s", filepath.Join(m.dir, filepath.FromSlash(strings.TrimPrefix(path, m.path))))
	}
	for _, required := range m.requires {
		if within(path, required) {
			return doc.Errorf(doc.Position{}, "module %s has no package %q, at the version that go.mod requires", required, path).
				WithHint("check the path; or go get %s, if another version has it", path)
		}
	}
	d := doc.Errorf(doc.Position{}, "no module provides package %q", path)
	if m.path == "" {
		return d.WithHint("the document stands outside of any module: go mod init, then go get %s", path)
	}
	return d.WithHint("go get %s", path)
}

// within reports whether an import path lies in a module.
func within(path, module string) bool {
	return module != "" && (path == module || strings.HasPrefix(path, module+"/"))
}

// localPackages returns the import paths of the module's own packages, as far
// as they are found in a reasonable number of folders.
func (m *module) localPackages() []string {
	var paths []string
	folders := 0
	_ = fs.WalkDir(os.DirFS(m.dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return nil
		}
		if base := d.Name(); name != "." && (strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_") || base == "vendor" || base == "testdata") {
			return fs.SkipDir
		}
		if folders++; folders > 2000 {
			return fs.SkipAll
		}
		if files, _ := filepath.Glob(filepath.Join(escapeGlob(m.dir), filepath.FromSlash(name), "*.go")); len(files) > 0 {
			paths = append(paths, strings.TrimSuffix(m.path+"/"+name, "/."))
		}
		return nil
	})
	return paths
}
