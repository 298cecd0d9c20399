package site

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/gofresco/fresco/doc"
)

// A file is one file of the site to be.
type file struct {
	url string
	// source is what the file is made of, for messages.
	source string
	// key changes when anything that goes into the file changes.
	key string
	// write makes the file's content. It may be called from any goroutine.
	write func(ctx context.Context, w io.Writer) error
}

// plan lists the files of the site, each URL once, in order.
func plan(in Input, cfg Config) ([]file, error) {
	theme, err := loadTheme(cfg.Templates)
	if err != nil {
		return nil, err
	}
	if err := checkURLs(in); err != nil {
		return nil, err
	}
	files, err := assetFiles(in, theme)
	if err != nil {
		return nil, err
	}
	files = append(files, pageFiles(in, cfg, theme)...)
	slices.SortFunc(files, func(a, b file) int { return strings.Compare(a.url, b.url) })
	return files, nil
}

// checkURLs reports URLs that cannot be a file's path, that two files share,
// or that make one file a folder of another.
func checkURLs(in Input) error {
	var ds doc.Diagnostics
	owners := map[string]string{}
	add := func(source, url string) {
		pos := doc.Position{Path: source}
		switch first, taken := owners[url]; {
		case !fs.ValidPath(url) || url == "." || strings.Contains(url, "\\") || url == stateDir || strings.HasPrefix(url, stateDir+"/"):
			ds = append(ds, doc.Errorf(pos, "%q cannot be the address of a page", url).WithHint("rename the file"))
		case taken:
			ds = append(ds, doc.Errorf(pos, "%s would become %s as well", first, url).WithHint("rename one of the two"))
		default:
			owners[url] = source
		}
	}
	for _, p := range in.Pages {
		add(p.Document.Path, p.URL)
	}
	for _, a := range in.Assets {
		add(a.Path, a.URL)
	}
	for url, source := range owners {
		for dir := path.Dir(url); dir != "."; dir = path.Dir(dir) {
			if first, ok := owners[dir]; ok {
				ds = append(ds, doc.Errorf(doc.Position{Path: source}, "it would stand in a folder %s, but %s becomes a file of that name", dir, first).WithHint("rename one of the two"))
			}
		}
	}
	ds.Sort()
	return ds.Err()
}

// assetFiles lists the site's own assets and those of the theme.
func assetFiles(in Input, t *theme) ([]file, error) {
	var files []file
	taken := map[string]bool{}
	for _, p := range in.Pages {
		taken[p.URL] = true
	}
	for _, a := range in.Assets {
		f, err := assetFile(in.Files, a)
		if err != nil {
			return nil, err
		}
		taken[a.URL] = true
		files = append(files, f)
	}
	for _, name := range t.assets {
		if taken[name] {
			continue
		}
		f, err := themeFile(t.files, name)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	return files, nil
}

// assetFile plans the copy of an asset. Its size and time stand for its
// content: assets may be large.
func assetFile(files fs.FS, a Asset) (file, error) {
	if files == nil {
		return file{}, fmt.Errorf("%s: there is no file system to read assets from", a.Path)
	}
	info, err := fs.Stat(files, a.Path)
	if err != nil {
		return file{}, fmt.Errorf("the asset cannot be read: %w", err)
	}
	return file{
		url:    a.URL,
		source: a.Path,
		key:    fmt.Sprintf("%s %d %d", a.Path, info.Size(), info.ModTime().UnixNano()),
		write:  func(ctx context.Context, w io.Writer) error { return copyFile(ctx, w, files, a.Path) },
	}, nil
}

// themeFile plans the copy of a file of the theme, which may be embedded and
// have no time, so that its content is hashed.
func themeFile(files fs.FS, name string) (file, error) {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return file{}, fmt.Errorf("the theme cannot be read: %w", err)
	}
	h := newHasher()
	h.text(string(data))
	return file{
		url:    name,
		source: "the theme's " + name,
		key:    h.sum(),
		write: func(_ context.Context, w io.Writer) error {
			_, err := w.Write(data)
			return err
		},
	}, nil
}

// copyFile copies a file, giving up when the context ends.
func copyFile(ctx context.Context, w io.Writer, files fs.FS, name string) error {
	f, err := files.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		switch _, err := io.CopyN(w, f, 4<<20); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
	}
}
