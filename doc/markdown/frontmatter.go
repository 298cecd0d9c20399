package markdown

import (
	"bytes"
	"maps"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/gofresco/fresco/doc"
)

// frontMatter returns the YAML at the top of a text and the offset of what
// follows it. The offset is 0 when there is none, and -1 when it is not closed.
func frontMatter(text []byte) (yaml []byte, body int) {
	first := -1
	offset := 0
	for line := range bytes.Lines(text) {
		offset += len(line)
		rule := string(bytes.TrimRight(line, " \t\n")) == "---"
		switch {
		case first < 0 && !rule:
			return nil, 0
		case first < 0:
			first = offset
		case rule:
			return text[first : offset-len(line)], offset
		}
	}
	if first < 0 {
		return nil, 0
	}
	return nil, -1
}

// readFrontMatter fills in the document's metadata and options and returns
// the offset in the source's text at which the page's body begins.
func readFrontMatter(d *doc.Document, s *source) (int, doc.Diagnostics) {
	d.Options = doc.DefaultPageOptions()
	text, body := frontMatter(s.text)
	if body < 0 {
		return 0, doc.Diagnostics{doc.Errorf(s.pos(0), "the front matter is not closed").
			WithHint("end it with a line of ---; a rule at the top of a page is written ***")}
	}
	meta, lines, err := parseYAML(text)
	if err != nil {
		pos := doc.Position{Path: s.path, Line: 1 + err.line}
		return body, doc.Diagnostics{doc.Errorf(pos, "front matter: %s", err.message)}
	}
	d.Meta = meta
	options := meta
	if _, quarto := meta["execute"].(map[string]any); quarto {
		options = maps.Clone(meta)
		delete(options, "execute")
	}
	d.Options, _ = doc.ParsePageOptions(options, doc.Position{})
	var ds doc.Diagnostics
	for key, value := range options {
		// One at a time, so that each has its own line.
		_, wrong := doc.ParsePageOptions(map[string]any{key: value}, doc.Position{Path: s.path, Line: 1 + lines[key]})
		ds = append(ds, wrong...)
	}
	return body, ds
}

// A yamlError is a YAML error with its line, counted from 1 in the text.
type yamlError struct {
	line    int
	message string
}

// parseYAML decodes a mapping to maps, lists, strings, numbers and booleans,
// and returns the lines of its keys too, counted from 1.
func parseYAML(text []byte) (map[string]any, map[string]int, *yamlError) {
	var root yaml.Node
	if err := yaml.Unmarshal(text, &root); err != nil {
		return nil, nil, newYAMLError(err)
	}
	if root.Kind == 0 {
		return nil, nil, nil
	}
	top := root.Content[0]
	if top.Kind != yaml.MappingNode {
		if top.ShortTag() == "!!null" {
			return nil, nil, nil
		}
		return nil, nil, &yamlError{top.Line, "it is not a list of names and values (name: value)"}
	}
	plainScalars(&root)
	var meta map[string]any
	if err := top.Decode(&meta); err != nil {
		return nil, nil, newYAMLError(err)
	}
	lines := map[string]int{}
	for i := 0; i+1 < len(top.Content); i += 2 {
		lines[top.Content[i].Value] = top.Content[i].Line
	}
	return meta, lines, nil
}

// plainScalars makes dates, and keys of any type, decode as the text that
// they are written as.
func plainScalars(n *yaml.Node) {
	for i, c := range n.Content {
		key := n.Kind == yaml.MappingNode && i%2 == 0 && c.ShortTag() != "!!merge"
		if c.Kind == yaml.ScalarNode && (key || c.ShortTag() == "!!timestamp") {
			c.Tag = "!!str"
		}
		plainScalars(c)
	}
}

var yamlLine = regexp.MustCompile(`line (\d+): `)

// newYAMLError takes line and message from the text of one of yaml's errors,
// which has no other form.
func newYAMLError(err error) *yamlError {
	message := strings.TrimPrefix(err.Error(), "yaml: ")
	message = strings.TrimPrefix(message, "unmarshal errors:\n  ")
	message, _, _ = strings.Cut(message, "\n")
	e := &yamlError{line: 1, message: message}
	if m := yamlLine.FindStringSubmatchIndex(message); m != nil {
		e.line, _ = strconv.Atoi(message[m[2]:m[3]])
		e.message = message[:m[0]] + message[m[1]:]
		// The parser, unlike the scanner, counts lines from 0.
		if strings.HasPrefix(e.message, "did not find") {
			e.line++
		}
	}
	return e
}
