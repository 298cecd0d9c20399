package process

import (
	"context"
	"os/exec"
	"testing"
)

// BenchmarkRun compares Run with what it takes at least: os/exec. For the
// ratio, run both at once.
func BenchmarkRun(b *testing.B) {
	spec := newSpec(b, "fake", "nothing")
	b.Run("exec", func(b *testing.B) {
		for b.Loop() {
			// Without its configuration the program panics at once.
			_ = exec.Command(spec.Path, spec.Args...).Run()
		}
	})
	b.Run("process", func(b *testing.B) {
		for b.Loop() {
			if _, err := Run(context.Background(), spec); err != nil {
				b.Fatal(err)
			}
		}
	})
}
