package ipynb_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/doc/ipynb"
)

var update = flag.Bool("update", false, "write the golden files")

// read returns a file of the test data.
func read(t testing.TB, path string) []byte {
	t.Helper()
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// decode reads a notebook that must be good.
func decode(t testing.TB, path string, src []byte) *doc.Document {
	t.Helper()
	d, err := ipynb.Decode(path, src)
	if err != nil {
		t.Fatalf("decode: %v", err)
	}
	return d
}

// encode writes a document that must be good.
func encode(t testing.TB, d *doc.Document) []byte {
	t.Helper()
	out, err := ipynb.Encode(d)
	if err != nil {
		t.Fatalf("encode: %v", err)
	}
	return out
}

// golden compares got with a file, or writes it.
func golden(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want := read(t, path); !bytes.Equal(got, want) {
		t.Errorf("differs from %s; got:\n%s", path, got)
	}
}

// asDiagnostic requires an error to be a diagnostic of one line and a hint.
func asDiagnostic(t *testing.T, err error) doc.Diagnostic {
	t.Helper()
	var d doc.Diagnostic
	if !errors.As(err, &d) {
		t.Fatalf("not a diagnostic: %T %v", err, err)
	}
	if strings.Contains(d.Message, "\n") || d.Pos.Path == "" || d.Severity != doc.Error {
		t.Errorf("not a good diagnostic: %#v", d)
	}
	return d
}

// notebooks returns the good notebooks of the test data.
func notebooks(t testing.TB) []string {
	t.Helper()
	paths, err := filepath.Glob("testdata/*.ipynb")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no test data: %v", err)
	}
	return paths
}

func TestRoundTrip(t *testing.T) {
	for _, path := range notebooks(t) {
		src := read(t, path)
		if got := encode(t, decode(t, path, src)); !bytes.Equal(got, src) {
			t.Errorf("%s: the bytes changed:\n%s", path, got)
		}
	}
}

// TestRoundTripElsewhere does the same with notebooks of other people that
// stand beside a checkout where there are any.
func TestRoundTripElsewhere(t *testing.T) {
	for _, path := range []string{
		"../../../shared/seeds/coroutine.ipynb",
		"../../../shared/seeds/parallel.ipynb",
		"../../../shared/bench/gonb/twenty-cells.ipynb",
	} {
		t.Run(filepath.Base(path), func(t *testing.T) {
			src, err := os.ReadFile(path)
			if errors.Is(err, os.ErrNotExist) {
				t.Skipf("%s is not there", path)
			}
			if err != nil {
				t.Fatal(err)
			}
			d := decode(t, path, src)
			if got := encode(t, d); !bytes.Equal(got, src) {
				t.Error("the bytes changed")
			}
			if len(d.Cells) < 20 || len(d.Diagnostics) > 0 {
				t.Errorf("%d cells, diagnostics: %v", len(d.Cells), d.Diagnostics)
			}
		})
	}
}
