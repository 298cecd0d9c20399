//go:build unix

package process

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// outputsOf returns a cell's streams in order, as "name text".
func outputsOf(c Cell) string {
	var list []string
	for _, out := range c.Outputs {
		list = append(list, fmt.Sprintf("%s %q", out.Name, out.Text))
	}
	return strings.Join(list, ", ")
}

// TestChildTurns has a child that writes to both streams in turn, and goes on
// when we have seen what it wrote.
func TestChildTurns(t *testing.T) {
	for flavor := range flavors {
		path := filepath.Join(t.TempDir(), "fifo")
		if err := unix.Mkfifo(path, 0o600); err != nil {
			t.Fatal(err)
		}
		fifo, err := os.OpenFile(path, os.O_RDWR, 0)
		if err != nil {
			t.Fatal(err)
		}
		spec := newSpec(t, flavor, "child turns")
		spec.Env = append(spec.Env, "FIFO="+path)
		spec.Event = func(e Event) {
			if strings.HasPrefix(e.Output.Text, "child") {
				fmt.Fprintln(fifo, "go on")
			}
		}
		report := expect(t, spec, Done)
		fifo.Close()
		want := `stdout "before\nchild out\n", stderr "child err\n", stdout "child out\nafter\n"`
		if got := outputsOf(report.Cells[0]); got != want {
			t.Errorf("%s:\n got %s\nwant %s", flavor, got, want)
		}
		checkChunkTimes(t, flavor, report.Cells[0])
	}
}

// checkChunkTimes checks that times do not go back, nor beyond the cell's end.
func checkChunkTimes(t *testing.T, name string, c Cell) {
	t.Helper()
	last := c.Outputs[0].Chunks[0].At
	for _, out := range c.Outputs {
		for _, chunk := range out.Chunks {
			if chunk.At < last || chunk.At > c.Virtual {
				t.Errorf("%s: %q at %v, after %v, in a cell of %v", name, chunk.Text, chunk.At, last, c.Virtual)
			}
			last = chunk.At
		}
	}
}

// TestFrameBeforeChild starts children right behind a frame on the other
// stream.
func TestFrameBeforeChild(t *testing.T) {
	for flavor := range flavors {
		report := expect(t, newSpec(t, flavor, "frame before child"), Done)
		for _, c := range report.Cells {
			if got, want := outputsOf(c), `stderr "frame\n", stdout "child\n"`; got != want {
				t.Errorf("%s: cell %d:\n got %s\nwant %s", flavor, c.Number, got, want)
			}
		}
		if len(report.Cells) != 40 {
			t.Errorf("%s: %d cells", flavor, len(report.Cells))
		}
	}
}

// TestChildBetweenFrames has children whose beginnings and ends are marked,
// so that all order is known, however slow we read.
func TestChildBetweenFrames(t *testing.T) {
	for flavor := range flavors {
		report := expect(t, newSpec(t, flavor, "marked children"), Done)
		for _, c := range report.Cells {
			want := `stderr "before\n", stdout "child\n", stderr "frame\nchild\n", stdout "after\n"`
			if got := outputsOf(c); got != want {
				t.Errorf("%s: cell %d:\n got %s\nwant %s", flavor, c.Number, got, want)
			}
		}
	}
}
