package process

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// A proc is what /proc/PID/stat tells of a process.
type proc struct {
	state         string // "R", "S", "Z" ...
	parent, group int
}

// readProc reads the stat file of a process; see proc_pid_stat(5). The name
// in the second field may hold anything.
func readProc(pid int) (proc, error) {
	b, err := os.ReadFile(procFile(pid, "stat"))
	if err != nil {
		return proc{}, err
	}
	var p proc
	_, err = fmt.Sscan(string(b[bytes.LastIndexByte(b, ')')+1:]), &p.state, &p.parent, &p.group)
	return p, err
}

func procFile(pid int, name string) string {
	return "/proc/" + strconv.Itoa(pid) + "/" + name
}

// hasEnv reports whether a process was started with the variable, written
// name=value.
func hasEnv(pid int, variable string) bool {
	b, err := os.ReadFile(procFile(pid, "environ"))
	return err == nil && bytes.Contains(b, []byte(variable))
}

// oomScoreAdj returns what the kernel adds to a process's badness. Processes
// inherit it, and keep it when they execute another program.
func oomScoreAdj(pid int) (int, error) {
	b, err := os.ReadFile(procFile(pid, "oom_score_adj"))
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(strings.TrimSpace(string(b)))
}

func setOOMScoreAdj(pid, value int) error {
	return os.WriteFile(procFile(pid, "oom_score_adj"), []byte(strconv.Itoa(value)), 0)
}

// residentSet returns a process's resident set in bytes, 0 if it is gone.
func residentSet(pid int) int64 {
	b, _ := os.ReadFile(procFile(pid, "statm"))
	if fields := strings.Fields(string(b)); len(fields) > 1 {
		pages, _ := strconv.ParseInt(fields[1], 10, 64)
		return pages * int64(os.Getpagesize())
	}
	return 0
}

// proportionalSet returns a process's proportional set in bytes, in which a
// page shared by n processes counts as the n-th of a page; the resident set
// where the kernel does not tell.
func proportionalSet(pid int) int64 {
	b, _ := os.ReadFile(procFile(pid, "smaps_rollup"))
	for line := range strings.Lines(string(b)) {
		if size, ok := strings.CutPrefix(line, "Pss:"); ok {
			kb, _ := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(size, "kB\n")), 10, 64)
			return kb << 10
		}
	}
	return residentSet(pid)
}

// A procTable tells which processes are whose children: by the kernel's own
// lists, or, where it keeps none, from a look at all processes.
type procTable struct {
	byParent map[int][]int // nil if the kernel keeps lists
}

// keepsChildLists reports whether the kernel was built with
// CONFIG_PROC_CHILDREN.
var keepsChildLists = sync.OnceValue(func() bool {
	_, err := os.Stat(procFile(os.Getpid(), "task/"+strconv.Itoa(os.Getpid())+"/children"))
	return err == nil
})

// newProcTable returns a table of this moment. Unless orphans are adopted by
// us, they may be anywhere.
func newProcTable(adopts bool) procTable {
	if adopts && keepsChildLists() {
		return procTable{}
	}
	return procTable{byParent: scanProcs()}
}

// candidates returns the processes that may belong to a run though their
// parents are gone.
func (t procTable) candidates() []int {
	if t.byParent == nil {
		return childList(os.Getpid())
	}
	return slices.Concat(slices.Collect(maps.Values(t.byParent))...)
}

// children returns the children of a process.
func (t procTable) children(pid int) []int {
	if t.byParent == nil {
		return childList(pid)
	}
	return t.byParent[pid]
}

// childList reads the lists of children that the kernel keeps for each thread
// of a process.
func childList(pid int) []int {
	var pids []int
	tasks, _ := os.ReadDir(procFile(pid, "task"))
	for _, task := range tasks {
		b, _ := os.ReadFile(procFile(pid, "task/"+task.Name()+"/children"))
		for field := range strings.FieldsSeq(string(b)) {
			if child, err := strconv.Atoi(field); err == nil {
				pids = append(pids, child)
			}
		}
	}
	return pids
}

// scanProcs returns the children of all processes by parent.
func scanProcs() map[int][]int {
	byParent := make(map[int][]int)
	entries, _ := os.ReadDir("/proc")
	for _, e := range entries {
		pid, err := strconv.Atoi(e.Name())
		if err != nil {
			continue
		}
		if p, err := readProc(pid); err == nil {
			byParent[p.parent] = append(byParent[p.parent], pid)
		}
	}
	return byParent
}
