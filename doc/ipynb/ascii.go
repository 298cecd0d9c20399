package ipynb

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"
)

// escapesNonASCII reports whether a text is ASCII and spells other characters
// as \u escapes.
func escapesNonASCII(text []byte) bool {
	for _, b := range text {
		if b >= utf8.RuneSelf {
			return false
		}
	}
	for i := bytes.IndexByte(text, '\\'); i >= 0 && i+5 < len(text); {
		if text[i+1] == 'u' && string(text[i+2:i+5]) > "007" {
			return true
		}
		next := bytes.IndexByte(text[i+2:], '\\')
		if next < 0 {
			return false
		}
		i += 2 + next
	}
	return false
}

// escapeNonASCII spells all characters of a JSON text in ASCII.
func escapeNonASCII(text []byte) []byte {
	const hex = "0123456789abcdef"
	var out []byte
	for _, r := range string(text) {
		if r < 0x7F {
			out = append(out, byte(r))
			continue
		}
		units := [2]rune{r}
		n := 1
		if hi, lo := utf16.EncodeRune(r); hi != utf8.RuneError {
			units, n = [2]rune{hi, lo}, 2
		}
		for _, u := range units[:n] {
			out = append(out, '\\', 'u', hex[u>>12&15], hex[u>>8&15], hex[u>>4&15], hex[u&15])
		}
	}
	return out
}
