package markdown

import (
	"encoding/base64"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/gofresco/fresco/doc"
)

// newProse returns a prose cell of a document from elsewhere as a part of a
// page. It is amended where a page would take its code blocks for cells (they
// become golang, which highlighters know as well) or for an output, and where
// an open one would take in what follows.
func newProse(c *doc.Cell, afterCode bool) string {
	text := strings.Trim(embedAttachments(c), "\n")
	if strings.TrimSpace(text) == "" {
		return ""
	}
	fences := scan([]byte(text), 0)
	for i, f := range slices.Backward(fences) {
		if i == len(fences)-1 && !f.closed && !f.nested {
			text += "\n" + f.prefix + fenceLine(f.marker, f.length)
		}
		if kind, attributes, _ := classify(f.info); kind != notCell {
			if kind != own {
				attributes = ""
			}
			text = text[:f.infoAt] + "golang" + attributes + text[f.infoAt+len(f.info):]
		}
	}
	if afterCode && len(fences) > 0 && fences[0].isOutput() && blank([]byte(text[:fences[0].open])) {
		text = "<!-- -->\n\n" + text
	}
	return text
}

// embedAttachments replaces references to attachments by data URIs.
func embedAttachments(c *doc.Cell) string {
	text := lineEnds.Replace(c.Source)
	for _, name := range slices.Backward(slices.Sorted(maps.Keys(c.Attachments))) {
		uri := dataURI(c.Attachments[name])
		// From the last name on, for one may begin with another.
		text = strings.ReplaceAll(text, "attachment:"+name, uri)
		text = strings.ReplaceAll(text, "attachment:"+url.PathEscape(name), uri)
	}
	return text
}

// dataURI returns the first form of a bundle, in the order of their names, as
// a URI (RFC 2397).
func dataURI(bundle doc.Bundle) string {
	if len(bundle) == 0 {
		return "data:,"
	}
	mime := slices.Min(slices.Collect(maps.Keys(bundle)))
	value := bundle[mime]
	if doc.IsText(mime) || doc.IsJSON(mime) {
		value = base64.StdEncoding.EncodeToString([]byte(value))
	}
	return "data:" + mime + ";base64," + strings.Join(strings.Fields(value), "")
}

// images are the MIME types that a page can show, the best first.
var images = []string{doc.ImageSVG, doc.ImagePNG, doc.ImageJPEG, doc.ImageGIF}

// inlineOutputs returns outputs as prose: images as such, and everything else
// as text.
func inlineOutputs(outputs []doc.Output) []string {
	var parts []string
	var pending []doc.Output
	flush := func() {
		if text := Text(pending); text != "" {
			f := &fence{marker: '`', length: 3}
			parts = append(parts, f.write("output", text))
		}
		pending = nil
	}
	for _, o := range outputs {
		i := slices.IndexFunc(images, func(mime string) bool { return o.Data[mime] != "" })
		if i < 0 {
			pending = append(pending, o)
			continue
		}
		flush()
		parts = append(parts, "![]("+dataURI(doc.Bundle{images[i]: o.Data[images[i]]})+")")
	}
	flush()
	return parts
}
