package runner_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/runner"
)

var update = flag.Bool("update", false, "write what happens into the golden files")

// The golden files under testdata/docs are text archives. A comment holds
// page options, a line each; files "cell" hold code with option lines; other
// files stand on disk beside the document. "result" is what came of it.
func TestDocuments(t *testing.T) {
	files, err := filepath.Glob("testdata/docs/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no golden files", err)
	}
	root := t.TempDir()
	var docs []*doc.Document
	archives := make([]*txtar.Archive, len(files))
	for i, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		archives[i] = a
		docs = append(docs, testDocument(t, root, strings.TrimSuffix(filepath.Base(file), ".txt"), a))
	}
	reports := run(t, runner.Config{Root: root, NoCache: true}, docs)
	for i, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			got := txtar.Format(withResult(archives[i], describe(reports[i])))
			if *update {
				if err := os.WriteFile(file, got, 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

// testDocument writes an archive's files to disk and makes a document of its
// cells, in a folder of its own below root.
func testDocument(t *testing.T, root, name string, a *txtar.Archive) *doc.Document {
	meta := map[string]any{}
	for line := range strings.Lines(string(a.Comment)) {
		if key, value, ok := strings.Cut(strings.TrimSpace(line), ": "); ok {
			meta[key] = value
		}
	}
	d := &doc.Document{Path: name + "/" + name + ".ipynb", Format: doc.Notebook, Language: "go", Meta: meta}
	var ds doc.Diagnostics
	if d.Options, ds = doc.ParsePageOptions(meta, doc.Position{Path: d.Path}); len(ds) > 0 {
		t.Fatal(ds)
	}
	dir := filepath.Join(root, name)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	for _, f := range a.Files {
		switch f.Name {
		case "cell":
			n := len(d.Cells) + 1
			c := &doc.Cell{Kind: doc.Code, Language: "go", Number: n, Source: strings.TrimSuffix(string(f.Data), "\n"),
				Pos: doc.Position{Path: d.Path, Cell: n, Line: 1, Col: 1}}
			if ds := c.SetLines(); len(ds) > 0 {
				t.Fatal(ds)
			}
			d.Cells = append(d.Cells, c)
		case "result":
		default:
			file := filepath.Join(dir, filepath.FromSlash(f.Name))
			os.MkdirAll(filepath.Dir(file), 0o777)
			if err := os.WriteFile(file, f.Data, 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	return d
}

func withResult(a *txtar.Archive, result string) *txtar.Archive {
	b := &txtar.Archive{Comment: a.Comment}
	for _, f := range a.Files {
		if f.Name != "result" {
			b.Files = append(b.Files, f)
		}
	}
	b.Files = append(b.Files, txtar.File{Name: "result", Data: []byte(result)})
	return b
}

func run(t testing.TB, config runner.Config, docs []*doc.Document) []*runner.Report {
	t.Helper()
	r, err := runner.New(config)
	if err != nil {
		t.Fatal(err)
	}
	reports, err := r.Run(context.Background(), docs)
	if err != nil {
		t.Fatal(err)
	}
	return reports
}

// describe writes down all that a report and its document's outputs say.
func describe(r *runner.Report) string {
	var b strings.Builder
	for _, c := range r.Doc.Cells {
		if len(c.Outputs) == 0 {
			continue
		}
		fmt.Fprintf(&b, "[%d]\n", c.ExecutionCount)
		for _, o := range c.Outputs {
			if r.Doc.Options.Clock == doc.Real {
				o.Chunks = nil // the times are real
			}
			describeOutput(&b, o)
		}
	}
	for _, d := range r.Diagnostics {
		fmt.Fprintf(&b, "! %v\n", d)
	}
	fmt.Fprintf(&b, "failed: %v\n", r.Failed)
	return b.String()
}

func describeOutput(b *strings.Builder, o doc.Output) {
	switch o.Kind {
	case doc.Stream:
		for _, c := range o.Chunks {
			fmt.Fprintf(b, "%s %v %q\n", o.Name, c.At, c.Text)
		}
		if len(o.Chunks) == 0 {
			fmt.Fprintf(b, "%s %q\n", o.Name, o.Text)
		}
	case doc.Failure:
		fmt.Fprintf(b, "failure %s: %s\n", o.EName, o.EValue)
		for _, line := range o.Traceback {
			fmt.Fprintf(b, "\t%s\n", line)
		}
	default:
		for _, mime := range []string{doc.TextPlain, doc.TextHTML, doc.ImagePNG, doc.JSON, doc.TextMarkdown} {
			if text, ok := o.Data[mime]; ok {
				fmt.Fprintf(b, "%s %.100q\n", mime, text)
			}
		}
	}
}

// Every rule of what a cell means has a document that shows it.
func TestEveryRuleIsShown(t *testing.T) {
	files, err := filepath.Glob("testdata/docs/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]bool{}
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		first, _, _ := strings.Cut(string(a.Comment), ":")
		for _, word := range strings.FieldsFunc(first, func(r rune) bool { return r == ' ' || r == ',' }) {
			shown[word] = true
		}
	}
	for rule := 1; rule <= 11; rule++ {
		if !shown[fmt.Sprint(rule)] {
			t.Errorf("no document shows rule %d", rule)
		}
	}
}
