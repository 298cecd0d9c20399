package process

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A Goroutine is one goroutine as a crash shows it.
type Goroutine struct {
	ID int
	// State is what it was doing: "running", "chan receive", "sleep",
	// "select (no cases)".
	State string
	// Waiting is how long it had been doing so, in whole minutes, by the
	// program's clock.
	Waiting time.Duration
	// Locked reports whether it was locked to its thread.
	Locked bool
	// Frames are its stack, innermost first.
	Frames []Frame
	// Elided is how many frames the runtime left out, -1 for an unknown
	// number.
	Elided int
	// CreatedBy is the go statement that it came from, nil for the main
	// goroutine, and CreatedIn the number of the goroutine that ran it.
	CreatedBy *Frame
	CreatedIn int
}

// runtimeStack heads the stack of the runtime itself, which is left out.
const runtimeStack = "runtime stack:"

const createdBy = "created by "

var (
	goroutineLine = regexp.MustCompile(`^goroutine (\d+)(?: gp=\S+)?(?: m=\S+)?(?: mp=\S+)? \[(.*)\]:$`)
	placeLine     = regexp.MustCompile(`^(.+):(\d+)(?: \+0x[0-9a-f]+)?(?: fp=0x[0-9a-f]+ sp=0x[0-9a-f]+ pc=0x[0-9a-f]+)?$`)
	elidedLine    = regexp.MustCompile(`^\.\.\.(\d+|additional) frames elided\.\.\.$`)
	otherThread   = regexp.MustCompile(`^\tgoroutine running on other thread`)
	registerLine  = regexp.MustCompile(`^[a-z][a-z0-9_]* +0x[0-9a-f]+(?: |$)`)
	waitedPart    = regexp.MustCompile(`^(\d+) minutes$`)
)

// addLine takes the next line of the stacks; last is the last line before it
// that was not empty.
func (c *Crash) addLine(last, line string) {
	if m := goroutineLine.FindStringSubmatch(line); m != nil {
		c.Goroutines = append(c.Goroutines, newGoroutine(m[1], m[2]))
		return
	}
	if len(c.Goroutines) == 0 {
		return
	}
	g := &c.Goroutines[len(c.Goroutines)-1]
	if m := elidedLine.FindStringSubmatch(line); m != nil {
		g.Elided = -1
		if n, err := strconv.Atoi(m[1]); err == nil {
			g.Elided = n
		}
		return
	}
	place, ok := strings.CutPrefix(line, "\t")
	if file, n, isPlace := parsePlace(place); ok && isPlace {
		g.addFrame(last, Frame{File: file, Line: n})
	}
}

// newGoroutine reads a goroutine's heading: its number, and the state with
// remarks on it, as in "chan receive, 5 minutes, locked to thread".
func newGoroutine(id, state string) Goroutine {
	g := Goroutine{}
	g.ID, _ = strconv.Atoi(id)
	state, remarks, _ := strings.Cut(state, ", ")
	g.State = state
	for part := range strings.SplitSeq(remarks, ", ") {
		if m := waitedPart.FindStringSubmatch(part); m != nil {
			n, _ := strconv.Atoi(m[1])
			g.Waiting = time.Duration(n) * time.Minute
		}
		g.Locked = g.Locked || part == "locked to thread"
	}
	return g
}

// addFrame adds a frame whose function stands in the line before its place.
func (g *Goroutine) addFrame(line string, f Frame) {
	creator, created := strings.CutPrefix(line, createdBy)
	if created {
		name, in, _ := strings.Cut(creator, " in goroutine ")
		f.Func = name
		g.CreatedBy = &f
		g.CreatedIn, _ = strconv.Atoi(in)
		return
	}
	if i := strings.LastIndexByte(line, '('); i > 0 && strings.HasSuffix(line, ")") {
		f.Func = line[:i]
		g.Frames = append(g.Frames, f)
	}
}

// parsePlace reads "file:line" and what the runtime adds to it. The file may
// hold spaces and colons: line directives name places like "a.ipynb:cell 5".
func parsePlace(s string) (file string, line int, ok bool) {
	m := placeLine.FindStringSubmatch(s)
	if m == nil {
		return "", 0, false
	}
	line, err := strconv.Atoi(m[2])
	return m[1], line, err == nil
}

// isTraceLine reports whether a line may be the last of a crash: a place, a
// heading without frames, frames left out, or a register.
func isTraceLine(line string) bool {
	place, ok := strings.CutPrefix(line, "\t")
	_, _, isPlace := parsePlace(place)
	return ok && isPlace || goroutineLine.MatchString(line) ||
		elidedLine.MatchString(line) || registerLine.MatchString(line) || otherThread.MatchString(line) ||
		strings.HasSuffix(line, ")") || strings.HasPrefix(line, createdBy)
}
