package doc

import (
	"strings"
	"time"
)

// An OutputKind tells how a cell produced an output.
type OutputKind int

const (
	// Stream is text written to standard output or standard error.
	Stream OutputKind = iota + 1
	// Display is something shown on purpose, as by package display.
	Display
	// Result is the value of the cell's last expression.
	Result
	// Failure is how the cell failed: nbformat's output type "error".
	Failure
)

// An Output is one thing that a cell produced.
type Output struct {
	Kind OutputKind
	// Name is "stdout" or "stderr" for a stream.
	Name string
	// Text is a stream's text, ANSI escapes and carriage returns included.
	Text string
	// Chunks are the pieces of Text with the times at which they were
	// written, where known: after a run, not after decoding.
	Chunks []Chunk
	// At is the time at which a display, result or failure came, where known.
	At time.Duration
	// Data is what a display or result shows, in one or more forms.
	Data Bundle
	// Metadata is an output's metadata as in nbformat, nil for none.
	Metadata map[string]any
	// ExecutionCount is the number of a result, 0 for none.
	ExecutionCount int
	// EName and EValue name a failure and give its message: "panic" and
	// "boom". Traceback holds the lines to show, without line ends; ANSI
	// escapes may colour them.
	EName, EValue string
	Traceback     []string
}

// A Chunk is a piece of a stream with the time at which it was written,
// counted from the start of the cell.
type Chunk struct {
	At   time.Duration
	Text string
}

// A Bundle is a MIME bundle: one thing in several forms by MIME type. Text
// types hold the text, JSON types their JSON text, and all others base64.
type Bundle map[string]string

// MIME types that outputs commonly come in.
const (
	TextPlain    = "text/plain"
	TextHTML     = "text/html"
	TextMarkdown = "text/markdown"
	ImageSVG     = "image/svg+xml"
	ImagePNG     = "image/png"
	ImageJPEG    = "image/jpeg"
	ImageGIF     = "image/gif"
	JSON         = "application/json"
)

// IsJSON reports whether values of the MIME type are JSON structures rather
// than strings in a notebook: application/json and types that end in +json.
func IsJSON(mime string) bool {
	return mime == JSON || strings.HasPrefix(mime, "application/") && strings.HasSuffix(mime, "+json")
}

// IsText reports whether values of the MIME type are text, neither JSON nor
// base64: text/*, SVG, JavaScript and LaTeX.
func IsText(mime string) bool {
	return strings.HasPrefix(mime, "text/") || strings.HasSuffix(mime, "+xml") ||
		mime == "application/javascript" || mime == "application/xml"
}

// Equal reports whether two outputs are the same as far as a notebook file
// can tell: times are left out.
func (o Output) Equal(p Output) bool {
	return o.Kind == p.Kind && o.Name == p.Name && o.Text == p.Text &&
		equalMaps(o.Data, p.Data) && equalJSON(o.Metadata, p.Metadata) &&
		o.ExecutionCount == p.ExecutionCount &&
		o.EName == p.EName && o.EValue == p.EValue &&
		strings.Join(o.Traceback, "\n") == strings.Join(p.Traceback, "\n")
}
