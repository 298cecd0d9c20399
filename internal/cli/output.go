package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/gofresco/fresco/doc"
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

// deliver prints the executed documents, or writes them to their targets, and
// returns the files that it wrote. It is past interruption: what was worked for
// is not to be lost.
func (r *runCommand) deliver(docs []*doc.Document, targets []string) (files []string, err error) {
	if targets == nil {
		return nil, r.list(slices.DeleteFunc(slices.Clone(docs), broken))
	}
	for i, d := range docs {
		if broken(d) {
			continue
		}
		if err := os.MkdirAll(filepath.Dir(targets[i]), 0o777); err != nil {
			return files, fmt.Errorf("the folder %s cannot be made: %w", filepath.Dir(targets[i]), reason(err))
		}
		if err := project.WriteDocument(targets[i], d); err != nil {
			return files, err
		}
		files = append(files, targets[i])
	}
	return files, nil
}
