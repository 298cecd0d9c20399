package project

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/doc/ipynb"
	"github.com/gofresco/fresco/doc/markdown"
)

// maxSize is the size in bytes above which a file is not read at all.
const maxSize = 256 << 20

// ReadDocument reads one document, within a site or not, in the format that
// its name tells. Its path in messages is the one given. The error is a
// [doc.Diagnostic]; what is wrong with parts of the document is in its own.
func ReadDocument(file string) (*doc.Document, error) {
	name := filepath.ToSlash(filepath.Clean(file))
	if !IsDocument(name) {
		return nil, unknownFormat(name)
	}
	d, err := read(os.DirFS(filepath.Dir(file)), filepath.Base(file), name)
	if err != nil {
		return nil, asDiagnostic(err, name)
	}
	return d, nil
}

// read reads the document in a file and calls it name.
func read(fsys fs.FS, file, name string) (*doc.Document, error) {
	src, err := readFile(fsys, file)
	if err != nil {
		return nil, asDiagnostic(err, name)
	}
	if formatOf(file) == doc.Notebook {
		return ipynb.Decode(name, src)
	}
	sidecar, err := readFile(fsys, markdown.SidecarPath(file))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, asDiagnostic(err, markdown.SidecarPath(name))
	}
	return markdown.Decode(name, src, sidecar)
}

// readFile reads a regular file of a size within reason.
func readFile(fsys fs.FS, file string) ([]byte, error) {
	info, err := fs.Stat(fsys, file)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, errors.New("it is a folder")
	case !info.Mode().IsRegular():
		return nil, errors.New("it is not a regular file")
	case info.Size() > maxSize:
		return nil, errors.New("it has more than 256 MiB")
	}
	return fs.ReadFile(fsys, file)
}

// unknownFormat says which names documents have.
func unknownFormat(name string) doc.Diagnostic {
	return doc.Errorf(doc.Position{Path: name}, "it is not known what format the document is in").
		WithHint("a notebook's name ends in .ipynb, a Markdown page's in .md, .markdown or .qmd")
}
