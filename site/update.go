package site

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"
)

// update brings the folder to hold the given files.
func (f *folder) update(ctx context.Context, files []file, cfg Config, report *Report) error {
	outdated := f.outdated(files, cfg.Anew)
	stale := f.stale(files)
	staged, err := f.stageAll(ctx, outdated, cfg.Jobs)
	if err != nil {
		return err
	}
	for _, file := range outdated {
		report.Rendered = append(report.Rendered, file.url)
	}
	report.Removed = slices.Sorted(maps.Keys(stale))
	if len(outdated) == 0 && len(stale) == 0 {
		return nil
	}
	next := manifest{Version: manifestVersion, Files: map[string]made{}}
	for _, file := range files {
		next.Files[file.url] = f.old.Files[file.url]
	}
	for url, s := range staged {
		next.Files[url] = s.made
		if s.differs {
			report.Written = append(report.Written, url)
		}
	}
	slices.Sort(report.Written)
	if err := f.check(report.Written, stale); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return f.commit(next, report)
}

// A staged file is what became of a file that was made: differs reports
// whether it waits in the staging folder, because its bytes are not those on
// disk.
type staged struct {
	made    made
	differs bool
}

// stageAll makes files, several at a time, and returns what became of each.
func (f *folder) stageAll(ctx context.Context, files []file, jobs int) (map[string]staged, error) {
	var mu sync.Mutex
	all := map[string]staged{}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(jobs)
	for _, file := range files {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			s, err := f.stage(ctx, file)
			mu.Lock()
			defer mu.Unlock()
			all[file.url] = s
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return all, nil
}

// stage makes a file in the staging folder, and removes it again if it is
// the same as the one on disk.
func (f *folder) stage(ctx context.Context, file file) (staged, error) {
	name := stagingDir + "/" + file.url
	if err := f.root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return staged{}, explain(f.at(path.Dir(name)), "cannot be made", err)
	}
	if err := f.create(ctx, name, file); err != nil {
		return staged{}, err
	}
	same, info, err := f.same(name, file.url)
	if err != nil {
		return staged{}, explain(f.at(file.url), "cannot be compared with its new version", err)
	}
	if same {
		err = f.root.Remove(name)
	} else {
		info, err = f.root.Lstat(name)
	}
	if err != nil {
		return staged{}, explain(f.at(name), "cannot be written", err)
	}
	return staged{made{file.key, info.Size(), info.ModTime().UnixNano()}, !same}, nil
}

// create writes a file. Errors of the disk are told from those of the
// document.
func (f *folder) create(ctx context.Context, name string, file file) error {
	dst, err := f.root.Create(name)
	if err != nil {
		return explain(f.at(name), "cannot be written", err)
	}
	disk := &diskWriter{dst: dst}
	buffered := bufio.NewWriterSize(disk, 64<<10)
	err = file.write(ctx, buffered)
	disk.note(buffered.Flush())
	disk.note(dst.Close())
	if disk.err != nil {
		return explain(f.at(file.url), "cannot be written", disk.err)
	}
	return err
}

// A diskWriter remembers the first error of what it writes to.
type diskWriter struct {
	dst io.Writer
	err error
}

func (w *diskWriter) note(err error) {
	if w.err == nil {
		w.err = err
	}
}

// Write writes to the file.
func (w *diskWriter) Write(p []byte) (int, error) {
	n, err := w.dst.Write(p)
	w.note(err)
	return n, err
}

// same reports whether the file on disk has the bytes of the staged one, and
// if so, its state.
func (f *folder) same(name, url string) (bool, fs.FileInfo, error) {
	before, err := f.root.Lstat(url)
	if err != nil || !before.Mode().IsRegular() {
		return false, nil, nil //nolint:nilerr // what is not there differs
	}
	after, err := f.root.Lstat(name)
	if err != nil || after.Size() != before.Size() {
		return false, nil, err
	}
	a, err := f.root.Open(name)
	if err != nil {
		return false, nil, err
	}
	defer a.Close()
	b, err := f.root.Open(url)
	if err != nil {
		return false, nil, err
	}
	defer b.Close()
	equal, err := equalContent(a, b)
	return equal, before, err
}

// equalContent compares two files of one length.
func equalContent(a, b io.Reader) (bool, error) {
	bufA, bufB := make([]byte, 32<<10), make([]byte, 32<<10)
	for {
		n, errA := io.ReadFull(a, bufA)
		m, errB := io.ReadFull(b, bufB)
		if !bytes.Equal(bufA[:n], bufB[:m]) {
			return false, nil
		}
		for _, err := range []error{errA, errB} {
			if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
				return true, nil
			}
			if err != nil {
				return false, err
			}
		}
	}
}

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

// checkWritable tries whether files can be made in a folder, if it is there.
func (f *folder) checkWritable(dir string) error {
	info, err := f.root.Stat(dir)
	if err != nil || !info.IsDir() {
		return nil //nolint:nilerr // it will be made, or its file removed
	}
	probe := path.Join(dir, ".fresco-probe")
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
