package cli

import (
	"fmt"
	"strings"
	"time"

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

// summary words how many of the documents were run.
func (o outcome) summary(documents int) string {
	text := plural(documents, "document")
	var parts []string
	if o.run > 0 {
		parts = append(parts, fmt.Sprintf("%d run", o.run))
	}
	if o.cached > 0 {
		parts = append(parts, fmt.Sprintf("%d cached", o.cached))
	}
	if broken := o.broken(); broken > 0 {
		parts = append(parts, fmt.Sprintf("%d with errors", broken))
	}
	if len(parts) == 0 {
		return text
	}
	return text + ": " + strings.Join(parts, ", ")
}

// broken counts the documents with errors.
func (o outcome) broken() int {
	paths := map[string]bool{}
	for _, d := range o.diagnostics.Errors() {
		paths[d.Pos.Path] = true
	}
	return len(paths)
}

// written words which files documents were written to.
func written(targets []string) string {
	switch len(targets) {
	case 0:
		return ""
	case 1:
		return targets[0] + " written"
	}
	return plural(len(targets), "document") + " written"
}

// pages words what became of the website.
func pages(r site.Report, folder string) string {
	written := 0
	for _, url := range r.Written {
		if strings.HasSuffix(url, ".html") {
			written++
		}
	}
	text := fmt.Sprintf("%s of %d written to %s", plural(written, "page"), r.Pages, folder)
	if written == 0 {
		text = folder + " is up to date"
	}
	if len(r.Removed) > 0 {
		text += fmt.Sprintf(", %s removed", plural(len(r.Removed), "old file"))
	}
	return text
}
