package runner

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/gofresco/fresco/doc"
)

// benchDocument is a document of 20 small cells; n makes it unlike others.
func benchDocument(n int) *doc.Document {
	d := &doc.Document{Path: fmt.Sprintf("doc%d.ipynb", n), Format: doc.Notebook, Language: "go", Options: doc.DefaultPageOptions()}
	add := func(format string, args ...any) {
		i := len(d.Cells) + 1
		d.Cells = append(d.Cells, &doc.Cell{Kind: doc.Code, Language: "go", Number: i, Source: fmt.Sprintf(format, args...),
			Pos: doc.Position{Path: d.Path, Cell: i, Line: 1, Col: 1}})
	}
	add("import (\n\t\"fmt\"\n\t\"sort\"\n\t\"strings\"\n\t\"sync\"\n\t\"time\"\n)\nconst id = %d", n)
	for i := range 9 {
		add("type T%d struct{ Name string; N int }\nfunc (t T%d) String() string { return strings.Repeat(t.Name, t.N) }\nfunc f%d(xs []int) (sum int) {\n\tfor _, x := range xs {\n\t\tsum += x * id\n\t}\n\treturn\n}", i, i, i)
		add("t%d := T%d{\"x\", %d}\nxs%d := []int{3, 1, 2}\nsort.Ints(xs%d)\nfmt.Println(t%d, f%d(xs%d))", i, i, i, i, i, i, i, i)
	}
	add("var wg sync.WaitGroup\nfor i := range 3 {\n\twg.Go(func() { time.Sleep(time.Duration(i) * time.Second); fmt.Println(i) })\n}\nwg.Wait()")
	return d
}

func benchDocuments(n int) []*doc.Document {
	docs := make([]*doc.Document, n)
	for i := range docs {
		docs[i] = benchDocument(i)
	}
	return docs
}

// BenchmarkCold executes 100 documents of 20 cells with nothing of ours
// cached, in turn with a bare go build of the same merged program and the
// running of its processes, and reports the ratio of the two.
func BenchmarkCold(b *testing.B) {
	root := b.TempDir()
	cache := filepath.Join(root, "cache")
	merged := mergedProgram(b, root, cache, benchDocuments(100))
	var ours, bare time.Duration
	var peak uint64
	for i := range b.N {
		start := time.Now()
		runAll(b, root, cache, benchDocuments(100), true)
		ours += time.Since(start)
		peak = max(peak, heapInUse())

		start = time.Now()
		merged.touch(b, i)
		merged.buildAndRun(b, 100)
		bare += time.Since(start)
	}
	b.ReportMetric(float64(ours)/float64(bare), "ratio")
	b.ReportMetric(bare.Seconds()/float64(b.N), "bare-s/op")
	b.ReportMetric(ours.Seconds()/float64(b.N), "ours-s/op")
	b.ReportMetric(float64(peak)/(1<<20), "MB-peak")
}

// BenchmarkEdit executes one document of 100 after an edit, in turn with a
// bare go build of a one-package program that prints.
func BenchmarkEdit(b *testing.B) {
	root := b.TempDir()
	cache := filepath.Join(root, "cache")
	docs := benchDocuments(100)
	runAll(b, root, cache, docs, false)
	hello := newHello(b)
	var ours, bare time.Duration
	for i := range b.N {
		docs[7].Cells[2].Source += fmt.Sprintf("\nfmt.Println(%d, %d)", i, time.Now().UnixNano())
		start := time.Now()
		runAll(b, root, cache, docs, false)
		ours += time.Since(start)

		hello.touch(b, i)
		start = time.Now()
		hello.build(b)
		bare += time.Since(start)
	}
	b.ReportMetric(float64(ours)/float64(bare), "ratio")
	b.ReportMetric(float64(bare.Milliseconds())/float64(b.N), "bare-ms/op")
	b.ReportMetric(float64(ours.Milliseconds())/float64(b.N), "ours-ms/op")
}

// BenchmarkUnchanged looks up 100 documents of which none has changed.
func BenchmarkUnchanged(b *testing.B) {
	root := b.TempDir()
	cache := filepath.Join(root, "cache")
	docs := benchDocuments(100)
	runAll(b, root, cache, docs, false)
	for b.Loop() {
		for _, r := range runAll(b, root, cache, docs, false) {
			if !r.Cached {
				b.Fatal("not from the cache")
			}
		}
	}
}

