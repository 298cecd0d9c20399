package runner

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A program is a linked executable with the documents that it holds.
type program struct {
	path string
	// packages are the import paths of all packages in it.
	packages []string
	// support are those that every document's process needs.
	support []string
}

// link links one program of the units.
func (p *builder) link(ctx context.Context, units []*unit) (*program, error) {
	imports := []string{rtPath}
	rich, display := false, false
	var b strings.Builder
	b.WriteString("package main\n\nimport (\n\trt " + fmt.Sprintf("%q", rtPath) + "\n")
	for _, u := range units {
		for _, v := range u.variants {
			fmt.Fprintf(&b, "\t_ %q\n", v.path())
			imports = append(imports, v.path())
			p.packages.byPath[v.path()] = &goPackage{ImportPath: v.path(), Name: "main", Export: v.object, Imports: v.Imports}
		}
		rich = rich || u.wantsRich()
		display = display || slices.Contains(closurePaths(u.closure), displayPath)
	}
	if rich {
		imports = append(imports, richPath)
		fmt.Fprintf(&b, "\t_ %q\n", richPath)
	}
	if display {
		imports = append(imports, displayPath)
		fmt.Fprintf(&b, "\tdisplay %q\n", displayPath)
	}
	b.WriteString(")\n\nfunc main() {\n")
	if display {
		b.WriteString("\tdisplay.SetSink(rt.Show)\n")
	}
	b.WriteString("\trt.Main()\n}\n")
	if err := os.WriteFile(filepath.Join(p.dir, "main.go"), []byte(b.String()), 0o666); err != nil {
		return nil, cacheError(err)
	}
	object := filepath.Join(p.dir, "main.a")
	if err := p.compile(ctx, compilation{path: "main", dir: p.dir, files: []string{"main.go"}, out: object, imports: imports}); err != nil {
		return nil, fmt.Errorf("compiling the main package: %w", err)
	}
	imports = append(imports, "runtime")
	if p.usesCgo(imports) {
		imports = append(imports, cgoPath)
	}
	return p.linkMain(ctx, object, imports)
}

// cgoPath is the package that a program with cgo in it needs, though nothing
// imports it by name.
const cgoPath = "runtime/cgo"

// usesCgo reports whether any of the packages is built with cgo.
func (p *builder) usesCgo(imports []string) bool {
	return slices.ContainsFunc(p.packages.closure(imports), func(pkg *goPackage) bool { return len(pkg.CgoFiles) > 0 })
}

func (p *builder) linkMain(ctx context.Context, object string, imports []string) (*program, error) {
	cfg := filepath.Join(p.dir, "link.importcfg")
	if err := p.writeImportcfg(cfg, imports); err != nil {
		return nil, err
	}
	prog := &program{
		path:     filepath.Join(p.dir, "program"+exeSuffix(p.group.module.env.GOOS)),
		packages: closurePaths(p.packages.closure(imports)),
		support:  closurePaths(p.packages.closure([]string{rtPath, richPath, displayPath})),
	}
	args := []string{"-o", prog.path, "-importcfg", cfg, "-buildmode=exe", "-s", "-w"}
	if p.debug != "" {
		args = append(args, "-X=runtime.godebugDefault="+p.debug)
	}
	if _, err := command(ctx, p.dir, p.group.module.env.toolEnviron(), p.tool("link"), append(args, object)...); err != nil {
		return nil, fmt.Errorf("linking: %w", err)
	}
	return prog, nil
}

// wantsRich reports whether a document can have results that take package
// rt/rich: images, or bundles by a method of that name.
func (u *unit) wantsRich() bool {
	paths := closurePaths(u.closure)
	return slices.Contains(paths, "image") || slices.Contains(paths, "encoding/json") || strings.Contains(string(u.result.Source), "MIMEBundle")
}

func closurePaths(pkgs []*goPackage) []string {
	paths := make([]string, len(pkgs))
	for i, pkg := range pkgs {
		paths[i] = pkg.ImportPath
	}
	return paths
}

// defaultGODEBUG asks the go command for the GODEBUG settings that a program
// of the module would have: those of an older Go, or those of go.mod. The
// program that it is asked about exists in an overlay alone.
func (p *builder) defaultGODEBUG(ctx context.Context) (string, error) {
	file := filepath.Join(p.dir, "godebug.go")
	if err := os.WriteFile(file, []byte("package main\n\nfunc main() {}\n"), 0o666); err != nil {
		return "", cacheError(err)
	}
	overlay, err := json.Marshal(map[string]map[string]string{
		"Replace": {filepath.Join(p.group.module.dir, "fresco-main", "main.go"): file},
	})
	if err != nil {
		return "", err
	}
	overlayFile := filepath.Join(p.dir, "godebug.json")
	if err := os.WriteFile(overlayFile, overlay, 0o666); err != nil {
		return "", cacheError(err)
	}
	out, err := p.goCommand(ctx, p.group.module.dir, nil, "list", "-overlay", overlayFile, "-f", "{{.DefaultGODEBUG}}", "./fresco-main")
	if err != nil {
		return "", ctx.Err() // an old toolchain, or a broken go.mod: defaults will do
	}
	return strings.TrimSpace(string(out)), nil
}
