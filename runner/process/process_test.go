package process

import (
	"context"
	"crypto/rand"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gofresco/fresco/doc"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// flavors are the two builds of testdata/program: one frames its writes by
// itself, with the real clock, and leaves the runtime's unframed; the other
// has the runtime's fake clock.
var flavors = map[string][]string{"real": nil, "fake": {"-tags=faketime"}}

// nap is in the environment of all processes that tests start; its value is a
// time to sleep, so that it is in the command line of those that clear their
// environment.
var nap = fmt.Sprintf("NAP=%d", 1_000_000_000+os.Getpid())

var (
	programDir string
	programs   sync.Map // by flavor: func() (string, error)
)

func TestMain(m *testing.M) {
	if os.Getenv("PROCESS_TEST_HOST") != "" {
		host()
		return
	}
	flag.Parse()
	dir, err := os.MkdirTemp("", "process")
	if err != nil {
		panic(err)
	}
	programDir = dir
	status := m.Run()
	os.RemoveAll(dir)
	os.Exit(status)
}

// program returns the path of testdata/program, built once for each flavor.
func program(t testing.TB, flavor string) string {
	t.Helper()
	build, _ := programs.LoadOrStore(flavor, sync.OnceValues(func() (string, error) {
		path := filepath.Join(programDir, flavor)
		args := append([]string{"build", "-o", path}, flavors[flavor]...)
		cmd := exec.Command("go", append(args, "./testdata/program")...)
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=")
		if out, err := cmd.CombinedOutput(); err != nil {
			return "", fmt.Errorf("%w\n%s", err, out)
		}
		return path, nil
	}))
	path, err := build.(func() (string, error))()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// newSpec returns a spec for a mode of the program, with a time limit that
// only a test that hangs reaches.
func newSpec(t testing.TB, flavor, mode string) Spec {
	s := Spec{
		Path:    program(t, flavor),
		Args:    []string{mode},
		Env:     []string{"PATH=" + os.Getenv("PATH"), "GOMAXPROCS=1", "GOTRACEBACK=all", nap},
		Timeout: func(int) time.Duration { return 2 * time.Minute },
		Grace:   30 * time.Second,
	}
	rand.Read(s.Nonce[:])
	s.Config = s.Nonce[:]
	return s
}

// run runs a spec and checks that nothing is left of it.
func mustRun(t *testing.T, spec Spec) *Report {
	t.Helper()
	before := residue()
	report, err := Run(context.Background(), spec)
	if err != nil {
		t.Fatal(err)
	}
	checkResidue(t, before)
	return report
}

// expect runs a mode and checks how it ends.
func expect(t *testing.T, spec Spec, end End) *Report {
	t.Helper()
	report := mustRun(t, spec)
	if report.End != end {
		t.Fatalf("%s: %v (status %d, signal %q), want %v\n%s", spec.Args[0], report.End, report.Status, report.Signal, end, show(report))
	}
	return report
}

// show writes a report as golden files hold it, without times.
func show(r *Report) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%v at %d, status %d %s\n", r.End, r.At, r.Status, r.Signal)
	for _, c := range append([]Cell{r.Before}, r.Cells...) {
		fmt.Fprintf(&b, "cell %d ended %v dropped %d\n", c.Number, c.Ended, c.Dropped)
		for _, out := range c.Outputs {
			b.WriteString(showOutput(out))
		}
	}
	return b.String()
}

func showOutput(out doc.Output) string {
	switch out.Kind {
	case doc.Stream:
		if len(out.Text) > 1000 {
			return fmt.Sprintf("  %s: %d bytes\n", out.Name, len(out.Text))
		}
		return fmt.Sprintf("  %s: %q\n", out.Name, out.Text)
	case doc.Failure:
		return fmt.Sprintf("  failure: %s: %s %q\n", out.EName, out.EValue, out.Traceback)
	}
	return fmt.Sprintf("  shown %d: %v %v\n", out.Kind, out.Data, out.Metadata)
}

// A remainder is what a run may leave in our own process.
type remainder struct {
	goroutines, files int
	children          string
}

func residue() remainder {
	fds, _ := os.ReadDir("/proc/self/fd")
	return remainder{runtime.NumGoroutine(), len(fds), fmt.Sprint(ownChildren())}
}

// checkResidue checks that the process is as it was. Goroutines and timers
// may take a moment to end after what they did has been waited for.
func checkResidue(t *testing.T, before remainder) {
	t.Helper()
	var after remainder
	for range 1000 {
		after = residue()
		if after.goroutines <= before.goroutines && after.files <= before.files && after.children == before.children {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if after.goroutines > before.goroutines {
		stacks := make([]byte, 1<<20)
		t.Errorf("goroutines: %d, before %d\n%s", after.goroutines, before.goroutines, stacks[:runtime.Stack(stacks, true)])
	}
	if after.files > before.files {
		t.Errorf("open files: %d, before %d", after.files, before.files)
	}
	if after.children != before.children {
		t.Errorf("child processes: %s, before %s", after.children, before.children)
	}
	if left := marked(); len(left) > 0 {
		t.Errorf("processes left: %v", left)
	}
}

// text joins a cell's text on one stream.
func text(c Cell, name string) string {
	var b strings.Builder
	for _, out := range c.Outputs {
		if out.Kind == doc.Stream && out.Name == name {
			b.WriteString(out.Text)
		}
	}
	return b.String()
}
