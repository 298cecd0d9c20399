package site

import (
	"fmt"
	"strings"
)

// HTML must not contain control characters, nor does text show them. Both
// replacers put in the pictures that Unicode has of them: printable for all
// but tab and line feed, visible also without those that mean something on a
// terminal: carriage return, backspace and escape.
var (
	printable = controlPictures("\t\n")
	visible   = controlPictures("\t\n\r\b\x1b")
)

// controlPictures replaces control characters but for those to keep.
func controlPictures(keep string) *strings.Replacer {
	var pairs []string
	for c := range 0x20 {
		if !strings.ContainsRune(keep, rune(c)) {
			pairs = append(pairs, string(rune(c)), string(rune(0x2400+c)))
		}
	}
	pairs = append(pairs, "\x7f", "\u2421")
	for c := 0x80; c < 0xA0; c++ {
		pairs = append(pairs, string(rune(c)), fmt.Sprintf("\\u%04x", c))
	}
	return strings.NewReplacer(pairs...)
}

// cleanText makes text of any bytes that can stand on a page.
func cleanText(s string) string {
	return printable.Replace(strings.ToValidUTF8(s, "\uFFFD"))
}
