// Package process runs the program that a document was built into: it starts
// it, takes down what each cell writes, shows and returns, holds it to its
// limits, and leaves no process behind. It knows nothing of documents beyond
// the numbers of their cells, and nothing of how the program was built.
//
// [Run] is the one way in. It returns when the program and all that came of
// it are gone, with a [Report]: the outputs cell by cell, how the process
// ended, and which files and environment variables it read.
//
// # The wire
//
// The program that Run starts keeps to the following.
//
// Descriptors 1 and 2 are pipes. Each write of the Go program itself, be it
// by os.Stdout, println or a panic, arrives in a frame, which is the playback
// header of the runtime's fake clock followed by the bytes written:
//
//	\0 \0 P B   time: 8 bytes   length: 4 bytes   payload
//
// Numbers are big-endian. The time is in nanoseconds by the program's clock:
// the fake clock starts at 1257894000000000000, any other clock may start
// anywhere. Times increase strictly whenever the descriptor changes, so that
// merging both pipes by time restores the order of all writes.
//
// Child processes inherit the descriptors and write without frames. Such raw
// bytes count as written after all frames that have been read from either
// pipe when they are read, but before the next frame behind them in their own
// pipe; among each other they are in the order in which they arrive, except
// that what a child writes in one breath goes to standard output first. Before
// they get their place, the other pipe is looked at once more, so that no frame
// that was written before a child started comes behind what the child wrote.
// Where a frame in the other pipe was written after raw bytes and is read
// together with them, nobody can tell, and the frame comes first. A program can
// help: a frame without payload is no output but has its place in the order.
// With one on both descriptors before a child starts and after it has ended,
// what the child wrote stands between them however late it is read.
//
// A program that writes no frames at all is understood too; its writes then
// have the times at which they arrived, counted from its start.
//
// A frame whose payload begins with the run's nonce ([Spec.Nonce]) is a
// record for us, not output: the nonce, one byte for its kind, and data.
//
//	b  a cell begins; the data is its number in decimal. It is written to
//	   both descriptors, so that each stream is split exactly there
//	e  the cell of that number ended as it should
//	d  a display: JSON {"data": {MIME type: string}, "metadata": {...}}
//	r  the cell's result, in the same form
//	f  the cell failed by its own account; the process exits afterwards:
//	   JSON {"ename": "...", "evalue": "...", "traceback": ["..."]}
//	q  all cells are done; the process then exits with status 0
//	p  data that the next record's data goes on with: a record longer than
//	   a frame comes in several
//
// A cell ends before the next begins. Where no descriptor is named, any will
// do. A child that writes between a record's header and its nonce does no
// harm: the nonce is found behind what it wrote.
//
// Descriptor 3 is a pipe with the program's configuration ([Spec.Config]),
// then end of file. Descriptor 4 is a pipe on which the program tells what
// it read: one byte for the kind, text, and a NUL ([Read]). Kind x is special:
// it precedes a call of os.Exit, and its text is the status and the stack,
//
//	CODE "\n" function "\t" file:line "\n" ...
//
// Programs should mark both close-on-exec, so that children do not hold them.
// Standard input is empty. The environment is [Spec.Env] and the variable
// FRESCO_RUN, whose random value marks the processes of this run. The program
// may hide it from its cells: it is one of several marks.
//
// # Outputs
//
// Consecutive writes to one stream make one output of kind doc.Stream, whose
// chunks keep the time of each write, to the microsecond, counted from the
// beginning of the cell; raw bytes have that of the last frame of output, or
// without payload, before them. Displays and results stand between them in
// order.
// What is written after the end of a cell and before the next belongs to
// the cell that ended. Invalid UTF-8 becomes U+FFFD, one for each byte; a
// character split over two writes stays whole.
//
// Of each cell the first [Spec.OutputLimit] bytes in the order of their times
// are kept. What exceeds them is counted and dropped while the cell goes on.
// What is kept depends on the times alone, not on how fast the pipes were
// read, so that even a flood has the same output on every run.
//
// # Ends
//
// When a Go program dies of a panic or of a fatal error of the runtime, what
// the runtime prints about it is taken out of the stream and taken apart: see
// [Crash]. Text that merely looks like it stays where it is: only a process
// that died as the runtime does, without having called os.Exit, has crashed.
//
// A cell that exceeds its time gets SIGQUIT, so that the runtime prints the
// stacks of all goroutines, and is killed soon after. A program that exceeds
// its memory or the number of its processes is killed at once.
//
// A program that exits has called os.Exit only if it told so by a record of
// kind x. One that exits with status 0 and told neither that nor that its cells
// are done is Silent: it has exited in another way, or has closed or replaced
// standard output, which takes its records from us while it goes on.
//
// # Nothing left behind
//
// Whatever the program started ends with it, however it ended. On Linux, our
// process becomes a child subreaper while a program runs: what the program
// abandons becomes our child, and cannot hide by leaving the process group,
// by a new session or by forking twice. Our own other children are left alone:
// a process belongs to a run if it descends from the program, is of its
// process group, carries its FRESCO_RUN, or has inherited the run's own
// oom_score_adj. (Raising that value has a second use: when the machine runs
// out of memory, the kernel ends the program rather than us.) The program
// itself dies when the thread that started it does, so that it does not
// outlive us if we are killed. On other Unix systems the process group ends;
// on Windows, which has no descriptors 3 and 4 either, the process alone.
package process
