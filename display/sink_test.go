package display_test

import (
	"fmt"
	"io"
	"maps"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/gofresco/fresco/display"
)

// captured returns the bundles that f shows to a sink.
func captured(t *testing.T, f func()) []map[string]string {
	t.Helper()
	var shown []map[string]string
	display.SetSink(func(data map[string]string) { shown = append(shown, maps.Clone(data)) })
	defer display.SetSink(nil)
	f()
	return shown
}

// printed returns what f prints on standard output.
func printed(t *testing.T, f func()) string {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout := os.Stdout
	os.Stdout = w
	defer func() { os.Stdout = stdout }()
	f()
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestWithoutSinkTextIsPrinted(t *testing.T) {
	got := printed(t, func() {
		display.HTML("<b>one</b>")
		display.Value(2)
	})
	if want := "one\n2\n"; got != want {
		t.Errorf("printed %q, want %q", got, want)
	}
}

func TestEveryDisplayIsWhole(t *testing.T) {
	const goroutines, each = 8, 100
	shown := captured(t, func() {
		var wg sync.WaitGroup
		for g := range goroutines {
			wg.Go(func() {
				for i := range each {
					display.Text(fmt.Sprint(g, i))
				}
			})
		}
		wg.Wait()
	})
	seen := map[string]bool{}
	for _, data := range shown {
		seen[data["text/plain"]] = true
	}
	if len(shown) != goroutines*each || len(seen) != goroutines*each {
		t.Errorf("%d shown, %d different, want %d", len(shown), len(seen), goroutines*each)
	}
}

func TestLinesOfManyGoroutinesStayWhole(t *testing.T) {
	line := strings.Repeat("x", 200)
	got := printed(t, func() {
		var wg sync.WaitGroup
		for range 20 {
			wg.Go(func() { display.Text(line) })
		}
		wg.Wait()
	})
	if want := strings.Repeat(line+"\n", 20); got != want {
		t.Errorf("lines are mixed: %q", got)
	}
}
