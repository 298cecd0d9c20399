package process

import (
	"bytes"
	"strconv"
	"strings"
)

// A ReadKind tells what kind of thing was read.
type ReadKind byte

const (
	// Open is a file or folder that was opened.
	Open ReadKind = 'o'
	// Stat is a file or folder that was looked at.
	Stat ReadKind = 's'
	// Chdir is a change of the working directory.
	Chdir ReadKind = 'c'
	// Getenv is an environment variable that was looked up.
	Getenv ReadKind = 'g'
)

// exitKind is the kind of a record that precedes os.Exit.
const exitKind ReadKind = 'x'

// A Read is something outside the program that it asked for.
type Read struct {
	Kind ReadKind
	// Name is the path or the variable, as the program gave it: paths may be
	// relative to the working directory of that moment.
	Name string
}

// maxReads is how many bytes the reads may take. A program that reads more
// different files than fit is beyond keeping count.
const maxReads = 16 << 20

// readCost is what a read takes besides its name, in round numbers.
const readCost = 64

// readLog takes down what the program says it read.
type readLog struct {
	reads []Read
	seen  map[Read]bool // since the last change of directory
	size  int           // bytes that they take
	lost  bool
	exit  *Exit
	part  []byte // a record that is not yet whole
}

// write takes the next bytes of descriptor 4.
func (l *readLog) write(b []byte) {
	for {
		i := bytes.IndexByte(b, 0)
		if i < 0 {
			break
		}
		l.add(append(l.part, b[:i]...))
		l.part, b = l.part[:0], b[i+1:]
	}
	if len(l.part)+len(b) > maxReads {
		l.lost = true
		return
	}
	l.part = append(l.part, b...)
}

// add takes one record.
func (l *readLog) add(record []byte) {
	if len(record) == 0 {
		return
	}
	r := Read{ReadKind(record[0]), string(record[1:])}
	switch {
	case r.Kind == exitKind:
		l.exit = parseExit(r.Name)
		return
	case l.seen[r]:
		return
	case l.size+len(r.Name)+readCost > maxReads:
		l.lost = true
		return
	}
	if r.Kind == Chdir || l.seen == nil {
		l.seen = make(map[Read]bool)
	}
	if r.Kind != Chdir {
		l.seen[r] = true
	}
	l.size += len(r.Name) + readCost
	l.reads = append(l.reads, r)
}

// parseExit reads the text of an exit record. Lines that are no frames are
// left out.
func parseExit(text string) *Exit {
	code, stack, _ := strings.Cut(text, "\n")
	exit := &Exit{}
	exit.Code, _ = strconv.Atoi(code)
	for line := range strings.Lines(stack) {
		name, place, _ := strings.Cut(strings.TrimRight(line, "\n"), "\t")
		if file, n, ok := parsePlace(place); ok {
			exit.Frames = append(exit.Frames, Frame{Func: name, File: file, Line: n})
		}
	}
	return exit
}
