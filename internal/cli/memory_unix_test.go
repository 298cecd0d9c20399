//go:build unix

package cli

import (
	"os"
	"runtime"
	"syscall"
)

// memory returns a process's peak of main memory in megabytes.
func memory(state *os.ProcessState) (float64, bool) {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0, false
	}
	unit := 1 << 10 // bytes, but on macOS
	if runtime.GOOS == "darwin" {
		unit = 1
	}
	return float64(usage.Maxrss) * float64(unit) / (1 << 20), true
}
