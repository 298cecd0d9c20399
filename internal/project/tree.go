package project

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gofresco/fresco/doc"
)

// maxDepth is how deep folders may be. It ends the walk of file systems in
// which links run in circles without being told as such.
const maxDepth = 100

// A tree is the files of a site.
type tree struct {
	fsys        fs.FS
	files       []string
	diagnostics doc.Diagnostics
}

// walk finds the files of a site and returns them sorted.
func walk(ctx context.Context, fsys fs.FS) (*tree, error) {
	t := &tree{fsys: fsys}
	found := false
	for _, folder := range Folders {
		info, err := fs.Stat(fsys, folder)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case err != nil:
			t.report(folder, err)
		case !info.IsDir():
			return nil, fmt.Errorf("%w: %s is a file, and should be a folder with pages", ErrNoSite, folder)
		default:
			if err := t.folder(ctx, folder, []fs.FileInfo{info}); err != nil {
				return nil, err
			}
		}
		found = true
	}
	if !found {
		return nil, fmt.Errorf("%w: there is neither a folder content nor a folder notebooks; "+
			"create content/index.md, or a notebook such as notebooks/first.ipynb", ErrNoSite)
	}
	slices.Sort(t.files)
	return t, nil
}

// folder walks a folder. Above are it and those that it is in.
func (t *tree) folder(ctx context.Context, dir string, above []fs.FileInfo) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	entries, err := fs.ReadDir(t.fsys, dir)
	if err != nil {
		t.report(dir, err) // and go on with what was read
	}
	for _, entry := range entries {
		if ignored(entry.Name()) {
			continue
		}
		if err := t.entry(ctx, path.Join(dir, entry.Name()), entry, above); err != nil {
			return err
		}
	}
	return nil
}

// entry adds a file or walks a folder. The error is the context's.
func (t *tree) entry(ctx context.Context, name string, entry fs.DirEntry, above []fs.FileInfo) error {
	wrong := func(format string, args ...any) error {
		t.diagnostics = append(t.diagnostics, doc.Errorf(doc.Position{Path: name}, format, args...).
			WithHint("move it away, or begin its name with _ to have it left out"))
		return nil
	}
	if !utf8.ValidString(name) {
		return wrong("its name is not in UTF-8")
	}
	if entry.Type().IsRegular() {
		t.files = append(t.files, name)
		return nil
	}
	info, err := fs.Stat(t.fsys, name)
	if err != nil {
		t.report(name, err)
		return nil
	}
	switch {
	case info.Mode().IsRegular():
		t.files = append(t.files, name)
		return nil
	case !info.IsDir():
		return wrong("it is neither a file nor a folder")
	case IsDocument(name):
		return wrong("it is a folder, and its name is that of a document")
	case slices.ContainsFunc(above, func(dir fs.FileInfo) bool { return os.SameFile(dir, info) }):
		return wrong("the link leads back to a folder that it is in")
	case len(above) >= maxDepth:
		return wrong("the folder is more than %d folders deep", maxDepth)
	}
	return t.folder(ctx, name, append(slices.Clip(above), info))
}

// report notes that a file or folder cannot be read.
func (t *tree) report(name string, err error) {
	t.diagnostics = append(t.diagnostics, asDiagnostic(err, name))
}

// ignored reports whether a file or folder is no part of the site.
func ignored(name string) bool {
	switch name {
	case "go.mod", "go.sum", "go.work", "go.work.sum":
		return true
	}
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") ||
		strings.HasSuffix(name, ".go") || strings.HasSuffix(name, ".outputs.json")
}

// asDiagnostic returns an error as a diagnostic of the file at a path.
func asDiagnostic(err error, path string) doc.Diagnostic {
	var d doc.Diagnostic
	if errors.As(err, &d) {
		return d
	}
	// The error's own path is one on this machine, or no longer than ours.
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		err = pathErr.Err
	}
	return doc.Errorf(doc.Position{Path: path}, "it cannot be read: %v", err)
}
