package tangle_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/runner/tangle"
)

var update = flag.Bool("update", false, "write what is printed into the golden files")

// A golden test is a text archive: files "cell", in order, with cell options
// in their //| lines; then "output", what the program prints with a line for
// each cell, or "errors", what is reported.
type golden struct {
	file    string
	archive *txtar.Archive
	doc     *doc.Document
	result  *tangle.Result
}

func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no golden files", err)
	}
	var tests []*golden
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		tests = append(tests, &golden{file: file, archive: a, doc: document(strings.TrimSuffix(filepath.Base(file), ".txt"), a)})
	}
	imp := newImporter(t, tests)
	for _, g := range tests {
		g.result = tangle.Program(g.doc, tangle.Options{Importer: imp, GoVersion: "go1.26"})
	}
	outputs := run(t, tests)
	for _, g := range tests {
		t.Run(filepath.Base(g.file), func(t *testing.T) { g.compare(t, outputs[g]) })
	}
}

// document makes a document of an archive's cells.
func document(name string, a *txtar.Archive) *doc.Document {
	d := &doc.Document{Path: name + ".ipynb", Format: doc.Notebook, Language: "go"}
	for _, f := range a.Files {
		if f.Name != "cell" {
			continue
		}
		n := len(d.Cells) + 1
		c := &doc.Cell{Kind: doc.Code, Language: "go", Number: n, Source: strings.TrimSuffix(string(f.Data), "\n"),
			Pos: doc.Position{Path: d.Path, Cell: n, Line: 1, Col: 1}}
		c.SetLines()
		d.Cells = append(d.Cells, c)
	}
	if strings.Contains(string(a.Comment), "gonb") {
		d.Meta = map[string]any{"kernelspec": map[string]any{"name": "gonb"}}
	}
	return d
}

// newImporter imports from the export data of all that the tests may need.
func newImporter(t *testing.T, tests []*golden) types.Importer {
	paths := map[string]bool{"fmt": true}
	for _, g := range tests {
		explicit, implied := tangle.Imports(g.doc)
		for _, p := range append(explicit, implied...) {
			paths[p] = true
		}
	}
	args := append([]string{"list", "-e", "-export", "-deps", "-f", "{{.ImportPath}}={{.Export}}", "--"}, slices.Sorted(maps.Keys(paths))...)
	out, err := exec.Command("go", args...).Output()
	if err != nil {
		t.Fatal(err)
	}
	export := map[string]string{}
	for line := range strings.Lines(string(out)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), "=")
		export[path] = file
	}
	return importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) {
		if export[path] == "" {
			return nil, fmt.Errorf("no such package")
		}
		return os.Open(export[path])
	})
}

// run builds all programs at once, as packages that stand nowhere on disk,
// and returns what each prints.
func run(t *testing.T, tests []*golden) map[*golden]string {
	dir := t.TempDir()
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	overlay := struct{ Replace map[string]string }{map[string]string{}}
	args := []string{"build", "-o", dir + "/bin/", "-overlay", dir + "/overlay.json"}
	os.Mkdir(dir+"/bin", 0o777)
	for i, g := range tests {
		if g.result.Source == nil {
			continue
		}
		src := bytes.Replace(g.result.Source, []byte("func main() {}"), []byte("func main() { frescoˑ.Main() }"), 1)
		file := fmt.Sprintf("%s/p%d.go", dir, i)
		if err := os.WriteFile(file, src, 0o666); err != nil {
			t.Fatal(err)
		}
		pkg := fmt.Sprintf("frescop%d", i)
		overlay.Replace[filepath.Join(here, pkg, "main.go")] = file
		args = append(args, "./"+pkg)
	}
	text, _ := json.Marshal(overlay)
	if err := os.WriteFile(dir+"/overlay.json", text, 0o666); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("go", args...).CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	outputs := map[*golden]string{}
	for i, g := range tests {
		if g.result.Source != nil {
			cmd := exec.Command(fmt.Sprintf("%s/bin/frescop%d", dir, i))
			cmd.Env = append(os.Environ(), "FRESCO_RUN=1", "GOTRACEBACK=none")
			config := filepath.Join(dir, "config")
			os.WriteFile(config, []byte("nonce 4e\ncells "+strings.Trim(fmt.Sprint(g.result.Cells), "[]")), 0o666)
			f, err := os.Open(config)
			if err != nil {
				t.Fatal(err)
			}
			cmd.ExtraFiles = []*os.File{f}
			out, _ := cmd.Output()
			f.Close()
			outputs[g] = tangle.Unmangle(string(out))
		}
	}
	return outputs
}

// compare holds a program's records and text against the golden file. A
// record begins with the nonce, an N, in this test.
func (g *golden) compare(t *testing.T, output string) {
	var got []txtar.File
	var report strings.Builder
	for _, n := range slices.Sorted(maps.Keys(g.result.Failures)) {
		fmt.Fprintf(&report, "failure of cell %d:\n%v\n", n, g.result.Failures[n])
	}
	if len(g.result.Diagnostics) > 0 {
		fmt.Fprintln(&report, g.result.Diagnostics)
	}
	if report.Len() > 0 {
		got = append(got, txtar.File{Name: "errors", Data: []byte(report.String())})
	}
	if g.result.Source != nil {
		if output != "" && !strings.HasSuffix(output, "\n") {
			output += "\n"
		}
		got = append(got, txtar.File{Name: "output", Data: []byte(output)})
	}
	a := &txtar.Archive{Comment: g.archive.Comment}
	for _, f := range g.archive.Files {
		if f.Name == "cell" {
			a.Files = append(a.Files, f)
		}
	}
	a.Files = append(a.Files, got...)
	text := txtar.Format(a)
	if *update {
		if err := os.WriteFile(g.file, text, 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want := txtar.Format(g.archive); !bytes.Equal(text, want) {
		t.Errorf("got:\n%s\nwant:\n%s\nprogram:\n%s", text, want, g.result.Source)
	}
}
