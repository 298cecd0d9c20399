package site

import (
	"errors"
	"io/fs"
	"os"
	"syscall"

	"github.com/gofresco/fresco/doc"
)

// An outputError says what could not be written, why, and what to do.
type outputError struct {
	path, doing, hint string
	err               error
}

// Error returns the message, and the hint on a line of its own.
func (e *outputError) Error() string { return e.diagnostic().Error() }

// Unwrap returns the system's error.
func (e *outputError) Unwrap() error { return e.err }

// As lets a caller have the message and the hint apart.
func (e *outputError) As(target any) bool {
	d, ok := target.(*doc.Diagnostic)
	if ok {
		*d = e.diagnostic()
	}
	return ok
}

// diagnostic returns the error as a message without a place in a document.
func (e *outputError) diagnostic() doc.Diagnostic {
	text := e.path + " " + e.doing
	if e.err != nil {
		text += ": " + e.err.Error()
	}
	return doc.Diagnostic{Severity: doc.Error, Message: text, Hint: e.hint}
}

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
