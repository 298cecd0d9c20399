package runner

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/runner/process"
)

// execute runs each unit of a program. Documents on the real clock run one at
// a time, so that what they measure is theirs.
func (b *batch) execute(ctx context.Context, w *worldBuild, prog *program, units []*unit) error {
	wg, ctx := errgroup.WithContext(ctx)
	wg.SetLimit(b.config.Jobs)
	if w.clock == doc.Real {
		wg.SetLimit(1)
	}
	for _, u := range units {
		wg.Go(func() error {
			b.tell(Event{Kind: Running, Doc: u.doc, Total: len(b.reports)})
			x := &execution{batch: b, unit: u, world: w, program: prog}
			if b.afterBuild != nil {
				return b.afterBuild(x)
			}
			if err := x.run(ctx); err != nil {
				return err
			}
			if !u.report.Failed {
				b.store(u, x.reads)
			}
			b.finish(u.task)
			return nil
		})
	}
	return wg.Wait()
}

// An execution is the run of one document, which may take several processes.
type execution struct {
	*batch
	unit    *unit
	world   *worldBuild
	program *program
	reads   readSet
}

// run runs the cells that are to succeed, then each one that must fail, after
// those before it.
func (x *execution) run(ctx context.Context) error {
	var normal, failing []int
	for _, n := range x.unit.result.Cells {
		if x.cell(n).Options.MustFail {
			failing = append(failing, n)
		} else {
			normal = append(normal, n)
		}
	}
	for _, c := range x.unit.doc.Cells {
		if c.Runs() {
			c.Outputs, c.ExecutionCount, c.Stored = nil, 0, true
		}
	}
	reached, err := x.runNormal(ctx, normal)
	if err != nil {
		return err
	}
	for n, ds := range x.unit.result.Failures {
		x.cell(n).Outputs, x.cell(n).ExecutionCount = []doc.Output{compileFailure(ds)}, 1
	}
	for _, n := range failing {
		if n > reached {
			break // the document stopped before this cell
		}
		report, err := x.process(ctx, x.variant(n), append(cellsBefore(normal, n), n))
		if err != nil {
			return err
		}
		x.take(report, []int{n})
		x.expectFailure(report, n)
	}
	x.numberCells()
	return nil
}

// runNormal runs the cells that are to succeed, epoch by epoch, and returns
// the number of the cell that it came to.
func (x *execution) runNormal(ctx context.Context, normal []int) (reached int, err error) {
	for _, v := range x.unit.variants {
		cells := cellsBefore(normal, v.last)
		window := cells[len(cellsBefore(cells, v.first)):]
		if len(window) == 0 {
			continue
		}
		report, err := x.process(ctx, v, cells)
		if err != nil {
			return 0, err
		}
		x.take(report, window)
		if report.End != process.Done {
			x.blame(report)
			return report.At, nil
		}
	}
	return math.MaxInt, nil
}

// variant returns the package that a cell's outputs are taken from.
func (x *execution) variant(n int) *variant {
	for _, v := range x.unit.variants {
		if n < v.last {
			return v
		}
	}
	return x.unit.variants[len(x.unit.variants)-1]
}

func cellsBefore(cells []int, n int) []int {
	var before []int
	for _, c := range cells {
		if c < n {
			before = append(before, c)
		}
	}
	return before
}

// cell returns the cell of a number.
func (x *execution) cell(number int) *doc.Cell {
	cells := x.unit.doc.Cells
	i, ok := slices.BinarySearchFunc(cells, number, func(c *doc.Cell, n int) int { return c.Number - n })
	if !ok {
		panic(fmt.Sprintf("no cell %d in %s", number, x.unit.doc.Path))
	}
	return cells[i]
}

// process runs some of a variant's cells in a process.
func (x *execution) process(ctx context.Context, v *variant, cells []int) (*process.Report, error) {
	opts := x.unit.doc.Options
	spec := process.Spec{
		Path:        x.program.path,
		Name:        "main",
		Env:         x.environment(v),
		Dir:         x.unit.dir,
		Memory:      opts.Memory,
		OutputLimit: opts.OutputLimit,
		Timeout: func(n int) time.Duration {
			if n > 0 && x.cell(n).Options.Timeout > 0 {
				return x.cell(n).Options.Timeout
			}
			return opts.Timeout
		},
	}
	if _, err := rand.Read(spec.Nonce[:]); err != nil {
		return nil, err
	}
	var config strings.Builder
	fmt.Fprintf(&config, "nonce %s\ncells", hex.EncodeToString(spec.Nonce[:]))
	for _, n := range cells {
		config.WriteString(" " + strconv.Itoa(n))
	}
	config.WriteString("\n")
	if x.world.clock == doc.Real && !x.world.Frames {
		config.WriteString("frame\n")
	}
	spec.Config = []byte(config.String())
	report, err := process.Run(ctx, spec)
	if err != nil {
		return nil, err
	}
	x.reads.add(x.unit.dir, report)
	return report, nil
}

// passed are the variables of our own environment that documents get.
var passed = []string{"PATH", "HOME", "TMPDIR", "GOCACHE", "GOMODCACHE", "GOPATH", "GOTOOLCHAIN"}

// environment returns what a document's process is started with: a fixed
// place and language, and of ours only what programs cannot do without.
func (x *execution) environment(v *variant) []string {
	env := []string{"TZ=UTC", "LANG=C.UTF-8", "LC_ALL=C.UTF-8"}
	for _, name := range passed {
		if value, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+value)
		}
	}
	seed := strconv.FormatUint(x.unit.doc.Options.Seed, 10)
	if x.unit.doc.Options.RandomSeed {
		seed = "random"
	}
	env = append(env, "FRESCO_WORLD="+seed, "FRESCO_LOG=4", "FRESCO_SKIP="+x.skipped(v), "GOTRACEBACK=single")
	if x.world.clock == doc.Virtual {
		env = append(env, "GOMAXPROCS=1")
	}
	return env
}

// skipped lists the program's packages that are none of this document's, in
// the form that the linker gives to their functions' names.
func (x *execution) skipped(v *variant) string {
	mine := map[string]bool{"main": true, rtPath: true, richPath: true, displayPath: true, v.path(): true}
	for _, pkg := range x.unit.closure {
		mine[pkg.ImportPath] = true
	}
	for _, path := range x.program.support {
		// Package rich encodes PNG, which takes no initialiser; that one would
		// teach image.Decode a format that the document has not imported.
		if path != "image/png" {
			mine[path] = true
		}
	}
	var skip []string
	for _, path := range x.program.packages {
		if !mine[path] {
			skip = append(skip, linkerPath(path))
		}
	}
	return strings.Join(skip, ",")
}

// linkerPath returns an import path as it begins the names of functions: see
// cmd/internal/objabi.PathToPrefix.
func linkerPath(path string) string {
	slash := strings.LastIndexByte(path, '/')
	var b strings.Builder
	for i := range len(path) {
		c := path[i]
		if c <= ' ' || c == '.' && i > slash || c == '%' || c == '"' || c >= 0x7f {
			fmt.Fprintf(&b, "%%%02x", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// numberCells gives the cells that ran their execution counts.
func (x *execution) numberCells() {
	count := 0
	for _, c := range x.unit.doc.Cells {
		if !c.Runs() || c.ExecutionCount == 0 {
			continue
		}
		count++
		c.ExecutionCount = count
		for i := range c.Outputs {
			if c.Outputs[i].Kind == doc.Result {
				c.Outputs[i].ExecutionCount = count
			}
		}
	}
}
