package ipynb

import (
	"slices"
	"strconv"
	"strings"

	"github.com/gofresco/fresco/doc"
)

// withOptionLines returns the source of a Go cell with "//|" lines for those
// options that were given elsewhere, behind the lines that it has.
func withOptionLines(c *doc.Cell, source string) string {
	if c.Language != "go" {
		return source
	}
	said := doc.Cell{Kind: c.Kind, Source: source}
	said.SetLines()
	lines := strings.Split(source, "\n")
	end := 0
	for i, line := range lines {
		text := strings.TrimSpace(line)
		if strings.HasPrefix(text, "//|") {
			end = i + 1
		} else if text != "" {
			break
		}
	}
	return strings.Join(slices.Insert(lines, end, optionLines(said.Options, c.Options)...), "\n")
}

// optionLines returns the lines that lead from one set of options to another.
func optionLines(from, to doc.CellOptions) []string {
	var lines []string
	set := func(differs bool, name, value string) {
		if differs {
			lines = append(lines, "//| "+name+": "+value)
		}
	}
	set(to.Name != from.Name, "name", to.Name)
	set(to.HideInput != from.HideInput || to.HideOutput != from.HideOutput, "hide", hides(to))
	set(to.Fold != from.Fold, "fold", strconv.FormatBool(to.Fold))
	set(to.NoEval != from.NoEval, "eval", strconv.FormatBool(!to.NoEval))
	set(to.MustFail != from.MustFail, "error", strconv.FormatBool(to.MustFail))
	set(to.Compare != from.Compare, "output", to.Compare)
	for _, f := range to.Filters {
		set(!slices.Contains(from.Filters, f), "filter", f)
	}
	set(to.Timeout != from.Timeout, "timeout", to.Timeout.String())
	return lines
}

// hides returns the value of the option "hide".
func hides(o doc.CellOptions) string {
	switch {
	case o.HideInput && o.HideOutput:
		return "all"
	case o.HideInput:
		return "input"
	case o.HideOutput:
		return "output"
	}
	return "none"
}
