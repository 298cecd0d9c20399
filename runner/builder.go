package runner

import (
	"context"
	"encoding/hex"
	"fmt"
	"go/parser"
	"go/token"
	"hash"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"crypto/sha256"
)

// A builder calls the compiler and the linker for one group of documents.
type builder struct {
	*batch
	group    *group
	world    *worldBuild
	packages *packages
	dir      string // for its files
	// debug is the default of GODEBUG that go.mod asks for.
	debug string
}

// prepare makes a folder and compiles the packages that Fresco brings along.
func (p *builder) prepare(ctx context.Context, wanted map[string]bool) error {
	work, err := p.workDir()
	if err != nil {
		return err
	}
	if p.dir, err = os.MkdirTemp(work, "program-"); err != nil {
		return cacheError(err)
	}
	for _, s := range supportPackages {
		if pkg := p.packages.byPath[s.path]; pkg != nil && pkg.Export != "" {
			continue // the user's module has it
		}
		if s.path == displayPath && !wanted[displayPath] {
			continue
		}
		if err := p.compileSupport(ctx, s); err != nil {
			return err
		}
	}
	if p.group.module.godebug {
		p.debug, err = p.defaultGODEBUG(ctx)
	}
	return err
}

// tool returns the path of one of the toolchain's programs.
func (p *builder) tool(name string) string {
	return filepath.Join(p.group.module.env.GOTOOLDIR, name+exeSuffix(p.group.module.env.GOOS))
}

func exeSuffix(goos string) string {
	if goos == "windows" {
		return ".exe"
	}
	return ""
}

// compileSupport compiles one of our packages, once for a toolchain and
// world: the object is kept in the cache.
func (p *builder) compileSupport(ctx context.Context, s *supportPackage) error {
	h := sha256.New()
	fmt.Fprintf(h, "%s %s\n", p.group.module.env.GOVERSION, p.world.overlay)
	for _, name := range slices.Sorted(maps.Keys(s.files)) {
		fmt.Fprintf(h, "%s %x\n", name, sha256.Sum256(s.files[name]))
	}
	p.hashPackages(h, s.imports)
	object := filepath.Join(p.config.CacheDir, "objects", hex.EncodeToString(h.Sum(nil)[:16])+".a")
	if _, err := os.Stat(object); err == nil {
		touch(object)
		p.registerObject(s, object)
		return nil
	}
	dir := filepath.Join(p.dir, strings.ReplaceAll(s.path, "/", "_"))
	if err := os.Mkdir(dir, 0o777); err != nil {
		return cacheError(err)
	}
	var files []string
	for name, data := range s.files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			return cacheError(err)
		}
		files = append(files, name)
	}
	slices.Sort(files)
	out := filepath.Join(dir, "out.a")
	if err := p.compile(ctx, compilation{path: s.path, dir: dir, files: files, out: out, imports: s.imports}); err != nil {
		return fmt.Errorf("compiling %s: %w", s.path, err)
	}
	data, err := os.ReadFile(out)
	if err == nil {
		err = writeWhole(object, data)
	}
	if err != nil {
		return cacheError(err)
	}
	p.registerObject(s, object)
	return nil
}

// registerObject makes one of our packages known as if go list had named it.
func (p *builder) registerObject(s *supportPackage, object string) {
	p.packages.byPath[s.path] = &goPackage{
		ImportPath: s.path, Name: filepath.Base(s.path), Export: object, BuildID: object, Standard: true, Imports: s.imports,
	}
}

// hashPackages adds the build IDs of packages and all that they import.
func (p *builder) hashPackages(h hash.Hash, paths []string) {
	for _, pkg := range p.packages.closure(paths) {
		fmt.Fprintf(h, "%s %s\n", pkg.ImportPath, pkg.BuildID)
	}
}

// A compilation is one call of the compiler.
type compilation struct {
	path    string // import path to compile for
	dir     string
	files   []string
	out     string
	imports []string
	lang    string
}

// compile compiles a package.
func (p *builder) compile(ctx context.Context, c compilation) error {
	cfg := c.out + ".importcfg"
	if err := p.writeImportcfg(cfg, c.imports); err != nil {
		return err
	}
	args := []string{"-o", c.out, "-p", c.path, "-complete", "-pack", "-nolocalimports", "-importcfg", cfg,
		"-trimpath", c.dir + "=>", "-c=" + strconv.Itoa(min(runtime.GOMAXPROCS(0), 4))}
	if c.lang != "" {
		args = append(args, "-lang="+c.lang)
	}
	_, err := command(ctx, c.dir, p.group.module.env.toolEnviron(), p.tool("compile"), append(args, c.files...)...)
	return err
}

// compileVariant compiles one of a document's packages.
func (p *builder) compileVariant(ctx context.Context, v *variant) error {
	name := fmt.Sprintf("doc%d.go", v.index)
	if err := os.WriteFile(filepath.Join(p.dir, name), v.Source, 0o666); err != nil {
		return cacheError(err)
	}
	v.object = filepath.Join(p.dir, fmt.Sprintf("doc%d.a", v.index))
	return p.compile(ctx, compilation{path: v.path(), dir: p.dir, files: []string{name}, out: v.object, imports: v.Imports, lang: p.goVersion()})
}

// writeImportcfg says where the packages are that are imported. The compiler
// may ask for more than those named: for what they show of theirs.
func (p *builder) writeImportcfg(file string, imports []string) error {
	var b strings.Builder
	for _, pkg := range p.packages.closure(imports) {
		if pkg.Export != "" {
			fmt.Fprintf(&b, "packagefile %s=%s\n", pkg.ImportPath, pkg.Export)
		}
	}
	if err := os.WriteFile(file, []byte(b.String()), 0o666); err != nil {
		return cacheError(err)
	}
	return nil
}

// fileImports returns what a Go file imports.
func fileImports(src []byte) []string {
	f, err := parser.ParseFile(token.NewFileSet(), "", src, parser.ImportsOnly)
	if err != nil {
		return nil
	}
	var paths []string
	for _, spec := range f.Imports {
		if path, err := strconv.Unquote(spec.Path.Value); err == nil {
			paths = append(paths, path)
		}
	}
	return paths
}
