// Package project knows what a site is on disk, and reads and writes its
// documents.
//
// Any folder that has a folder content or notebooks in it is a site; there is
// nothing to configure. Both are laid over each other to make the site:
//
//	content/index.md            index.html
//	content/guide/cells.md      guide/cells.html
//	content/guide/stack.png     guide/stack.png
//	notebooks/goroutines.ipynb  goroutines.html
//
// Files whose names end in .md, .markdown, .qmd or .ipynb are documents. All
// others are assets, to be copied, except those that only serve the making of
// the site: files and folders whose names begin with "." or "_", Go source
// files and go.mod, go.sum and their workspace kin, and the sidecars that hold
// a page's outputs (*.outputs.json).
//
// A symbolic link stands for what it leads to. Where two files would make one
// file of the site, or where something cannot be read, is a [doc.Diagnostic];
// all of them are collected, and everything else is read none the less.
//
// Documents need no site: [ReadDocument] and [WriteDocument] take any file,
// and between them turn one format into the other.
package project

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/gofresco/fresco/doc"
)

// Folders are the folders that make a site, of which it has at least one.
var Folders = []string{"content", "notebooks"}

// ErrNoSite is wrapped by the error for a folder that is not a site.
var ErrNoSite = errors.New("not a site")

// A Project is a site as it was read.
type Project struct {
	// Root is the site's folder as it was given to Open, "" after Load.
	Root string
	// Documents are the documents that could be read, ordered by path. Their
	// paths are slash-separated and relative to the root.
	Documents []*doc.Document
	// Assets are the files to be copied, ordered by path.
	Assets []Asset
	// Diagnostics are all that was found wrong, sorted: with the tree, with
	// files, and in documents (whose own Diagnostics are among them).
	Diagnostics doc.Diagnostics
}

// An Asset is a file that is copied into the site as it is.
type Asset struct {
	// Path is the file's path, slash-separated and relative to the root.
	Path string
	// URL is its path in the site.
	URL string
}

// Options say how a site is read.
type Options struct {
	// Jobs is how many documents are read at a time, 0 for as many as there
	// are processors.
	Jobs int
}

// Open reads the site in a folder.
func Open(ctx context.Context, root string, opts Options) (*Project, error) {
	info, err := os.Stat(root)
	if err == nil && !info.IsDir() {
		err = fmt.Errorf("%s: %w: it is a file, and should be a folder", filepath.Clean(root), ErrNoSite)
	}
	if err != nil {
		return nil, err
	}
	p, err := Load(ctx, os.DirFS(root), opts)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Clean(root), err)
	}
	p.Root = root
	return p, nil
}

// Load reads the site in a file system. The error wraps [ErrNoSite] where
// there is none, and is the context's when that is done.
func Load(ctx context.Context, fsys fs.FS, opts Options) (*Project, error) {
	tree, err := walk(ctx, fsys)
	if err != nil {
		return nil, err
	}
	p := &Project{Diagnostics: tree.diagnostics}
	var documents []string
	for _, file := range tree.files {
		if IsDocument(file) {
			documents = append(documents, file)
			continue
		}
		p.Assets = append(p.Assets, Asset{Path: file, URL: URL(file)})
	}
	p.Diagnostics = append(p.Diagnostics, checkURLs(tree.files)...)
	if err := p.readAll(ctx, fsys, documents, opts.Jobs); err != nil {
		return nil, err
	}
	p.Diagnostics.Sort()
	return p, nil
}

// readAll reads the documents at the paths concurrently.
func (p *Project) readAll(ctx context.Context, fsys fs.FS, paths []string, jobs int) error {
	documents := make([]*doc.Document, len(paths))
	wrong := make([]doc.Diagnostics, len(paths))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(cmp.Or(max(jobs, 0), runtime.GOMAXPROCS(0)))
	for i, path := range paths {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			d, err := read(fsys, path, path)
			if err != nil {
				wrong[i] = doc.Diagnostics{asDiagnostic(err, path)}
				return nil
			}
			documents[i], wrong[i] = d, d.Diagnostics
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	p.Documents = slices.DeleteFunc(documents, func(d *doc.Document) bool { return d == nil })
	p.Diagnostics = append(p.Diagnostics, slices.Concat(wrong...)...)
	return nil
}
