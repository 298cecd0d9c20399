package project

import (
	"path"
	"slices"
	"strings"

	"github.com/gofresco/fresco/doc"
)

// URL returns the path in the site, slash-separated and without a leading
// slash, that the file at a path makes: "guide/cells.html" for
// "content/guide/cells.md", "a.png" for "notebooks/a.png".
func URL(file string) string {
	for _, folder := range Folders {
		if inner, ok := strings.CutPrefix(file, folder+"/"); ok {
			file = inner
			break
		}
	}
	if IsDocument(file) {
		return strings.TrimSuffix(file, path.Ext(file)) + ".html"
	}
	return file
}

// checkURLs reports files that would make one file of the site, and those that
// need a folder where another makes a file. Files are sorted.
func checkURLs(files []string) doc.Diagnostics {
	var ds doc.Diagnostics
	report := func(file, format string, args ...any) {
		ds = append(ds, doc.Errorf(doc.Position{Path: file}, format, args...).WithHint("rename or move one of them"))
	}
	made := make(map[string]string, len(files))
	for _, file := range files {
		url := URL(file)
		if other, ok := made[url]; ok {
			report(file, "it and %s would both make %s", other, url)
			continue
		}
		made[url] = file
	}
	reported := map[string]bool{}
	for _, file := range files {
		for dir := path.Dir(URL(file)); dir != "."; dir = path.Dir(dir) {
			if other, ok := made[dir]; ok && !reported[dir] {
				report(file, "it needs the folder %s, where %s would make a file", dir, other)
				reported[dir] = true
			}
		}
	}
	return ds
}

// IsDocument reports whether the name of a file is that of a document.
func IsDocument(name string) bool { return formatOf(name) != 0 }

// formatOf returns the format that a file's name tells, 0 for none.
func formatOf(name string) doc.Format {
	switch ext := path.Ext(name); {
	case ext == ".ipynb":
		return doc.Notebook
	case slices.Contains([]string{".md", ".markdown", ".qmd"}, ext):
		return doc.Markdown
	}
	return 0
}
