package process

import (
	"context"
	"fmt"
	"os"
	"time"
)

const (
	// leave is how long a program may go on after it said that it is done or
	// has failed. All that counts has come by then.
	leave = time.Second
	// drain is how long pipes are read after everything of the run is gone,
	// which ends at once unless a stranger holds them.
	drain = 2 * time.Second
	// stubborn is how long a killed process may take to die.
	stubborn = 10 * time.Second
)

// A run is the state of one call of Run.
type run struct {
	spec     Spec
	tree     *tree
	pipes    *pipes
	rec      *recorder
	reads    readLog
	watch    watch
	deadline *time.Timer // of the cell, of the grace, or of the end
	seen     int         // cells whose deadline has been set
	leaving  bool        // the program said that it is about to exit
	end      End         // why we ended the program, 0 if we did not
	at       int         // the cell in which it ended
	started  time.Time
}

// aBreath is how long a child is given to go on writing before its output is
// put in order. See [interleaver].
const aBreath = 5 * time.Millisecond

// Run starts the program and returns when it has ended and nothing of it is
// left. However a program ends, that is no error but told in the report.
//
// An error means that the program could not be started, and there is no
// report; or that the context was cancelled, with the report of what was done
// until then; or that something of it could not be killed, with the report.
func Run(ctx context.Context, spec Spec) (*Report, error) {
	if err := ctx.Err(); err != nil {
		return &Report{End: Cancelled}, err
	}
	spec = spec.withDefaults()
	pipes, err := openPipes()
	if err != nil {
		return nil, fmt.Errorf("no pipes for the program: %w", err)
	}
	defer pipes.close()
	keeper := newKeeper(spec, pipes)
	tree, err := keeper.start()
	if err != nil {
		return nil, fmt.Errorf("the program does not start: %w", err)
	}
	pipes.serve(spec.Config)
	r := &run{spec: spec, tree: tree, pipes: pipes, rec: newRecorder(spec, pipes.read), started: time.Now()}
	r.rec.pieces.pause = func() { time.Sleep(aBreath) }
	r.watch = newWatch(spec)
	r.deadline = time.NewTimer(never)
	defer r.deadline.Stop()
	defer r.watch.stop()
	r.allow(spec.Timeout(0), spec.StartAllowance)
	state, err := r.loop(ctx, keeper.died)
	report := r.report(state)
	if err == nil && report.End == Cancelled {
		err = ctx.Err()
	}
	return report, err
}

// never is longer than any run.
const never = 1 << 62

// allow sets the deadline: limit, if there is one, and extra.
func (r *run) allow(limit, extra time.Duration) {
	if limit <= 0 {
		r.deadline.Reset(never)
		return
	}
	r.deadline.Reset(limit + extra)
}

// loop serves the program until it is gone and its pipes are read.
func (r *run) loop(ctx context.Context, died <-chan death) (*os.ProcessState, error) {
	var dead *death
	cancelled := ctx.Done()
	var giveUp <-chan time.Time
	for dead == nil || r.pipes.open() || r.rec.pieces.waits() {
		ready, settle := r.sources()
		select {
		case i := <-ready:
			r.take(i)
		case <-settle:
			r.rec.pieces.settle()
			r.follow()
		case <-r.deadline.C:
			r.overtime()
		case <-r.watch.timer.C:
			r.look()
		case <-cancelled:
			cancelled = nil
			r.stop(Cancelled)
		case d := <-died:
			dead = &d
			giveUp = time.After(drain)
			r.deadline.Stop()
			r.watch.stop()
		case <-giveUp:
			if dead == nil {
				return nil, fmt.Errorf("process %d does not die", r.tree.pid)
			}
			r.pipes.abandon()
		}
		if giveUp == nil && (r.end != 0 || r.leaving) {
			giveUp = time.After(leave + r.spec.Grace + stubborn)
		}
	}
	return dead.state, dead.err
}

// always is ready.
var always = func() <-chan struct{} {
	c := make(chan struct{})
	close(c)
	return c
}()

// sources returns what there is to do about the pipes: to read what is ready,
// or first to settle what has been read.
func (r *run) sources() (ready <-chan int, settle <-chan struct{}) {
	if r.rec.pieces.waits() {
		return nil, always
	}
	return r.pipes.ready, nil
}

// take takes what there is in a pipe.
func (r *run) take(source int) {
	if source == readSource {
		data, _ := r.pipes.read(source)
		r.reads.write(data)
		return
	}
	r.rec.pieces.step(source)
	r.follow()
}

// follow sets the deadline anew when the program has gone on.
func (r *run) follow() {
	if r.end != 0 {
		return
	}
	r.at = r.rec.current()
	switch {
	case (r.rec.done || r.rec.failed) && !r.leaving:
		r.leaving = true
		r.allow(leave, 0)
	case len(r.rec.cells) > r.seen+1 && !r.leaving:
		r.seen = len(r.rec.cells) - 1
		r.allow(r.spec.Timeout(r.at), 0)
	}
}

// overtime handles the end of a deadline.
func (r *run) overtime() {
	switch {
	case r.end != 0 || r.leaving:
		r.tree.kill()
	default:
		r.end = TimedOut
		r.tree.quit()
		r.deadline.Reset(r.spec.Grace)
	}
}

// look looks at what the processes take.
func (r *run) look() {
	memory, processes := r.tree.usage(r.spec.Memory)
	switch r.watch.note(memory, processes) {
	case overMemory:
		r.stop(OutOfMemory)
	case overProcesses:
		r.stop(TooManyProcesses)
	}
}

// stop ends the program at once.
func (r *run) stop(why End) {
	if r.end == 0 || why == Cancelled {
		r.end = why
	}
	r.tree.kill()
}
