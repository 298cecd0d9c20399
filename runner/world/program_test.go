package world

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// cache is where the tests keep overlays and programs.
var cache string

func TestMain(m *testing.M) {
	var err error
	if cache, err = os.MkdirTemp("", "world"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	os.RemoveAll(cache)
	os.Exit(code)
}

// The programs under test, each built once.
var (
	virtualProgram = sync.OnceValues(func() (string, error) { return buildProgram("virtual", "CGO_ENABLED=0") })
	realProgram    = sync.OnceValues(func() (string, error) { return buildProgram("real", "CGO_ENABLED=0") })
	raceProgram    = sync.OnceValues(func() (string, error) { return buildProgram("real", "CGO_ENABLED=1", "-race") })
)

// overlay writes the overlay of a world.
func overlay(name string) (path string, tags []string, err error) {
	w, err := worlds[name](os.DirFS(goroot()))
	if err != nil {
		return "", nil, err
	}
	path, err = w.WriteOverlay(cache, goroot())
	return path, w.Tags, err
}

// buildProgram builds testdata/program in a world.
func buildProgram(name, env string, flags ...string) (string, error) {
	json, tags, err := overlay(name)
	if err != nil {
		return "", err
	}
	program := filepath.Join(cache, name+strings.Join(flags, ""))
	args := append([]string{"build", "-overlay", json, "-tags", strings.Join(tags, ","), "-o", program}, flags...)
	cmd := exec.Command("go", append(args, "./testdata/program")...)
	cmd.Env = append(os.Environ(), env)
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%v: %w\n%s", cmd, err, out)
	}
	return program, nil
}

// A run is how a program is run, and then what came of it.
type run struct {
	program func() (string, error)
	args    []string
	env     []string
	log     bool // whether to give it a log

	stdout, stderr, records []byte
	code                    int
}

// do runs the program.
func (r *run) do(t testing.TB) *run {
	t.Helper()
	program, err := r.program()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, r.args...)
	// Whoever runs the tests may have variables of Fresco's set.
	cmd.Env = slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "FRESCO_") })
	cmd.Env = append(cmd.Env, "GOMAXPROCS=1", "GORACE=atexit_sleep_ms=0")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	finish := r.attachLog(t, cmd)
	cmd.Env = append(cmd.Env, r.env...)
	if err := cmd.Run(); err != nil && !errors.As(err, new(*exec.ExitError)) {
		t.Fatal(err)
	}
	finish()
	r.stdout, r.stderr, r.code = stdout.Bytes(), stderr.Bytes(), cmd.ProcessState.ExitCode()
	return r
}

// attachLog gives the program a pipe for its records. The function that it
// returns waits for all of them.
func (r *run) attachLog(t testing.TB, cmd *exec.Cmd) (finish func()) {
	if !r.log {
		return func() {}
	}
	out, in, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.ExtraFiles = []*os.File{in}
	cmd.Env = append(cmd.Env, "FRESCO_LOG=3")
	done := make(chan bool)
	go func() {
		r.records, _ = io.ReadAll(out)
		close(done)
	}()
	return func() {
		in.Close()
		<-done
		out.Close()
	}
}

// A frame is a piece of output.
type frame struct {
	fd   int
	time int64
	text string
}

// split takes framed output apart. What stands between frames, the output of
// child processes, has no time.
func split(t testing.TB, fd int, data []byte) []frame {
	t.Helper()
	var frames []frame
	for len(data) > 0 {
		if !bytes.HasPrefix(data, []byte("\x00\x00PB")) {
			n := bytes.IndexByte(data, 0)
			if n < 0 {
				n = len(data)
			}
			frames = append(frames, frame{fd: fd, text: string(data[:n])})
			data = data[n:]
			continue
		}
		n := int(binary.BigEndian.Uint32(data[12:]))
		if n > len(data)-16 {
			t.Fatalf("a frame of %d bytes has %d", n, len(data)-16)
		}
		frames = append(frames, frame{fd, int64(binary.BigEndian.Uint64(data[4:])), string(data[16 : 16+n])})
		data = data[16+n:]
	}
	return frames
}

// text joins what frames hold.
func text(frames []frame) string {
	var b strings.Builder
	for _, f := range frames {
		b.WriteString(f.text)
	}
	return b.String()
}

// merged returns both streams in the order in which they were written.
func (r *run) merged(t testing.TB) []frame {
	frames := append(split(t, 1, r.stdout), split(t, 2, r.stderr)...)
	slices.SortStableFunc(frames, func(a, b frame) int { return int(a.time - b.time) })
	return frames
}
