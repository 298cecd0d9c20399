package display

import (
	"fmt"
	"image"
	"reflect"
)

// Value shows a value as it would be shown as the result of a cell: in the
// forms that it has by its methods
//
//	HTML() string
//	SVG() string
//	PNG() []byte
//	Markdown() string
//	MIMEBundle() map[string]any
//
// as PNG if it is an [image.Image], and always as text: as its Format, Error
// or String method has it, else by its fields' names and values (%+v).
func Value(v any) { show(bundleOf(v)) }

// bundleOf returns a value in all the forms that it has. A nil pointer whose
// methods do not expect one has its text alone, as package fmt has it.
func bundleOf(v any) (data map[string]string) {
	data = map[string]string{}
	defer func() {
		if isNil(v) && recover() != nil {
			data = map[string]string{textPlain: plain(nil)}
		}
	}()
	if v, ok := v.(interface{ HTML() string }); ok {
		data[textHTML] = v.HTML()
	}
	if v, ok := v.(interface{ SVG() string }); ok {
		data[imageSVG] = v.SVG()
	}
	if v, ok := v.(interface{ PNG() []byte }); ok {
		data[imagePNG] = base64Text(v.PNG())
	}
	if v, ok := v.(interface{ Markdown() string }); ok {
		data[textMarkdown] = v.Markdown()
	}
	if img, ok := v.(image.Image); ok {
		addImage(data, img)
	}
	if v, ok := v.(interface{ MIMEBundle() map[string]any }); ok {
		addBundle(data, v.MIMEBundle())
	}
	if _, ok := data[textPlain]; !ok {
		data[textPlain] = plain(v)
	}
	return data
}

// isNil reports whether v is a nil pointer.
func isNil(v any) bool {
	p := reflect.ValueOf(v)
	return p.Kind() == reflect.Pointer && p.IsNil()
}

// plain returns a value as text: by its own methods if it has any, with field
// names otherwise. What fmt would print as an address, which tells nothing, is
// shown by its type. Results of cells are printed by the same rule.
func plain(v any) string {
	switch v.(type) {
	case fmt.Formatter, error, fmt.Stringer:
		return fmt.Sprint(v)
	}
	if isAddress(reflect.ValueOf(v)) {
		return fmt.Sprintf("%T", v)
	}
	return fmt.Sprintf("%+v", v)
}
