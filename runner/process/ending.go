package process

import (
	"os"
	"time"
)

// report puts together what the run was.
func (r *run) report(state *os.ProcessState) *Report {
	p := &Report{
		At:        r.at,
		Status:    -1,
		Exit:      r.reads.exit,
		Reads:     r.reads.reads,
		ReadsLost: r.reads.lost,
		Memory:    r.watch.peak,
		Wall:      time.Since(r.started),
	}
	if state != nil {
		p.Status = state.ExitCode()
		p.Signal = signalName(state)
	}
	var crash *crashFinder
	if p.Crash = r.crash(p); p.Crash != nil {
		crash = &r.rec.crash
	}
	p.End = r.reason(p)
	if p.End == Silent {
		p.At = r.rec.cells[r.rec.streams[0].cell].number
	}
	p.Before = r.rec.cell(0, crash)
	for i := range r.rec.cells[1:] {
		p.Cells = append(p.Cells, r.rec.cell(i+1, crash))
	}
	return p
}

// crash returns the crash that standard error ended with, if the process died
// as the runtime does: with status 2 or by a signal, and not by os.Exit.
func (r *run) crash(p *Report) *Crash {
	f := &r.rec.crash
	died := p.Status == 2 || p.Status == -1
	if f.state == noCrash || !died || r.reads.exit != nil || r.end != 0 && r.end != TimedOut {
		return nil
	}
	return parseCrash(valid(f.text))
}

// reason returns how the process ended.
func (r *run) reason(p *Report) End {
	switch {
	case r.end != 0:
		return r.end
	case r.rec.failed:
		return Failed
	case r.rec.done && (p.Status == 0 || r.leaving && p.Signal == "SIGKILL"):
		return Done
	case p.Crash != nil:
		return Crashed
	case p.Signal != "":
		return Killed
	case p.Status == 0 && p.Exit == nil:
		return Silent
	}
	return Exited
}
