package runner

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/runner/process"
	"github.com/gofresco/fresco/runner/tangle"
)

// take moves what a process did in some of its cells into the document. What
// came before the first cell, by the initialisers of packages, belongs to the
// first of them.
func (x *execution) take(report *process.Report, cells []int) {
	if first := x.cell(x.unit.result.Cells[0]); slices.Contains(cells, first.Number) {
		first.Outputs = unmangle(report.Before.Outputs)
	}
	for _, pc := range report.Cells {
		if !slices.Contains(cells, pc.Number) {
			continue
		}
		c := x.cell(pc.Number)
		c.ExecutionCount = 1 // a mark; numberCells counts
		c.Outputs = append(c.Outputs, unmangle(pc.Outputs)...)
		if pc.Dropped > 0 {
			x.noteDropped(c, pc.Dropped)
		}
	}
	if report.End == process.Done || report.End == process.Failed {
		return
	}
	if at := max(report.At, cells[0]); slices.Contains(cells, at) {
		c := x.cell(at)
		c.ExecutionCount = 1
		c.Outputs = append(c.Outputs, x.failure(report, c))
	}
}

// ownFrames are the frames below a document's own in a stack that a program
// prints of itself: those of the main that calls it.
var ownFrames = regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(rtPath) + `\.Main\(.*\)\n\t.*\nmain\.main\(\)\n\t.*\n`)

// unmangle gives outputs the names that the author knows.
func unmangle(outputs []doc.Output) []doc.Output {
	for i := range outputs {
		o := &outputs[i]
		if text := ownFrames.ReplaceAllString(tangle.Unmangle(o.Text), ""); text != o.Text {
			o.Text = text
			o.Chunks = unmangleChunks(o.Chunks, text)
		}
		for mime, text := range o.Data {
			if doc.IsText(mime) || doc.IsJSON(mime) {
				o.Data[mime] = tangle.Unmangle(text)
			}
		}
		o.EValue = tangle.Unmangle(o.EValue)
	}
	return outputs
}

// unmangleChunks cuts the new text where the old chunks were cut. Where a
// name was written in two pieces, the pieces become one.
func unmangleChunks(chunks []doc.Chunk, text string) []doc.Chunk {
	var whole strings.Builder
	for i := range chunks {
		chunks[i].Text = tangle.Unmangle(chunks[i].Text)
		whole.WriteString(chunks[i].Text)
	}
	if whole.String() != text && len(chunks) > 0 {
		return []doc.Chunk{{At: chunks[0].At, Text: text}}
	}
	return chunks
}

// noteDropped says on the page and to the author that output is missing.
func (x *execution) noteDropped(c *doc.Cell, n int64) {
	limit := x.unit.doc.Options.OutputLimit
	c.Outputs = append(c.Outputs, doc.Output{Kind: doc.Stream, Name: "stderr",
		Text: fmt.Sprintf("[the output ends here: it exceeds %s by %s]\n", size(limit), size(n))})
	x.unit.report.Diagnostics = append(x.unit.report.Diagnostics,
		doc.Notef(c.At(1, 1), "the cell printed more than %s; %s were dropped", size(limit), size(n)).
			WithHint("raise output-limit in the page's options if all of it should be kept"))
}

// size words a number of bytes.
func size(n int64) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%.1f GiB", float64(n)/(1<<30))
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%.1f KiB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%d bytes", n)
}

// failure makes an output of the way in which a process ended.
func (x *execution) failure(report *process.Report, c *doc.Cell) doc.Output {
	o := doc.Output{Kind: doc.Failure}
	switch report.End {
	case process.Crashed:
		o.EName, o.EValue = "panic", report.Crash.Message
		if report.Crash.Kind == process.FatalCrash {
			o.EName = "fatal error"
		}
	case process.Exited:
		o.EName = fmt.Sprintf("exit status %d", report.Status)
		o.EValue = "the program ended itself"
		if report.Exit != nil {
			o.EValue = "os.Exit was called"
		}
	case process.TimedOut:
		o.EName, o.EValue = "timeout", fmt.Sprintf("the cell ran longer than %v", x.timeout(c))
	case process.OutOfMemory:
		o.EName, o.EValue = "out of memory", fmt.Sprintf("the program took more than %s", size(x.unit.doc.Options.Memory))
	case process.TooManyProcesses:
		o.EName, o.EValue = "too many processes", "the program started more processes than it may"
	case process.Silent:
		o.EName, o.EValue = "exit status 0", "the program ended, or closed or replaced its standard output, before its last cell had"
	default:
		o.EName, o.EValue = "killed", strings.TrimSpace("the program was ended from outside "+report.Signal)
	}
	o.EValue = tangle.Unmangle(o.EValue)
	o.Traceback = x.traceback(o, report)
	return o
}

