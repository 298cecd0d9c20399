package project_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/internal/project"
)

// site returns a file system of files and their content.
func site(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, content := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(content)}
	}
	return fsys
}

func load(t testing.TB, fsys fs.FS) *project.Project {
	t.Helper()
	p, err := project.Load(t.Context(), fsys, project.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// messages returns the first lines of diagnostics.
func messages(ds doc.Diagnostics) []string {
	var list []string
	for _, d := range ds {
		line, _, _ := strings.Cut(d.Error(), "\n")
		list = append(list, line)
	}
	return list
}

const emptyNotebook = `{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}`

func TestLoad(t *testing.T) {
	p := load(t, site(map[string]string{
		"README.md":                     "of the repository",
		"content/index.md":              "# Home",
		"content/select.markdown":       "```go {run}\n```\n",
		"content/select.outputs.json":   `{"cells":[{"cell":1,"outputs":[{"output_type":"display_data","data":{"image/png":"aGk="},"metadata":{}}]}]}`,
		"content/guide/cells.qmd":       "",
		"content/guide/stack.png":       "png",
		"content/guide/page.txt":        "",
		"content/guide/lib.go":          "package lib",
		"content/guide/go.mod":          "module x",
		"content/guide/go.sum":          "",
		"content/.git/config":           "",
		"content/_drafts/new.md":        "",
		"content/_later.md":             "",
		"notebooks/goroutines.ipynb":    emptyNotebook,
		"notebooks/data/points.csv":     "1,2",
		"notebooks/.ipynb_checkpoints/": "",
		"notebooks/NOEXT":               "",
	}))
	if len(p.Diagnostics) > 0 {
		t.Fatal(p.Diagnostics)
	}
	var got []string
	for _, d := range p.Documents {
		got = append(got, d.Path+" "+project.URL(d.Path))
	}
	for _, a := range p.Assets {
		got = append(got, "copy "+a.Path+" "+a.URL)
	}
	want := []string{
		"content/guide/cells.qmd guide/cells.html",
		"content/index.md index.html",
		"content/select.markdown select.html",
		"notebooks/goroutines.ipynb goroutines.html",
		"copy content/guide/page.txt guide/page.txt",
		"copy content/guide/stack.png guide/stack.png",
		"copy notebooks/NOEXT NOEXT",
		"copy notebooks/data/points.csv data/points.csv",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if o := p.Documents[2].Cells[0].Outputs; len(o) != 1 || o[0].Data[doc.ImagePNG] != "aGk=" {
		t.Errorf("stored outputs: got %+v", o)
	}
}

func TestLoadCollectsDiagnostics(t *testing.T) {
	p := load(t, site(map[string]string{
		"content/a.md":            "```go {run eror}\n```\n",
		"content/b.md":            "\xff",
		"content/c.md":            "---\nseed: x\n---\n",
		"content/c.outputs.json":  "{",
		"content/d.md":            "",
		"content/guide/index.md":  "",
		"content/x.ipynb/y.md":    "",
		"content/data":            "",
		"notebooks/d.ipynb":       emptyNotebook,
		"notebooks/d.html":        "",
		"notebooks/data/a.csv":    "",
		"notebooks/data/b.csv":    "",
		"notebooks/broken.ipynb":  "{",
		"notebooks/a\xffb.ipynb":  "{",
		"notebooks/ok.ipynb":      emptyNotebook,
		"notebooks/guide/more.md": "",
	}))
	want := []string{
		`content/a.md:1:12: no cell option is called "eror"; did you mean "error"?`,
		"content/b.md:1:1: the page is not in UTF-8",
		"content/c.md:2: seed: x is not possible",
		"content/c.outputs.json:1: the stored outputs cannot be read: unexpected end of JSON input",
		"content/x.ipynb: it is a folder, and its name is that of a document",
		"notebooks/a\xffb.ipynb: its name is not in UTF-8",
		"notebooks/d.html: it and content/d.md would both make d.html",
		"notebooks/d.ipynb: it and content/d.md would both make d.html",
		"notebooks/data/a.csv: it needs the folder data, where content/data would make a file",
	}
	got := slices.DeleteFunc(messages(p.Diagnostics), func(m string) bool { return strings.HasPrefix(m, "notebooks/broken.ipynb") })
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if n := len(p.Diagnostics) - len(got); n != 1 {
		t.Errorf("%d messages about the notebook that is not JSON, want 1", n)
	}
	if len(p.Documents) != 7 {
		t.Errorf("%d documents were read, want 7", len(p.Documents))
	}
}

// unreadable is a file system in which some files and folders fail.
type unreadable struct {
	fs.FS
	names []string
}

func (u unreadable) Open(name string) (fs.File, error) {
	if slices.Contains(u.names, name) {
		return nil, &fs.PathError{Op: "open", Path: "/elsewhere/" + name, Err: syscall.EACCES}
	}
	return u.FS.Open(name)
}

func TestLoadUnreadable(t *testing.T) {
	p := load(t, unreadable{
		site(map[string]string{"content/a.md": "", "content/b.md": "", "content/b.outputs.json": "", "content/c/d.md": "", "content/e.md": ""}),
		[]string{"content/a.md", "content/b.outputs.json", "content/c"},
	})
	want := []string{
		"content/a.md: it cannot be read: permission denied",
		"content/b.outputs.json: it cannot be read: permission denied",
		"content/c: it cannot be read: permission denied",
	}
	if got := messages(p.Diagnostics); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if len(p.Documents) != 1 {
		t.Errorf("%d documents were read, want 1", len(p.Documents))
	}
}

func TestOpenLinks(t *testing.T) {
	root := t.TempDir()
	write(t, filepath.Join(root, "content/a.md"), "a")
	write(t, filepath.Join(root, "docs/b.md"), "b")
	for name, target := range map[string]string{
		"content/linked.md": "../docs/b.md",
		"content/folder":    "../docs",
		"content/up":        "..",
		"content/self":      "self",
		"content/gone.md":   "nowhere",
		"docs/around":       "../content",
		"notebooks":         "nowhere",
	} {
		if err := os.Symlink(filepath.FromSlash(target), filepath.Join(root, name)); err != nil {
			t.Fatal(err)
		}
	}
	p, err := project.Open(t.Context(), root, project.Options{Jobs: 1})
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, d := range p.Documents {
		paths = append(paths, d.Path)
	}
	// The link up leads through docs and content, each once.
	if want := []string{"content/a.md", "content/folder/b.md", "content/linked.md", "content/up/docs/b.md"}; !slices.Equal(paths, want) {
		t.Errorf("documents: got %q, want %q", paths, want)
	}
	want := []string{
		"content/folder/around: the link leads back to a folder that it is in",
		"content/gone.md: it cannot be read: no such file or directory",
		"content/self: it cannot be read: too many levels of symbolic links",
		"content/up/content: the link leads back to a folder that it is in",
		"content/up/docs/around: the link leads back to a folder that it is in",
		"content/up/notebooks: it cannot be read: no such file or directory",
	}
	if got := messages(p.Diagnostics); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestLoadDeep(t *testing.T) {
	p := load(t, site(map[string]string{"content/" + strings.Repeat("d/", 200) + "a.md": ""}))
	if len(p.Diagnostics) != 1 || !strings.Contains(p.Diagnostics[0].Message, "more than 100 folders deep") {
		t.Errorf("got %v", p.Diagnostics)
	}
}

func TestNoSite(t *testing.T) {
	for want, fsys := range map[string]fstest.MapFS{
		"create content/index.md":       site(map[string]string{"docs/a.md": ""}),
		"content is a file, and should": site(map[string]string{"content": ""}),
	} {
		_, err := project.Load(t.Context(), fsys, project.Options{})
		if !errors.Is(err, project.ErrNoSite) || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	root := t.TempDir()
	if _, err := project.Open(t.Context(), root, project.Options{}); !errors.Is(err, project.ErrNoSite) || !strings.HasPrefix(err.Error(), root) {
		t.Errorf("empty folder: got %v", err)
	}
	if _, err := project.Open(t.Context(), filepath.Join(root, "none"), project.Options{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("missing folder: got %v", err)
	}
	file := filepath.Join(root, "file")
	write(t, file, "")
	if _, err := project.Open(t.Context(), file, project.Options{}); !errors.Is(err, project.ErrNoSite) {
		t.Errorf("file: got %v", err)
	}
}

func TestLoadCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := project.Load(ctx, site(map[string]string{"content/a.md": ""}), project.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// write writes a file with its folders.
func write(t testing.TB, file, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}
