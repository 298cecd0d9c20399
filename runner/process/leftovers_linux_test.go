package process

import (
	"os"
	"strings"
)

func ownChildren() []int { return childList(os.Getpid()) }

// marked returns the processes on this machine that a test's program started,
// by environment or command line.
func marked() []string {
	_, seconds, _ := strings.Cut(nap, "=")
	var found []string
	for _, pids := range scanProcs() {
		for _, pid := range pids {
			env, _ := os.ReadFile(procFile(pid, "environ"))
			cmd, _ := os.ReadFile(procFile(pid, "cmdline"))
			if strings.Contains(string(env), nap) || strings.Contains(string(cmd), seconds) {
				found = append(found, strings.ReplaceAll(string(cmd), "\x00", " "))
			}
		}
	}
	return found
}
