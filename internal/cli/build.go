package cli

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/internal/project"
	"github.com/gofresco/fresco/site"
)

// A buildCommand makes a website of a folder.
type buildCommand struct {
	*session
	execution
	output string
}

func newBuild(s *session) *cobra.Command {
	b := &buildCommand{session: s}
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Execute all documents of a folder and write a website",
		Long: `Build executes all documents in the folders content and notebooks, whichever
there are, and writes a website in which each cell stands with what came out of
it. Nothing needs to be configured. What has not changed since it was last run
is not run again.

The website is written as a whole or not at all: if a document has mistakes or
a cell fails, all of that is reported, and the website stays as it was. Files
that no build has made are never removed.

The exit status is 0 when the website is written; 1 when a document has
mistakes or a cell did not do what it should; 2 for bad usage, or when the work
cannot be done; and 130 when it was interrupted.`,
		Example: `  fresco build
  fresco build -C docs -o ../public`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return b.run(cmd.Context()) },
	}
	cmd.Flags().StringVarP(&b.output, "output", "o", "public", "write the website to `DIR`")
	_ = cmd.MarkFlagDirname("output")
	b.bind(cmd)
	return cmd
}

func (b *buildCommand) run(ctx context.Context) error {
	begun := time.Now()
	root, err := os.Getwd()
	if err != nil {
		return err
	}
	p, err := project.Open(ctx, root, project.Options{Jobs: b.jobs})
	if err != nil {
		return err
	}
	cfg := b.config(p)
	if err := site.CheckOutput(cfg); err != nil {
		return err
	}
	all := subjects(p)
	if err := b.execute(ctx, all, b.execution); err != nil {
		if ctx.Err() == nil {
			b.report(p.Diagnostics, p.Documents) // what is wrong may be why
		}
		return err
	}
	ds := append(diagnostics(all), p.Diagnostics...)
	b.report(ds, p.Documents)
	if ds.Err() != nil {
		b.sumUp(b.quiet, begun, summary(all, ds), b.output+" is as it was")
		return failed{status(p)}
	}
	in := input(p)
	report, err := site.Build(ctx, in, cfg)
	if err != nil {
		return err
	}
	b.sumUp(b.quiet, begun, summary(all, ds), pages(report, in, b.output))
	return nil
}

// input is the site that a project makes.
func input(p *project.Project) site.Input {
	in := site.Input{Files: os.DirFS(p.Root)}
	for _, d := range p.Documents {
		in.Pages = append(in.Pages, site.Page{Document: d, URL: project.URL(d.Path)})
	}
	for _, a := range p.Assets {
		in.Assets = append(in.Assets, site.Asset(a))
	}
	return in
}

// config says how a project's site is built. Its title is that of its first
// page.
func (b *buildCommand) config(p *project.Project) site.Config {
	cfg := site.Config{Output: b.output, Jobs: b.jobs, Anew: b.noCache}
	for _, folder := range project.Folders {
		cfg.Sources = append(cfg.Sources, filepath.Join(p.Root, folder))
	}
	for _, d := range p.Documents {
		if project.URL(d.Path) == "index.html" {
			cfg.Title = d.Title()
		}
	}
	return cfg
}

// status tells mistakes in documents from files that could not be read at all:
// errors of places that are in none of the documents.
func status(p *project.Project) int {
	read := map[string]bool{}
	for _, d := range p.Documents {
		read[d.Path] = true
	}
	for _, d := range p.Diagnostics {
		if d.Severity == doc.Error && !read[d.Pos.Path] {
			return statusUnable
		}
	}
	return statusFailed
}
