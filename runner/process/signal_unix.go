//go:build unix

package process

import (
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// passedFiles is how many descriptors the program gets.
const passedFiles = 5

// quit asks the program for the stacks of its goroutines.
func (t *tree) quit() {
	_ = t.process.Signal(syscall.SIGQUIT) // it may have died just now
}

// signalName returns the name of the signal that ended a process, "" if it
// exited.
func signalName(state *os.ProcessState) string {
	status, ok := state.Sys().(syscall.WaitStatus)
	if !ok || !status.Signaled() {
		return ""
	}
	return unix.SignalName(status.Signal())
}
