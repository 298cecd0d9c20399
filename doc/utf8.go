package doc

import "unicode/utf8"

// InvalidUTF8 returns the offset of the first byte that is not UTF-8, or the
// length of the text if there is none.
func InvalidUTF8(text []byte) int {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return len(text)
}
