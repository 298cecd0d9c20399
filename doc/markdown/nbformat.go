package markdown

import (
	"encoding/json"
	"strings"

	"github.com/gofresco/fresco/doc"
)

// isRich reports whether an output has a form beyond text/plain.
func isRich(o doc.Output) bool {
	for mime := range o.Data {
		if mime != doc.TextPlain {
			return true
		}
	}
	return false
}

// encodeOutputs returns outputs in nbformat's form, or nil if text says all
// that they say.
func encodeOutputs(outputs []doc.Output) json.RawMessage {
	rich := false
	list := make([]any, len(outputs))
	for i, o := range outputs {
		rich = rich || isRich(o)
		list[i] = encodeOutput(o)
	}
	if !rich {
		return nil
	}
	return marshal(list, "")
}

// encodeOutput returns an output as nbformat has it. A page has no execution
// counts.
func encodeOutput(o doc.Output) map[string]any {
	switch o.Kind {
	case doc.Stream:
		return map[string]any{"output_type": "stream", "name": o.Name, "text": lines(o.Text)}
	case doc.Failure:
		return map[string]any{"output_type": "error", "ename": o.EName, "evalue": o.EValue,
			"traceback": append([]string{}, o.Traceback...)}
	}
	out := map[string]any{"output_type": "display_data", "data": encodeBundle(o.Data), "metadata": encodeMetadata(o.Metadata)}
	if o.Kind == doc.Result {
		out["output_type"] = "execute_result"
		out["execution_count"] = nil
	}
	return out
}

// encodeMetadata returns the JSON of an output's metadata. What has no JSON
// form cannot have come from a cell.
func encodeMetadata(meta map[string]any) json.RawMessage {
	if raw, err := json.Marshal(meta); err == nil && meta != nil {
		return raw
	}
	return json.RawMessage("{}")
}

// encodeBundle writes texts as lists of lines, JSON as it is, and base64 as
// one string, as Jupyter does.
func encodeBundle(bundle doc.Bundle) map[string]any {
	data := map[string]any{}
	for mime, value := range bundle {
		switch {
		case doc.IsJSON(mime) && json.Valid([]byte(value)):
			data[mime] = json.RawMessage(value)
		case doc.IsText(mime):
			data[mime] = lines(value)
		default:
			data[mime] = value
		}
	}
	return data
}

// lines parts a text into lines with their ends.
func lines(s string) []string {
	list := strings.SplitAfter(strings.ToValidUTF8(s, "\ufffd"), "\n")
	if list[len(list)-1] == "" {
		list = list[:len(list)-1]
	}
	return list
}

// An nbOutput is an output in nbformat's form.
type nbOutput struct {
	OutputType string                     `json:"output_type"`
	Name       string                     `json:"name"`
	Text       multiline                  `json:"text"`
	Data       map[string]json.RawMessage `json:"data"`
	Metadata   map[string]any             `json:"metadata"`
	EName      string                     `json:"ename"`
	EValue     string                     `json:"evalue"`
	Traceback  []string                   `json:"traceback"`
}

// A multiline is a text that is stored as a string or as a list of lines.
type multiline string

// UnmarshalJSON implements [json.Unmarshaler].
func (m *multiline) UnmarshalJSON(src []byte) error {
	var list []string
	if json.Unmarshal(src, &list) == nil {
		*m = multiline(strings.Join(list, ""))
		return nil
	}
	return json.Unmarshal(src, (*string)(m))
}

var outputKinds = map[string]doc.OutputKind{
	"stream":         doc.Stream,
	"display_data":   doc.Display,
	"execute_result": doc.Result,
	"error":          doc.Failure,
}

// decodeOutputs reads outputs in nbformat's form and leaves out those that
// are in none.
func decodeOutputs(src json.RawMessage) []doc.Output {
	var raw []json.RawMessage
	if json.Unmarshal(src, &raw) != nil {
		return nil
	}
	var outputs []doc.Output
	for _, r := range raw {
		var n nbOutput
		if err := json.Unmarshal(r, &n); err != nil || outputKinds[n.OutputType] == 0 {
			continue
		}
		o := doc.Output{Kind: outputKinds[n.OutputType], Name: n.Name, Text: string(n.Text),
			EName: n.EName, EValue: n.EValue, Traceback: n.Traceback, Data: decodeBundle(n.Data)}
		if len(n.Metadata) > 0 {
			o.Metadata = n.Metadata
		}
		outputs = append(outputs, o)
	}
	return outputs
}

// decodeBundle returns texts as such and everything else as JSON text.
func decodeBundle(data map[string]json.RawMessage) doc.Bundle {
	if data == nil {
		return nil
	}
	bundle := doc.Bundle{}
	for mime, raw := range data {
		var text multiline
		if !doc.IsJSON(mime) && json.Unmarshal(raw, &text) == nil {
			bundle[mime] = string(text)
			continue
		}
		bundle[mime] = string(raw)
	}
	return bundle
}
