package cli

import (
	"path/filepath"
	"testing"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/runner"
)

func TestLocate(t *testing.T) {
	dir := t.TempDir()
	for _, tt := range []struct{ file, root, place string }{
		{"a.md", "", "a.md"},
		{"x/a.md", "x", "a.md"},
		{"content/a.md", "", "content/a.md"},
		{"content/x/y/a.md", "", "content/x/y/a.md"},
		{"x/notebooks/a.ipynb", "x", "notebooks/a.ipynb"},
		{"content/x/notebooks/a.ipynb", "content/x", "notebooks/a.ipynb"},
		{"x/../content/a.md", "", "content/a.md"},
		{"contents/a.md", "contents", "a.md"},
	} {
		root, place, err := locate(filepath.Join(dir, filepath.FromSlash(tt.file)))
		if want := filepath.Join(dir, filepath.FromSlash(tt.root)); err != nil || root != want || place != tt.place {
			t.Errorf("%s: got %q, %q, %v, want %q, %q", tt.file, root, place, err, want, tt.place)
		}
	}
}

func TestTypedPlaces(t *testing.T) {
	for _, tt := range []struct{ place, path, text, want string }{
		{"x.md", "d/x.md", "x.md:4", "d/x.md:4"},
		{"x.md", "d/x.md", "\tx.md:4\n\tx.md:5", "\td/x.md:4\n\td/x.md:5"},
		{"x.md", "d/x.md", "see x.md:4:2, (x.md:5)", "see d/x.md:4:2, (d/x.md:5)"},
		{"x.md", "d/x.md", "e/x.md:4 éx.md:4 x.md: x.mdx:4 xxmd:4", "e/x.md:4 éx.md:4 x.md: x.mdx:4 xxmd:4"},
		{"n/x.ipynb", "../n/x.ipynb", "n/x.ipynb:cell 3:1", "../n/x.ipynb:cell 3:1"},
		{"x.md", "$1/x.md", "x.md:4", "$1/x.md:4"},
		{"x.md", "x.md", "x.md:4", "x.md:4"},
	} {
		s := &subject{place: tt.place, path: tt.path}
		if got := s.typed(tt.text); got != tt.want {
			t.Errorf("%s for %s in %q: got %q, want %q", tt.path, tt.place, tt.text, got, tt.want)
		}
	}
}

func TestSubjectTakesReports(t *testing.T) {
	s := &subject{doc: &doc.Document{}, place: "x.md", path: "d/x.md"}
	report := func(cached bool) *runner.Report {
		elsewhere := doc.Errorf(doc.Position{Path: "other.go", Line: 1}, "%s", "x.md:3 is not it").WithHint("look at it")
		elsewhere.Detail = "at x.md:2"
		return &runner.Report{Cached: cached, Diagnostics: doc.Diagnostics{doc.Notef(doc.Position{Path: "x.md", Line: 2}, "so"), elsewhere}}
	}
	s.take(report(true))
	want := "d/x.md:2: note: so\nother.go:1: d/x.md:3 is not it\n\tat d/x.md:2\n\tlook at it"
	if got := s.report.Diagnostics.Error(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, cached := range []bool{true, false, true} {
		s.take(report(cached))
	}
	if s.report.Cached {
		t.Error("a document that ran once counts as cached")
	}
}
