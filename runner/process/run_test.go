package process

import (
	"context"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/gofresco/fresco/doc"
)

// TestGolden runs modes of the program in both flavors and compares their
// reports with one golden file each.
func TestGolden(t *testing.T) {
	for _, mode := range []string{
		"cells", "children", "runes", "fail", "exit", "exit two", "return",
		"panic", "panic error", "panic nested", "panic repanicked",
		"panic goroutine", "panic child", "nil", "deadlock", "goexit", "mutex",
	} {
		golden := filepath.Join("testdata", "golden", strings.ReplaceAll(mode, " ", "-")+".txt")
		for flavor := range flavors {
			if mode == "cells" && flavor == "real" {
				continue // it sleeps for hours
			}
			t.Run(mode+"/"+flavor, func(t *testing.T) {
				report := mustRun(t, newSpec(t, flavor, mode))
				got := show(report) + showCrash(report.Crash)
				if *update {
					if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(golden)
				if err != nil {
					t.Fatal(err)
				}
				if got != string(want) {
					t.Errorf("got\n%s\nwant\n%s", got, want)
				}
			})
		}
	}
}

func TestOrder(t *testing.T) {
	for flavor := range flavors {
		report := expect(t, newSpec(t, flavor, "order"), Done)
		outputs := report.Cells[0].Outputs
		if len(outputs) != 400 {
			t.Fatalf("%s: %d outputs, want 400", flavor, len(outputs))
		}
		for i, out := range outputs {
			if want := streamNames[i%2]; out.Name != want {
				t.Fatalf("%s: output %d is %s, want %s", flavor, i, out.Name, want)
			}
		}
	}
}

func TestFakeClock(t *testing.T) {
	report := expect(t, newSpec(t, "fake", "cells"), Done)
	cell := report.Cells[1]
	if cell.Virtual != 90*time.Minute {
		t.Errorf("virtual duration %v, want 1h30m0s", cell.Virtual)
	}
	want := []doc.Chunk{{At: 90 * time.Minute, Text: "two\n"}}
	if got := cell.Outputs[0].Chunks; !reflect.DeepEqual(got, want) {
		t.Errorf("chunks %v, want %v", got, want)
	}
	if cell.Wall <= 0 || cell.Wall > 90*time.Minute {
		t.Errorf("it really took %v", cell.Wall)
	}
}

func TestWorld(t *testing.T) {
	spec := newSpec(t, "real", "world")
	spec.Dir = t.TempDir()
	spec.Env = []string{"A=1", nap}
	spec.Args = append(spec.Args, "x y")
	report := expect(t, spec, Done)
	dir, err := filepath.EvalSymlinks(spec.Dir)
	if err != nil {
		t.Fatal(err)
	}
	want := dir + " 0 [A=1 " + nap + " FRESCO_RUN] [x y]\n"
	if got := text(report.Cells[0], "stdout"); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestReads(t *testing.T) {
	report := expect(t, newSpec(t, "real", "reads"), Done)
	want := []Read{{Open, "a.txt"}, {Getenv, "HOME"}, {Chdir, "/"}, {Open, "a.txt"}, {Stat, "b"}}
	if !reflect.DeepEqual(report.Reads, want) || report.ReadsLost {
		t.Errorf("reads %v, want %v", report.Reads, want)
	}
}

func TestExit(t *testing.T) {
	report := expect(t, newSpec(t, "real", "exit"), Exited)
	want := &Exit{Code: 3, Frames: []Frame{{"main.main", "doc.md:cell 2", 7}, {"main.f", "doc.md", 9}}}
	if !reflect.DeepEqual(report.Exit, want) {
		t.Errorf("exit %+v, want %+v", report.Exit, want)
	}
}

// TestExitUntold tells a call of os.Exit from other ends.
func TestExitUntold(t *testing.T) {
	tests := []struct {
		mode string
		end  End
		told bool
	}{{"exit zero", Exited, true}, {"exit two", Exited, true}, {"exit mute", Exited, false}, {"return", Silent, false}}
	for _, test := range tests {
		report := expect(t, newSpec(t, "real", test.mode), test.end)
		if (report.Exit != nil) != test.told || report.At != 1 {
			t.Errorf("%s: exit %+v in cell %d", test.mode, report.Exit, report.At)
		}
	}
}

// TestSilent ends programs that took standard output from us in their second
// of three cells.
func TestSilent(t *testing.T) {
	for _, mode := range []string{"close", "replace"} {
		for flavor := range flavors {
			report := expect(t, newSpec(t, flavor, mode), Silent)
			if report.At != 2 || report.Exit != nil || report.Status != 0 {
				t.Errorf("%s/%s: in cell %d, status %d, exit %+v", mode, flavor, report.At, report.Status, report.Exit)
			}
			var got strings.Builder
			for _, c := range report.Cells {
				got.WriteString(text(c, "stdout") + text(c, "stderr"))
			}
			if want := "one\nopen\nstill\nthree\n"; got.String() != want {
				t.Errorf("%s/%s: got %q, want %q", mode, flavor, got.String(), want)
			}
		}
	}
}

// TestUnframed runs a program that knows nothing of the wire.
func TestUnframed(t *testing.T) {
	spec := newSpec(t, "real", "")
	spec.Path, spec.Args = "/bin/sh", []string{"-c", "echo out; echo 'panic: no' >&2; exit 2"}
	report := expect(t, spec, Exited)
	if got := text(report.Before, "stdout") + text(report.Before, "stderr"); got != "out\npanic: no\n" {
		t.Errorf("got %q", got)
	}
	if report.Status != 2 || report.Exit != nil || report.Crash != nil {
		t.Errorf("exit %+v, crash %+v", report.Exit, report.Crash)
	}
}

func TestHugeFrame(t *testing.T) {
	spec := newSpec(t, "fake", "huge frame")
	spec.OutputLimit = 1<<20 + 3
	report := expect(t, spec, Done)
	want := strings.Repeat("0123456789abcdef", 1<<16) + "end"
	if got := text(report.Cells[0], "stdout"); got != want || report.Cells[0].Dropped != 0 {
		t.Errorf("%d bytes, %d dropped, want %d and none", len(got), report.Cells[0].Dropped, len(want))
	}
}

// TestRecordsAmongRawBytes shows that a child that floods the pipe, and so
// gets between headers and payloads, hides no record.
func TestRecordsAmongRawBytes(t *testing.T) {
	spec := newSpec(t, "real", "stubbornly framed")
	spec.OutputLimit = 1 << 30
	report := expect(t, spec, Done)
	displays := 0
	for _, out := range report.Cells[0].Outputs {
		if out.Kind == doc.Display {
			displays++
		}
		if strings.Trim(out.Text, "x\n") != "" {
			t.Fatalf("text %.100q", strings.Trim(out.Text, "x\n"))
		}
	}
	if displays != 2000 {
		t.Errorf("%d displays, want 2000", displays)
	}
}

func TestFlood(t *testing.T) {
	spec := newSpec(t, "fake", "flood")
	report := expect(t, spec, Done)
	if n := len(text(report.Cells[0], "stdout")); n != 1<<20 {
		t.Errorf("%d bytes kept, want 1 MiB", n)
	}
	if want := int64(200_000_000 - 1<<20); report.Cells[0].Dropped != want {
		t.Errorf("%d bytes dropped, want %d", report.Cells[0].Dropped, want)
	}
	if got := text(report.Cells[1], "stdout"); got != "alive\n" {
		t.Errorf("the next cell printed %q", got)
	}
}

// TestFloodRepeats shows that what is kept of two floods does not depend on
// how they were read.
func TestFloodRepeats(t *testing.T) {
	var first *Report
	for range 3 {
		report := expect(t, newSpec(t, "fake", "floods"), Done)
		if first == nil {
			first = report
		}
		if !reflect.DeepEqual(report.Cells[0].Outputs, first.Cells[0].Outputs) {
			t.Fatal("the outputs of two runs differ")
		}
		if report.Cells[0].Dropped != 3000*(701+301)-1<<20 {
			t.Fatalf("%d bytes dropped", report.Cells[0].Dropped)
		}
	}
}

func TestCrashAfterFlood(t *testing.T) {
	for flavor := range flavors {
		report := expect(t, newSpec(t, flavor, "flood panic"), Crashed)
		if report.Crash.Message != "after the flood" {
			t.Errorf("%s: message %q", flavor, report.Crash.Message)
		}
		want := int64(len("line\n")<<18 - 1<<20)
		if c := report.Cells[0]; c.Dropped != want || len(text(c, "stderr")) != 1<<20 {
			t.Errorf("%s: %d bytes dropped, want %d", flavor, c.Dropped, want)
		}
	}
}

func TestLongCrashes(t *testing.T) {
	report := expect(t, newSpec(t, "fake", "many"), Crashed)
	if report.Crash.Message != "all goroutines are asleep - deadlock!" || len(report.Crash.Goroutines) < 1000 {
		t.Errorf("%q with %d goroutines", report.Crash.Message, len(report.Crash.Goroutines))
	}
	report = expect(t, newSpec(t, "real", "overflow"), Crashed)
	if report.Crash.Message != "stack overflow" || report.Crash.Goroutines[0].Elided == 0 {
		t.Errorf("%q with goroutines %+v", report.Crash.Message, report.Crash.Goroutines)
	}
	if len(report.Cells[0].Outputs) > 0 || report.Cells[0].Dropped != 0 {
		t.Errorf("left of the crash: %s", show(report))
	}
}

func TestTimeLimit(t *testing.T) {
	tests := []struct {
		mode    string
		at      int
		flavors []string
		dump    bool
		grace   time.Duration
	}{
		{"spin", 1, []string{"real", "fake"}, true, time.Minute},
		{"second", 2, []string{"real", "fake"}, true, time.Minute},
		{"slow start", 0, []string{"real"}, true, time.Minute},
		{"deaf", 1, []string{"real"}, false, 50 * time.Millisecond},
	}
	for _, test := range tests {
		for _, flavor := range test.flavors {
			spec := newSpec(t, flavor, test.mode)
			spec.Grace = test.grace
			spec.StartAllowance = time.Millisecond
			spec.Timeout = func(cell int) time.Duration {
				if cell == test.at {
					return 200 * time.Millisecond
				}
				return time.Minute
			}
			report := expect(t, spec, TimedOut)
			if report.At != test.at {
				t.Errorf("%s/%s: in cell %d, want %d", test.mode, flavor, report.At, test.at)
			}
			checkDump(t, test.mode+"/"+flavor, report.Crash, test.dump)
		}
	}
}

// checkDump checks for the stacks of goroutines, with the one that spins. Of
// that the runtime has no frames if another thread got the signal.
func checkDump(t *testing.T, name string, crash *Crash, want bool) {
	t.Helper()
	if crash == nil {
		if want {
			t.Errorf("%s: no stacks", name)
		}
		return
	}
	spins := strings.Contains(showCrash(crash), "main.spin") || strings.Contains(crash.Raw, "goroutine running on other thread")
	if !want || crash.Kind != SignalCrash || crash.Signal != "SIGQUIT" || !spins {
		t.Errorf("%s: %s\n%s", name, showCrash(crash), crash.Raw)
	}
}

func TestMemoryLimit(t *testing.T) {
	for _, mode := range []string{"memory", "child memory"} {
		spec := newSpec(t, "fake", mode)
		spec.Memory = 100 << 20
		report := expect(t, spec, OutOfMemory)
		if report.Memory <= spec.Memory || report.At != 1 {
			t.Errorf("%s: %d bytes in cell %d", mode, report.Memory, report.At)
		}
	}
}

func TestProcessLimit(t *testing.T) {
	spec := newSpec(t, "fake", "many processes")
	spec.Processes = 50
	expect(t, spec, TooManyProcesses)
}

func TestEnds(t *testing.T) {
	report := expect(t, newSpec(t, "fake", "killed"), Killed)
	if report.Signal != "SIGKILL" || report.Status != -1 {
		t.Errorf("signal %q, status %d", report.Signal, report.Status)
	}
	expect(t, newSpec(t, "fake", "quick end"), Done)
	expect(t, newSpec(t, "fake", "nothing"), Done)
	spec := newSpec(t, "fake", "nothing")
	spec.Path = filepath.Join(t.TempDir(), "missing")
	if report, err := Run(context.Background(), spec); report != nil || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing program: %v, %v", report, err)
	}
}

func TestEvents(t *testing.T) {
	spec := newSpec(t, "fake", "cells")
	var kinds []EventKind
	texts := map[int]string{}
	spec.Event = func(e Event) {
		if e.Kind != OutputAdded {
			kinds = append(kinds, e.Kind)
			return
		}
		texts[e.Cell] += e.Output.Text + e.Output.Data[doc.TextPlain]
	}
	expect(t, spec, Done)
	if want := []EventKind{1, 2, 1, 2, 1, 2}; !reflect.DeepEqual(kinds, want) {
		t.Errorf("events %v, want %v", kinds, want)
	}
	if texts[0] != "init\n" || texts[2] != "two\n" || texts[3] != "ashownb42" {
		t.Errorf("texts %v", texts)
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	report, err := Run(ctx, newSpec(t, "fake", "spin"))
	if !errors.Is(err, context.Canceled) || report.End != Cancelled {
		t.Errorf("cancelled before: %v, %v", report, err)
	}
	modes := []string{"daemons spinning", "flood", "memory", "spin", "order", "deaf"}
	for i := range 24 {
		before := residue()
		spec := newSpec(t, "fake", modes[i%len(modes)])
		ctx, cancel := context.WithTimeout(context.Background(), rand.N(60*time.Millisecond))
		report, err := Run(ctx, spec)
		cancel()
		if (report.End == Cancelled) != (err != nil) || err != nil && !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: %v, %v", spec.Args[0], report.End, err)
		}
		checkResidue(t, before)
	}
}

// showCrash writes a crash as golden files hold it: without addresses, and
// with the frames of the program alone, less their places.
func showCrash(c *Crash) string {
	if c == nil {
		return ""
	}
	var b strings.Builder
	panics, _ := json.Marshal(c.Panics)
	signal, _, _ := strings.Cut(c.Signal, " code=")
	b.WriteString("crash " + string(rune('0'+c.Kind)) + " " + signal + "\n" + c.Message + "\n" + string(panics) + "\n")
	for _, g := range c.Goroutines {
		if line := showGoroutine(g); line != "" {
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}

func showGoroutine(g Goroutine) string {
	var line strings.Builder
	for _, f := range g.Frames {
		if strings.HasPrefix(f.Func, "main.") && !strings.Contains(f.Func, ".init") && strings.HasSuffix(f.File, ".go") && f.Line > 0 {
			line.WriteString(" " + f.Func)
		}
	}
	if line.Len() == 0 {
		return ""
	}
	if g.CreatedBy != nil {
		line.WriteString(" <- " + g.CreatedBy.Func)
	}
	return "[" + g.State + "]" + line.String()
}
