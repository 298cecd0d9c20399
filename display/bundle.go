package display

import (
	"encoding/json"
	"fmt"
)

// A Bundle is one thing in several forms by MIME type, for forms that this
// package has no function for. Strings are text, or base64 for binary types;
// []byte is turned into base64, and all else into JSON.
//
//	display.Value(display.Bundle{
//		"text/latex": `$e^{i\pi} + 1 = 0$`,
//		"text/plain": "e^(iπ) + 1 = 0",
//	})
type Bundle map[string]any

// MIMEBundle returns the bundle itself, which makes [Value] and cells show it.
func (b Bundle) MIMEBundle() map[string]any { return b }

// addBundle adds the forms that a MIMEBundle method returned.
func addBundle(data map[string]string, forms map[string]any) {
	for mime, form := range forms {
		switch form := form.(type) {
		case string:
			data[mime] = form
		case []byte:
			data[mime] = base64Text(form)
		default:
			text, err := json.Marshal(form)
			if err != nil {
				data[mime] = fmt.Sprint(form)
				continue
			}
			data[mime] = string(text)
		}
	}
}
