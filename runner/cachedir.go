package runner

import (
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// cacheError words a failure to write to the cache.
func cacheError(err error) error {
	return fmt.Errorf("cannot keep builds and outputs: %w (is the disk full? FRESCO_CACHE names another folder)", err)
}

// removeStale removes what builds that were killed have left.
func removeStale(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > 24*time.Hour {
			os.RemoveAll(filepath.Join(dir, e.Name()))
		}
	}
}
