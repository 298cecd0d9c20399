package cli

import (
	"fmt"
	"slices"
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
func summary(all []*subject, ds doc.Diagnostics) string {
	failed := map[string]bool{}
	for _, d := range ds.Errors() {
		failed[d.Pos.Path] = true
	}
	run, cached := 0, 0
	for _, s := range all {
		switch {
		case s.report == nil || s.report.Failed:
		case s.report.Cached:
			cached++
		default:
			run++
		}
	}
	var parts []string
	for _, part := range []struct {
		count int
		what  string
	}{{run, "run"}, {cached, "cached"}, {len(failed), "failed"}} {
		if part.count > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", part.count, part.what))
		}
	}
	text := plural(len(all), "document")
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

// pages words what became of the website: how many of the pages that documents
// make are new, and whether the list of them is, which no document makes; or
// if none is, how many other files.
func pages(r site.Report, in site.Input, folder string) string {
	ours := map[string]bool{}
	for _, p := range in.Pages {
		ours[p.URL] = true
	}
	written := 0
	for _, url := range r.Written {
		if ours[url] {
			written++
		}
	}
	index := slices.Contains(r.Written, "index.html") && !ours["index.html"]
	var text string
	switch {
	case written > 0 && index:
		text = fmt.Sprintf("%s and a list of them written to %s", plural(written, "page"), folder)
	case written > 0:
		text = fmt.Sprintf("%s written to %s", plural(written, "page"), folder)
	case index:
		text = "a list of pages written to " + folder
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
