package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/gofresco/fresco/internal/project"
)

// targets returns the file that each document is written to, nil for none.
func (r *runCommand) targets(cmd *cobra.Command, files []string) ([]string, error) {
	switch {
	case !cmd.Flags().Changed("output"):
		return nil, nil
	case r.output == "":
		return nil, usagef(cmd, "-o names nothing")
	}
	info, err := os.Stat(r.output)
	folder := err == nil && info.IsDir() || os.IsPathSeparator(r.output[len(r.output)-1])
	switch {
	case !folder && len(files) > 1:
		return nil, usagef(cmd, "%d documents cannot be written to one file", len(files)).
			withHint("-o names a folder for them, as in -o %s/", r.output)
	case !folder && !project.IsDocument(filepath.ToSlash(r.output)):
		return nil, usagef(cmd, "-o %s names neither a notebook, nor a Markdown page, nor a folder", r.output).
			withHint("the name of a file ends in .ipynb or .md, that of a folder in /")
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

// deliver prints the executed documents, or writes them to their targets, and
// returns the files that it wrote. It is past interruption: what was worked for
// is not to be lost.
func (r *runCommand) deliver(all []*subject, targets []string) (files []string, err error) {
	if targets == nil {
		return nil, r.list(slices.DeleteFunc(slices.Clone(all), func(s *subject) bool { return broken(s.doc) }))
	}
	for i, s := range all {
		if broken(s.doc) {
			continue
		}
		if err := os.MkdirAll(filepath.Dir(targets[i]), 0o777); err != nil {
			return files, fmt.Errorf("the folder %s cannot be made: %w", filepath.Dir(targets[i]), reason(err))
		}
		if err := project.WriteDocument(targets[i], s.doc); err != nil {
			return files, err
		}
		files = append(files, targets[i])
	}
	return files, nil
}
