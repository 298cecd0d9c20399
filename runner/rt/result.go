package rt

import (
	"encoding/base64"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// Result shows the value of a cell's last expression.
func Result(v any) { show('r', bundle(v)) }

// Discard shows nothing.
func Discard(...any) {}

// Value shows a call's value, or fails the cell with its error.
func Value(v any, err error) {
	if err != nil {
		fail(err)
	}
	Result(v)
}

// Values shows several values on one line.
func Values(vs ...any) {
	texts := make([]string, len(vs))
	for i, v := range vs {
		texts[i] = Plain(v)
	}
	show('r', map[string]string{"text/plain": strings.Join(texts, " ")})
}

// ValuesErr shows all values but the last, an error that fails the cell.
func ValuesErr(vs ...any) {
	if err, ok := vs[len(vs)-1].(error); ok {
		fail(err)
	}
	Values(vs[:len(vs)-1]...)
}

// Show shows a MIME bundle from the middle of a cell. Values of types that
// are not text are base64, JSON is its text.
func Show(data map[string]string) { show('d', data) }

// Rich adds forms of a value to its bundle; see package rt/rich.
var Rich = func(v any, data map[string]string) {}

// Plain returns a value as text: by its own methods if it has any, with field
// names otherwise. What fmt would print as an address, which tells nothing and
// differs from build to build, is shown by its type.
func Plain(v any) string {
	switch v.(type) {
	case fmt.Formatter, error, fmt.Stringer:
		return fmt.Sprint(v)
	}
	if isAddress(reflect.ValueOf(v)) {
		return fmt.Sprintf("%T", v)
	}
	return fmt.Sprintf("%+v", v)
}

// isAddress reports whether fmt prints a value as an address.
func isAddress(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Func, reflect.Chan, reflect.UnsafePointer:
		return !v.IsNil()
	case reflect.Pointer:
		switch v.Type().Elem().Kind() {
		case reflect.Struct, reflect.Map, reflect.Slice, reflect.Array:
			return false // shown as &{...}
		}
		return !v.IsNil()
	}
	return false
}

// bundle returns a value in all the forms that it has.
func bundle(v any) map[string]string {
	data := map[string]string{}
	if isNil(v) {
		data["text/plain"] = Plain(v)
		return data
	}
	if v, ok := v.(interface{ HTML() string }); ok {
		data["text/html"] = v.HTML()
	}
	if v, ok := v.(interface{ SVG() string }); ok {
		data["image/svg+xml"] = v.SVG()
	}
	if v, ok := v.(interface{ PNG() []byte }); ok {
		data["image/png"] = base64.StdEncoding.EncodeToString(v.PNG())
	}
	if v, ok := v.(interface{ Markdown() string }); ok {
		data["text/markdown"] = v.Markdown()
	}
	Rich(v, data)
	if _, ok := data["text/plain"]; !ok {
		data["text/plain"] = Plain(v)
	}
	return data
}

// isNil reports whether v is nil or a nil pointer, whose methods may not be
// callable.
func isNil(v any) bool {
	r := reflect.ValueOf(v)
	return !r.IsValid() || r.Kind() == reflect.Pointer && r.IsNil()
}

func show(kind byte, data map[string]string) {
	if nonce == nil {
		fmt.Println(data["text/plain"])
		return
	}
	var b strings.Builder
	b.WriteString(`{"data":{`)
	sep := ""
	for _, mime := range slices.Sorted(maps.Keys(data)) {
		b.WriteString(sep)
		quote(&b, mime)
		b.WriteByte(':')
		quote(&b, data[mime])
		sep = ","
	}
	b.WriteString(`},"metadata":{}}`)
	record(1, kind, b.String())
}

// quote writes a JSON string. Invalid UTF-8 becomes the replacement
// character.
func quote(b *strings.Builder, s string) {
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < 0x20:
			fmt.Fprintf(b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
}
