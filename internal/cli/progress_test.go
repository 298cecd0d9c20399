package cli

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/runner"
)

// aTerminal returns a screen of that many columns, and what is written to it.
func aTerminal(columns int) (*screen, *strings.Builder) {
	var b strings.Builder
	return &screen{Writer: &b, columns: func() int { return columns }}, &b
}

// events are those of two documents, the second of which fails.
func events() []runner.Event {
	one, two := &doc.Document{Path: "content/one.md"}, &doc.Document{Path: "content/two.md"}
	return []runner.Event{
		{Kind: runner.Building, Total: 2},
		{Kind: runner.BuildingStd},
		{Kind: runner.Running, Doc: one, Total: 2},
		{Kind: runner.Running, Doc: two, Total: 2},
		{Kind: runner.Finished, Doc: one, Done: 1, Total: 2, Report: &runner.Report{Cached: true}},
		{Kind: runner.Finished, Doc: two, Done: 2, Total: 2, Report: &runner.Report{Failed: true}},
	}
}

// show gives a progress display all events.
func show(p *progress) {
	stop := p.watch()
	for _, e := range events() {
		p.event(e)
	}
	stop()
}

func TestProgressPlain(t *testing.T) {
	var b strings.Builder
	show(&progress{out: &screen{Writer: &b}})
	want := compilingStd + "\n[1/2] content/one.md (cached)\n[2/2] content/two.md (failed)\n"
	if b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}

func TestProgressTerminal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		out, b := aTerminal(31)
		show(&progress{out: out})
		checkLines(t, b.String(), []string{
			"building 2 documents",
			"compiling the standard librar…",
			"[0/2] content/one.md",
			"[0/2] content/one.md, content…",
			"[1/2] content/two.md",
			"[2/2] ",
			"",
		})
	})
}

func TestProgressWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		out, b := aTerminal(24)
		p := &progress{out: out}
		stop := p.watch()
		p.event(events()[2])
		time.Sleep(3500 * time.Millisecond)
		stop()
		checkLines(t, b.String(), []string{
			"[0/2] content/one.md",
			"[0/2] content/one.md",
			"[0/2] content/one.…  2s",
			"[0/2] content/one.…  3s",
			"",
		})
	})
}

// checkLines compares what was written to a terminal with the lines that
// should have stood there one after the other.
func checkLines(t *testing.T, got string, want []string) {
	t.Helper()
	var b strings.Builder
	for _, line := range want {
		b.WriteString("\r" + line + "\x1b[K")
	}
	if got != b.String() {
		t.Errorf("got %q\nwant %q", got, b.String())
	}
}

func TestProgressQuiet(t *testing.T) {
	out, b := aTerminal(80)
	show(&progress{out: out, quiet: true})
	show(&progress{out: &screen{Writer: b}, quiet: true})
	if b.Len() > 0 {
		t.Errorf("got %q", b)
	}
}
