// Package tangle turns a document's cells into one Go program.
//
// The program reads like the document, from top to bottom, and follows these
// rules, which a reader of a page can see at work:
//
//   - A cell is any mix of imports, functions, methods, types, constants,
//     variables and statements. What it declares is visible in all later
//     cells, in functions and methods too: every variable of a cell, one that
//     := declares included, becomes a variable of the package. Functions,
//     types and constants are visible in the whole of their own cell, a
//     variable in the statements behind it.
//   - A name that a later cell declares again means the new thing from there
//     on; what was written before keeps the old one (static binding). So
//     x := x + 1 makes a new x from the old.
//   - An import serves all later cells. A standard package that nothing
//     imports is imported by its name.
//   - The value of a last statement that is an expression is the cell's
//     result. Of a call's results (T, error) the error fails the cell. The
//     results of fmt.Print and its kin are nobody's interest, nor is an
//     empty struct that was waited for. A semicolon at the end suppresses it.
//   - init functions run before the first statement that follows them, a main
//     function at the end of its cell. Return ends the cell; deferred calls
//     run at its end.
//   - A method that a cell adds to a type of an earlier cell is there from that
//     cell on: what the cells in between print does not know it.
//   - A cell whose options say that it must fail declares for itself alone.
//     If it does not compile, that is its failure.
//
// # How
//
// [Imports] says which packages a document may need. Given those, [Program]
// parses each cell, resolves its identifiers by the scope rules of the
// language, type-checks all cells together, and prints the program: the
// author's own text, moved to its place and edited where a name has another
// version or := has become =, under line directives that carry positions back
// into the document.
//
// A version of a name other than the first, and the functions that run the
// cells, are named with a [Mark]; [Unmangle] takes it off again in whatever
// the program prints.
//
// The package is pure: it reads no files, starts no processes, and knows
// packages through a [types.Importer] alone.
package tangle

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"

	"github.com/gofresco/fresco/doc"
)

// RuntimePath is the import path of the package that a tangled program is run
// by; see package runner/rt.
const RuntimePath = "github.com/gofresco/fresco/runner/rt"

// A Result is a document as a Go program.
type Result struct {
	// Source is the program's text: one file of a package main whose init
	// function hands its cells to the package at RuntimePath. It is nil when
	// the document does not compile.
	Source []byte
	// Imports are the import paths that Source names, sorted.
	Imports []string
	// Cells are the numbers of the cells that run, in order.
	Cells []int
	// Epochs are the numbers of the cells, in order, that add a method to a
	// type of an earlier cell in such a way that values of the type print
	// or behave differently. What the cells before such a cell do is to be
	// taken from a program of those cells alone; see Options.Before.
	Epochs []int
	// Failures are what is wrong with those cells that must fail and do so
	// by not compiling, by cell number.
	Failures map[int]doc.Diagnostics
	// Diagnostics are errors, and notes about what may surprise.
	Diagnostics doc.Diagnostics
}

// Options tell how to tangle.
type Options struct {
	// Importer finds packages by import path. Its error for one that is not
	// there may be a doc.Diagnostic, which is then reported at the import.
	Importer types.Importer
	// GoVersion is the language version, such as "go1.26"; "" for the newest.
	GoVersion string
	// Before, if not 0, leaves out the cells from that number on.
	Before int
	// Failed are cells that must fail and are known to do so, by number: those
	// that the compiler rejects though they pass the type checker.
	Failed map[int]doc.Diagnostics
	// Sizes are the sizes of types, nil for those of amd64.
	Sizes types.Sizes
}

// Program tangles a document. Errors are in the result's Diagnostics; all
// cells are looked at before it returns.
func Program(d *doc.Document, opts Options) *Result {
	failures := map[int]doc.Diagnostics{}
	maps.Copy(failures, opts.Failed)
	for {
		p := newProgram(d, opts, failures)
		p.build()
		if p.setAside(failures) {
			continue
		}
		p.result.Failures = failures
		p.result.Diagnostics.Sort()
		return p.result
	}
}

// setAside moves the errors of cells that must fail to failures and reports
// whether there were any, in which case the program is built without them.
func (p *program) setAside(failures map[int]doc.Diagnostics) bool {
	found := false
	for _, c := range p.cells {
		if !c.Options.MustFail || failures[c.Number] != nil {
			continue
		}
		if ds := p.cellErrors[c]; len(ds) > 0 {
			ds.Sort()
			failures[c.Number] = ds
			found = true
		}
	}
	return found
}

// A program is a document on its way to become one.
type program struct {
	opts       Options
	fset       *token.FileSet
	cells      []*cell
	resolver   *resolver
	info       *types.Info
	pkg        *types.Package
	imports    *importTable
	cellErrors map[*cell]doc.Diagnostics
	result     *Result
}

// newProgram takes in the document's cells, without those that are known to
// fail.
func newProgram(d *doc.Document, opts Options, without map[int]doc.Diagnostics) *program {
	p := &program{
		opts:       opts,
		fset:       token.NewFileSet(),
		cellErrors: map[*cell]doc.Diagnostics{},
		result:     &Result{},
	}
	gonb := isGoNB(d)
	for _, dc := range d.Cells {
		if !dc.Runs() || without[dc.Number] != nil || opts.Before > 0 && dc.Number >= opts.Before {
			continue
		}
		c := newCell(dc)
		p.cells = append(p.cells, c)
		if ds := c.split(gonb); len(ds) > 0 {
			p.report(c, ds)
		} else if ds := c.parse(p.fset); len(ds) > 0 {
			p.report(c, ds)
		}
	}
	return p
}

// report adds what is wrong with a cell that cannot become part of the
// program.
func (p *program) report(c *cell, ds doc.Diagnostics) {
	c.broken = true
	p.cellErrors[c] = append(p.cellErrors[c], ds...)
	if !c.Options.MustFail {
		p.result.Diagnostics = append(p.result.Diagnostics, ds...)
	}
}

// build resolves, checks and prints.
func (p *program) build() {
	p.resolver = &resolver{
		names: newNames(), importer: p.opts.Importer,
		reassigned: map[*ast.Ident]bool{}, missing: map[string]bool{}, dotted: map[string]bool{},
	}
	for _, c := range p.cells {
		if c.broken {
			continue
		}
		p.resolver.diagnostics = nil
		p.resolver.resolve(c)
		p.cellErrors[c] = append(p.cellErrors[c], p.resolver.diagnostics...)
	}
	p.result.Epochs = p.resolver.epochs
	p.check()
	for c, ds := range p.resolver.strangers() {
		p.cellErrors[c] = append(p.cellErrors[c], ds...)
	}
	p.collectErrors()
	if len(p.result.Diagnostics.Errors()) > 0 {
		return
	}
	for _, ds := range p.cellErrors {
		if len(ds) > 0 {
			return // a cell is set aside, and the rest built without it
		}
	}
	p.shadowNotes()
	p.print()
}
