package site

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"strings"
	"sync"
)

// A theme is the templates and assets that pages are made with.
type theme struct {
	files fs.FS
	// hash identifies the contents of all templates.
	hash string
	// assets are the paths of the files below assets/.
	assets []string
	// parse compiles the templates, once, and only if a page needs them.
	parse func() (*template.Template, error)
}

// required are the templates that every theme has.
var required = []string{"page.html", "nav.html", "list.html", "cell.html"}

// loadTheme reads a theme's list of files and hashes its templates.
func loadTheme(files fs.FS) (*theme, error) {
	t := &theme{files: files}
	sources, err := t.readTemplates()
	if err != nil {
		return nil, fmt.Errorf("the templates cannot be read: %w", err)
	}
	t.parse = sync.OnceValues(func() (*template.Template, error) { return parseTemplates(sources) })
	return t, nil
}

// readTemplates walks the theme and returns its templates by name.
func (t *theme) readTemplates() (map[string]string, error) {
	h := newHasher()
	sources := map[string]string{}
	err := fs.WalkDir(t.files, ".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || d.IsDir():
			return err
		case strings.HasPrefix(path, "assets/"):
			t.assets = append(t.assets, path)
		case strings.HasSuffix(path, ".html"):
			src, err := fs.ReadFile(t.files, path)
			if err != nil {
				return err
			}
			sources[path] = string(src)
			h.text(path, string(src))
		}
		return nil
	})
	t.hash = h.sum()
	return sources, err
}

// parseTemplates compiles the templates and checks that all are there.
func parseTemplates(sources map[string]string) (*template.Template, error) {
	root := template.New("")
	for name, src := range sources {
		if _, err := root.New(name).Parse(src); err != nil {
			return nil, fmt.Errorf("the templates have an error: %w", err)
		}
	}
	for _, name := range required {
		if root.Lookup(name) == nil {
			return nil, fmt.Errorf("the templates lack %s", name)
		}
	}
	return root, nil
}

// execute runs a template and returns what it wrote.
func (t *theme) execute(name string, data any) (template.HTML, error) {
	root, err := t.parse()
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	if err := root.ExecuteTemplate(&b, name, data); err != nil {
		return "", fmt.Errorf("a template fails: %w", err)
	}
	return template.HTML(b.String()), nil
}
