package runner

import (
	"errors"
	"io/fs"
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

// maxAge is how long an entry of the cache may lie unused.
const maxAge = 30 * 24 * time.Hour

// touch notes that an entry was used, once a day.
func touch(file string) {
	now := time.Now()
	if info, err := os.Stat(file); err == nil && now.Sub(info.ModTime()) > 24*time.Hour {
		_ = os.Chtimes(file, now, now)
	}
}

// trim removes what has not been used for long, once a day. The time of the
// file "trimmed" says when it was done.
func (r *Runner) trim() {
	mark := filepath.Join(r.config.CacheDir, "trimmed")
	if info, err := os.Stat(mark); err == nil && time.Since(info.ModTime()) < 24*time.Hour {
		return
	}
	if writeWhole(mark, nil) != nil {
		return
	}
	for _, dir := range []string{"outputs", "lists", "objects"} {
		_ = filepath.WalkDir(filepath.Join(r.config.CacheDir, dir), func(file string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return nil
			}
			if info, err := d.Info(); err == nil && time.Since(info.ModTime()) > maxAge {
				os.Remove(file)
			}
			return nil
		})
	}
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