// blame reports the failure of a cell that should not have failed.
func (x *execution) blame(report *process.Report) {
	x.unit.report.Failed = true
	at := report.At
	if at == 0 {
		at = x.unit.result.Cells[0]
	}
	c := x.cell(at)
	if len(c.Outputs) == 0 {
		x.unit.report.Diagnostics = append(x.unit.report.Diagnostics, doc.Errorf(c.At(1, 1), "the program ended: %v", report.End))
		return
	}
	o := c.Outputs[len(c.Outputs)-1]
	d := doc.Errorf(x.position(report, c), "%s", strings.TrimSuffix(o.EName+": "+o.EValue, ": "))
	d.Detail = lastWords(c)
	if len(o.Traceback) > 1 {
		d.Detail += strings.TrimSpace(strings.Join(o.Traceback[1:], "\n"))
	}
	switch {
	case report.End == process.TimedOut && x.world.clock == doc.Virtual && spins(report):
		d = d.WithHint("on the virtual clock time stands still while a goroutine computes, and nothing interrupts it; clock: real in the page's options changes that, timeout: raises the limit")
	case report.End == process.TimedOut:
		d = d.WithHint("timeout: in the cell's or the page's options raises the limit")
	case report.End == process.OutOfMemory:
		d = d.WithHint("memory: in the page's options raises the limit")
	}
	x.unit.report.Diagnostics = append(x.unit.report.Diagnostics, d)
}

// maxWords is how many lines of standard error go with a failure.
const maxWords = 10

// lastWords returns the last lines that a cell wrote to standard error, which
// often say what failed: log.Fatal does.
func lastWords(c *doc.Cell) string {
	var text strings.Builder
	for _, o := range c.Outputs {
		if o.Kind == doc.Stream && o.Name == "stderr" {
			text.WriteString(o.Text)
		}
	}
	lines := strings.SplitAfter(strings.TrimSuffix(text.String(), "\n"), "\n")
	words := strings.Join(lines[max(0, len(lines)-maxWords):], "")
	if words == "" {
		return ""
	}
	return words + "\n"
}

// spins reports whether a goroutine was computing, as far as is known, when
// the time was up.
func spins(report *process.Report) bool {
	return report.Crash == nil || slices.ContainsFunc(report.Crash.Goroutines, func(g process.Goroutine) bool {
		return g.State == "running" || g.State == "runnable"
	})
}

// expectFailure reports a cell that must fail and did not, or a process that
// failed before it came to that cell.
func (x *execution) expectFailure(report *process.Report, n int) {
	c := x.cell(n)
	switch {
	case report.End == process.Done:
		x.unit.report.Failed = true
		x.unit.report.Diagnostics = append(x.unit.report.Diagnostics,
			doc.Errorf(c.At(1, 1), "the cell is marked error: true and did not fail"))
	case report.At != n:
		x.blame(report)
	}
}

func (x *execution) timeout(c *doc.Cell) any {
	if c.Options.Timeout > 0 {
		return c.Options.Timeout
	}
	return x.unit.doc.Options.Timeout
}

// outputErrors puts errors of compilation into the cells that they are in.
func (u *unit) outputErrors(ds doc.Diagnostics) {
	byCell := map[*doc.Cell]doc.Diagnostics{}
	for _, d := range ds.Errors() {
		if c := cellAt(u.doc, d.Pos); c != nil {
			byCell[c] = append(byCell[c], d)
		}
	}
	for _, c := range u.doc.Cells {
		if !c.Runs() {
			continue
		}
		c.Outputs, c.ExecutionCount = nil, 0
		if ds := byCell[c]; ds != nil {
			c.Outputs = []doc.Output{compileFailure(ds)}
		}
	}
}

// compileFailure is the failure of a cell that does not compile.
func compileFailure(ds doc.Diagnostics) doc.Output {
	o := doc.Output{Kind: doc.Failure, EName: "compile error", EValue: ds[0].Message}
	for i, d := range ds {
		message := d.Message
		if i == 0 {
			message = o.EName + ": " + message
		}
		o.Traceback = append(o.Traceback, message)
		if pos := d.Pos.String(); pos != "" {
			o.Traceback = append(o.Traceback, "\t"+pos)
		}
		for line := range strings.Lines(d.Detail) {
			o.Traceback = append(o.Traceback, "\t"+strings.TrimRight(line, "\n"))
		}
	}
	return o
}

// cellAt finds the code cell that a position lies in.
func cellAt(d *doc.Document, pos doc.Position) *doc.Cell {
	for _, c := range d.Cells {
		if c.Kind != doc.Code || c.Pos.Cell != pos.Cell {
			continue
		}
		end := c.Pos.Line + strings.Count(c.Source, "\n")
		if pos.Cell > 0 || pos.Line >= c.Pos.Line && pos.Line <= end {
			return c
		}
	}
	return nil
}
