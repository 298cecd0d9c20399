package site

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"sync"

	"golang.org/x/sync/errgroup"
)

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
	if err != nil {
		return fmt.Errorf("%s: %w", file.source, err)
	}
	return nil
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
		return false, nil, nil // what is not there differs
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
