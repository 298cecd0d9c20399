package process

import (
	"os"
	"runtime"
)

// A keeper owns the process: in a goroutine of its own, it starts it, waits
// for its death, ends what it left behind, and reaps it. The goroutine keeps
// its thread throughout, because with the thread that started it the process
// would die.
type keeper struct {
	spec    Spec
	pipes   *pipes
	started chan start
	died    chan death
}

// A start is the outcome of starting the program.
type start struct {
	tree *tree
	err  error
}

// A death is the end of the program and of all that came of it; err tells
// what of it could not be ended.
type death struct {
	state *os.ProcessState
	err   error
}

func newKeeper(spec Spec, pipes *pipes) *keeper {
	return &keeper{spec: spec, pipes: pipes, started: make(chan start), died: make(chan death, 1)}
}

// start starts the program and goes on to wait for it.
func (k *keeper) start() (*tree, error) {
	go k.keep()
	s := <-k.started
	k.pipes.release()
	return s.tree, s.err
}

// keep is the keeper's goroutine. It ends when the process has.
func (k *keeper) keep() {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	tree, err := startTree(k.spec, k.pipes.theirs)
	k.started <- start{tree, err}
	if err != nil {
		return
	}
	state, err := tree.wait()
	k.died <- death{state, err}
}
