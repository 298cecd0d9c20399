package display

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
)

// PNG shows an image in the PNG format. Its text form gives its size. Data
// that is no PNG is not shown; the text says so.
func PNG(data []byte) {
	config, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		Text(fmt.Sprintf("no PNG image in %d bytes: %v", len(data), err))
		return
	}
	show(map[string]string{
		imagePNG:  base64Text(data),
		textPlain: fmt.Sprintf("PNG image %d×%d", config.Width, config.Height),
	})
}

// Image shows an image, in its own number of pixels. Its text form gives its
// type and size: "*image.RGBA 320×200".
func Image(img image.Image) {
	data := map[string]string{}
	addImage(data, img)
	show(data)
}

// addImage adds an image's forms: PNG, if it has pixels, and its size.
func addImage(data map[string]string, img image.Image) {
	if img == nil || isNil(img) {
		data[textPlain] = fmt.Sprintf("no image: %T is nil", img)
		return
	}
	size := img.Bounds().Size()
	data[textPlain] = fmt.Sprintf("%T %d×%d", img, size.X, size.Y)
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		data[textPlain] += fmt.Sprintf(" (%v)", err)
		return
	}
	data[imagePNG] = base64Text(b.Bytes())
}
