//go:build unix && !linux

package process

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// maxLook is the longest time between two looks at the processes; each runs
// ps.
const maxLook = 500 * time.Millisecond

// treeMarks is empty: here a tree is a process group.
type treeMarks struct{}

func (t *tree) enter() {}
func (t *tree) leave() {}
func (t *tree) label() {}

// attributes puts the program into a process group of its own.
func attributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true}
}

// killAll kills the process group.
func (t *tree) killAll() {
	_ = syscall.Kill(-t.pid, syscall.SIGKILL)
}

// wait waits until the program has died, reaps it, and ends what is left of
// its process group. As long as that has members, its number is not given to
// another.
func (t *tree) wait() (*os.ProcessState, error) {
	state, err := t.process.Wait()
	t.mu.Lock()
	t.reaped = true
	t.mu.Unlock()
	t.killAll()
	return state, err
}

// usage returns how many bytes of main memory the processes of the group
// hold, and their number, as ps tells it.
func (t *tree) usage(int64) (memory int64, processes int) {
	out, _ := exec.Command("ps", "-A", "-o", "pgid=,rss=").Output()
	for line := range strings.Lines(string(out)) {
		var group int
		var kb int64
		if n, _ := fmt.Sscan(line, &group, &kb); n == 2 && group == t.pid {
			memory += kb << 10
			processes++
		}
	}
	return memory, processes
}
