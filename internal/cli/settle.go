package cli

import (
	"context"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/internal/project"
)

// rounds is how often a page is executed at most, so that its outputs name the
// places that cells have with those outputs. The second round moves no cell,
// unless a cell prints another number of lines each time.
const rounds = 3

// settle executes those pages again that are to be written over themselves and
// whose outputs name places in them, stack traces say, if the cells move as
// outputs come in between. Otherwise the next execution of the same page would
// change it.
func (r *runCommand) settle(ctx context.Context, all []*subject, targets []string) error {
	for range rounds - 1 {
		var moved []*subject
		for i := range targets {
			if !all[i].selfReferring(targets[i]) {
				continue
			}
			next, err := rewritten(all[i])
			if err != nil {
				continue // to be told when the page itself is written
			}
			if all[i].moves(next) {
				all[i].doc = next
				moved = append(moved, all[i])
			}
		}
		if len(moved) == 0 {
			return nil
		}
		again := r.execution
		again.quiet = again.quiet || !r.stderr.terminal() // a line for each document stands there
		if err := r.execute(ctx, moved, again); err != nil {
			return err
		}
	}
	return nil
}

// selfReferring reports whether a subject is a page that is to be written to
// the file that it was read from, and has outputs that name that.
func (s *subject) selfReferring(target string) bool {
	if s.report == nil || s.doc.Format != doc.Markdown {
		return false
	}
	from, err := os.Stat(filepath.FromSlash(s.path))
	if err != nil {
		return false
	}
	to, err := os.Stat(target)
	if err != nil || !os.SameFile(from, to) {
		return false
	}
	name := path.Base(s.place)
	for _, c := range s.doc.Cells {
		for _, o := range c.Outputs {
			if strings.Contains(o.Text+o.EValue+strings.Join(o.Traceback, "\n"), name) {
				return true
			}
			for _, text := range o.Data {
				if strings.Contains(text, name) {
					return true
				}
			}
		}
	}
	return false
}

// rewritten returns the document as it will be read once it is written.
func rewritten(s *subject) (*doc.Document, error) {
	dir, err := os.MkdirTemp("", "fresco-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, path.Base(s.place))
	if err := project.WriteDocument(file, s.doc); err != nil {
		return nil, err
	}
	d, err := project.ReadDocument(file)
	if err != nil {
		return nil, err
	}
	(&subject{doc: d}).rename(s.path)
	return d, nil
}

// moves reports whether cells have other places in a new version of the
// document.
func (s *subject) moves(next *doc.Document) bool {
	if len(next.Cells) != len(s.doc.Cells) {
		return true
	}
	for i, c := range next.Cells {
		if c.Pos != s.doc.Cells[i].Pos {
			return true
		}
	}
	return false
}
