// Package cli is Fresco's command line: it reads flags and the environment,
// puts the other packages to work, and tells the person at the terminal what
// came of it. No other package reads flags, writes to the terminal, or decides
// on the exit status.
//
// # Streams
//
// What a command is asked for goes to standard output: the cells and outputs
// of run, the version, help that was asked for. All else goes to standard
// error: progress while there is work, then diagnostics, sorted by place, then
// one line that sums up. On a terminal progress is one line that is rewritten
// in place, text is cut or wrapped to the width, and there is colour unless
// NO_COLOR is set; elsewhere it is plain lines.
//
// # Exit status
//
//	0    all cells did what they should
//	1    some did not, or a document has mistakes; all are reported
//	2    the command could not be carried out: bad usage, input that cannot be
//	     read, no Go toolchain, a disk that cannot be written to
//	130  interrupted
//
// # Interruption
//
// SIGINT and SIGTERM end the context that all work is done under: documents
// that run are ended with all that they started, and nothing is written. A
// second signal ends the process at once.
//
// # Environment
//
//	FRESCO_CACHE  the folder where outputs and builds are kept between runs;
//	              by default the folder fresco in the user's cache directory
//	NO_COLOR      if not empty, text is not coloured: https://no-color.org
//	TERM          "dumb" stands for a terminal that can do nothing but scroll
package cli

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/gofresco/fresco/doc"
)

// The exit statuses.
const (
	statusOK          = 0
	statusFailed      = 1
	statusUnable      = 2
	statusInterrupted = 130
)

// Main runs Fresco with the arguments of a command line, the program's name
// left out, and returns the exit status.
func Main(args ...string) int {
	return run(args, os.Stdout, os.Stderr)
}

// run is Main with the streams to write to.
func run(args []string, stdout, stderr io.Writer) int {
	ctx, restore := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer restore()
	context.AfterFunc(ctx, restore) // so that the next signal ends the process

	s := &session{stdout: newScreen(stdout), stderr: newScreen(stderr)}
	root := newRoot(s)
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	return s.conclude(ctx, root.ExecuteContext(ctx))
}

// A session is one run of the command line.
type session struct {
	stdout, stderr *screen
}

// A failed command has said why already; what is left is the exit status.
type failed struct{ status int }

// Error is there to make failed an error; nobody gets to see it.
func (f failed) Error() string { return "the command failed" }

// conclude reports the error of a command, if any, and returns the status.
func (s *session) conclude(ctx context.Context, err error) int {
	var (
		done  failed
		usage *usageError
		one   doc.Diagnostic
		ds    doc.Diagnostics
	)
	switch {
	case err == nil:
		return statusOK
	case errors.As(err, &done):
		return done.status
	case ctx.Err() != nil:
		s.complain("interrupted; nothing was written")
		return statusInterrupted
	case errors.As(err, &usage):
		s.complain("%v", usage.err)
		s.stderr.hint(usage.hint)
		s.stderr.printf("%s", usage.help())
		return statusUnable
	case errors.As(err, &ds):
		s.report(ds, nil)
		return statusFailed
	case errors.As(err, &one):
		s.report(doc.Diagnostics{one}, nil)
		return statusUnable
	}
	s.complain("%v", err)
	return statusUnable
}

// complain prints a message that has no place in a document.
func (s *session) complain(format string, args ...any) {
	s.stderr.printf("%s "+format+"\n", append([]any{s.stderr.paint(red, "fresco:")}, args...)...)
}
