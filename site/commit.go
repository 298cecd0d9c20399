package site

import (
	"errors"
	"io/fs"
	"maps"
	"path"
)

// commit makes the staged files the site. First a manifest is written that
// lists the old files and the new, so that if this is the last that the
// process does, the next build still knows which files are ours and makes
// anew those that may not have been moved.
func (f *folder) commit(next manifest, report *Report) error {
	pending := manifest{Version: manifestVersion, Files: maps.Clone(f.old.Files)}
	maps.Copy(pending.Files, next.Files)
	for _, url := range report.Written {
		pending.Files[url] = made{}
	}
	if err := pending.write(f.root); err != nil {
		return explain(f.at(manifestPath), "cannot be written", err)
	}
	for _, url := range report.Removed {
		if err := f.remove(url); err != nil {
			return explain(f.at(url), "cannot be removed", err)
		}
	}
	for _, url := range report.Written {
		if err := f.move(url); err != nil {
			return explain(f.at(url), "cannot be put in its place", err)
		}
	}
	if err := next.write(f.root); err != nil {
		return explain(f.at(manifestPath), "cannot be written", err)
	}
	return nil
}

// remove removes a file, and the folders that are empty without it.
func (f *folder) remove(url string) error {
	if err := f.root.Remove(url); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for dir := path.Dir(url); dir != "."; dir = path.Dir(dir) {
		if f.root.Remove(dir) != nil {
			break // it holds other files
		}
	}
	return nil
}

// move puts a staged file in its place.
func (f *folder) move(url string) error {
	if err := f.root.MkdirAll(path.Dir(url), 0o755); err != nil {
		return err
	}
	return f.root.Rename(stagingDir+"/"+url, url)
}
