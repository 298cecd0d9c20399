package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/internal/project"
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
though the executed document is written; and 2 for bad usage, or input that
cannot be read.`,
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
	docs, err := r.read(files)
	if err != nil {
		return err
	}
	out, err := r.execute(cmd.Context(), docs, r.execution)
	if err != nil {
		return err
	}
	if err := r.deliver(cmd.Context(), docs, targets); err != nil {
		return err
	}
	for _, d := range docs {
		out.diagnostics = append(out.diagnostics, d.Diagnostics...)
		out.diagnostics = append(out.diagnostics, idle(d)...)
	}
	r.report(out.diagnostics, docs)
	r.sumUp(r.quiet, begun, out.summary(len(docs)), written(targets))
	if out.diagnostics.Err() != nil {
		return failed{statusFailed}
	}
	return nil
}

// read reads all documents, and reports all that cannot be read.
func (r *runCommand) read(files []string) ([]*doc.Document, error) {
	var docs []*doc.Document
	var wrong doc.Diagnostics
	for _, file := range files {
		// The compiler cleans the paths that it is told, too.
		file = filepath.Clean(file)
		d, err := project.ReadDocument(file)
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
			docs = append(docs, d)
		}
	}
	if len(wrong) > 0 {
		r.report(wrong, nil)
		return nil, failed{statusUnable}
	}
	return docs, nil
}

// targets returns the file that each document is written to, nil for none.
func (r *runCommand) targets(cmd *cobra.Command, files []string) ([]string, error) {
	if r.output == "" {
		return nil, nil
	}
	info, err := os.Stat(r.output)
	folder := err == nil && info.IsDir() || strings.HasSuffix(r.output, "/") || os.IsPathSeparator(r.output[len(r.output)-1])
	switch {
	case !folder && len(files) > 1:
		return nil, usagef(cmd, "%d documents cannot be written to one file; -o names a folder for them, as in -o %s/", len(files), r.output)
	case !folder && !project.IsDocument(filepath.ToSlash(r.output)):
		return nil, usagef(cmd, "-o %s: the name of the file ends in .ipynb or .md, or in / for a folder", r.output)
	case !folder:
		return []string{r.output}, nil
	}
	var targets []string
	for _, file := range files {
		target := filepath.Join(r.output, filepath.Base(file))
		if i := slices.Index(targets, target); i >= 0 {
			return nil, usagef(cmd, "%s and %s would both be written to %s", files[i], file, target)
		}
		targets = append(targets, target)
	}
	return targets, nil
}

// deliver prints the executed documents, or writes them to their targets.
func (r *runCommand) deliver(ctx context.Context, docs []*doc.Document, targets []string) error {
	if targets == nil {
		return r.list(slices.DeleteFunc(slices.Clone(docs), broken))
	}
	for i, d := range docs {
		if err := ctx.Err(); err != nil {
			return err
		}
		if broken(d) {
			continue
		}
		if err := os.MkdirAll(filepath.Dir(targets[i]), 0o777); err != nil {
			return fmt.Errorf("the folder %s cannot be made: %w", filepath.Dir(targets[i]), reason(err))
		}
		if err := project.WriteDocument(targets[i], d); err != nil {
			return err
		}
	}
	return nil
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
