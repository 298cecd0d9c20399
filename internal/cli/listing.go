package cli

import (
	"bufio"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/gofresco/fresco/doc"
)

// A listing prints executed documents as text. What a cell wrote to standard
// output stands as it is; everything else is marked at the left:
//
//	[1] │ sum := 0             code, with the number of its execution
//	    │ fmt.Println("adding")
//	adding
//	2> warning: nothing to add  standard error
//	=> 0                        a result; other forms than text are named
//	✗  panic: boom              how the cell failed
type listing struct {
	out   *screen
	width int
	first bool // nothing is printed yet
}

// list prints documents to standard output.
func (s *session) list(all []*subject) error {
	buffer := bufio.NewWriter(s.stdout)
	l := &listing{out: s.stdout.onto(buffer), width: s.stdout.width(), first: true}
	for _, s := range all {
		if len(all) > 1 {
			l.gap()
			l.out.printf("%s\n", l.out.paint(bold, "# "+s.path))
		}
		for _, c := range s.doc.Cells {
			if c.Kind == doc.Code {
				l.cell(s, c)
			}
		}
	}
	if err := buffer.Flush(); err != nil {
		return fmt.Errorf("the outputs cannot be printed: %w", reason(err))
	}
	return nil
}

// gap prints an empty line between two things.
func (l *listing) gap() {
	if !l.first {
		l.out.printf("\n")
	}
	l.first = false
}

// cell prints a code cell as a page would show it.
func (l *listing) cell(s *subject, c *doc.Cell) {
	input := !c.Options.HideInput
	output := !c.Options.HideOutput && len(c.Outputs) > 0
	if !input && !output {
		return
	}
	l.gap()
	if input {
		l.code(c)
	}
	if output {
		for _, o := range c.Outputs {
			l.output(s, o, c.Options.MustFail)
		}
	}
}

// code prints the source of a cell.
func (l *listing) code(c *doc.Cell) {
	number := "[ ]"
	if c.ExecutionCount > 0 {
		number = fmt.Sprintf("[%d]", c.ExecutionCount)
	}
	bar := l.out.paint(dim, " │ ")
	l.marked(l.out.paint(dim, number)+bar, strings.Repeat(" ", len(number))+bar, c.Shown())
}

// output prints one output of a cell. How the cell failed is told in full if
// it had to; if not, there is a diagnostic for the rest.
func (l *listing) output(s *subject, o doc.Output, expected bool) {
	switch o.Kind {
	case doc.Stream:
		l.stream(o)
	case doc.Display:
		l.marked(l.out.paint(cyan, "<> "), "   ", l.rich(o.Data))
	case doc.Result:
		l.marked(l.out.paint(green, "=> "), "   ", l.rich(o.Data))
	case doc.Failure:
		text := strings.TrimSuffix(o.EName+": "+o.EValue, ": ")
		if expected && len(o.Traceback) > 0 {
			text = s.typed(strings.Join(o.Traceback, "\n"))
		}
		l.marked(l.out.paint(red, "✗  "), "   ", text)
	}
}

// stream prints what a cell wrote.
func (l *listing) stream(o doc.Output) {
	if o.Name == "stderr" {
		mark := l.out.paint(yellow, "2> ")
		l.marked(mark, mark, o.Text)
		return
	}
	text := l.out.clean(o.Text)
	if !strings.HasSuffix(o.Text, "\n") {
		text += "\n"
	}
	l.out.printf("%s", text)
}

// rich returns the text form of what a cell shows, and the names of the other
// forms, which a terminal cannot show.
func (l *listing) rich(data doc.Bundle) string {
	forms := slices.DeleteFunc(slices.Sorted(maps.Keys(data)), func(mime string) bool { return mime == doc.TextPlain })
	text := strings.TrimSuffix(data[doc.TextPlain], "\n")
	if len(forms) == 0 {
		return text
	}
	names := l.out.paint(dim, "["+strings.Join(forms, ", ")+"]")
	if strings.Contains(text, "\n") {
		return text + "\n" + names
	}
	return strings.TrimLeft(text+" "+names, " ")
}

// marked prints lines with a mark before the first of them and another before
// the others. Those that are too long for the terminal go on in the next.
func (l *listing) marked(first, others, text string) {
	mark := first
	for line := range strings.SplitSeq(strings.TrimSuffix(l.out.clean(text), "\n"), "\n") {
		line = strings.TrimSuffix(line, "\r")
		for _, part := range l.wrap(line, columnsOf.String(mark)) {
			l.out.printf("%s\n", strings.TrimRight(mark+part, " "))
			mark = others
		}
	}
}

// wrap breaks a line into what fits beside a mark.
func (l *listing) wrap(line string, taken int) []string {
	const least = 20 // columns; on less, breaks would hide more than they show
	if l.width < taken+least {
		return []string{line}
	}
	return fold(strings.ReplaceAll(line, "\t", "    "), l.width-taken)
}
