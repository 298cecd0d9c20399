package cli

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/runner"
)

// A progress display tells what a runner is doing: in one line that is
// rewritten in place on a terminal, and elsewhere in a line for each document
// that is done.
type progress struct {
	out   *screen
	quiet bool
	// paths are what documents are called, where that is not their own path.
	paths map[*doc.Document]string

	mu      sync.Mutex // the clock of watch rewrites the line, too
	count   string     // "[3/12]"
	running []string   // paths of documents, in the order of their starts
	text    string     // what stands on the terminal, to be rewritten
	since   time.Time  // for how long it has stood there
}

// compilingStd is what there is to say while nothing else seems to happen.
const compilingStd = "compiling the standard library for virtual time; once per Go version, 20 s"

// watch shows, while there is no news, that time goes on. The function that it
// returns ends that and takes the line off the terminal.
func (p *progress) watch() (stop func()) {
	if p.quiet || !p.out.terminal() {
		return func() {}
	}
	var wg sync.WaitGroup
	done := make(chan struct{})
	wg.Go(func() {
		clock := time.NewTicker(time.Second)
		defer clock.Stop()
		for {
			select {
			case <-clock.C:
				p.mu.Lock()
				p.draw()
				p.mu.Unlock()
			case <-done:
				return
			}
		}
	})
	return func() {
		close(done)
		wg.Wait()
		p.line("")
	}
}

// event takes note of a step of the runner's and shows it.
func (p *progress) event(e runner.Event) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e.Kind {
	case runner.Building:
		p.line(fmt.Sprintf("building %s", plural(e.Total, "document")))
	case runner.BuildingStd:
		p.line(compilingStd)
		p.plain(compilingStd)
	case runner.Running:
		if p.count == "" {
			p.count = counter(0, e.Total)
		}
		p.running = append(p.running, p.path(e.Doc))
		p.line(p.state())
	case runner.Finished:
		p.count = counter(e.Done, e.Total)
		if i := slices.Index(p.running, p.path(e.Doc)); i >= 0 {
			p.running = slices.Delete(p.running, i, i+1)
		}
		p.line(p.state())
		p.plain(p.count + " " + p.path(e.Doc) + result(e.Report))
	}
}

// path returns what a document is called.
func (p *progress) path(d *doc.Document) string {
	if path, ok := p.paths[d]; ok {
		return path
	}
	return d.Path
}

// counter words how many of how many, always in the same width.
func counter(done, total int) string {
	text := fmt.Sprint(total)
	return fmt.Sprintf("[%*d/%s]", len(text), done, text)
}

// result words what came of a document, if it is not that it was run.
func result(r *runner.Report) string {
	switch {
	case r.Failed:
		return " (failed)"
	case r.Cached:
		return " (cached)"
	}
	return ""
}

// state words what is going on.
func (p *progress) state() string {
	return p.count + " " + strings.Join(p.running, ", ")
}

// line replaces the line on the terminal.
func (p *progress) line(text string) {
	if p.quiet || !p.out.terminal() || text == p.text {
		return
	}
	p.text, p.since = text, time.Now()
	p.draw()
}

// draw writes the line anew, with the time since when it is the same.
func (p *progress) draw() {
	waited := ""
	if d := time.Since(p.since).Truncate(time.Second); d >= patience && p.text != "" {
		waited = "  " + d.String()
	}
	// The last column stays free, or the cursor would be in the next line.
	text := shorten(p.text, p.out.width()-1-len(waited)) + waited
	p.out.printf("\r%s%s", p.out.paint(dim, text), eraseRight)
}

// patience is how long a line may stand before it says for how long.
const patience = 2 * time.Second

// plain writes a line where there is no terminal.
func (p *progress) plain(text string) {
	if !p.quiet && !p.out.terminal() {
		p.out.printf("%s\n", text)
	}
}

// plural words a number of things.
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
