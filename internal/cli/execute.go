package cli

import (
	"context"
	"os"

	"github.com/spf13/cobra"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/runner"
)

// An execution is the flags of commands that execute documents.
type execution struct {
	jobs    int
	noCache bool
	quiet   bool
}

// bind makes the flags known to a command, and checks them before it runs.
func (e *execution) bind(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.IntVarP(&e.jobs, "jobs", "j", 0, "run at most `N` processes at a time (default: one per processor)")
	flags.BoolVar(&e.noCache, "no-cache", false, "run everything, whatever is stored")
	flags.BoolVarP(&e.quiet, "quiet", "q", false, "print neither progress nor a summary, only what is wrong")
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) error {
		if cmd.Flags().Changed("jobs") && e.jobs < 1 {
			return usagef(cmd, "--jobs is %d, and must be at least 1", e.jobs)
		}
		return nil
	}
}

// An outcome tells how documents were executed.
type outcome struct {
	// run and cached count the documents whose cells did what they should.
	run, cached int
	diagnostics doc.Diagnostics
}

// broken reports whether a document has mistakes, in its options say, that
// would make another program of it. Such a document is not executed.
func broken(d *doc.Document) bool {
	return doc.Diagnostics(d.Diagnostics).Err() != nil
}

// execute executes those of the documents that have cells to run and are not
// broken.
func (s *session) execute(ctx context.Context, docs []*doc.Document, e execution) (outcome, error) {
	var out outcome
	var sound []*doc.Document
	for _, d := range docs {
		if d.Runs() && !broken(d) {
			sound = append(sound, d)
		}
	}
	p := &progress{out: s.stderr, quiet: e.quiet}
	r, err := runner.New(runner.Config{
		CacheDir: os.Getenv("FRESCO_CACHE"),
		NoCache:  e.noCache,
		Jobs:     e.jobs,
		Progress: p.event,
	})
	if err != nil {
		return out, err
	}
	stop := p.watch()
	reports, err := r.Run(ctx, sound)
	stop()
	if err != nil {
		return out, err
	}
	for _, report := range reports {
		switch {
		case report.Failed:
		case report.Cached:
			out.cached++
		default:
			out.run++
		}
		out.diagnostics = append(out.diagnostics, report.Diagnostics...)
	}
	return out, nil
}
