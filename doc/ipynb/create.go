package ipynb

import (
	"cmp"
	"encoding/json"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/gofresco/fresco/doc"
)

// create writes a document as a new notebook.
func create(d *doc.Document) ([]byte, error) {
	cells := []any{}
	ids := identifiers{}
	for _, c := range d.Cells {
		cell, err := newCell(d, c)
		if err != nil {
			return nil, err
		}
		if cell != nil {
			cell["id"] = ids.next(c)
			cells = append(cells, cell)
		}
	}
	text, err := json.Marshal(map[string]any{
		"cells":          cells,
		"metadata":       newMetadata(d),
		"nbformat":       major,
		"nbformat_minor": minor,
	})
	if err == nil {
		text, err = jsontext.AppendFormat(nil, text, jsontext.WithIndent(" "))
	}
	if err == nil {
		// What cannot be read again is not worth writing.
		_, err = parse(text, 0)
	}
	if err != nil {
		return nil, doc.Errorf(doc.Position{Path: d.Path}, "the document cannot be written as a notebook: %v", err)
	}
	return append(text, '\n'), nil
}

// fresh is the style of values in a new notebook, before they are laid out.
var fresh = style{lists: true}

// at returns the place of a cell.
func at(d *doc.Document, c *doc.Cell) doc.Position {
	pos := c.Pos
	pos.Path = d.Path
	return pos
}

// newMetadata returns the metadata of a new notebook. That of a page goes
// under "fresco"; a document in the notebook format has its own.
func newMetadata(d *doc.Document) map[string]any {
	meta := map[string]any{}
	if d.Format == doc.Notebook {
		for name, v := range d.Meta {
			meta[name] = plainJSON(v)
		}
	} else if len(d.Meta) > 0 {
		meta["fresco"] = plainJSON(d.Meta)
	}
	for name, v := range kernelMetadata(cmp.Or(d.Language, "go")) {
		if _, ok := meta[name]; !ok {
			meta[name] = v
		}
	}
	return meta
}

// kernelMetadata returns the metadata with which Jupyter chooses a kernel and
// colours the code. The kernel for Go is GoNB.
func kernelMetadata(language string) map[string]any {
	if language != "go" {
		return map[string]any{"language_info": map[string]any{"name": language}}
	}
	return map[string]any{
		"kernelspec": map[string]any{"display_name": "Go (gonb)", "language": "go", "name": "gonb"},
		"language_info": map[string]any{
			"codemirror_mode": "",
			"file_extension":  ".go",
			"mimetype":        "text/x-go",
			"name":            "go",
			"pygments_lexer":  "go",
		},
	}
}

// newCell returns a cell for a new notebook without its id, or nil for one
// that would be empty prose.
func newCell(d *doc.Document, c *doc.Cell) (map[string]any, error) {
	source := strings.Trim(c.Source, "\n")
	meta := plainJSON(c.Meta).(map[string]any)
	cell := map[string]any{"metadata": meta}
	switch c.Kind {
	case doc.Prose:
		if strings.TrimSpace(source) == "" && len(c.Attachments) == 0 {
			return nil, nil
		}
		cell["cell_type"] = "markdown"
	case doc.Raw:
		cell["cell_type"] = "raw"
		if c.Language != "" {
			meta["raw_mimetype"] = c.Language
		}
	default:
		cell["cell_type"] = "code"
		cell["execution_count"] = json.RawMessage(count(c.ExecutionCount))
		outputs, err := newOutputs(d, c)
		if err != nil {
			return nil, err
		}
		cell["outputs"] = outputs
		if cmp.Or(c.Language, d.Language) != d.Language {
			meta["vscode"] = map[string]any{"languageId": c.Language}
		}
		source = withOptionLines(c, source)
	}
	if len(c.Attachments) > 0 {
		attachments := map[string]json.RawMessage{}
		for name, b := range c.Attachments {
			text, err := fresh.bundle(b, nil)
			if err != nil {
				return nil, doc.Errorf(at(d, c), "the attachment %s cannot be written to a notebook: %v", name, err)
			}
			attachments[name] = text
		}
		cell["attachments"] = attachments
	}
	cell["source"] = append([]string{}, splitLines(source)...)
	return cell, nil
}

// newOutputs returns the outputs of a cell.
func newOutputs(d *doc.Document, c *doc.Cell) ([]json.RawMessage, error) {
	outputs := []json.RawMessage{}
	for _, o := range c.Outputs {
		text, err := fresh.output(o, nil)
		if err != nil {
			return nil, doc.Errorf(at(d, c), "an output cannot be written to a notebook: %v", err)
		}
		outputs = append(outputs, text)
	}
	return outputs, nil
}
