package project

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/doc/ipynb"
	"github.com/gofresco/fresco/doc/markdown"
)

// WriteDocument writes a document to a file in the format that the file's name
// tells, which need not be the one that it was read in. Of a document in its
// own format, only outputs that changed change. A Markdown page's sidecar is
// written too, or removed if there is nothing to store in it.
//
// Each file is replaced whole or not at all, keeps its permissions, and is not
// touched if it would be the same; of a symbolic link, what it leads to is
// replaced. The error is a [doc.Diagnostic].
func WriteDocument(file string, d *doc.Document) error {
	switch formatOf(filepath.ToSlash(file)) {
	case doc.Notebook:
		src, err := ipynb.Encode(d)
		if err != nil {
			return err
		}
		return write(file, src)
	case doc.Markdown:
		page, sidecar, err := markdown.Encode(d)
		if err != nil {
			return err
		}
		// The sidecar first: it does not count unless the page agrees.
		if err := writeSidecar(markdown.SidecarPath(file), sidecar); err != nil {
			return err
		}
		return write(file, page)
	}
	return unknownFormat(filepath.ToSlash(file))
}

// writeSidecar writes a sidecar, or removes the one that is there.
func writeSidecar(file string, data []byte) error {
	if data != nil {
		return write(file, data)
	}
	if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return writeError(file, err)
	}
	return nil
}

// write replaces a file's content.
func write(file string, data []byte) error {
	target, err := filepath.EvalSymlinks(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		target = file
	case err != nil:
		return writeError(file, err)
	}
	if old, err := os.ReadFile(target); err == nil && bytes.Equal(old, data) {
		return nil
	}
	if err := replace(target, data); err != nil {
		return writeError(file, err)
	}
	return nil
}

// writeError says that a file cannot be written, and why.
func writeError(file string, err error) error {
	var pathErr *fs.PathError
	var linkErr *os.LinkError
	switch {
	case errors.As(err, &pathErr):
		err = pathErr.Err
	case errors.As(err, &linkErr):
		err = linkErr.Err
	}
	d := doc.Errorf(doc.Position{Path: filepath.ToSlash(file)}, "it cannot be written: %v", err)
	if errors.Is(err, fs.ErrPermission) {
		return d.WithHint("its folder must be writable too, for the file is replaced whole")
	}
	return d
}
