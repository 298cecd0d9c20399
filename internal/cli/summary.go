package cli

import (
	"fmt"
	"strings"
	"time"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/site"
)

// sumUp prints the last line of a command that did its work: what it did, and
// in which time.
func (s *session) sumUp(quiet bool, begun time.Time, parts ...string) {
	if quiet {
		return
	}
	var line []string
	for _, part := range append(parts, time.Since(begun).Round(10*time.Millisecond).String()) {
		if part != "" {
			line = append(line, part)
		}
	}
	s.stderr.printf("%s\n", s.stderr.paint(dim, strings.Join(line, "; ")))
}

// summary words what was done with the documents. Those that have errors are
// counted as failed, whether they were run or not.
func (o outcome) summary(documents int, ds doc.Diagnostics) string {
	failed := map[string]bool{}
	for _, d := range ds.Errors() {
		failed[d.Pos.Path] = true
	}
	var parts []string
	for _, part := range []struct {
		count int
		what  string
	}{{o.run, "run"}, {o.cached, "cached"}, {len(failed), "failed"}} {
		if part.count > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", part.count, part.what))
		}
	}
	text := plural(documents, "document")
	if len(parts) > 0 {
		text += ": " + strings.Join(parts, ", ")
	}
	return text
}

// written words which files documents were written to.
func written(files []string) string {
	switch len(files) {
	case 0:
		return ""
	case 1:
		return files[0] + " written"
	}
	return plural(len(files), "file") + " written"
}

// pages words what became of the website: how many of its pages are new, or
// if none is, how many other files.
func pages(r site.Report, folder string) string {
	written := 0
	for _, url := range r.Written {
		if strings.HasSuffix(url, ".html") {
			written++
		}
	}
	var text string
	switch {
	case written > 0:
		text = fmt.Sprintf("%s written to %s", plural(written, "page"), folder)
	case len(r.Written) > 0:
		text = fmt.Sprintf("%s written to %s", plural(len(r.Written), "file"), folder)
	default:
		text = folder + " is up to date"
	}
	if len(r.Removed) > 0 {
		text += fmt.Sprintf(", %s removed", plural(len(r.Removed), "old file"))
	}
	return text
}
