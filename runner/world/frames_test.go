package world

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"
)

// inRealAndVirtual runs a test for the programs of both worlds, and for one
// with the race detector where that can be built.
func inRealAndVirtual(t *testing.T, test func(t *testing.T, program func() (string, error))) {
	t.Run("virtual", func(t *testing.T) { test(t, virtualProgram) })
	t.Run("real", func(t *testing.T) { test(t, realProgram) })
	t.Run("race", func(t *testing.T) {
		if _, err := exec.LookPath("gcc"); err != nil {
			t.Skip("the race detector needs cgo, and there is no gcc")
		}
		test(t, raceProgram)
	})
}

func TestStreams(t *testing.T) {
	inRealAndVirtual(t, func(t *testing.T, program func() (string, error)) {
		r := (&run{program: program, args: []string{"streams"}, env: []string{"FRESCO_WORLD=1"}}).do(t)
		frames := r.merged(t)
		var want strings.Builder
		for _, n := range "01234" {
			want.WriteString(strings.ReplaceAll("out _\nerr _\nErr _\n", "_", string(n)))
		}
		if text(frames) != want.String() {
			t.Errorf("got %q", text(frames))
		}
		plain := (&run{program: program, args: []string{"streams"}}).do(t)
		if out := text(split(t, 1, r.stdout)); string(plain.stdout) != out {
			t.Errorf("without variables: got %q, want %q", plain.stdout, out)
		}
	})
}

func TestRealTime(t *testing.T) {
	before := time.Now().UnixNano()
	r := (&run{program: realProgram, args: []string{"hello"}, env: []string{"FRESCO_WORLD=1"}}).do(t)
	after := time.Now().UnixNano()
	frames := split(t, 1, r.stdout)
	// The program's clock is set once, so steps of the wall clock may show.
	slack := int64(time.Minute)
	if len(frames) != 1 || frames[0].time < before-slack || frames[0].time > after+slack {
		t.Errorf("got %+v between %d and %d", frames, before, after)
	}
}

// TestWhole has threads and a child process write at once. No frame may be
// torn, no line lost.
func TestWhole(t *testing.T) {
	inRealAndVirtual(t, func(t *testing.T, program func() (string, error)) {
		r := (&run{program: program, args: []string{"crowd"}, env: []string{"FRESCO_WORLD=1"}}).do(t)
		for fd, data := range map[int][]byte{1: r.stdout, 2: r.stderr} {
			lines := strings.Split(strings.TrimSuffix(text(split(t, fd, data)), "\n"), "\n")
			slices.Sort(lines)
			distinct := len(slices.Compact(slices.Clone(lines)))
			want := map[int][2]int{1: {1609, 1601}, 2: {1600, 1600}}[fd]
			if len(lines) != want[0] || distinct != want[1] {
				t.Errorf("descriptor %d: %d lines, %d of them distinct", fd, len(lines), distinct)
			}
		}
	})
}

func TestLargeWrite(t *testing.T) {
	inRealAndVirtual(t, func(t *testing.T, program func() (string, error)) {
		r := (&run{program: program, args: []string{"flood"}, env: []string{"FRESCO_WORLD=1"}}).do(t)
		frames := split(t, 1, r.stdout)
		if out := text(frames); len(out) != 1<<20 || out[:27] != "abcdefghijklmnopqrstuvwxyza" {
			t.Errorf("got %d bytes", len(out))
		}
		if i := slices.IndexFunc(frames, func(f frame) bool { return len(f.text) > 4080 }); i >= 0 {
			t.Errorf("a frame holds %d bytes", len(frames[i].text))
		}
	})
}

// TestBrokenPipe closes the reading end under a program that prints for ever.
func TestBrokenPipe(t *testing.T) {
	inRealAndVirtual(t, func(t *testing.T, program func() (string, error)) {
		path, err := program()
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(path, "print")
		cmd.Env = append(cmd.Environ(), "GOMAXPROCS=1", "FRESCO_WORLD=1")
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		out.Close()
		timer := time.AfterFunc(time.Minute, func() { cmd.Process.Kill() })
		err = cmd.Wait()
		if !timer.Stop() || err == nil || err.Error() != "signal: broken pipe" {
			t.Errorf("got %v", err)
		}
	})
}
