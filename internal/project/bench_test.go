package project_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gofresco/fresco/internal/project"
)

// BenchmarkOpen reads 100 pages of 20 cells with prose and outputs from disk.
func BenchmarkOpen(b *testing.B) {
	root := b.TempDir()
	var page strings.Builder
	page.WriteString("---\ntitle: A page\nexecute: true\n---\n\n# A page\n")
	for i := range 20 {
		fmt.Fprintf(&page, "\n## Step %d\n\nA paragraph of *prose* with `code` and a [link](https://go.dev), as long\nas they come in a tutorial, "+
			"followed by a list:\n\n- one\n- two\n\n```go\nx%d := %d\nfor i := range x%d {\n\tfmt.Println(i)\n}\n```\n\n```output\n0\n1\n2\n```\n", i, i, i, i)
	}
	for i := range 100 {
		write(b, filepath.Join(root, fmt.Sprintf("content/page%02d.md", i)), page.String())
	}
	b.ReportAllocs()
	for b.Loop() {
		p, err := project.Open(b.Context(), root, project.Options{})
		if err != nil || len(p.Documents) != 100 || len(p.Documents[0].Cells) != 40 {
			b.Fatalf("%v, %v", p, err)
		}
	}
	if entries, err := os.ReadDir(root); err != nil || len(entries) != 1 {
		b.Fatal(entries, err)
	}
}
