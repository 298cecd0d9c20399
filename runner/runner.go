// Package runner executes documents: it makes a program of their cells,
// builds it with the installed Go toolchain, runs it, and fills in what each
// cell printed, showed, returned, or how it failed.
//
// # From documents to outputs
//
// [Runner.Run] takes any number of documents. Those whose outputs are in the
// cache are done. The others are grouped by the module that they stand in and
// by their clock, and for each group
//
//   - go list, run in the module, finds and builds all packages that the
//     documents import, and says where their export data is;
//   - package tangle makes a Go package of each document, type-checked over
//     that export data, so that all mistakes of all cells are known at once;
//   - the compiler builds each document, and the linker one program of all of
//     them: a link takes longer than all else, so there is one;
//   - each document runs in a process of its own (package process), in a
//     world that package world has made repeatable.
//
// Compiler and linker are called directly, because the go command refuses to
// import a package named main, which is what a reader expects to see in the
// output of %T and in stack traces. Nothing is written into the user's tree.
//
// # Cells that must fail
//
// A cell marked with the option error runs in a process of its own, after all
// cells before it have run there again: in a world that repeats itself this is
// a copy of the state. Later cells go on as if it had not been there.
//
// # Cache
//
// Outputs are stored by content: the code of the cells, their options, the
// toolchain, the module's files, and the version of Fresco make the key; with
// the outputs stand the packages of local modules that went into the program,
// and the files and environment variables that it read, each with a hash. An
// entry serves as long as all of them are the same. Entries are written whole
// or not at all, failures are not stored, and what has not been used for a
// month goes.
package runner

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/gofresco/fresco/doc"
)

// Config tells a Runner how to work. The zero value of each field has a
// default.
type Config struct {
	// Root is the folder that document paths are relative to; "" for the
	// current one.
	Root string
	// CacheDir is where outputs and builds are kept between runs; "" for a
	// folder "fresco" in the user's cache directory.
	CacheDir string
	// NoCache executes every document, whatever is stored.
	NoCache bool
	// Jobs is how many processes may run at a time; 0 for as many as there
	// are processors.
	Jobs int
	// Go is the go command; "" for the one on the PATH.
	Go string
	// Progress, if not nil, is told what happens. Calls do not overlap.
	Progress func(Event)
}

// An EventKind tells what a Runner is doing.
type EventKind int

const (
	// Building: programs are being built.
	Building EventKind = iota + 1
	// BuildingStd: the standard library is being compiled for the virtual
	// clock, which happens once on a machine and takes a while.
	BuildingStd
	// Running: a document is being run.
	Running
	// Finished: a document is done.
	Finished
)

// An Event is a step of the work.
type Event struct {
	Kind EventKind
	// Doc is the document that runs or has finished, nil for builds.
	Doc *doc.Document
	// Done and Total count the documents.
	Done, Total int
	// Missing says, for Building, what the documents' world lacks because
	// this version of Go was not recognised.
	Missing []string
	// Report is there when a document has finished.
	Report *Report
}

// A Report tells how the execution of a document went. The outputs are in
// the document's cells.
type Report struct {
	Doc *doc.Document
	// Cached reports whether nothing had to be run.
	Cached bool
	// Failed reports whether a cell did not do what it should.
	Failed bool
	// Diagnostics say what went wrong and what may surprise.
	Diagnostics doc.Diagnostics
}

// A Runner executes documents. It keeps what it learns about packages, so one
// Runner is best used for many runs. Its Run must not be called concurrently.
type Runner struct {
	config   Config
	progress sync.Mutex
	worlds   map[string]*worldBuild
}

// New returns a Runner.
func New(config Config) (*Runner, error) {
	if config.Jobs <= 0 {
		config.Jobs = runtime.GOMAXPROCS(0)
	}
	if config.Go == "" {
		config.Go = "go"
	}
	root, err := filepath.Abs(config.Root)
	if err != nil {
		return nil, err
	}
	config.Root = root
	if config.CacheDir == "" {
		dir, err := os.UserCacheDir()
		if err != nil {
			dir = os.TempDir()
		}
		config.CacheDir = filepath.Join(dir, "fresco")
	}
	if config.CacheDir, err = filepath.Abs(config.CacheDir); err != nil {
		return nil, err
	}
	return &Runner{config: config, worlds: map[string]*worldBuild{}}, nil
}

// Run executes the documents and returns a report for each, in their order.
// Documents without cells to run are reported as cached. What is wrong with a
// document is in its report; the error is for what keeps all of them from
// being run, such as a missing toolchain, or for the end of ctx.
func (r *Runner) Run(ctx context.Context, docs []*doc.Document) ([]*Report, error) {
	b := newBatch(r, docs)
	defer b.close()
	if err := b.run(ctx); err != nil {
		return nil, err
	}
	return b.reports, ctx.Err()
}

// tell passes an event on.
func (r *Runner) tell(e Event) {
	if r.config.Progress == nil {
		return
	}
	r.progress.Lock()
	defer r.progress.Unlock()
	r.config.Progress(e)
}
