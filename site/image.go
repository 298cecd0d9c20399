package site

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"html"
	"html/template"
	"image"
	_ "image/gif"  // for the size of images
	_ "image/jpeg" // for the size of images
	_ "image/png"  // for the size of images
	"regexp"
	"strings"

	"github.com/gofresco/fresco/doc"
)

// imageTypes are the MIME types of images that browsers show.
var imageTypes = []string{doc.ImageSVG, doc.ImagePNG, doc.ImageJPEG, doc.ImageGIF, "image/webp"}

// imageHTML returns an img element that holds the image itself. An SVG is put
// there too, rather than into the page, so that its ids and styles meet
// neither the page's nor those of the next image. It returns "" for what is
// no image.
func imageHTML(mime, value string, o doc.Output) template.HTML {
	uri := dataURI(mime, value)
	if uri == "" {
		return ""
	}
	width, height := imageSize(mime, value, o.Metadata)
	size := ""
	if width > 0 && height > 0 {
		// Known in advance, so that nothing moves while the page loads.
		size = fmt.Sprintf(` width="%d" height="%d"`, width, height)
	}
	if mime == doc.ImageSVG && strings.Contains(value, "prefers-color-scheme") {
		size += ` class="adaptive"` // it is at home in the dark as well
	}
	return template.HTML(fmt.Sprintf(`<img src="%s" alt="%s"%s>`, uri, html.EscapeString(cleanText(altText(o))), size))
}

// dataURI returns an image as a data URI: text for SVG, base64 for all
// others. It returns "" when the base64 is broken.
func dataURI(mime, value string) string {
	if mime == doc.ImageSVG {
		value = base64.StdEncoding.EncodeToString([]byte(standaloneSVG(value)))
	} else {
		data, err := base64.StdEncoding.DecodeString(stripSpace(value))
		if err != nil || len(data) == 0 {
			return ""
		}
		value = base64.StdEncoding.EncodeToString(data)
	}
	return "data:" + mime + ";base64," + value
}

// stripSpace removes the line breaks that notebooks put into base64.
func stripSpace(s string) string { return strings.Join(strings.Fields(s), "") }

// standaloneSVG names the namespace that an SVG may lack inside HTML and
// needs as an image of its own.
func standaloneSVG(svg string) string {
	start := strings.Index(svg, "<svg")
	if start < 0 {
		return svg
	}
	end := strings.IndexByte(svg[start:], '>')
	if end < 0 || strings.Contains(svg[start:start+end], "xmlns=") {
		return svg
	}
	at := start + len("<svg")
	return svg[:at] + ` xmlns="http://www.w3.org/2000/svg"` + svg[at:]
}

// imageSize returns the size in pixels at which an image is shown: the one
// that the output's metadata asks for, else the image's own; 0 if unknown.
func imageSize(mime, value string, meta map[string]any) (width, height int) {
	if m, ok := meta[mime].(map[string]any); ok {
		width, height = metaNumber(m["width"]), metaNumber(m["height"])
	}
	if width > 0 && height > 0 || mime == doc.ImageSVG {
		return width, height
	}
	data, err := base64.StdEncoding.DecodeString(stripSpace(value))
	if err != nil {
		return 0, 0
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return 0, 0
	}
	return config.Width, config.Height
}

// metaNumber reads a number of decoded JSON, 0 for anything else.
func metaNumber(v any) int {
	switch v := v.(type) {
	case float64:
		return int(v)
	case int:
		return v
	case int64:
		return int(v)
	case fmt.Stringer: // json.Number
		var n int
		_, _ = fmt.Sscan(v.String(), &n)
		return n
	}
	return 0
}

// svgTitle finds the title of an SVG, which is its first element if any.
var svgTitle = regexp.MustCompile(`<svg[^>]*>\s*<title[^>]*>([^<]*)</title>`)

// altText describes an image: by the output's metadata, else by an SVG's
// title, else by its plain twin if that is a line of text.
func altText(o doc.Output) string {
	if alt, ok := o.Metadata["alt"].(string); ok {
		return alt
	}
	if m := svgTitle.FindStringSubmatch(o.Data[doc.ImageSVG]); m != nil && strings.TrimSpace(m[1]) != "" {
		return html.UnescapeString(strings.TrimSpace(m[1]))
	}
	plain := strings.TrimSpace(o.Data[doc.TextPlain])
	if plain == "" || len(plain) > 200 || strings.Contains(plain, "\n") {
		return "Image made by the code above"
	}
	return plain
}
