package world

import (
	"bufio"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

var soak = flag.Int("soak", 16, "how often to run a program that must print the same each time")

// TestRepeats runs a program that lives by chance, time and the order of its
// goroutines beside as many busy loops as there are processors.
func TestRepeats(t *testing.T) {
	if _, err := virtualProgram(); err != nil {
		t.Fatal(err)
	}
	defer load()()
	want := (&run{program: virtualProgram, args: []string{"chance"}, env: []string{"FRESCO_WORLD=1"}}).do(t)
	if out := text(split(t, 1, want.stdout)); want.code != 0 || !strings.HasSuffix(out, "10h0m0s\n2009-11-11 09:00:17.002 +0000 UTC m=+36017.002000001\n") {
		t.Fatalf("exit status %d\n%s\n%s", want.code, out, text(split(t, 2, want.stderr)))
	}
	runs, varied := make(chan bool), make(chan string, *soak)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for range runs {
				got := (&run{program: virtualProgram, args: []string{"chance"}, env: []string{"FRESCO_WORLD=1"}}).do(t)
				if string(got.stdout) != string(want.stdout) {
					varied <- text(split(t, 1, got.stdout))
				}
			}
		})
	}
	for range *soak {
		runs <- true
	}
	close(runs)
	wg.Wait()
	close(varied)
	t.Logf("%d of %d runs varied", len(varied), *soak)
	for out := range varied {
		t.Fatalf("a run differs:\n%s", firstDifference(text(split(t, 1, want.stdout)), out))
	}
}

// load keeps all processors busy until the function that it returns is called.
func load() (stop func()) {
	var wg sync.WaitGroup
	var stopped atomic.Bool
	for range 2 * runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for !stopped.Load() {
			}
		})
	}
	return func() { stopped.Store(true); wg.Wait() }
}

// firstDifference shows where two texts begin to differ.
func firstDifference(a, b string) string {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			from := max(0, i-200)
			return a[from:min(len(a), i+100)] + "\n--- against ---\n" + b[from:min(len(b), i+100)]
		}
	}
	return "one is longer"
}

func TestSeeds(t *testing.T) {
	seeded := func(world string) string {
		return string((&run{program: virtualProgram, args: []string{"seeded"}, env: []string{"FRESCO_WORLD=" + world}}).do(t).stdout)
	}
	const largest = "18446744073709551615"
	for _, tt := range []struct {
		a, b string
		same bool
	}{
		{"1", "1", true}, {largest, largest, true}, {"1", "2", false}, {"random", "random", false},
	} {
		if (seeded(tt.a) == seeded(tt.b)) != tt.same {
			t.Errorf("seeds %s and %s: the same output is %t, should be %t", tt.a, tt.b, !tt.same, tt.same)
		}
	}
	plain := (&run{program: virtualProgram, args: []string{"seeded"}}).do(t)
	if string(plain.stdout) != text(split(t, 1, []byte(seeded("1")))) {
		t.Error("without variables: not the plain output of seed 1")
	}
}

func TestOutside(t *testing.T) {
	for _, tt := range []struct{ function, stdout, stderr string }{
		{"signal", "user defined signal 1 1h0m0s\n", ""},
		{"child", "300000 <nil>\n", ""},
		{"scan", "one\ntwo\n<nil>\n", ""},
		{"deadlock", "", "fatal error: all goroutines are asleep - deadlock!\n"},
	} {
		r := (&run{program: virtualProgram, args: []string{tt.function}, env: []string{"FRESCO_WORLD=1"}}).do(t)
		stdout, stderr := text(split(t, 1, r.stdout)), text(split(t, 2, r.stderr))
		if stdout != tt.stdout || !strings.HasPrefix(stderr, tt.stderr) || (tt.stderr == "") != (stderr == "") {
			t.Errorf("%s: got %q and %q", tt.function, stdout, stderr)
		}
	}
}

// TestQuit interrupts programs that go on for ever: all print the stacks of
// their goroutines whole, and end.
func TestQuit(t *testing.T) {
	for _, program := range []func() (string, error){virtualProgram, realProgram} {
		for _, function := range []string{"spin", "sleepForever", "print"} {
			path, err := program()
			if err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command(path, function)
			cmd.Env = append(os.Environ(), "GOMAXPROCS=1", "FRESCO_WORLD=1", "GOTRACEBACK=all")
			stderr, err := os.Create(filepath.Join(t.TempDir(), "stderr"))
			if err != nil {
				t.Fatal(err)
			}
			cmd.Stderr = stderr
			stdout, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			lines := bufio.NewReader(stdout)
			if _, err := lines.ReadString('\n'); err != nil {
				t.Error(err)
			}
			cmd.Process.Signal(syscall.SIGQUIT)
			timer := time.AfterFunc(time.Minute, func() { cmd.Process.Kill() })
			for err == nil {
				_, err = lines.ReadString('\n')
			}
			cmd.Wait()
			if !timer.Stop() {
				t.Errorf("%s: SIGQUIT did not end it", function)
			}
			data, err := os.ReadFile(stderr.Name())
			if err != nil {
				t.Fatal(err)
			}
			if out := text(split(t, 2, data)); !strings.HasPrefix(out, "SIGQUIT: quit\n") || !strings.Contains(out, "goroutine 1") {
				t.Errorf("%s: got %q", function, out)
			}
		}
	}
}

// TestList has the go command hand out what a separate compiler and linker
// need.
func TestList(t *testing.T) {
	for name := range worlds {
		json, tags, err := overlay(name)
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command("go", "list", "-overlay", json, "-tags", strings.Join(tags, ","),
			"-export", "-deps", "-f", "{{.ImportPath}} {{.Export}}", "fmt", "net/http")
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, err.(*exec.ExitError).Stderr)
		}
		for line := range strings.Lines(string(out)) {
			pkg, export, _ := strings.Cut(strings.TrimSpace(line), " ")
			if _, err := os.Stat(export); err != nil && pkg != "unsafe" {
				t.Errorf("%s: %s has no export data: %v", name, pkg, err)
			}
		}
	}
}
