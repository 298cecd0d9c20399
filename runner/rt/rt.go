// Package rt runs the cells of a tangled document from inside its program.
//
// The functions of a tangled program call this package under a name that no
// author writes: [Register] hands over the cells, [Result] and its kin the
// value of a cell's last expression. The program's main calls [Main].
//
// # The wire
//
// Run by Fresco, which says so with the environment variable FRESCO_RUN, the
// program reads its configuration from file descriptor 3: lines of a word and
// its values,
//
//	nonce 16 bytes in hexadecimal
//	cells the numbers of the cells to run, in order
//	frame nothing: standard output is not framed by the runtime
//
// and tells about its cells in records on standard output among what it
// prints. A record is one write: the nonce, a byte for the kind, and data.
//
//	b  the cell of that number begins (on standard error too)
//	e  the cell of that number has ended
//	d  something is shown: JSON {"data": {MIME type: text}, "metadata": {}}
//	r  the cell's result, likewise
//	f  the cell has failed: JSON {"ename", "evalue", "traceback"}
//	q  all cells have run
//	p  a part of the data of the next record, for one that is long
//
// Run by hand, the program runs all of its cells and prints results as text.
//
// This package is compiled into every document, so it imports little: what
// images and JSON take is in package rt/rich, added where a document can need
// it.
package rt

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
)

// A cell is a function to run, nil where a cell only declares.
type cell struct {
	number int
	run    func()
}

var (
	cells []cell
	// nonce begins each record; empty when the program is run by hand.
	nonce []byte
	// frame is set when records have to bring their own frame.
	frame bool
)

// Register adds a cell to the document, in order. A nil function stands for a
// cell that only declares.
func Register(number int, run func()) { cells = append(cells, cell{number, run}) }

// Main runs the document's cells.
func Main() {
	order := configure()
	for _, c := range cells {
		if order != nil && !slices.Contains(order, c.number) {
			continue
		}
		begin(c.number)
		if c.run != nil {
			c.run()
		}
		record(1, 'e', strconv.Itoa(c.number))
	}
	record(1, 'q', "")
}

// streams are the file descriptors 1 and 2, whatever the document may make of
// os.Stdout and os.Stderr.
var streams = [...]*os.File{1: os.NewFile(1, "stdout"), 2: os.NewFile(2, "stderr")}

// begin says on both streams that a cell begins.
func begin(number int) {
	record(1, 'b', strconv.Itoa(number))
	record(2, 'b', strconv.Itoa(number))
}

// configure reads the configuration and returns the numbers of the cells to
// run, nil for all.
func configure() []int {
	if _, ok := syscall.Getenv("FRESCO_RUN"); !ok {
		return nil
	}
	syscall.Unsetenv("FRESCO_RUN")
	order := []int{}
	config := os.NewFile(3, "configuration")
	text, _ := io.ReadAll(config)
	config.Close()
	for line := range strings.Lines(string(text)) {
		word, values, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch word {
		case "nonce":
			for i := 0; i+1 < len(values); i += 2 {
				b, _ := strconv.ParseUint(values[i:i+2], 16, 8)
				nonce = append(nonce, byte(b))
			}
		case "cells":
			for field := range strings.FieldsSeq(values) {
				n, _ := strconv.Atoi(field)
				order = append(order, n)
			}
		case "frame":
			frame = true
		}
	}
	return order
}

// maxPart is how much data a record may have, so that it fits into a frame:
// the runtime cuts longer writes.
const maxPart = 3 << 10

// recording keeps the parts of a record together.
var recording sync.Mutex

// record writes a record to file descriptor 1 or 2, in parts if it is long.
func record(fd int, kind byte, data string) {
	if nonce == nil {
		return
	}
	recording.Lock()
	defer recording.Unlock()
	for len(data) > maxPart {
		writeRecord(fd, 'p', data[:maxPart])
		data = data[maxPart:]
	}
	writeRecord(fd, kind, data)
}

func writeRecord(fd int, kind byte, data string) {
	payload := append(slices.Clone(nonce), kind)
	payload = append(payload, data...)
	if frame {
		payload = append(header(len(payload)), payload...)
	}
	_, _ = streams[fd].Write(payload) // nobody is left to be told
}

// fail reports an error as the cell's failure and ends the process.
func fail(err error) {
	if nonce == nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
	var b strings.Builder
	b.WriteString(`{"ename":"error","evalue":`)
	quote(&b, err.Error())
	b.WriteString(`,"traceback":[]}`)
	record(1, 'f', b.String())
	syscall.Exit(1)
}
