package process

import (
	"crypto/rand"
	"os"
	"slices"
	"sync"
)

// marker is the environment variable that marks the processes of a run.
const marker = "FRESCO_RUN"

// A tree is the program with all processes that came of it.
type tree struct {
	pid     int
	process *os.Process
	token   string // the marker with its value
	treeMarks

	mu     sync.Mutex
	reaped bool // the pid may be another process's by now
}

// startTree starts the program with the given descriptors.
func startTree(spec Spec, files []*os.File) (*tree, error) {
	t := &tree{token: marker + "=" + rand.Text()}
	t.enter()
	process, err := os.StartProcess(spec.Path, append([]string{spec.Name}, spec.Args...), &os.ProcAttr{
		Dir:   spec.Dir,
		Env:   append(slices.Clone(spec.Env), t.token),
		Files: files[:passedFiles],
		Sys:   attributes(),
	})
	if err != nil {
		t.leave()
		return nil, err
	}
	t.process, t.pid = process, process.Pid
	t.label()
	return t, nil
}

// kill ends all processes at once. It may be called at any time.
func (t *tree) kill() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.reaped {
		t.killAll()
	}
}
