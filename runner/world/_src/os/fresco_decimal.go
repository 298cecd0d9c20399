package os

// frescoDecimal formats n.
func frescoDecimal(n int64) string {
	sign, u := "", uint64(n)
	if n < 0 {
		sign, u = "-", -u
	}
	digits := string(rune('0' + u%10))
	for u /= 10; u > 0; u /= 10 {
		digits = string(rune('0'+u%10)) + digits
	}
	return sign + digits
}
