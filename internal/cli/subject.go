package cli

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/internal/project"
	"github.com/gofresco/fresco/runner"
)

// A subject is a document to execute. It has two names. Its program knows it
// by its place in its site, since outputs name it, in stack traces say, and
// may depend neither on where Fresco was started nor on whose machine that is.
// The person at the terminal knows it by the path that was typed.
type subject struct {
	// doc is the document. Its path is the one that was typed, but for while
	// it is executed.
	doc *doc.Document
	// root is the site's folder, and place the document's path in it.
	root, place string
	// path is the path that was typed, cleaned and slash-separated.
	path string
	// report tells how the execution went, with places as they were typed;
	// nil for a document that was not executed.
	report *runner.Report
}

// readSubject reads the document that was named on the command line.
func readSubject(file string) (*subject, error) {
	d, err := project.ReadDocument(file)
	if err != nil {
		return nil, err
	}
	root, place, err := locate(file)
	if err != nil {
		return nil, err
	}
	return &subject{doc: d, root: root, place: place, path: d.Path}, nil
}

// subjects are the documents of a site, whose names are their places.
func subjects(p *project.Project) []*subject {
	var list []*subject
	for _, d := range p.Documents {
		list = append(list, &subject{doc: d, root: p.Root, place: d.Path, path: d.Path})
	}
	return list
}

// documents returns what is executed.
func documents(all []*subject) []*doc.Document {
	var docs []*doc.Document
	for _, s := range all {
		docs = append(docs, s.doc)
	}
	return docs
}

// diagnostics returns what there is to say of the execution.
func diagnostics(all []*subject) doc.Diagnostics {
	var ds doc.Diagnostics
	for _, s := range all {
		if s.report != nil {
			ds = append(ds, s.report.Diagnostics...)
		}
	}
	return ds
}

// locate returns the root of the site that a file belongs to, and its place
// there, as a build of the site names it: the nearest folder above it with a
// folder content or notebooks that the file is in. A file of no site is on its
// own, in its folder.
func locate(file string) (root, place string, err error) {
	file, err = filepath.Abs(file)
	if err != nil {
		return "", "", err
	}
	root = filepath.Dir(file)
	for dir := root; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if slices.Contains(project.Folders, filepath.Base(dir)) {
			root = filepath.Dir(dir)
			break
		}
	}
	place, err = filepath.Rel(root, file)
	return root, filepath.ToSlash(place), err
}

// rename gives the document another path, for all that is to be said of it.
func (s *subject) rename(path string) {
	old := s.doc.Path
	s.doc.Path = path
	for _, c := range s.doc.Cells {
		c.Pos.Path = path
	}
	for i := range s.doc.Diagnostics {
		if pos := &s.doc.Diagnostics[i].Pos; pos.Path == old {
			pos.Path = path
		}
	}
}

// take notes how the document was executed. It counts as cached if it was
// never run.
func (s *subject) take(r *runner.Report) {
	for i := range r.Diagnostics {
		d := &r.Diagnostics[i]
		if d.Pos.Path == s.place {
			d.Pos.Path = s.path
		}
		d.Message, d.Detail = s.typed(d.Message), s.typed(d.Detail)
	}
	if s.report != nil {
		r.Cached = r.Cached && s.report.Cached
	}
	s.report = r
}

// typed returns text with places in the document as the person at the
// terminal knows them.
func (s *subject) typed(text string) string {
	if s.path == s.place || !strings.Contains(text, s.place) {
		return text
	}
	// Not where the name is the end of another path.
	places := regexp.MustCompile(`(^|[^\pL\pN_./\\-])` + regexp.QuoteMeta(s.place) + `(:(?:cell |text )?[0-9])`)
	return places.ReplaceAllString(text, "${1}"+strings.ReplaceAll(s.path, "$", "$$")+"${2}")
}