func runAll(b *testing.B, root, cache string, docs []*doc.Document, noCache bool) []*Report {
	b.Helper()
	r, err := New(Config{Root: root, CacheDir: cache, NoCache: noCache})
	if err != nil {
		b.Fatal(err)
	}
	reports, err := r.Run(context.Background(), docs)
	if err != nil {
		b.Fatal(err)
	}
	for _, r := range reports {
		if r.Failed {
			b.Fatal(r.Diagnostics)
		}
	}
	return reports
}

func heapInUse() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.Sys
}

// A bareProgram is a program for the go command to build.
type bareProgram struct {
	dir     string
	overlay []string
	touched string // a file to change between builds
	text    []byte
}

func newHello(b *testing.B) *bareProgram {
	p := &bareProgram{dir: b.TempDir(), text: []byte("package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println(\"hello\") }\n")}
	p.write(b, "go.mod", []byte("module hello\n\ngo 1.26\n"))
	p.touched = "main.go"
	p.touch(b, -1)
	p.build(b)
	return p
}

// mergedProgram lays out the program of the documents as the go command wants
// it: one package each under a name of its own, and a main that runs one.
func mergedProgram(b *testing.B, root, cache string, docs []*doc.Document) *bareProgram {
	r, err := New(Config{Root: root, CacheDir: cache, NoCache: true})
	if err != nil {
		b.Fatal(err)
	}
	batch := newBatch(r, docs)
	defer batch.close()
	if err := batch.run(context.Background()); err != nil {
		b.Fatal(err)
	}
	p := &bareProgram{dir: b.TempDir()}
	p.write(b, "go.mod", []byte("module bare\n\ngo 1.26\n"))
	for name, data := range supportPackages[0].files {
		p.write(b, "rt/"+name, data)
	}
	main := "package main\n\nimport (\n\t\"bare/rt\"\n"
	sources, _ := filepath.Glob(filepath.Join(batch.dir, "program-*", "doc*.go"))
	for _, file := range sources {
		src, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(file), ".go")
		src = bytes.Replace(src, []byte("package main"), []byte("package "+name), 1)
		src = bytes.ReplaceAll(src, []byte(rtPath), []byte("bare/rt"))
		p.write(b, name+"/"+name+".go", src)
		main += "\t_ \"bare/" + name + "\"\n"
		p.touched, p.text = name+"/"+name+".go", src
	}
	p.write(b, "main.go", []byte(main+")\n\nfunc main() { rt.Main() }\n"))
	for _, w := range r.worlds {
		p.overlay = w.buildFlags(nil)
	}
	p.build(b)
	return p
}

func (p *bareProgram) write(b *testing.B, name string, data []byte) {
	b.Helper()
	file := filepath.Join(p.dir, name)
	os.MkdirAll(filepath.Dir(file), 0o777)
	if err := os.WriteFile(file, data, 0o666); err != nil {
		b.Fatal(err)
	}
}

// touch changes the program so that it has to be built again. In a merged
// program every package is changed: nothing of ours is cached either.
func (p *bareProgram) touch(b *testing.B, i int) {
	b.Helper()
	stamp := fmt.Appendf(nil, "\nvar _ = \"%d %d\"\n", i, time.Now().UnixNano())
	if len(p.overlay) == 0 {
		p.write(b, p.touched, append(bytes.Clone(p.text), stamp...))
		return
	}
	filepath.WalkDir(p.dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasPrefix(d.Name(), "doc") && strings.HasSuffix(path, ".go") {
			src, _ := os.ReadFile(path)
			os.WriteFile(path, append(src, stamp...), 0o666)
		}
		return err
	})
}

func (p *bareProgram) build(b *testing.B) {
	b.Helper()
	args := append([]string{"build", "-ldflags=-s -w"}, p.overlay...)
	cmd := exec.Command("go", append(args, "-o", "program", ".")...)
	cmd.Dir = p.dir
	if len(p.overlay) > 0 {
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	}
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
}

// buildAndRun builds the program and runs it n times, two at once.
func (p *bareProgram) buildAndRun(b *testing.B, n int) {
	b.Helper()
	p.build(b)
	var wg errgroup.Group
	wg.SetLimit(runtime.GOMAXPROCS(0))
	for i := range n {
		wg.Go(func() error {
			var others []string
			for j := range n {
				if j != i {
					others = append(others, fmt.Sprintf("bare/doc%d", (j+1)*maxEpochs))
				}
			}
			cmd := exec.Command(filepath.Join(p.dir, "program"))
			cmd.Env = []string{"GOMAXPROCS=1", "FRESCO_WORLD=1", "FRESCO_SKIP=" + strings.Join(others, ",")}
			return cmd.Run()
		})
	}
	if err := wg.Wait(); err != nil {
		b.Fatal(err)
	}
}
