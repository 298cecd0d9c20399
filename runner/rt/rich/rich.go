// Package rich adds to package rt what results take that are images, or
// bundles of anything that JSON can hold.
package rich

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"image"
	"image/png"

	"github.com/gofresco/fresco/runner/rt"
)

func init() { rt.Rich = add }

// add adds the forms of an image.Image, and what a MIMEBundle method returns:
// strings as they are, bytes as base64, all else as JSON.
func add(v any, data map[string]string) {
	if img, ok := v.(image.Image); ok {
		var buf bytes.Buffer
		if err := png.Encode(&buf, img); err == nil {
			data["image/png"] = base64.StdEncoding.EncodeToString(buf.Bytes())
			size := img.Bounds().Size()
			data["text/plain"] = fmt.Sprintf("%T %d×%d", v, size.X, size.Y)
		}
	}
	if b, ok := v.(interface{ MIMEBundle() map[string]any }); ok {
		for mime, form := range b.MIMEBundle() {
			data[mime] = text(form)
		}
	}
}

func text(form any) string {
	switch form := form.(type) {
	case string:
		return form
	case []byte:
		return base64.StdEncoding.EncodeToString(form)
	}
	text, err := json.Marshal(form)
	if err != nil {
		return fmt.Sprint(form)
	}
	return string(text)
}
