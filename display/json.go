package display

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// JSON shows a value as indented JSON, by the rules of [encoding/json]. Of a
// value that has no JSON, such as a channel or a structure that holds itself,
// it says why.
func JSON(v any) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		Text(fmt.Sprintf("%T cannot be shown as JSON: %v", v, err))
		return
	}
	text := strings.TrimSuffix(b.String(), "\n")
	show(map[string]string{jsonText: text, textPlain: text})
}
