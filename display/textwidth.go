package display

import "unicode"

// columns returns the number of a terminal's columns that text takes.
func columns(text string) int {
	n := 0
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Cf, r):
		case isWide(r):
			n += 2
		default:
			n++
		}
	}
	return n
}

// isWide reports whether a character is as wide as it is high: Han, Kana,
// Hangul, full-width forms and emoji.
func isWide(r rune) bool {
	return r >= 0x1100 && r <= 0x115F || r >= 0x2E80 && r <= 0xA4CF ||
		r >= 0xAC00 && r <= 0xD7A3 || r >= 0xF900 && r <= 0xFAFF ||
		r >= 0xFE30 && r <= 0xFE6F || r >= 0xFF00 && r <= 0xFF60 ||
		r >= 0x1F300 && r <= 0x1FAFF || r >= 0x20000 && r <= 0x3FFFD
}

// textWidth estimates the width of text in a proportional font, in units of
// the drawing. Which font a browser takes is not known, so it is on the wide
// side.
func textWidth(text string, size float64) float64 {
	em := 0.0
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Mn, r):
		case isWide(r):
			em++
		case r < 0x80:
			em += asciiWidth(r)
		default:
			em += 0.62
		}
	}
	return em * size
}

// asciiWidth returns the width of an ASCII character in ems.
func asciiWidth(r rune) float64 {
	switch {
	case r == 'm', r == 'w', r == '@', r == '%', r == 'M', r == 'W':
		return 0.9
	case r >= 'A' && r <= 'Z', r == '_':
		return 0.68
	case r == 'i', r == 'j', r == 'l', r == 't', r == 'f', r == 'r', r <= '/':
		return 0.36
	}
	return 0.58
}

// shorten cuts text that is wider than width and puts an ellipsis there.
func shorten(text string, size, width float64) string {
	if textWidth(text, size) <= width {
		return text
	}
	runes := []rune(text)
	for len(runes) > 0 && textWidth(string(runes)+"…", size) > width {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…"
}
