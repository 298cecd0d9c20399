package site_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/site"
)

// manyPages is a site of documents with twenty cells each, all different.
func manyPages(n int, language string) site.Input {
	var in site.Input
	for i := range n {
		d := &doc.Document{
			Path:     fmt.Sprintf("content/part%d/page%03d.md", i/20, i),
			Format:   doc.Notebook,
			Language: language,
			Options:  doc.PageOptions{Title: fmt.Sprintf("Page %d", i)},
		}
		for j := range 20 {
			d.Cells = append(d.Cells,
				&doc.Cell{Kind: doc.Prose, Source: fmt.Sprintf("## Section %d\n\nA paragraph with *emphasis*, `code` and a [link](page%03d.md),\nof two lines.\n", j, i)},
				&doc.Cell{
					Kind: doc.Code, Language: language, ExecutionCount: j + 1,
					Source: fmt.Sprintf("func worker%d%d(jobs <-chan int, results chan<- int) {\n\tfor j := range jobs {\n\t\t// some work\n\t\ttime.Sleep(time.Duration(j) * time.Millisecond)\n\t\tresults <- j * %d\n\t}\n}\nfmt.Println(\"cell\", %d)", i, j, j, j),
					Outputs: []doc.Output{
						{Kind: doc.Stream, Name: "stdout", Text: strings.Repeat(fmt.Sprintf("cell %d of page %d\n", j, i), 4)},
						{Kind: doc.Result, Data: doc.Bundle{doc.TextPlain: "42"}},
					},
				})
		}
		in.Pages = append(in.Pages, site.Page{Document: d, URL: strings.TrimSuffix(strings.TrimPrefix(d.Path, "content/"), ".md") + ".html"})
	}
	return in
}

func benchmarkBuild(b *testing.B, in site.Input, cfg site.Config) {
	cfg.Output = b.TempDir()
	if _, err := site.Build(context.Background(), in, cfg); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := site.Build(context.Background(), in, cfg); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRender renders 100 pages of 20 cells, all of them.
func BenchmarkRender(b *testing.B) {
	benchmarkBuild(b, manyPages(100, "go"), site.Config{Anew: true})
}

// BenchmarkUnchanged builds 100 pages of which none has changed.
func BenchmarkUnchanged(b *testing.B) {
	benchmarkBuild(b, manyPages(100, "go"), site.Config{})
}

// BenchmarkFirst builds 100 pages into an empty folder.
func BenchmarkFirst(b *testing.B) {
	in := manyPages(100, "go")
	for b.Loop() {
		b.StopTimer()
		dir := b.TempDir()
		b.StartTimer()
		if _, err := site.Build(context.Background(), in, site.Config{Output: dir}); err != nil {
			b.Fatal(err)
		}
	}
}
