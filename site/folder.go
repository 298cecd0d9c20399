package site

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// A folder is the output folder while a build holds its lock. All access goes
// through an os.Root, so that a symbolic link inside the folder cannot lead a
// build out of it.
type folder struct {
	path   string
	root   *os.Root
	unlock func()
	// old is the manifest as it was found.
	old manifest
}

// openOutput makes the output folder if need be and takes its lock.
func openOutput(path string, sources []string) (*folder, error) {
	if err := refuse(path, sources); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Join(path, stateDir), 0o755); err != nil {
		return nil, explain(path, "cannot be made", err)
	}
	unlock, err := lockedfile.MutexAt(filepath.Join(path, filepath.FromSlash(lockPath))).Lock()
	if err != nil {
		return nil, explain(path, "cannot be locked for writing", err)
	}
	f := &folder{path: path, unlock: unlock}
	if err := f.open(); err != nil {
		f.close()
		return nil, err
	}
	return f, nil
}

// open reads the manifest and clears the staging folder, where a build that
// was killed may have left files.
func (f *folder) open() error {
	root, err := os.OpenRoot(f.path)
	if err != nil {
		return explain(f.path, "cannot be opened", err)
	}
	f.root = root
	if f.old, err = readManifest(root); err != nil {
		err := explain(f.at(manifestPath), "cannot be read", err)
		err.hint = "without it Fresco cannot tell its own files from others; remove the folder " + f.path + " and build again"
		return err
	}
	if err := root.RemoveAll(stagingDir); err != nil {
		return explain(f.at(stagingDir), "cannot be removed", err)
	}
	return nil
}

// close removes what was staged and gives the lock back.
func (f *folder) close() {
	if f.root != nil {
		// What cannot be removed now is removed by the next build.
		_ = f.root.RemoveAll(stagingDir)
		_ = f.root.Close()
	}
	f.unlock()
}

// at returns the path of a file of the folder, for messages.
func (f *folder) at(url string) string {
	return filepath.Join(f.path, filepath.FromSlash(url))
}

// outdated returns the files that are to be made: all whose key has changed,
// and all that are not on disk as they were written.
func (f *folder) outdated(files []file, all bool) []file {
	var list []file
	for _, file := range files {
		was, ok := f.old.Files[file.url]
		info, err := f.root.Lstat(file.url)
		if all || !ok || was.Key != file.key || err != nil || !was.intact(info) {
			list = append(list, file)
		}
	}
	return list
}

// stale returns the manifest's files that have no place on the site any more.
func (f *folder) stale(files []file) map[string]bool {
	stale := map[string]bool{}
	for url := range maps.Keys(f.old.Files) {
		stale[url] = true
	}
	for _, file := range files {
		delete(stale, file.url)
	}
	return stale
}

// refuse reports a path that no site is to be written to.
func refuse(path string, sources []string) error {
	if path == "" {
		return errors.New("no output folder is named")
	}
	if err := refuseSources(path, sources); err != nil {
		return err
	}
	if info, err := os.Stat(path); err == nil && !info.IsDir() {
		return &outputError{path: path, doing: "is a file, so no site can be written there", hint: "move it away, or choose another output folder"}
	}
	return nil
}

// refuseSources reports an output folder that is one of the sources, or
// inside of one: the next build would read what this one writes.
func refuseSources(path string, sources []string) error {
	output := resolved(path)
	for _, source := range sources {
		rel, err := filepath.Rel(resolved(source), output)
		if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
			continue
		}
		return &outputError{path: path, doing: fmt.Sprintf("cannot be the output folder, because documents are read from %s", source), hint: "choose a folder beside it"}
	}
	return nil
}

// resolved returns an absolute path in which symbolic links are followed, as
// far as the path exists.
func resolved(path string) string {
	path, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	dir := filepath.Dir(path)
	if dir == path {
		return path
	}
	return filepath.Join(resolved(dir), filepath.Base(path))
}
