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

// broken reports whether a document has mistakes, in its options say, that
// would make another program of it. Such a document is not executed.
func broken(d *doc.Document) bool {
	return doc.Diagnostics(d.Diagnostics).Err() != nil
}

// execute executes those of the documents that have cells to run and are not
// broken, those of each site together.
func (s *session) execute(ctx context.Context, all []*subject, e execution) error {
	var sound []*subject
	p := &progress{out: s.stderr, quiet: e.quiet, paths: map[*doc.Document]string{}}
	for _, s := range all {
		if s.doc.Runs() && !broken(s.doc) {
			sound = append(sound, s)
			p.paths[s.doc] = s.path
		}
	}
	defer p.watch()()
	done := 0
	for _, site := range bySite(sound) {
		err := together(ctx, site, e, func(e runner.Event) {
			if e.Doc != nil {
				e.Done, e.Total = e.Done+done, len(sound)
			}
			p.event(e)
		})
		if err != nil {
			return err
		}
		done += len(site)
	}
	return nil
}

// bySite parts documents by the sites that they belong to.
func bySite(all []*subject) [][]*subject {
	var sites [][]*subject
	index := map[string]int{}
	for _, s := range all {
		i, ok := index[s.root]
		if !ok {
			i = len(sites)
			index[s.root] = i
			sites = append(sites, nil)
		}
		sites[i] = append(sites[i], s)
	}
	return sites
}

// together executes documents of one site.
func together(ctx context.Context, site []*subject, e execution, progress func(runner.Event)) error {
	r, err := runner.New(runner.Config{
		Root:     site[0].root,
		CacheDir: os.Getenv("FRESCO_CACHE"),
		NoCache:  e.noCache,
		Jobs:     e.jobs,
		Progress: progress,
	})
	if err != nil {
		return err
	}
	var docs []*doc.Document
	for _, s := range site {
		s.rename(s.place)
		docs = append(docs, s.doc)
	}
	reports, err := r.Run(ctx, docs)
	for _, s := range site {
		s.rename(s.path)
	}
	if err != nil {
		return err
	}
	for i, report := range reports {
		site[i].take(report)
	}
	return nil
}
