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

// writeWhole writes a file of the cache, with its folder, such that others see
// all of it or nothing. It is not forced to the disk, which would take longer
// than all else: what a power cut spoils does not read as an entry, and is made
// again.
func writeWhole(file string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(file), ".new-")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), file)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
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
