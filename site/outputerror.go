package site

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// An outputError says what could not be written, why, and what to do.
type outputError struct {
	path, doing, hint string
	err               error
}

// Error returns the message, and the hint on a line of its own.
func (e *outputError) Error() string {
	text := e.path + " " + e.doing
	if e.err != nil {
		text += ": " + e.err.Error()
	}
	if e.hint != "" {
		text += "\n\t" + e.hint
	}
	return text
}

// Unwrap returns the system's error.
func (e *outputError) Unwrap() error { return e.err }

// explain makes an outputError of a system's error, with a hint where there
// is a usual remedy.
func explain(path, doing string, err error) *outputError {
	e := &outputError{path: path, doing: doing, err: err}
	// The path is in the message already.
	if p := (*fs.PathError)(nil); errors.As(err, &p) {
		e.err = p.Err
	}
	if l := (*os.LinkError)(nil); errors.As(err, &l) {
		e.err = l.Err
	}
	switch {
	case errors.Is(err, syscall.ENOSPC):
		e.hint = "free some space and build again; the site is as it was"
	case errors.Is(err, syscall.EROFS):
		e.hint = "the file system is read-only; choose another output folder"
	case errors.Is(err, fs.ErrPermission):
		e.hint = "allow writing to it, or choose another output folder"
	case errors.Is(err, syscall.ENOTDIR), errors.Is(err, syscall.EISDIR):
		e.hint = "a file stands where a folder is needed, or the other way round; move it away"
	}
	return e
}
