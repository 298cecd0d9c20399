package ipynb

import (
	"slices"
	"strings"

	"github.com/gofresco/fresco/doc"
)

// withOptionLines returns the source of a Go cell with "//|" lines for those
// options that were given elsewhere, behind the lines that it has.
func withOptionLines(c *doc.Cell, source string) string {
	if c.Language != "go" {
		return source
	}
	said := doc.Cell{Kind: c.Kind, Source: source, Options: c.Options}
	var more []string
	for _, o := range said.OtherOptions() {
		more = append(more, "//| "+o.Name+": "+o.Value)
	}
	return strings.Join(slices.Insert(strings.Split(source, "\n"), said.OptionLines(), more...), "\n")
}
