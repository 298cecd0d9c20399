package markdown

import (
	"strings"
)

// A form is a way in which a fence is marked as a cell.
type form int

const (
	notCell form = iota
	// own is Fresco's form: ```go {name=x}.
	own
	// quarto is Quarto's form: ```{go}.
	quarto
	// myst is MyST's form: ```{code-cell} go.
	myst
)

// classify tells in which form an info string marks a cell, and returns its
// attributes with their offset in it. Whether a fence in the own form is a
// cell depends on the page, and on its attributes (see [runs]).
func classify(info string) (f form, attributes string, at int) {
	if inner, ok := strings.CutPrefix(info, "{"); ok {
		end := until(inner, " \t,}")
		switch inner[:end] {
		case "go":
			return quarto, inner[end:], 1 + end
		case "code-cell":
			_, language, _ := strings.Cut(inner, "}")
			if f := strings.Fields(language); len(f) > 0 && f[0] == "go" {
				return myst, "", 0
			}
		}
		return notCell, "", 0
	}
	end := until(info, " \t{")
	if info[:end] != "go" {
		return notCell, "", 0
	}
	return own, info[end:], end
}

// runs reports whether attributes ask for the fence to be run.
func runs(attributes []attribute) bool {
	for _, a := range attributes {
		if a.name == "run" {
			return a.value != "false"
		}
	}
	return false
}
