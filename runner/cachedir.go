package runner

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/gofresco/fresco/doc"
)

// cacheError words a failure to write to the cache.
func cacheError(err error) error {
	d := doc.Errorf(doc.Position{}, "cannot keep builds and outputs: %v", err)
	if errors.Is(err, syscall.ENOSPC) {
		return d.WithHint("the disk is full; FRESCO_CACHE names another folder for them")
	}
	return d.WithHint("FRESCO_CACHE names another folder for them")
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
