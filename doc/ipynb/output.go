package ipynb

import (
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/gofresco/fresco/doc"
)

// readOutputs decodes the outputs of a cell.
func readOutputs(r *reader, cell *node) []doc.Output {
	list := r.list(cell, "outputs")
	if len(list) == 0 {
		return nil
	}
	outputs := make([]doc.Output, len(list))
	for i := range list {
		outputs[i] = readOutput(r, &list[i])
	}
	return outputs
}

// readOutput decodes one output.
func readOutput(r *reader, n *node) doc.Output {
	if n.kind != '{' {
		r.fail(n, "an output should be an object and is %s", n.what())
		return doc.Output{}
	}
	var o doc.Output
	switch kind := r.string(n, "output_type"); kind {
	case "stream":
		o.Kind = doc.Stream
		o.Name, o.Text = r.string(n, "name"), r.text(n.member("text"))
	case "display_data", "execute_result":
		o.Kind = doc.Display
		if kind == "execute_result" {
			o.Kind = doc.Result
			o.ExecutionCount = r.count(n, "execution_count")
		}
		o.Data, o.Metadata = readBundle(r, n.member("data")), r.metadata(n, "metadata")
	case "error":
		o.Kind = doc.Failure
		o.EName, o.EValue = r.string(n, "ename"), r.string(n, "evalue")
		// IPython keeps several lines in one element.
		for _, lines := range r.strings(n, "traceback") {
			o.Traceback = append(o.Traceback, strings.Split(lines, "\n")...)
		}
	case "":
		r.fail(n, `an output has no "output_type"`)
	default:
		r.fail(n.member("output_type"), "%q is no type of output in nbformat 4", kind)
	}
	return o
}

// readBundle decodes a MIME bundle.
func readBundle(r *reader, n *node) doc.Bundle {
	if n == nil || n.kind == '{' && len(n.children) == 0 {
		return nil
	}
	if n.kind != '{' {
		r.mismatch(n, "an object of MIME types")
		return nil
	}
	bundle := make(doc.Bundle, len(n.children))
	for i := range n.children {
		value := &n.children[i]
		if doc.IsJSON(value.name) {
			bundle[value.name] = string(compact(value.raw))
		} else {
			bundle[value.name] = r.text(value)
		}
	}
	return bundle
}

// compact returns valid JSON without white space, in the one spelling of each
// string that Jupyter writes.
func compact(raw []byte) []byte {
	// It cannot fail: the text has been read as JSON before.
	text, _ := jsontext.AppendFormat(nil, raw, jsontext.AllowInvalidUTF8(true))
	return text
}
