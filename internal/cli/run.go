package cli

import (
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/gofresco/fresco/doc"
)

// A runCommand executes documents.
type runCommand struct {
	*session
	execution
	output string
}

func newRun(s *session) *cobra.Command {
	r := &runCommand{session: s}
	cmd := &cobra.Command{
		Use:   "run [flags] FILE...",
		Short: "Execute documents and print or write what comes out of them",
		Long: `Run executes documents, wherever they stand: Jupyter notebooks (.ipynb) and
Markdown pages (.md). Without -o it prints their code cells and what came out
of each.

With -o it writes the executed document to a file, in the format that the
file's name tells, or the executed documents to a folder. The file may be the
document itself: only outputs change then, and all else stays as it is.

The exit status is 0 when all cells did what they should; 1 when one did not,
though the executed document is written; 2 for bad usage, or input that cannot
be read; and 130 when it was interrupted.`,
		Example: `  fresco run tutorial.ipynb
  fresco run -o tutorial.ipynb tutorial.ipynb
  fresco run -o tutorial.ipynb tutorial.md
  fresco run -o executed/ notebooks/*.ipynb`,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return []string{"ipynb", "md", "markdown", "qmd"}, cobra.ShellCompDirectiveFilterFileExt
		},
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef(cmd, "no document is named")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return r.run(cmd, args) },
	}
	cmd.Flags().StringVarP(&r.output, "output", "o", "", "write the executed document to `OUTPUT`, a file (.ipynb or .md) or a folder")
	r.bind(cmd)
	return cmd
}

func (r *runCommand) run(cmd *cobra.Command, files []string) error {
	begun := time.Now()
	targets, err := r.targets(cmd, files)
	if err != nil {
		return err
	}
	all, err := r.read(files)
	if err != nil {
		return err
	}
	if err := r.execute(cmd.Context(), all, r.execution); err != nil {
		return err
	}
	if err := r.settle(cmd.Context(), all, targets); err != nil {
		return err
	}
	wrote, undelivered := r.deliver(all, targets)
	ds, docs := diagnostics(all), documents(all)
	for _, d := range docs {
		ds = append(ds, d.Diagnostics...)
		ds = append(ds, idle(d)...)
	}
	if targets == nil && r.stdout.terminal() && r.stderr.terminal() && !(r.quiet && len(ds) == 0) {
		r.stderr.printf("\n") // between the listing and what follows
	}
	r.report(ds, docs)
	if undelivered != nil {
		return undelivered
	}
	r.sumUp(r.quiet, begun, summary(all, ds), written(wrote))
	if ds.Err() != nil {
		return failed{statusFailed}
	}
	return nil
}

// read reads all documents, and reports all that cannot be read.
func (r *runCommand) read(files []string) ([]*subject, error) {
	var all []*subject
	var wrong doc.Diagnostics
	for _, file := range files {
		file = filepath.Clean(file)
		s, err := readSubject(file)
		var diagnostic doc.Diagnostic
		switch info, statErr := os.Stat(file); {
		case statErr == nil && info.IsDir():
			wrong = append(wrong, doc.Errorf(doc.Position{Path: filepath.ToSlash(file)}, "it is a folder").
				WithHint("name the documents in it, or make a website of it with fresco build"))
		case errors.As(err, &diagnostic):
			wrong = append(wrong, diagnostic)
		case err != nil:
			return nil, err
		default:
			all = append(all, s)
		}
	}
	if len(wrong) > 0 {
		r.report(wrong, nil)
		return nil, failed{statusUnable}
	}
	return all, nil
}

// idle says why nothing was run of a document.
func idle(d *doc.Document) doc.Diagnostics {
	note := doc.Notef(doc.Position{Path: d.Path}, "the document has no cell to run")
	switch {
	case d.Runs():
		return nil
	case d.Language != "" && d.Language != "go":
		note = doc.Notef(note.Pos, "the document is not run: its language is %s", d.Language)
	case d.Format == doc.Markdown && !d.Options.Execute:
		note = note.WithHint("execute: true in the front matter makes a cell of every fence that begins with go")
	}
	return doc.Diagnostics{note}
}
