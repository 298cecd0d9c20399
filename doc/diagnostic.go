package doc

import (
	"fmt"
	"slices"
	"strings"
)

// A Severity says what a diagnostic means for the build.
type Severity int

const (
	// Note tells the author something worth knowing; the build goes on.
	Note Severity = iota + 1
	// Error makes the document broken.
	Error
)

// String returns "note" or "error".
func (s Severity) String() string {
	if s == Note {
		return "note"
	}
	return "error"
}

// A Diagnostic is a message to the author of a document: where, what, and
// what to do about it. It is an error, so that a single one can be returned
// as such; its Error method gives one line and, where there is a hint, a
// second, indented one.
type Diagnostic struct {
	Severity Severity
	Pos      Position
	// Message says what is the matter, in one line without a full stop.
	Message string
	// Hint says what to do, when that is not plain from the message.
	Hint string
	// Detail holds further lines to show below: stack frames, a compiler's
	// whole answer. May be empty.
	Detail string
}

// Errorf returns a diagnostic of severity Error.
func Errorf(pos Position, format string, args ...any) Diagnostic {
	return Diagnostic{Severity: Error, Pos: pos, Message: fmt.Sprintf(format, args...)}
}

// Notef returns a diagnostic of severity Note.
func Notef(pos Position, format string, args ...any) Diagnostic {
	return Diagnostic{Severity: Note, Pos: pos, Message: fmt.Sprintf(format, args...)}
}

// WithHint returns a copy of d that says what to do.
func (d Diagnostic) WithHint(format string, args ...any) Diagnostic {
	d.Hint = fmt.Sprintf(format, args...)
	return d
}

// Error returns the message with its position, its hint on a line of its own
// and its detail, each line indented.
func (d Diagnostic) Error() string {
	var b strings.Builder
	if pos := d.Pos.String(); pos != "" {
		b.WriteString(pos + ": ")
	}
	if d.Severity == Note {
		b.WriteString("note: ")
	}
	b.WriteString(d.Message)
	for _, more := range []string{d.Detail, d.Hint} {
		if more == "" {
			continue
		}
		for line := range strings.SplitSeq(strings.TrimRight(more, "\n"), "\n") {
			b.WriteString(strings.TrimRight("\n\t"+line, "\t "))
		}
	}
	return b.String()
}

// Diagnostics is a list of them. A non-empty list is an error.
type Diagnostics []Diagnostic

// Sort orders the list by position, keeping the order of equal places, and
// drops entries that say the same thing of the same place.
func (ds *Diagnostics) Sort() {
	slices.SortStableFunc(*ds, func(a, b Diagnostic) int { return a.Pos.Compare(b.Pos) })
	*ds = slices.CompactFunc(*ds, func(a, b Diagnostic) bool {
		return a.Pos == b.Pos && a.Message == b.Message
	})
}

// Errors returns the diagnostics of severity Error.
func (ds Diagnostics) Errors() Diagnostics {
	var errs Diagnostics
	for _, d := range ds {
		if d.Severity == Error {
			errs = append(errs, d)
		}
	}
	return errs
}

// Error returns all messages, one after the other.
func (ds Diagnostics) Error() string {
	lines := make([]string, len(ds))
	for i, d := range ds {
		lines[i] = d.Error()
	}
	return strings.Join(lines, "\n")
}

// Err returns the list as an error, or nil when it holds no diagnostic of
// severity Error.
func (ds Diagnostics) Err() error {
	if len(ds.Errors()) == 0 {
		return nil
	}
	return ds
}
