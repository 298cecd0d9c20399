package site_test

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/site"
)

// page returns a page with a paragraph of text.
func page(url, text string) site.Page {
	return site.Page{URL: url, Document: &doc.Document{
		Path:   "content/" + strings.TrimSuffix(url, ".html") + ".md",
		Format: doc.Markdown,
		Cells:  []*doc.Cell{{Kind: doc.Prose, Source: text + "\n"}},
	}}
}

// build builds a site of pages into a folder.
func build(out string, pages ...site.Page) (site.Report, error) {
	return site.Build(context.Background(), site.Input{Pages: pages}, site.Config{Title: "Test", Output: out})
}

// mustBuild fails the test when a build fails.
func mustBuild(t *testing.T, out string, pages ...site.Page) site.Report {
	t.Helper()
	r, err := build(out, pages...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// tree returns the contents of all files in a folder but for the build's own.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && d.Name() == ".fresco" {
			return fs.SkipDir
		}
		if d.Type().IsRegular() {
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			rel, _ := filepath.Rel(dir, path)
			files[filepath.ToSlash(rel)] = string(data)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// wantSame reports files that differ, are missing or are new.
func wantSame(t *testing.T, before, after map[string]string) {
	t.Helper()
	for name, text := range before {
		if after[name] != text {
			t.Errorf("%s has changed or is gone", name)
		}
	}
	for name := range after {
		if _, ok := before[name]; !ok {
			t.Errorf("%s is new", name)
		}
	}
}

// write writes a file and makes its folders.
func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestUnchangedPagesStay(t *testing.T) {
	out := t.TempDir()
	mustBuild(t, out, page("index.html", "# Home"), page("guide/a.html", "# A"))
	old := time.Now().Add(-time.Hour).Truncate(time.Second)
	for _, name := range []string{"index.html", "guide/a.html"} {
		if err := os.Chtimes(filepath.Join(out, name), old, old); err != nil {
			t.Fatal(err)
		}
	}
	// The times are not those in the manifest any more, so both are rendered;
	// their bytes are the same, so neither is written.
	r := mustBuild(t, out, page("index.html", "# Home"), page("guide/a.html", "# A"))
	if len(r.Rendered) != 2 || len(r.Written) != 0 {
		t.Errorf("after a touch: %+v", r)
	}
	r = mustBuild(t, out, page("index.html", "# Home"), page("guide/a.html", "# A"))
	if len(r.Rendered) != 0 || len(r.Written) != 0 || len(r.Removed) != 0 {
		t.Errorf("nothing has changed, but: %+v", r)
	}
	r = mustBuild(t, out, page("index.html", "# Home"), page("guide/a.html", "# A\n\nMore."))
	if !slices.Equal(r.Written, []string{"guide/a.html"}) {
		t.Errorf("one page has changed: %+v", r)
	}
	info, err := os.Stat(filepath.Join(out, "index.html"))
	if err != nil || !info.ModTime().Equal(old) {
		t.Errorf("index.html was written: %v, %v", info.ModTime(), err)
	}
	if err := os.Remove(filepath.Join(out, "index.html")); err != nil {
		t.Fatal(err)
	}
	if r = mustBuild(t, out, page("index.html", "# Home"), page("guide/a.html", "# A\n\nMore.")); !slices.Equal(r.Written, []string{"index.html"}) {
		t.Errorf("one page was removed: %+v", r)
	}
}

// TestEveryInputCounts changes, one by one, what goes into a page.
func TestEveryInputCounts(t *testing.T) {
	out := t.TempDir()
	c := &doc.Cell{Kind: doc.Code, Language: "go", Source: "f()", Outputs: []doc.Output{{Kind: doc.Result, Data: doc.Bundle{doc.TextPlain: "1"}}}}
	p := site.Page{URL: "index.html", Document: &doc.Document{Path: "content/index.md", Format: doc.Notebook, Cells: []*doc.Cell{c}}}
	mustBuild(t, out, p)
	for name, change := range map[string]func(){
		"source":    func() { c.Source = "g()" },
		"language":  func() { c.Language = "c" },
		"kind":      func() { c.Outputs[0].Kind = doc.Display },
		"data":      func() { c.Outputs[0].Data[doc.TextPlain] = "2" },
		"stream":    func() { c.Outputs = append(c.Outputs, doc.Output{Kind: doc.Stream, Name: "stderr", Text: "x"}) },
		"failure":   func() { c.Outputs = append(c.Outputs, doc.Output{Kind: doc.Failure, EName: "panic"}) },
		"count":     func() { c.ExecutionCount = 7 },
		"fold":      func() { c.Options.Fold = true },
		"name":      func() { c.Options.Name = "name" },
		"title":     func() { p.Document.Options.Title = "T" },
		"meta":      func() { p.Document.Meta = map[string]any{"description": "d"} },
		"new prose": func() { p.Document.Cells = append(p.Document.Cells, &doc.Cell{Kind: doc.Prose, Source: "Text."}) },
	} {
		change()
		if r := mustBuild(t, out, p); !slices.Contains(r.Written, "index.html") {
			t.Errorf("%s: the page was not written again", name)
		}
	}
	if r := mustBuild(t, out, p, page("b.html", "# B")); !slices.Equal(r.Written, []string{"b.html", "index.html"}) {
		t.Errorf("the navigation has changed: %+v", r)
	}
}

func TestStaleFilesGoAndForeignFilesStay(t *testing.T) {
	out := t.TempDir()
	mustBuild(t, out, page("index.html", "# Home"), page("guide/deep/a.html", "# A"), page("guide/b.html", "# B"))
	write(t, filepath.Join(out, "CNAME"), "example.com")
	write(t, filepath.Join(out, "guide", "mine.html"), "mine")
	r := mustBuild(t, out, page("index.html", "# Home"))
	if !slices.Equal(r.Removed, []string{"guide/b.html", "guide/deep/a.html"}) {
		t.Errorf("removed: %v", r.Removed)
	}
	files := tree(t, out)
	if files["CNAME"] != "example.com" || files["guide/mine.html"] != "mine" || len(files) != 4 {
		t.Errorf("files: %q", slices.Sorted(maps.Keys(files)))
	}
	if _, err := os.Stat(filepath.Join(out, "guide", "deep")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the empty folder stays: %v", err)
	}
}

func TestForeignFileInTheWay(t *testing.T) {
	for name, prepare := range map[string]func(out string){
		"file":   func(out string) { write(t, filepath.Join(out, "a.html"), "mine") },
		"folder": func(out string) { write(t, filepath.Join(out, "a.html", "x"), "mine") },
		"parent": func(out string) { write(t, filepath.Join(out, "guide"), "mine") },
	} {
		t.Run(name, func(t *testing.T) {
			out := t.TempDir()
			mustBuild(t, out, page("index.html", "# Home"))
			prepare(out)
			before := tree(t, out)
			_, err := build(out, page("index.html", "# Home, changed"), page("a.html", "# A"), page("guide/b.html", "# B"))
			if err == nil || !strings.Contains(err.Error(), "no build of Fresco made it") {
				t.Errorf("got %v", err)
			}
			wantSame(t, before, tree(t, out))
		})
	}
}

func TestIdenticalForeignFileIsTakenOver(t *testing.T) {
	out := t.TempDir()
	mustBuild(t, out, page("index.html", "# Home"))
	if err := os.RemoveAll(filepath.Join(out, ".fresco")); err != nil {
		t.Fatal(err)
	}
	if r := mustBuild(t, out, page("index.html", "# Home")); len(r.Written) != 0 {
		t.Errorf("written: %v", r.Written)
	}
	if r := mustBuild(t, out, page("b.html", "# B")); !slices.Contains(r.Written, "index.html") {
		t.Errorf("the page is not ours again: %+v", r)
	}
}

func TestFolderBecomesFileAndBack(t *testing.T) {
	out := t.TempDir()
	assets := func(urls ...string) {
		t.Helper()
		in := site.Input{Files: fstest.MapFS{"content/x": {Data: []byte("x")}}}
		for _, url := range urls {
			in.Assets = append(in.Assets, site.Asset{Path: "content/x", URL: url})
		}
		if _, err := site.Build(context.Background(), in, site.Config{Output: out}); err != nil {
			t.Fatal(err)
		}
	}
	assets("data")
	assets("data/x")
	if tree(t, out)["data/x"] != "x" {
		t.Error("the file did not make room for the folder")
	}
}

// failingFS fails in the middle of a file.
type failingFS struct{ fstest.MapFS }

func (f failingFS) Open(name string) (fs.File, error) {
	file, err := f.MapFS.Open(name)
	return failingFile{file}, err
}

type failingFile struct{ fs.File }

var errBroken = errors.New("the disk is broken")

func (failingFile) Read([]byte) (int, error) { return 0, errBroken }

func TestFailedBuildLeavesTheOldSite(t *testing.T) {
	out := t.TempDir()
	mustBuild(t, out, page("index.html", "# Home"), page("a.html", "# A"))
	before := tree(t, out)
	_, err := site.Build(context.Background(), site.Input{
		Pages:  []site.Page{page("index.html", "# Changed"), page("b.html", "# B")},
		Assets: []site.Asset{{Path: "content/x.png", URL: "x.png"}},
		Files:  failingFS{fstest.MapFS{"content/x.png": {Data: []byte("x")}}},
	}, site.Config{Output: out})
	if !errors.Is(err, errBroken) || !strings.Contains(err.Error(), "content/x.png") {
		t.Errorf("got %v", err)
	}
	wantSame(t, before, tree(t, out))
	if _, err := os.Stat(filepath.Join(out, ".fresco", "new")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("staged files stay: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := site.Build(ctx, site.Input{Pages: []site.Page{page("index.html", "# Changed")}}, site.Config{Output: out}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	wantSame(t, before, tree(t, out))
}

// TestInterruptedSwap begins with what a build leaves that was killed after
// it had written its first manifest, with some files moved and some not.
func TestInterruptedSwap(t *testing.T) {
	out := t.TempDir()
	mustBuild(t, out, page("index.html", "# Home"), page("a.html", "# A"))
	write(t, filepath.Join(out, ".fresco", "manifest.json"), `{"version": 1, "files": {
		"assets/fresco.css": {"key": "", "size": 0, "time": 0},
		"a.html": {"key": "k", "size": 1, "time": 1}, "b.html": {"key": "", "size": 0, "time": 0},
		"index.html": {"key": "", "size": 0, "time": 0}, "../escape": {"key": "", "size": 0, "time": 0}}}`)
	write(t, filepath.Join(out, "b.html"), "moved, of the build that was killed")
	write(t, filepath.Join(out, ".fresco", "new", "c.html"), "staged")
	mustBuild(t, out, page("index.html", "# Home 2"), page("b.html", "# B"))
	fresh := t.TempDir()
	mustBuild(t, fresh, page("index.html", "# Home 2"), page("b.html", "# B"))
	wantSame(t, tree(t, fresh), tree(t, out))
}

func TestRefusedOutputs(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "content", "index.md"), "# Home")
	write(t, filepath.Join(dir, "file"), "mine")
	write(t, filepath.Join(dir, "damaged", ".fresco", "manifest.json"), `{"version": 1, "fi`)
	write(t, filepath.Join(dir, "newer", ".fresco", "manifest.json"), `{"version": 2}`)
	if err := os.Symlink(filepath.Join(dir, "content"), filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	for out, want := range map[string]string{
		"file":           "is a file",
		"file/public":    "cannot be made",
		"content":        "documents are read from",
		"content/public": "documents are read from",
		"link/public":    "documents are read from",
		"damaged":        "damaged",
		"newer":          "another version",
	} {
		before := tree(t, dir)
		_, err := site.Build(context.Background(), site.Input{Pages: []site.Page{page("index.html", "# Home")}}, site.Config{
			Output:  filepath.Join(dir, filepath.FromSlash(out)),
			Sources: []string{filepath.Join(dir, "content"), filepath.Join(dir, "notebooks")},
		})
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "\n\t") {
			t.Errorf("%s: got %v, which should say %q and what to do", out, err, want)
		}
		wantSame(t, before, tree(t, dir))
	}
}

func TestOutputIsASymbolicLink(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "real"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("real", filepath.Join(dir, "public")); err != nil {
		t.Fatal(err)
	}
	mustBuild(t, filepath.Join(dir, "public"), page("index.html", "# Home"))
	if tree(t, filepath.Join(dir, "real"))["index.html"] == "" {
		t.Error("nothing was written through the link")
	}
}

func TestLinksInsideTheOutputLeadNowhereElse(t *testing.T) {
	dir := t.TempDir()
	out, other := filepath.Join(dir, "public"), filepath.Join(dir, "other")
	if err := errors.Join(os.Mkdir(out, 0o755), os.Mkdir(other, 0o755), os.Symlink(other, filepath.Join(out, "guide"))); err != nil {
		t.Fatal(err)
	}
	if _, err := build(out, page("guide/a.html", "# A")); err == nil {
		t.Error("a page was written through a link out of the folder")
	}
	if files := tree(t, dir); len(files) != 0 {
		t.Errorf("files: %q", slices.Sorted(maps.Keys(files)))
	}
}

func TestReadOnlyOutput(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("permissions do not bind the superuser, who runs this test")
	}
	out := t.TempDir()
	mustBuild(t, out, page("index.html", "# Home"), page("guide/a.html", "# A"))
	before := tree(t, out)
	for _, dir := range []string{"guide", ".", ".fresco"} {
		path := filepath.Join(out, dir)
		if err := os.Chmod(path, 0o555); err != nil {
			t.Fatal(err)
		}
		_, err := build(out, page("index.html", "# Changed"), page("guide/a.html", "# Changed"))
		if !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "allow writing") {
			t.Errorf("%s: got %v", dir, err)
		}
		if err := os.Chmod(path, 0o755); err != nil {
			t.Fatal(err)
		}
		wantSame(t, before, tree(t, out))
	}
}

