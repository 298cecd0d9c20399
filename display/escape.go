package display

import (
	"html"
	"strings"
)

// escape makes text safe in HTML and XML, in elements and attributes.
// Characters that XML does not have at all become the replacement character.
func escape(text string) string {
	return html.EscapeString(strings.Map(func(r rune) rune {
		switch {
		case r == '\t', r == '\n':
			return r
		case r < ' ', r == 0xFFFE, r == 0xFFFF:
			return '\uFFFD'
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD")))
}
