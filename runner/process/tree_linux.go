package process

import (
	"fmt"
	"os"
	"slices"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// maxLook is the longest time between two looks at the processes.
const maxLook = 50 * time.Millisecond

// attributes puts the program into a process group of its own and lets it die
// with us.
func attributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}

// treeMarks is what else tells the processes of a tree.
type treeMarks struct {
	mark   int  // their oom_score_adj, 0 for none
	adopts bool // what they abandon becomes our child
}

// live are the trees of all runs under way. While there are any, our process
// adopts what their programs abandon, if the system lets it.
var live struct {
	sync.Mutex
	trees  map[*tree]bool
	adopts bool
}

// firstMark is the least oom_score_adj that marks a run, the greatest being
// 1000. A process may raise its value but not lower it, so that a run within
// a run still finds room.
const (
	firstMark = 101
	lastMark  = 1000
)

// enter adds the tree to those under way, and gives it a mark.
func (t *tree) enter() {
	live.Lock()
	defer live.Unlock()
	if len(live.trees) == 0 {
		live.trees = make(map[*tree]bool)
		live.adopts = unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == nil
	}
	t.adopts = live.adopts
	taken := make(map[int]bool)
	for other := range live.trees {
		taken[other.mark] = true
	}
	own, err := oomScoreAdj(os.Getpid())
	for mark := max(firstMark, own+1); err == nil && mark <= lastMark; mark++ {
		if !taken[mark] {
			t.mark = mark
			break
		}
	}
	live.trees[t] = true
}

// leave takes the tree off.
func (t *tree) leave() {
	live.Lock()
	defer live.Unlock()
	delete(live.trees, t)
	if len(live.trees) == 0 {
		// What can fail here has failed before.
		_ = unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)
	}
}

// label marks the program, before it can have started others: it has yet to
// read its configuration. Without the mark there are other ways to tell.
func (t *tree) label() {
	if t.mark == 0 {
		return
	}
	if err := setOOMScoreAdj(t.pid, t.mark); err != nil {
		t.mark = 0
	}
}

// awaitDeath waits until the program is dead and leaves it a zombie, so that
// its pid, and the process group of that number, remain its own.
func (t *tree) awaitDeath() {
	for {
		err := unix.Waitid(unix.P_PID, t.pid, nil, unix.WEXITED|unix.WNOWAIT, nil)
		if err != unix.EINTR {
			return
		}
	}
}

// wait waits until the program has died, ends what it left, and reaps it.
func (t *tree) wait() (*os.ProcessState, error) {
	defer t.leave()
	t.awaitDeath()
	left := t.sweep()
	t.mu.Lock()
	t.reaped = true
	t.mu.Unlock()
	state, err := t.process.Wait()
	if err == nil {
		err = left
	}
	return state, err
}

// killAll kills every process of the tree, by its group first: that reaches
// all of the group at once, even while they fork.
func (t *tree) killAll() {
	_ = unix.Kill(-t.pid, unix.SIGKILL)
	for _, pid := range t.members() {
		_ = unix.Kill(pid, unix.SIGKILL)
	}
}

// sweep ends what the dead program left, until nothing is left.
func (t *tree) sweep() error {
	begun := time.Now()
	for clean := 0; clean < 2; {
		left := t.pass()
		if len(left) == 0 {
			clean++ // a list may miss an entry while another is taken off
			continue
		}
		clean = 0
		if time.Since(begun) > stubborn {
			return fmt.Errorf("the program left processes that do not die: %v", left)
		}
		time.Sleep(min(10*time.Millisecond, time.Since(begun)/8+100*time.Microsecond))
	}
	return nil
}

// pass kills all processes but the program, reaps those that are our children
// by adoption, and returns the rest.
func (t *tree) pass() []int {
	t.mu.Lock()
	defer t.mu.Unlock()
	_ = unix.Kill(-t.pid, unix.SIGKILL)
	var left []int
	for _, pid := range t.members() {
		if pid == t.pid {
			continue
		}
		_ = unix.Kill(pid, unix.SIGKILL)
		if !bury(pid) {
			left = append(left, pid)
		}
	}
	return left
}

// bury takes the exit status of a process that we adopted, and reports
// whether it had died.
func bury(pid int) bool {
	reaped, _ := unix.Wait4(pid, nil, unix.WNOHANG, nil)
	return reaped == pid
}

// members returns the pids of the tree: the program, those that are known by
// a mark, and all that descend from them.
func (t *tree) members() []int {
	table := newProcTable(t.adopts)
	list := []int{t.pid}
	known := map[int]bool{t.pid: true, os.Getpid(): true}
	add := func(pid int) {
		known[pid] = true
		list = append(list, pid)
	}
	for _, pid := range table.candidates() {
		if !known[pid] && t.owns(pid) {
			add(pid)
		}
	}
	for i := 0; i < len(list); i++ {
		for _, pid := range table.children(list[i]) {
			if !known[pid] {
				add(pid)
			}
		}
	}
	return list
}

// owns reports whether a process bears a mark of the run. The value of
// oom_score_adj tells among our own children only.
func (t *tree) owns(pid int) bool {
	p, err := readProc(pid)
	if err != nil || p.state == "Z" && p.parent != os.Getpid() {
		return false // gone, or another's to bury
	}
	if p.group == t.pid || hasEnv(pid, t.token) {
		return true
	}
	if t.mark == 0 || p.parent != os.Getpid() {
		return false
	}
	adj, err := oomScoreAdj(pid)
	return err == nil && adj == t.mark
}

// usage returns how many bytes of main memory the processes hold, and their
// number. Resident sets are cheap to know but count shared pages more than
// once; where they exceed the limit, proportional sets decide. The dead that
// the program abandoned are buried on the way, so that they do not pile up.
func (t *tree) usage(limit int64) (memory int64, processes int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.reaped {
		return 0, 0
	}
	pids := slices.DeleteFunc(t.members(), func(pid int) bool { return pid != t.pid && bury(pid) })
	for _, pid := range pids {
		memory += residentSet(pid)
	}
	if limit > 0 && memory > limit {
		memory = 0
		for _, pid := range pids {
			memory += proportionalSet(pid)
		}
	}
	return memory, len(pids)
}
