package project_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/internal/project"
)

// image is an output that a page's text cannot hold.
var image = doc.Output{Kind: doc.Display, Data: doc.Bundle{doc.ImagePNG: "aGk="}}

func readDocument(t *testing.T, file string) *doc.Document {
	t.Helper()
	d, err := project.ReadDocument(file)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func writeDocument(t *testing.T, file string, d *doc.Document) {
	t.Helper()
	if err := project.WriteDocument(file, d); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, file string) string {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

func TestReadDocumentErrors(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.txt"), "")
	if err := os.Mkdir(filepath.Join(dir, "b.ipynb"), 0o755); err != nil {
		t.Fatal(err)
	}
	huge := filepath.Join(dir, "huge.md")
	write(t, huge, "")
	if err := os.Truncate(huge, 300<<20); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"a.txt":   ": it is not known what format the document is in\n\ta notebook's name ends in .ipynb",
		"b.ipynb": ": it cannot be read: it is a folder",
		"c.md":    ": it cannot be read: no such file or directory",
		"huge.md": ": it cannot be read: it has more than 256 MiB",
	} {
		file := filepath.Join(dir, name)
		_, err := project.ReadDocument(file)
		var d doc.Diagnostic
		if !errors.As(err, &d) || !strings.HasPrefix(err.Error(), filepath.ToSlash(file)+want) {
			t.Errorf("got %v, want %s%s", err, name, want)
		}
	}
}

func TestWritePage(t *testing.T) {
	dir := t.TempDir()
	file, link, sidecar := filepath.Join(dir, "a.md"), filepath.Join(dir, "link.md"), filepath.Join(dir, "a.outputs.json")
	const page = "```go {run}\r\n```\r\n"
	write(t, file, page)
	if err := os.Chmod(file, 0o640); err != nil {
		t.Fatal(err)
	}
	d := readDocument(t, file)
	if d.Path != filepath.ToSlash(file) {
		t.Errorf("path: got %s, want %s", d.Path, file)
	}
	before, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	writeDocument(t, file, d)
	if after, err := os.Stat(file); err != nil || !os.SameFile(before, after) {
		t.Errorf("an unchanged file was replaced: %v", err)
	}

	d.Cells[0].Outputs = []doc.Output{{Kind: doc.Stream, Name: "stdout", Text: "1\n"}, image}
	writeDocument(t, file, d)
	if got, want := read(t, file), page+"\r\n```output\r\n1\r\n```\r\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if !strings.Contains(read(t, sidecar), "aGk=") {
		t.Error("the sidecar has no image")
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("permissions: %v, %v", info.Mode(), err)
	}

	if err := os.Symlink("a.md", link); err != nil {
		t.Fatal(err)
	}
	d = readDocument(t, file)
	if len(d.Cells[0].Outputs) != 2 {
		t.Errorf("outputs: got %+v", d.Cells[0].Outputs)
	}
	d.Cells[0].Outputs = nil
	writeDocument(t, file, d)
	if got := read(t, file); got != page {
		t.Errorf("without outputs: got %q, want %q", got, page)
	}
	if _, err := os.Stat(sidecar); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the sidecar is still there: %v", err)
	}
	d.Cells[0].Outputs = []doc.Output{{Kind: doc.Stream, Name: "stdout", Text: "2"}}
	writeDocument(t, link, d)
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 || !strings.Contains(read(t, file), "2\r\n") {
		t.Errorf("a link was not followed: %v, %v", info.Mode(), err)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 2 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestConvert(t *testing.T) {
	dir := t.TempDir()
	page, nb, back := filepath.Join(dir, "a.md"), filepath.Join(dir, "a.ipynb"), filepath.Join(dir, "b.md")
	write(t, page, "---\ntitle: T\nexecute: true\nseed: 3\n---\n\n# Text\n\n```go {name=x hide=input}\na()\n```\n\n```output\n1\n```\n\nMore.\n")
	d := readDocument(t, page)
	d.Cells[1].Outputs = append(d.Cells[1].Outputs, image)
	writeDocument(t, nb, d)
	n := readDocument(t, nb)
	if n.Format != doc.Notebook || n.Options.Seed != 3 || n.Title() != "T" || len(n.Cells) != 3 {
		t.Fatalf("the notebook reads as %+v", n)
	}
	c := n.Cells[1]
	if !c.Runs() || c.Options.Name != "x" || !c.Options.HideInput || len(c.Outputs) != 2 || c.Outputs[1].Data[doc.ImagePNG] != "aGk=" {
		t.Errorf("the cell reads as %+v", c)
	}
	writeDocument(t, back, n)
	const want = "---\ntitle: T\nexecute: true\nseed: 3\n---\n\n# Text\n\n```go\n//| name: x\n//| hide: input\na()\n```\n\n```output\n1\n```\n\nMore.\n"
	if got := read(t, back); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if !strings.Contains(read(t, filepath.Join(dir, "b.outputs.json")), "aGk=") {
		t.Error("the image is lost")
	}
}

func TestWriteErrors(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.md"), "```go {run}\n```\n")
	d := readDocument(t, filepath.Join(dir, "a.md"))
	d.Cells[0].Outputs = []doc.Output{image}
	if err := os.Mkdir(filepath.Join(dir, "folder.md"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"a.txt":        "it is not known what format",
		"none/a.md":    "it cannot be written: no such file or directory",
		"a.md/b.md":    "it cannot be written: not a directory",
		"folder.md":    "it cannot be written: ",
		"none/b.ipynb": "it cannot be written: no such file or directory",
	} {
		err := project.WriteDocument(filepath.Join(dir, name), d)
		var diagnostic doc.Diagnostic
		if !errors.As(err, &diagnostic) || !strings.HasPrefix(diagnostic.Message, want) {
			t.Errorf("%s: got %v, want %s", name, err, want)
		}
	}
	if got := read(t, filepath.Join(dir, "a.md")); got != "```go {run}\n```\n" {
		t.Errorf("the page has changed: %q", got)
	}
}
