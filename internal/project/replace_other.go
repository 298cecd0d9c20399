//go:build !windows

package project

import (
	"path/filepath"

	"github.com/google/renameio/v2"
)

// replace writes a file beside the old one and renames it. A new file has the
// permissions that the umask leaves.
func replace(file string, data []byte) error {
	return renameio.WriteFile(file, data, 0o644, renameio.WithTempDir(filepath.Dir(file)))
}
