package site

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"syscall"
)

// check looks, before anything is changed, for what would stop the build half
// way: files that no build made in the places of new ones, and folders that
// cannot be written to.
func (f *folder) check(written []string, stale map[string]bool) error {
	var foreign []string
	folders := map[string]bool{}
	for _, url := range written {
		if at := f.foreign(url, stale); at != "" && !slices.Contains(foreign, f.at(at)) {
			foreign = append(foreign, f.at(at))
		}
		folders[path.Dir(url)] = true
	}
	if len(foreign) > 0 {
		return foreignError(foreign)
	}
	for url := range stale {
		folders[path.Dir(url)] = true
	}
	for dir := range folders {
		if err := f.checkWritable(dir); err != nil {
			return err
		}
	}
	return nil
}

// foreign returns what stands in the way of a file and is not of a build's
// making: something at its place, or a file in the place of one of its
// folders; "" for nothing.
func (f *folder) foreign(url string, stale map[string]bool) string {
	for dir := path.Dir(url); dir != "."; dir = path.Dir(dir) {
		if info, err := f.root.Stat(dir); err == nil && !info.IsDir() && !stale[dir] {
			return dir
		}
	}
	info, err := f.root.Lstat(url)
	if err != nil {
		return ""
	}
	if _, ours := f.old.Files[url]; ours && !info.IsDir() {
		return ""
	}
	return url
}

// foreignError names what stands in the way.
func foreignError(paths []string) error {
	const shown = 5
	list := strings.Join(paths[:min(shown, len(paths))], ", ")
	if more := len(paths) - shown; more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	return &outputError{
		path:  list,
		doing: "would be overwritten, but no build of Fresco made it",
		hint:  "move it away, or choose another output folder; nothing was changed",
	}
}

// probeName is the name of files that are made to see whether they can be.
const probeName = ".fresco-probe"

// checkWritable tries whether files can be made in a folder, if it is there.
func (f *folder) checkWritable(dir string) error {
	info, err := f.root.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR), err == nil && !info.IsDir():
		return nil // it will be made, once a file in its place is removed
	case err != nil:
		e := explain(f.at(dir), "cannot be written to", err)
		e.hint = cmp.Or(e.hint, "if it is a symbolic link that leads out of the output folder, remove it")
		return e
	}
	probe := path.Join(dir, probeName)
	file, err := f.root.OpenFile(probe, os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return explain(f.at(dir), "cannot be written to", err)
	}
	_ = file.Close()
	if err := f.root.Remove(probe); err != nil {
		return explain(f.at(dir), "cannot be written to", err)
	}
	return nil
}
