package process

import "time"

// How often the processes are looked at: at first soon, then every now and
// then, and more often when they grow fast towards a limit.
const (
	firstLook  = 10 * time.Millisecond
	minLook    = 2 * time.Millisecond
	looksAhead = 4 // looks before the limit is reached at the present rate
)

// A watch follows what the processes of a run take.
type watch struct {
	timer     *time.Timer
	memory    int64 // limit, 0 for none
	processes int64 // limit
	peak      int64
	last      [2]int64 // memory and processes when last looked at
	looked    time.Time
}

// A verdict is what a watch finds.
type verdict int

const (
	withinLimits verdict = iota
	overMemory
	overProcesses
)

func newWatch(spec Spec) watch {
	return watch{
		timer:     time.NewTimer(firstLook),
		memory:    spec.Memory,
		processes: int64(spec.Processes),
		looked:    time.Now(),
	}
}

// note takes the bytes of memory and the number of processes, and sets the
// time for the next look.
func (w *watch) note(memory int64, processes int) verdict {
	w.peak = max(w.peak, memory)
	now := time.Now()
	next := maxLook
	for i, v := range [2]struct{ value, limit int64 }{{memory, w.memory}, {int64(processes), w.processes}} {
		if grown := v.value - w.last[i]; grown > 0 && v.limit > v.value {
			ahead := float64(v.limit-v.value) / float64(grown) * float64(now.Sub(w.looked))
			next = min(next, time.Duration(min(ahead/looksAhead, float64(maxLook))))
		}
		w.last[i] = v.value
	}
	w.looked = now
	w.timer.Reset(max(next, minLook))
	switch {
	case w.memory > 0 && memory > w.memory:
		return overMemory
	case int64(processes) > w.processes:
		return overProcesses
	}
	return withinLimits
}

func (w *watch) stop() {
	w.timer.Stop()
}
