package site

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// CheckOutput reports, before the work on a site begins, that its output
// folder cannot be written to: with the errors of [Build], of which it finds
// those that do not depend on what is written. It leaves nothing behind, and
// makes no folder.
func CheckOutput(cfg Config) error {
	if err := refuse(cfg.Output, cfg.Sources); err != nil {
		return err
	}
	dir, doing := cfg.Output, "cannot be written to"
	_, err := os.Stat(dir)
	for errors.Is(err, fs.ErrNotExist) && dir != filepath.Dir(dir) {
		// The nearest folder that there is, to make the others in.
		dir, doing = filepath.Dir(dir), "cannot be made"
		_, err = os.Stat(dir)
	}
	if err != nil {
		return explain(cfg.Output, "cannot be made", err)
	}
	if err := probe(dir); err != nil {
		return explain(cfg.Output, doing, err)
	}
	state := filepath.Join(cfg.Output, stateDir)
	if _, err := os.Stat(state); err != nil {
		return nil // it will be made
	}
	if err := probe(state); err != nil {
		return explain(state, "cannot be written to", err)
	}
	return nil
}

// probe tries whether files can be made in a folder.
func probe(dir string) error {
	file, err := os.CreateTemp(dir, probeName+"-*")
	if err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	return os.Remove(file.Name())
}
