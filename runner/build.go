package runner

import (
	"context"
	"errors"
	"fmt"
	"go/types"
	"maps"
	"math"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/runner/tangle"
)

// A unit is a document on its way through the compiler.
type unit struct {
	*task
	index    int            // among the units
	paths    []string       // import paths that tangling it may ask for
	result   *tangle.Result // of the whole document
	variants []*variant
	closure  []*goPackage
}

// A variant is a package made of a document's cells: one for each of its
// epochs. What the cells in the window from first to before last do is taken
// from it.
type variant struct {
	*tangle.Result
	index       int // of its package in the program
	first, last int
	object      string // the compiled package
}

// path is the variant's import path in the program.
func (v *variant) path() string { return fmt.Sprintf("%s%d", tangle.PackagePath, v.index) }

// maxEpochs bounds the packages that are made of one document, and the
// distance of their numbers in the program.
const maxEpochs = 1000

// build builds and runs a group's tasks.
func (b *batch) build(ctx context.Context, g *group, tasks []*task) error {
	w, err := b.world(g.module.env, g.clock)
	if err != nil {
		return err
	}
	b.tell(Event{Kind: Building, Total: len(tasks), Missing: w.Missing})
	units := make([]*unit, len(tasks))
	wanted := map[string]bool{}
	for _, p := range supportImports() {
		wanted[p] = true
	}
	for i, t := range tasks {
		t.checkInputs()
		explicit, implied := tangle.Imports(t.doc)
		units[i] = &unit{task: t, index: i + 1, paths: slices.Concat(explicit, implied)}
		for _, p := range units[i].paths {
			wanted[p] = true
		}
	}
	delete(wanted, "unsafe")
	if g.clock == doc.Real && g.module.env.CGO_ENABLED == "1" {
		wanted[cgoPath] = true
	}
	pkgs, err := b.listSlowly(ctx, g, w, slices.Sorted(maps.Keys(wanted)))
	if err != nil {
		return err
	}
	p := &builder{batch: b, group: g, world: w, packages: pkgs}
	if err := p.prepare(ctx, wanted); err != nil {
		return err
	}
	units, err = p.compileAll(ctx, units)
	if err != nil || len(units) == 0 {
		return err
	}
	most := maxDocuments
	if !w.Inits {
		most = 1 // where initialisers cannot be kept from running
	}
	for some := range slices.Chunk(units, most) {
		if err := p.linkAndExecute(ctx, some); err != nil {
			return err
		}
	}
	return nil
}

// maxDocuments is how many documents share a program. Each process is told
// which packages are none of its own, and that list has to fit into an
// environment variable.
const maxDocuments = 1000

func (p *builder) linkAndExecute(ctx context.Context, units []*unit) error {
	program, err := p.link(ctx, units)
	if err != nil {
		return err
	}
	return p.execute(ctx, p.world, program, units)
}

// checkInputs adds a note for each of the page's inputs that matches no file:
// what child processes read under that name is not followed.
func (t *task) checkInputs() {
	for i, pattern := range inputFiles(t.dir, t.doc.Options.Inputs) {
		if files, err := filepath.Glob(pattern); err != nil || len(files) == 0 {
			t.report.Diagnostics = append(t.report.Diagnostics,
				doc.Notef(doc.Position{Path: t.doc.Path}, "inputs: %s matches no file", t.doc.Options.Inputs[i]))
		}
	}
}

// listSlowly lists packages and says so if that takes long because the
// standard library is being compiled.
func (b *batch) listSlowly(ctx context.Context, g *group, w *worldBuild, paths []string) (*packages, error) {
	timer := time.AfterFunc(2*time.Second, func() { b.tell(Event{Kind: BuildingStd}) })
	defer timer.Stop()
	return b.list(ctx, g, w, paths)
}

// compileAll tangles and compiles the units and returns those that a program
// can be made of; the tasks of the others are finished.
func (p *builder) compileAll(ctx context.Context, units []*unit) ([]*unit, error) {
	imp := newImporter(p.packages)
	for _, u := range units {
		imp.load(u.paths)
	}
	var wg errgroup.Group
	wg.SetLimit(p.config.Jobs)
	var mu sync.Mutex
	var good []*unit
	for _, u := range units {
		wg.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			ok, err := p.compileUnit(ctx, u, imp)
			if !ok || err != nil {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			good = append(good, u)
			return nil
		})
	}
	if err := wg.Wait(); err != nil {
		return nil, err
	}
	slices.SortFunc(good, func(a, b *unit) int { return a.index - b.index })
	return good, nil
}

// tangle makes the unit's packages: one of all cells, and one for each epoch
// before the last.
func (p *builder) tangle(u *unit, imp types.Importer, failed map[int]doc.Diagnostics) {
	u.variants = nil
	opts := tangle.Options{
		Importer:  imp,
		Failed:    failed,
		GoVersion: p.goVersion(),
		Sizes:     types.SizesFor("gc", p.group.module.env.GOARCH),
	}
	u.result = tangle.Program(u.doc, opts)
	if u.result.Source == nil {
		return
	}
	first := 0
	for _, cell := range u.result.Epochs[:min(len(u.result.Epochs), maxEpochs-1)] {
		opts.Before = cell
		u.variants = append(u.variants, &variant{Result: tangle.Program(u.doc, opts), first: first, last: cell})
		first = cell
	}
	u.variants = append(u.variants, &variant{Result: u.result, first: first, last: math.MaxInt})
	for i, v := range u.variants {
		v.index = u.index*maxEpochs + i
	}
}

// compileUnit tangles and compiles a document and reports whether a program
// can be made of it; if not, its task is finished. Cells that must fail may do
// so by not compiling.
func (p *builder) compileUnit(ctx context.Context, u *unit, imp types.Importer) (bool, error) {
	failed := map[int]doc.Diagnostics{}
	for {
		p.tangle(u, imp, failed)
		ds := u.result.Diagnostics
		if u.result.Source != nil {
			u.closure = p.packages.closure(u.result.Imports)
			found, err := p.compileVariants(ctx, u)
			if err != nil {
				return false, err
			}
			if len(found) == 0 {
				u.report.Diagnostics = append(u.report.Diagnostics, ds...)
				return true, nil
			}
			if u.expected(found, failed) {
				continue
			}
			ds = append(ds, found...)
		}
		u.outputErrors(ds)
		p.fail(u.task, ds...)
		p.finish(u.task)
		return false, nil
	}
}

// compileVariants compiles a document's packages and returns what the compiler
// has against them.
func (p *builder) compileVariants(ctx context.Context, u *unit) (doc.Diagnostics, error) {
	for _, v := range u.variants {
		err := p.compileVariant(ctx, v)
		var tool *toolError
		if errors.As(err, &tool) {
			return u.compilerErrors(tool.text), nil
		}
		if err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// goVersion is the language version of the group's documents.
func (p *builder) goVersion() string {
	if v := p.group.module.goVersion; v != "" {
		return languageVersion(v)
	}
	return languageVersion(p.group.module.env.GOVERSION)
}
