package project

import "os"

// replace writes a file in place: Windows has no atomic replacement that
// renameio would vouch for.
func replace(file string, data []byte) error {
	return os.WriteFile(file, data, 0o644)
}
