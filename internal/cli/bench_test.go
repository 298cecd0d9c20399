package cli

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// writeNotebooks writes n notebooks of 20 small code cells into a new site.
func writeNotebooks(b *testing.B, n int) (root string) {
	b.Helper()
	root = b.TempDir()
	dir := filepath.Join(root, "notebooks")
	if err := os.Mkdir(dir, 0o777); err != nil {
		b.Fatal(err)
	}
	for i := range n {
		var cells []map[string]any
		for j := range 20 {
			cells = append(cells,
				map[string]any{"cell_type": "markdown", "id": fmt.Sprint("m", j), "metadata": map[string]any{}, "source": fmt.Sprintf("## Step %d\n\nSome *prose*.", j)},
				map[string]any{"cell_type": "code", "id": fmt.Sprint("c", j), "metadata": map[string]any{}, "execution_count": nil, "outputs": []any{},
					"source": fmt.Sprintf("type T%d struct{ N int }\nv%d := []T%d{{%d}, {%d}}\nfmt.Println(len(v%d), v%d)", j, j, j, i, j, j, j)})
		}
		data, err := json.MarshalIndent(map[string]any{"cells": cells, "metadata": map[string]any{"language_info": map[string]any{"name": "go"}}, "nbformat": 4, "nbformat_minor": 5}, "", " ")
		if err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("n%03d.ipynb", i)), data, 0o666); err != nil {
			b.Fatal(err)
		}
	}
	return root
}

// command builds fresco and returns a function that runs it as a process.
func command(b *testing.B, cache string) func(args ...string) {
	b.Helper()
	bin := filepath.Join(b.TempDir(), "fresco")
	if out, err := exec.Command("go", "build", "-o", bin, "github.com/gofresco/fresco/cmd/fresco").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return func(args ...string) {
		cmd := exec.Command(bin, args...)
		cmd.Env = append(os.Environ(), "FRESCO_CACHE="+cache)
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
		if usage, ok := memory(cmd.ProcessState); ok {
			b.ReportMetric(usage, "MB-peak")
		}
	}
}

// BenchmarkBuildUnchanged is fresco build of 100 notebooks of 20 cells of
// which none has changed, as a whole process.
func BenchmarkBuildUnchanged(b *testing.B) {
	root := writeNotebooks(b, 100)
	fresco := command(b, b.TempDir())
	fresco("build", "-q", "-C", root)
	for b.Loop() {
		fresco("build", "-q", "-C", root)
	}
}

// BenchmarkBuildCold is the same with nothing of ours cached: every cell runs,
// every page is rendered.
func BenchmarkBuildCold(b *testing.B) {
	root := writeNotebooks(b, 100)
	fresco := command(b, b.TempDir())
	fresco("build", "-q", "-C", root)
	for b.Loop() {
		fresco("build", "-q", "--no-cache", "-C", root)
	}
}

// BenchmarkNotebook runs one notebook of 20 small cells, end to end, in turn
// with a bare go build of a program that prints, and reports the ratio.
func BenchmarkNotebook(b *testing.B) {
	root := writeNotebooks(b, 1)
	fresco := command(b, b.TempDir())
	hello := b.TempDir()
	os.WriteFile(filepath.Join(hello, "go.mod"), []byte("module hello\n"), 0o666)
	file := filepath.Join(root, "notebooks", "n000.ipynb")
	fresco("run", "-q", "--no-cache", file)
	var ours, bare time.Duration
	for i := range b.N {
		start := time.Now()
		fresco("run", "-q", "--no-cache", "-o", filepath.Join(root, "out.ipynb"), file)
		ours += time.Since(start)
		src := fmt.Sprintf("package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println(%d, %d) }\n", i, time.Now().UnixNano())
		os.WriteFile(filepath.Join(hello, "main.go"), []byte(src), 0o666)
		start = time.Now()
		cmd := exec.Command("go", "build", "-o", "hello")
		cmd.Dir = hello
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
		bare += time.Since(start)
	}
	b.ReportMetric(float64(ours.Milliseconds())/float64(b.N), "ours-ms/op")
	b.ReportMetric(float64(ours)/float64(bare), "ratio")
}
