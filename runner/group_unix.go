//go:build unix

package runner

import (
	"os/exec"
	"syscall"
)

// ownGroup puts a command into a process group of its own, so that an
// interrupt at the terminal reaches us alone, and ends the whole group when
// the command's context ends.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
