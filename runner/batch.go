package runner

import (
	"context"
	"os"
	"path/filepath"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/gofresco/fresco/doc"
)

// A batch is one call of Run.
type batch struct {
	*Runner
	reports []*Report
	tasks   []*task
	dir     string // for temporary files, made when needed
	mu      sync.Mutex
	done    int
	// afterBuild, if not nil, is called instead of running a document.
	afterBuild func(*execution) error
}

// A task is one document to execute.
type task struct {
	doc    *doc.Document
	report *Report
	dir    string // the document's folder
	group  *group
	key    string // of its cache entry
	failed bool   // before it could be run
}

func newBatch(r *Runner, docs []*doc.Document) *batch {
	b := &batch{Runner: r}
	for _, d := range docs {
		report := &Report{Doc: d}
		b.reports = append(b.reports, report)
		if !d.Runs() {
			report.Cached = true
			b.done++
			continue
		}
		dir := filepath.Join(r.config.Root, filepath.Dir(filepath.FromSlash(d.Path)))
		if filepath.IsAbs(filepath.FromSlash(d.Path)) {
			dir = filepath.Dir(filepath.FromSlash(d.Path))
		}
		b.tasks = append(b.tasks, &task{doc: d, report: report, dir: dir})
	}
	return b
}

// close removes what the batch has left in the file system.
func (b *batch) close() {
	if b.dir != "" {
		os.RemoveAll(b.dir)
	}
}

func (b *batch) run(ctx context.Context) error {
	if len(b.tasks) == 0 {
		return nil
	}
	groups, err := b.groups(ctx)
	if err != nil {
		return err
	}
	for _, g := range groups {
		rest, err := b.fromCache(ctx, g)
		if err != nil {
			return err
		}
		if len(rest) == 0 {
			continue
		}
		if err := b.build(ctx, g, rest); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// fromCache finishes the group's tasks that the cache has outputs for and
// returns the others.
func (b *batch) fromCache(ctx context.Context, g *group) ([]*task, error) {
	var wg errgroup.Group
	wg.SetLimit(b.config.Jobs)
	hits := make([]bool, len(g.tasks))
	sums := newSums()
	for i, t := range g.tasks {
		wg.Go(func() error {
			t.key = t.cacheKey()
			hits[i] = !b.config.NoCache && !t.doc.Options.RandomSeed && b.restore(t, sums)
			return ctx.Err()
		})
	}
	if err := wg.Wait(); err != nil {
		return nil, err
	}
	var rest []*task
	for i, t := range g.tasks {
		if hits[i] {
			t.report.Cached = true
			b.finish(t)
		} else {
			rest = append(rest, t)
		}
	}
	return rest, nil
}

// finish reports that a task is done.
func (b *batch) finish(t *task) {
	t.report.Diagnostics.Sort()
	if len(t.report.Diagnostics.Errors()) > 0 {
		t.report.Failed = true
	}
	b.mu.Lock()
	b.done++
	done := b.done
	b.mu.Unlock()
	b.tell(Event{Kind: Finished, Doc: t.doc, Done: done, Total: len(b.reports), Report: t.report})
}

// fail ends a task before it could be run.
func (b *batch) fail(t *task, ds ...doc.Diagnostic) {
	t.failed = true
	t.report.Failed = true
	t.report.Diagnostics = append(t.report.Diagnostics, ds...)
}

// workDir returns the batch's folder for temporary files.
func (b *batch) workDir() (string, error) {
	if b.dir != "" {
		return b.dir, nil
	}
	parent := filepath.Join(b.config.CacheDir, "work")
	if err := os.MkdirAll(parent, 0o777); err != nil {
		return "", cacheError(err)
	}
	removeStale(parent)
	b.trim()
	dir, err := os.MkdirTemp(parent, "build-")
	if err != nil {
		return "", cacheError(err)
	}
	b.dir = dir
	return dir, nil
}
