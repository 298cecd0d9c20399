//go:build !unix

package process

import (
	"os"
	"syscall"
	"time"
)

// passedFiles is how many descriptors the program gets: the standard ones.
const passedFiles = 3

// maxLook is the longest time between two looks at the processes.
const maxLook = time.Second

// treeMarks is empty: here a tree is one process.
type treeMarks struct{}

func (t *tree) enter() {}
func (t *tree) leave() {}
func (t *tree) label() {}

func attributes() *syscall.SysProcAttr {
	return nil
}

// quit ends the program: there is no way to ask for its stacks.
func (t *tree) quit() {
	t.killAll()
}

func (t *tree) killAll() {
	_ = t.process.Kill() // it may have died just now
}

// wait waits until the program has died, and reaps it.
func (t *tree) wait() (*os.ProcessState, error) {
	state, err := t.process.Wait()
	t.mu.Lock()
	t.reaped = true
	t.mu.Unlock()
	return state, err
}

// usage is not known here.
func (t *tree) usage(int64) (memory int64, processes int) {
	return 0, 0
}

// signalName is "": there are no signals here.
func signalName(*os.ProcessState) string {
	return ""
}