func TestTwoBuildsAtOnce(t *testing.T) {
	out := t.TempDir()
	sites := [][]site.Page{
		{page("index.html", "# One"), page("a.html", "# A")},
		{page("index.html", "# Two"), page("b.html", "# B")},
	}
	var builds sync.WaitGroup
	for i := range 8 {
		builds.Go(func() {
			if _, err := build(out, sites[i%2]...); err != nil {
				t.Error(err)
			}
		})
	}
	builds.Wait()
	fresh := make([]map[string]string, 2)
	for i := range sites {
		dir := t.TempDir()
		mustBuild(t, dir, sites[i]...)
		fresh[i] = tree(t, dir)
	}
	got := tree(t, out)
	if strings.Contains(got["index.html"], "Two") {
		wantSame(t, fresh[1], got)
	} else {
		wantSame(t, fresh[0], got)
	}
}

func TestCollidingURLs(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	two := page("a.html", "# A")
	two.Document.Path = "notebooks/a.ipynb"
	_, err := site.Build(context.Background(), site.Input{
		Pages:  []site.Page{page("a.html", "# A"), two, page("b.html/c.html", "# C"), page("../up.html", "# Up"), page(".fresco/x.html", "# X")},
		Assets: []site.Asset{{Path: "content/b.html", URL: "b.html"}},
	}, site.Config{Output: out})
	var ds doc.Diagnostics
	if !errors.As(err, &ds) || len(ds) != 4 {
		t.Fatalf("want four complaints, got %v", err)
	}
	if want := "notebooks/a.ipynb: content/a.md would become a.html as well\n\trename one of the two"; !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want %v", err, want)
	}
	if _, err := os.Stat(out); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the output folder was made: %v", err)
	}
}

func TestBrokenTemplates(t *testing.T) {
	out := t.TempDir()
	mustBuild(t, out, page("index.html", "# Home"))
	before := tree(t, out)
	for _, theme := range []fstest.MapFS{
		{},
		{"page.html": {Data: []byte("{{.Title")}},
		{"page.html": {Data: []byte("{{.NoSuch}}")}, "nav.html": {}, "list.html": {}, "cell.html": {}},
	} {
		_, err := site.Build(context.Background(), site.Input{Pages: []site.Page{page("index.html", "# Home")}}, site.Config{Output: out, Templates: theme})
		if err == nil || !strings.Contains(err.Error(), "template") {
			t.Errorf("got %v", err)
		}
		wantSame(t, before, tree(t, out))
	}
}
