package display

import (
	"encoding/base64"
	"fmt"
	"os"
	"sync"
)

// MIME types of the forms that this package makes itself.
const (
	textPlain    = "text/plain"
	textHTML     = "text/html"
	textMarkdown = "text/markdown"
	imageSVG     = "image/svg+xml"
	imagePNG     = "image/png"
	jsonText     = "application/json"
)

// out is where things are shown. The mutex is held while one is, so that
// sinks need no lock of their own and lines stay whole.
var out struct {
	sync.Mutex
	sink func(data map[string]string)
}

// SetSink sets where everything is shown from now on. The program that Fresco
// generates for a document calls it; other programs have no need to. The sink
// gets a MIME bundle: the text of text types, of SVG and of JSON, and base64
// for all others, always with a text/plain form. It is called for one thing at
// a time and must not show anything itself. A nil sink prints the text/plain
// form on standard output, as at the start.
func SetSink(sink func(data map[string]string)) {
	out.Lock()
	defer out.Unlock()
	out.sink = sink
}

// show hands a MIME bundle to the sink, or prints its text.
func show(data map[string]string) {
	out.Lock()
	defer out.Unlock()
	if out.sink != nil {
		out.sink(data)
		return
	}
	fmt.Fprintln(os.Stdout, data[textPlain])
}

// base64Text is how binary forms stand in a MIME bundle.
func base64Text(data []byte) string { return base64.StdEncoding.EncodeToString(data) }
