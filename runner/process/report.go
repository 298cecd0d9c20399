package process

import (
	"time"

	"github.com/gofresco/fresco/doc"
)

// A Report tells what a program did.
type Report struct {
	// Before is what was written before the first cell began, by package
	// initialisers; its number is 0.
	Before Cell
	// Cells are the cells that began, in order.
	Cells []Cell
	// End is how the process ended.
	End End
	// At is the number of the cell that it ended in, 0 before the first. If
	// it ended Silent, that is the last cell that standard output told of.
	At int
	// Status is the exit status, -1 if a signal ended the process.
	Status int
	// Signal names the signal that ended the process, "" for none.
	Signal string
	// Crash is what the runtime printed as it died: when the process
	// crashed, and in most cases when it ran out of time.
	Crash *Crash
	// Exit tells of the call of os.Exit, if the program told of one.
	Exit *Exit
	// Reads are what the program read, in order, each once between changes
	// of the working directory.
	Reads []Read
	// ReadsLost reports whether there was more than Reads could hold.
	ReadsLost bool
	// Memory is the most main memory in bytes that the program and its
	// children were seen to hold; 0 if it ended before it was looked at.
	Memory int64
	// Wall is how long the process took.
	Wall time.Duration
}

// A Cell is what one cell did.
type Cell struct {
	// Number is the number that the program gave, from 1.
	Number int
	// Outputs are what it produced, in order.
	Outputs []doc.Output
	// Ended reports whether it ended as it should.
	Ended bool
	// Dropped is how many bytes of output exceeded the limit.
	Dropped int64
	// Virtual is how long it took by the program's clock, and Wall in
	// reality: to its end, or as far as it came.
	Virtual, Wall time.Duration
}

// An End is how a process ended.
type End int

const (
	// Done: all cells ended.
	Done End = iota + 1
	// Failed: a cell failed by its own account; its last output says how.
	Failed
	// Exited: the program exited before all cells had ended. It called
	// os.Exit if there is an [Exit]; else it exited by other means, or could
	// not tell.
	Exited
	// Crashed: a panic or a fatal error of the runtime; see [Crash].
	Crashed
	// TimedOut: a cell exceeded its time.
	TimedOut
	// OutOfMemory: the processes together exceeded their memory.
	OutOfMemory
	// TooManyProcesses: there were more processes than allowed.
	TooManyProcesses
	// Killed: a signal that we did not send.
	Killed
	// Cancelled: the context was cancelled.
	Cancelled
	// Silent: the program exited with status 0 and did not tell that it was
	// done, or that it called os.Exit. Either it exited by other means, as
	// by syscall.Exit; or it ran all cells but had closed or replaced
	// standard output on the way, so that no records came from then on.
	Silent
)

// String returns the end in a word or two: "done", "timed out".
func (e End) String() string {
	names := []string{
		Done: "done", Failed: "failed", Exited: "exited", Crashed: "crashed",
		TimedOut: "timed out", OutOfMemory: "out of memory",
		TooManyProcesses: "too many processes", Killed: "killed", Cancelled: "cancelled",
		Silent: "silent",
	}
	if e < Done || int(e) >= len(names) {
		return "unknown"
	}
	return names[e]
}

// An Exit is a call of os.Exit.
type Exit struct {
	// Code is the status that it was given.
	Code int
	// Frames are its callers, innermost first.
	Frames []Frame
}

// A Frame is a place in a stack.
type Frame struct {
	// Func is the function's name as the runtime prints it: "main.f",
	// "main.(*T).Method", "main.main.func1".
	Func string
	// File and Line are its place; //line directives count.
	File string
	Line int
}
