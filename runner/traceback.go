package runner

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/runner/process"
	"github.com/gofresco/fresco/runner/tangle"
)

// traceback returns the lines that show a failure: what it was, then the
// stacks as far as they are the reader's own code.
func (x *execution) traceback(o doc.Output, report *process.Report) []string {
	lines := strings.Split(o.EName+": "+o.EValue, "\n")
	if crash := report.Crash; crash != nil {
		if crash.Signal != "" && report.End == process.Crashed {
			lines = append(lines, "[signal "+signalName(crash.Signal)+"]")
		}
		for _, g := range x.goroutines(report) {
			if stack := x.stack(g.Frames, g.CreatedBy); len(stack) > 0 {
				lines = append(lines, "", fmt.Sprintf("goroutine %d [%s]:", g.ID, g.State))
				lines = append(lines, stack...)
			}
		}
	}
	if report.Exit != nil && report.End == process.Exited {
		if stack := x.stack(report.Exit.Frames, nil); len(stack) > 0 {
			lines = append(append(lines, ""), stack...)
		}
	}
	return lines
}

// goroutines returns a crash's goroutines. At a time limit the runtime prints
// them as the signal finds them; they are put in order then, and one that was
// interrupted just before counts as running, so that the same cell has the
// same output each time.
func (x *execution) goroutines(report *process.Report) []process.Goroutine {
	gs := report.Crash.Goroutines
	if report.End != process.TimedOut {
		return gs
	}
	gs = slices.Clone(gs)
	slices.SortFunc(gs, func(a, b process.Goroutine) int { return a.ID - b.ID })
	for i := range gs {
		if gs[i].State == "runnable" {
			gs[i].State = "running"
		}
	}
	return gs
}

// signalName leaves the addresses, which vary, out of a signal's description.
func signalName(s string) string {
	name, _, _ := strings.Cut(s, " code=")
	return name
}

// stack words the frames that are the reader's own code: the document's, and
// those of local packages.
func (x *execution) stack(frames []process.Frame, createdBy *process.Frame) []string {
	var lines []string
	for _, f := range elide(frames) {
		if place, ok := x.place(f); ok {
			lines = append(lines, tangle.Unmangle(f.Func)+"()", "\t"+place)
		} else if f.File == "" {
			lines = append(lines, f.Func)
		}
	}
	if createdBy != nil && len(lines) > 0 {
		if place, ok := x.place(*createdBy); ok {
			lines = append(lines, "created by "+tangle.Unmangle(createdBy.Func), "\t"+place)
		}
	}
	return lines
}

// maxFrames is how many frames of a stack are shown.
const maxFrames = 20

// elide leaves out the middle of a long stack, as the runtime does. A frame
// without a file stands for it.
func elide(frames []process.Frame) []process.Frame {
	if len(frames) <= maxFrames {
		return frames
	}
	half := maxFrames / 2
	gap := process.Frame{Func: fmt.Sprintf("...%d frames elided...", len(frames)-maxFrames)}
	return slices.Concat(frames[:half], []process.Frame{gap}, frames[len(frames)-half:])
}

// place words the place of a frame of the reader's own code. Files of local
// packages are named relative to their module.
func (x *execution) place(f process.Frame) (string, bool) {
	if x.mine(f) {
		return fmt.Sprintf("%s:%d", f.File, f.Line), true
	}
	for _, pkg := range x.unit.closure {
		m := x.unit.group.module
		if pkg.local(m.env.GOMODCACHE) && filepath.Dir(f.File) == pkg.Dir && !strings.HasPrefix(pkg.Dir, filepath.Join(m.dir, "vendor")) {
			name, err := filepath.Rel(m.dir, f.File)
			if err != nil || strings.HasPrefix(name, "..") {
				name = pkg.ImportPath + "/" + filepath.Base(f.File)
			}
			return fmt.Sprintf("%s:%d", filepath.ToSlash(name), f.Line), true
		}
	}
	return "", false
}

// mine reports whether a frame lies in the document.
func (x *execution) mine(f process.Frame) bool {
	return f.File == x.unit.doc.Path || strings.HasPrefix(f.File, x.unit.doc.Path+":cell ")
}

// position returns where in the document a process ended: the innermost frame
// there, else the last statement of the cell.
func (x *execution) position(report *process.Report, c *doc.Cell) doc.Position {
	var frames []process.Frame
	if report.Crash != nil {
		for _, g := range report.Crash.Goroutines {
			frames = append(frames, g.Frames...)
			if g.CreatedBy != nil {
				frames = append(frames, *g.CreatedBy)
			}
		}
	}
	if report.Exit != nil && report.End == process.Exited {
		frames = report.Exit.Frames
	}
	for _, f := range frames {
		if x.mine(f) {
			return x.unit.filePosition(f.File, f.Line)
		}
	}
	if report.End == process.Failed {
		return c.At(lastLine(c.Source), 1)
	}
	return c.At(1, 1)
}

// lastLine returns the number of the last line that holds more than space or
// a comment.
func lastLine(src string) int {
	last := 1
	n := 0
	for line := range strings.Lines(src) {
		n++
		if text := strings.TrimSpace(line); text != "" && !strings.HasPrefix(text, "//") {
			last = n
		}
	}
	return last
}
