package ipynb

import (
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// quote writes a string as JSON. Bytes that are not UTF-8 become U+FFFD, for
// JSON cannot hold them.
func quote(s string) []byte {
	text, _ := jsontext.AppendQuote(nil, s)
	return text
}

// quoteAll writes a list of strings as JSON.
func quoteAll(list []string) []byte {
	text := []byte{'['}
	for i, s := range list {
		if i > 0 {
			text = append(text, ',')
		}
		text, _ = jsontext.AppendQuote(text, s)
	}
	return append(text, ']')
}

// splitsLines reports whether Jupyter stores values of a MIME type as lists
// of lines.
func splitsLines(mime string) bool {
	return strings.HasPrefix(mime, "text/") || mime == "application/javascript" || mime == "image/svg+xml"
}

// splitLines parts a text after its line ends, which are those that Jupyter
// knows: Python's, as listed with str.splitlines.
func splitLines(s string) []string {
	var lines []string
	start := 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if r == '\r' && strings.HasPrefix(s[i:], "\n") {
			i++
			r = '\n'
		}
		if strings.ContainsRune("\n\r\v\f\x1c\x1d\x1e\u0085\u2028\u2029", r) {
			lines = append(lines, s[start:i])
			start = i
		}
	}
	if start < len(s) {
		lines = append(lines, s[start:])
	}
	return lines
}
