package ipynb

import (
	"cmp"
	"strings"
)

// language returns the language of a notebook's code cells from the
// notebook's metadata, in lower case; "go" where nothing is said.
func language(r *reader, meta *node) string {
	info, kernel := r.object(meta, "language_info"), r.object(meta, "kernelspec")
	return plainLanguage(cmp.Or(
		r.string(info, "name"),
		r.string(kernel, "language"),
		r.string(kernel, "name"),
		"go",
	))
}

// plainLanguage takes the name of a language or kernel to the language.
func plainLanguage(name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	switch name {
	case "golang", "gonb", "gophernotes":
		return "go"
	case "ipython", "python2", "python3":
		return "python"
	}
	return name
}
