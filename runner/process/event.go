package process

import "github.com/gofresco/fresco/doc"

// An EventKind tells what has happened.
type EventKind int

const (
	// CellBegan: a cell has begun.
	CellBegan EventKind = iota + 1
	// CellEnded: a cell has ended as it should.
	CellEnded
	// OutputAdded: a cell has produced output.
	OutputAdded
)

// An Event is something that happened in a running program, in the order in
// which we learnt of it. It is for progress and preview. Streams interleave
// as they arrive, and the text of a crash is still among them: only the
// [Report] has it all in order.
type Event struct {
	Kind EventKind
	// Cell is the number of the cell, 0 before the first.
	Cell int
	// Output is what was added: a piece of a stream, with one chunk, or a
	// display, result or failure.
	Output doc.Output
}
