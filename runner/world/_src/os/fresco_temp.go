package os

func runtime_frescoTempRand() (n uint32, ok bool) // in package runtime

// frescoTempName returns the part of a temporary file's name that tells it
// from others, or "" when that is left to chance.
func frescoTempName() string {
	n, ok := runtime_frescoTempRand()
	if !ok {
		return ""
	}
	return frescoDecimal(int64(n))
}
