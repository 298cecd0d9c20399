package process

import (
	"regexp"
	"strings"
)

// A Crash is what the Go runtime prints when a program dies: why, and the
// stacks of its goroutines.
type Crash struct {
	Kind CrashKind
	// Message is the value of the panic that ended the program, the fatal
	// error, or the name of the signal, each without its heading: "boom",
	// "all goroutines are asleep - deadlock!", "quit". It may have several
	// lines.
	Message string
	// Panics are all panics under way, the last one being the one of
	// Message; nil if there were none.
	Panics []Panic
	// Signal describes the fault behind a panic, as in "SIGSEGV:
	// segmentation violation code=0x1 addr=0x0 pc=0x4a05f7"; or it names the
	// signal that ended the program, "SIGQUIT"; or it is "".
	Signal string
	// Goroutines are the goroutines in the order printed: the one that
	// crashed first. How many there are depends on GOTRACEBACK.
	Goroutines []Goroutine
	// Raw is the whole text. It has been cut if it was too long, or if the
	// program was killed while it printed.
	Raw string
}

// A CrashKind tells why a program died.
type CrashKind int

const (
	// PanicCrash is a panic that nothing recovered.
	PanicCrash CrashKind = iota + 1
	// FatalCrash is a fatal error, which cannot be recovered: a deadlock,
	// concurrent map writes, stack overflow, out of memory.
	FatalCrash
	// SignalCrash is a signal that ends a program with its stacks, as
	// SIGQUIT does at the time limit.
	SignalCrash
)

// A Panic is one of several panics that were under way together.
type Panic struct {
	// Value is the value as the runtime prints it.
	Value string
	// Recovered reports whether it was recovered before the next arose.
	Recovered bool
	// Repanicked reports whether the same value was then thrown again.
	Repanicked bool
}

// Headings of a crash. What begins with "runtime: " may precede a fatal error.
const (
	panicHead  = "panic: "
	fatalHead  = "fatal error: "
	faultHead  = "unexpected fault address "
	signalHead = "[signal "
	noteHead   = "runtime: "
)

// signalLine is the first line of the dump that a signal causes.
var signalLine = regexp.MustCompile(`^(SIG[A-Z0-9]+): (.*)$`)

// parseCrash takes apart what the runtime printed. It returns nil if the text
// does not read as such from its first to its last line. A last line without
// its end is one that was cut.
func parseCrash(raw string) *Crash {
	c := &Crash{Raw: raw}
	whole := raw[:strings.LastIndexByte(raw, '\n')+1]
	head, stacks := splitCrash(whole)
	if !c.parseHead(head) {
		return nil
	}
	last := ""
	for line := range strings.Lines(stacks) {
		line = strings.TrimRight(line, "\r\n")
		c.addLine(last, line)
		if line != "" {
			last = line
		}
	}
	if last != "" && !isTraceLine(last) || last == "" && c.Kind == PanicCrash {
		return nil
	}
	return c
}

// splitCrash splits a crash before its first stack.
func splitCrash(raw string) (head, stacks string) {
	offset := 0
	for line := range strings.Lines(raw) {
		text := strings.TrimRight(line, "\r\n")
		if text == runtimeStack || goroutineLine.MatchString(text) {
			return raw[:offset], raw[offset:]
		}
		offset += len(line)
	}
	return raw, ""
}

// parseHead reads what precedes the stacks.
func (c *Crash) parseHead(head string) bool {
	lines := strings.Split(strings.TrimRight(head, "\r\n"), "\n")
	for i := 0; i < len(lines); i++ {
		line := strings.TrimRight(lines[i], "\r")
		more := continued(lines[i+1:])
		value := strings.Join(append([]string{""}, more...), "\n")
		switch sig := signalLine.FindStringSubmatch(line); {
		case strings.HasPrefix(line, panicHead):
			c.Kind = PanicCrash
			c.addPanics(line + value)
		case strings.HasPrefix(line, fatalHead):
			c.Kind, c.Message = FatalCrash, line[len(fatalHead):]+value
		case sig != nil:
			c.Kind, c.Signal, c.Message = SignalCrash, sig[1], sig[2]
		case strings.HasPrefix(line, signalHead):
			c.Signal = strings.TrimSuffix(line[len(signalHead):], "]")
		default:
			if !isNote(line) {
				return false
			}
		}
		i += len(more)
	}
	return c.Kind != 0
}

// isNote reports whether a line may stand among the headings.
func isNote(line string) bool {
	for _, head := range []string{noteHead, faultHead, "PC=", "signal arrived during", "instruction bytes:"} {
		if strings.HasPrefix(line, head) {
			return true
		}
	}
	return strings.TrimSpace(line) == ""
}

// continued returns the lines that go on with the one before them: those that
// the runtime indented by a tab, without it.
func continued(lines []string) []string {
	var more []string
	for _, line := range lines {
		rest, ok := strings.CutPrefix(line, "\t")
		if !ok {
			break
		}
		more = append(more, rest)
	}
	return more
}

// addPanics reads the values of panics under way, each of which begins a line.
func (c *Crash) addPanics(text string) {
	for i, value := range strings.Split("\n"+text, "\n"+panicHead) {
		if i == 0 {
			continue
		}
		p := Panic{}
		p.Value, p.Repanicked = strings.CutSuffix(value, " [recovered, repanicked]")
		if p.Recovered = p.Repanicked; !p.Recovered {
			p.Value, p.Recovered = strings.CutSuffix(value, " [recovered]")
		}
		c.Panics = append(c.Panics, p)
		c.Message = p.Value
	}
}
