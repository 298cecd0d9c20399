package ipynb

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/gofresco/fresco/doc"
)

// outputLevel is how deep an output is nested in a notebook.
const outputLevel = 4

// outputTypes are nbformat's names of the kinds of output.
var outputTypes = map[doc.OutputKind]string{
	doc.Stream:  "stream",
	doc.Display: "display_data",
	doc.Result:  "execute_result",
	doc.Failure: "error",
}

// output writes an output as compact JSON. Where old, the output that it
// replaces, is one of the same type, it lends the new one the order of its
// members, those that nbformat does not know, and the spelling of every value
// that is still the same. The result has been read back once.
func (st style) output(o doc.Output, old *node) ([]byte, error) {
	kind, ok := outputTypes[o.Kind]
	if !ok {
		return nil, errors.New("it is of no known kind")
	}
	if t := old.member("output_type"); t == nil || unquote(t.raw) != kind {
		old = nil
	}
	w := object{old: old, keep: true}
	w.set("output_type", st.text(kind, old.member("output_type"), false))
	if err := st.members(&w, o); err != nil {
		return nil, err
	}
	text := w.json()
	if st.ascii {
		text = escapeNonASCII(text)
	}
	_, err := readBack(text)
	return text, err
}

// members sets the members of an output beside its type.
func (st style) members(w *object, o doc.Output) error {
	switch o.Kind {
	case doc.Stream:
		w.set("name", st.text(o.Name, w.old.member("name"), false))
		w.set("text", st.text(o.Text, w.old.member("text"), st.lists))
		return nil
	case doc.Failure:
		w.set("ename", st.text(o.EName, w.old.member("ename"), false))
		w.set("evalue", st.text(o.EValue, w.old.member("evalue"), false))
		w.set("traceback", traceback(o.Traceback, w.old.member("traceback")))
		return nil
	case doc.Result:
		w.set("execution_count", count(o.ExecutionCount))
	}
	data, err := st.bundle(o.Data, w.old.member("data"))
	if err != nil {
		return err
	}
	w.set("data", data)
	metadata, err := writeMetadata(o.Metadata, w.old.member("metadata"))
	w.set("metadata", metadata)
	return err
}

// text writes a text as a string or a list of lines. The old value keeps its
// spelling if it says the same, and its form if not.
func (st style) text(s string, old *node, lines bool) []byte {
	if old != nil {
		if was, _ := old.text(); was == s {
			return old.raw
		}
		lines = old.kind == '['
	}
	if lines {
		return quoteAll(splitLines(s))
	}
	return quote(s)
}

// bundle writes a MIME bundle.
func (st style) bundle(b doc.Bundle, old *node) ([]byte, error) {
	w := object{old: old}
	for _, mime := range slices.Sorted(maps.Keys(b)) {
		was := old.member(mime)
		if !doc.IsJSON(mime) {
			w.set(mime, st.text(b[mime], was, st.lists && splitsLines(mime)))
			continue
		}
		text, err := jsontext.AppendFormat(nil, []byte(b[mime]), jsontext.AllowInvalidUTF8(true))
		if err != nil {
			return nil, fmt.Errorf("its %s is not valid JSON: %w", mime, err)
		}
		if was != nil && bytes.Equal(text, compact(was.raw)) {
			text = was.raw
		}
		w.set(mime, text)
	}
	return w.json(), nil
}

// writeMetadata writes the metadata of an output.
func writeMetadata(m map[string]any, old *node) ([]byte, error) {
	if len(m) == 0 {
		m = map[string]any{}
	}
	text, err := json.Marshal(plainJSON(m))
	if err != nil {
		return nil, fmt.Errorf("its metadata cannot be written as JSON: %w", err)
	}
	if now, err := parse(text, outputLevel+1); err == nil && old != nil && reflect.DeepEqual(now.plain(), old.plain()) {
		return old.raw, nil
	}
	return compact(text), nil
}

// traceback writes the lines of a failure.
func traceback(lines []string, old *node) []byte {
	if old != nil {
		var was []string
		for _, line := range old.children {
			was = append(was, unquote(line.raw))
		}
		if strings.Join(was, "\n") == strings.Join(lines, "\n") {
			return old.raw
		}
	}
	return quoteAll(lines)
}

// count writes an execution count.
func count(n int) []byte {
	if n == 0 {
		return []byte("null")
	}
	return strconv.AppendInt(nil, int64(n), 10)
}

// readBack reads an output as it will be read from the file.
func readBack(text []byte) (doc.Output, error) {
	n, err := parse(text, outputLevel)
	if err != nil {
		return doc.Output{}, err
	}
	var r reader
	o := readOutput(&r, n)
	if r.err != nil {
		return o, r.err
	}
	return o, nil
}
