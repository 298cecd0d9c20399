package display

import (
	"html"
	"strings"
)

// SVG shows a drawing, given as the source of an SVG document. Its text form
// is the drawing's title, if it has one.
func SVG(source string) {
	show(map[string]string{imageSVG: source, textPlain: svgTitle(source)})
}

// svgTitle returns the text of the first title element.
func svgTitle(source string) string {
	if _, rest, ok := strings.Cut(source, "<title"); ok {
		if _, rest, ok = strings.Cut(rest, ">"); ok {
			title, _, _ := strings.Cut(rest, "<")
			if title = strings.Join(strings.Fields(html.UnescapeString(title)), " "); title != "" {
				return title
			}
		}
	}
	return "SVG image"
}
