package ipynb

import (
	"errors"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/gofresco/fresco/doc"
)

// isFrontMatter reports whether a cell is raw text between two lines "---".
func isFrontMatter(c *doc.Cell) bool {
	if c.Kind != doc.Raw {
		return false
	}
	inner, ok := strings.CutPrefix(strings.TrimSpace(c.Source), "---\n")
	return ok && strings.HasSuffix("\n"+inner, "\n---")
}

// readFrontMatter decodes the YAML of a cell that is front matter.
func readFrontMatter(c *doc.Cell) (map[string]any, *doc.Diagnostic) {
	var matter any
	// The whole cell is two YAML documents of which the first is read, so
	// that the lines in YAML's errors are those of the cell.
	err := yaml.Unmarshal([]byte(c.Source), &matter)
	m, ok := matter.(map[string]any)
	switch {
	case err == nil && (ok || matter == nil):
		return m, nil
	case err == nil:
		err = errors.New("it is one value")
	}
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	line := 1
	if m := yamlLine.FindStringSubmatch(text); m != nil {
		line, _ = strconv.Atoi(m[1])
		text = strings.Replace(text, m[0], "", 1)
	}
	d := doc.Errorf(c.At(line, 0), "the front matter is not valid YAML: %s", strings.ReplaceAll(text, "\n", " ")).
		WithHint("front matter is lines of the form name: value between two lines ---")
	return nil, &d
}

// yamlLine is how the YAML library places an error.
var yamlLine = regexp.MustCompile(`\bline (\d+): `)
