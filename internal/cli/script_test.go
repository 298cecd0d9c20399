//go:build unix

package cli

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite what scripts compare with from what was printed")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"fresco": func() { os.Exit(Main(os.Args[1:]...)) },
	})
}

// TestScripts runs the scripts in testdata/script, which drive the built
// command. Besides testscript's own commands they may use:
//
//	exits STATUS COMMAND...  runs a command that must exit with that status
//	interrupt STATUS FILE COMMAND...
//	                         runs a command, sends it SIGINT as soon as there
//	                         is that file, and checks the exit status
//	gone FILE...             checks that the processes whose ids are in files are gone
//	crlf FILE...             gives files Windows line ends
//	latin1 FILE...           encodes files in ISO 8859-1
//	huge FILE MIB            gives a file a size
//	disk DIR                 mounts a disk of 2 MiB; condition [disk]
//	fill DIR                 leaves no space on the disk
//	readonly DIR             makes the disk read-only
//	frozen FILE              denies all writing to a file or folder; condition [frozen]
func TestScripts(t *testing.T) {
	env := shared(t)
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Vars = append(e.Vars, env...)
			var list []string
			for _, v := range e.Vars {
				name, _, _ := strings.Cut(v, "=")
				list = append(list, name)
			}
			e.Values[names{}] = list
			return nil
		},
		Condition: func(cond string) (bool, error) {
			switch cond {
			case "disk":
				return canMount(), nil
			case "frozen":
				return canFreeze(), nil
			}
			return false, fmt.Errorf("there is no condition %q", cond)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":     exits,
			"interrupt": interrupt,
			"gone":      gone,
			"crlf":      crlf,
			"latin1":    latin1,
			"huge":      huge,
			"disk":      disk,
			"fill":      fill,
			"readonly":  readonly,
			"frozen":    frozen,
		},
	})
}

// shared returns the variables by which all scripts use one Go build cache,
// that of the machine, and one cache of Fresco's.
func shared(t *testing.T) []string {
	out, err := exec.Command("go", "env", "GOCACHE", "GOMODCACHE", "GOPROXY").Output()
	if err != nil {
		t.Fatalf("go env: %v", err)
	}
	values := strings.Split(string(out), "\n")
	return []string{
		"GOCACHE=" + values[0],
		"GOMODCACHE=" + values[1],
		"GOPROXY=" + values[2],
		"GOFLAGS=" + os.Getenv("GOFLAGS"),
		"GOTOOLCHAIN=local",
		"FRESCO_CACHE=" + t.TempDir(),
		"NO_COLOR=",
		"TERM=dumb",
	}
}

// exits runs a command and checks its exit status.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS COMMAND...")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := 0
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("exit status %d, want %s", got, args[0])
	}
}

// interrupt runs a command, sends it SIGINT as soon as there is a file, and
// checks its exit status.
func interrupt(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: interrupt STATUS FILE COMMAND...")
	}
	cmd := exec.Command(args[2], args[3:]...)
	cmd.Dir = ts.MkAbs(".")
	for _, name := range ts.Value(names{}).([]string) {
		cmd.Env = append(cmd.Env, name+"="+ts.Getenv(name))
	}
	cmd.Stdout, cmd.Stderr = ts.Stdout(), ts.Stderr()
	ts.Check(cmd.Start())
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	sent := false
	for {
		select {
		case <-ended:
			if got := strconv.Itoa(cmd.ProcessState.ExitCode()); got != args[0] || !sent {
				ts.Fatalf("exit status %s, want %s; there was a signal: %v", got, args[0], sent)
			}
			return
		case <-time.After(5 * time.Millisecond):
			if _, err := os.Stat(ts.MkAbs(args[1])); err == nil && !sent {
				ts.Check(cmd.Process.Signal(os.Interrupt))
				sent = true
			}
		}
	}
}

// names is the key of the names of a script's environment variables.
type names struct{}

// gone checks that a process is no more.
func gone(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		pid, err := strconv.Atoi(strings.TrimSpace(ts.ReadFile(name)))
		ts.Check(err)
		if err := syscall.Kill(pid, 0); !errors.Is(err, syscall.ESRCH) {
			ts.Fatalf("process %d of %s is still there (%v)", pid, name, err)
		}
	}
}

// crlf gives files the line ends of Windows.
func crlf(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		data := strings.ReplaceAll(ts.ReadFile(name), "\n", "\r\n")
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(data), 0o666))
	}
}

// latin1 encodes files in ISO 8859-1, which is not UTF-8.
func latin1(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		var data []byte
		for _, r := range ts.ReadFile(name) {
			data = append(data, byte(r))
		}
		ts.Check(os.WriteFile(ts.MkAbs(name), data, 0o666))
	}
}

// huge gives a file a size, with a hole behind what it holds.
func huge(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: huge FILE MIB")
	}
	size, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	ts.Check(os.Truncate(ts.MkAbs(args[0]), size<<20))
}
