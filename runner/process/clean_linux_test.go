//go:build linux

package process

import (
	"bufio"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestNothingLeft(t *testing.T) {
	for _, mode := range []string{"background", "daemons", "bomb"} {
		expect(t, newSpec(t, "fake", mode), Done)
	}
}

// TestNothingLeftAtLimit ends programs with daemons at their time limit.
func TestNothingLeftAtLimit(t *testing.T) {
	for _, mode := range []string{"daemons spinning", "orphans"} {
		spec := newSpec(t, "fake", mode)
		spec.Timeout = func(int) time.Duration { return 300 * time.Millisecond }
		expect(t, spec, TimedOut)
	}
}

// TestNothingLeftByScan does without the kernel's lists of children.
func TestNothingLeftByScan(t *testing.T) {
	keeps := keepsChildLists
	keepsChildLists = func() bool { return false }
	defer func() { keepsChildLists = keeps }()
	expect(t, newSpec(t, "fake", "daemons"), Done)
}

// TestOthersLive runs programs with daemons side by side, and with a child of
// ours that is none of theirs.
func TestOthersLive(t *testing.T) {
	other := exec.Command("sleep", "60")
	if err := other.Start(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	var long, short sync.WaitGroup
	spec := newSpec(t, "fake", "daemons spinning")
	ready := make(chan bool, 1)
	spec.Event = func(e Event) {
		if e.Kind == OutputAdded {
			ready <- true
		}
	}
	long.Go(func() {
		if report, err := Run(ctx, spec); err == nil {
			t.Errorf("the long run ended: %v", report.End)
		}
	})
	<-ready
	daemons := len(marked())
	for range 4 {
		short.Go(func() {
			if report, err := Run(ctx, newSpec(t, "fake", "daemons")); err != nil || report.End != Done {
				t.Errorf("%v, %v", report, err)
			}
		})
	}
	short.Wait()
	if left := marked(); len(left) < daemons {
		t.Errorf("of %d processes of the long run there are %v", daemons, left)
	}
	cancel()
	long.Wait()
	if err := other.Process.Signal(os.Interrupt); err != nil {
		t.Errorf("our own child: %v", err)
	}
	if err := other.Wait(); err == nil || err.Error() != "signal: interrupt" {
		t.Errorf("our own child: %v", err)
	}
	if left := marked(); len(left) > 0 {
		t.Errorf("processes left: %v", left)
	}
}

// TestStranger lets a process that is none of the run's, which is us, hold
// the program's output open.
func TestStranger(t *testing.T) {
	spec := newSpec(t, "fake", "wait for file")
	file := filepath.Join(t.TempDir(), "go on")
	spec.Args = append(spec.Args, file)
	var held *os.File
	spec.Event = func(e Event) {
		if e.Kind != OutputAdded {
			return
		}
		var err error
		if held, err = os.OpenFile("/proc/"+strings.TrimSpace(e.Output.Text)+"/fd/1", os.O_WRONLY, 0); err != nil {
			t.Error(err)
		}
		if err := os.WriteFile(file, nil, 0o666); err != nil {
			t.Error(err)
		}
	}
	report, err := Run(context.Background(), spec)
	held.Close()
	if err != nil || report.End != Done {
		t.Errorf("%v, %v", report, err)
	}
}

// TestDiesWithUs kills a process that runs a program.
func TestDiesWithUs(t *testing.T) {
	host := exec.Command(os.Args[0])
	host.Env = append(os.Environ(), "PROCESS_TEST_HOST="+program(t, "fake"), "PROCESS_TEST_NAP="+nap)
	out, err := host.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := host.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "spinning\n" {
		t.Fatalf("the program says %q, %v", line, err)
	}
	host.Process.Kill()
	host.Wait()
	for range 1000 {
		if len(marked()) == 0 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("processes left: %v", marked())
}
