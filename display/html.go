package display

import (
	"fmt"
	"html"
	"strings"
)

// HTML shows a piece of HTML. It stands in the page as it is: escape what
// comes from elsewhere with [html.EscapeString]. Its text form is the text
// without the tags.
func HTML(source string) {
	show(map[string]string{textHTML: source, textPlain: htmlText(source)})
}

// htmlText returns the text that a reader of a piece of HTML sees, roughly:
// blocks and rows on lines of their own, white space collapsed.
func htmlText(source string) string {
	var b strings.Builder
	for rest := source; rest != ""; {
		text, after, found := strings.Cut(rest, "<")
		// Line ends of the source are spaces; only tags make lines.
		b.WriteString(strings.ReplaceAll(html.UnescapeString(text), "\n", " "))
		if !found {
			break
		}
		var gap string
		gap, rest = skipTag(after)
		b.WriteString(gap)
	}
	var lines []string
	for line := range strings.Lines(b.String()) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			lines = append(lines, line)
		}
	}
	if len(lines) == 0 {
		return fmt.Sprintf("HTML without text, %d bytes", len(source))
	}
	return strings.Join(lines, "\n")
}

// skipTag passes over what follows a "<": a comment, a tag, or a tag with all
// that it hides. It returns what stands in the text for it.
func skipTag(s string) (gap, rest string) {
	if comment, ok := strings.CutPrefix(s, "!--"); ok {
		_, rest, _ = strings.Cut(comment, "-->")
		return "", rest
	}
	name := tagName(s)
	if name == "" && !strings.HasPrefix(s, "!") {
		return "<", s // less than
	}
	_, rest, _ = strings.Cut(s, ">")
	if unseenTags[name] && s[0] != '/' {
		return "", closing(rest, name)
	}
	return tagGaps[name], rest
}

// closing returns the rest of s from the closing tag of that name on.
func closing(s, name string) string {
	for {
		_, tag, found := strings.Cut(s, "</")
		if !found {
			return ""
		}
		if tagName(tag) == name {
			return "</" + tag
		}
		s = tag
	}
}

// tagName returns the name of the tag whose "<" precedes s, in lower case, or
// "" where no tag begins.
func tagName(s string) string {
	s = strings.TrimPrefix(s, "/")
	end := 0
	for end < len(s) && (isLetter(s[end]) || end > 0 && '0' <= s[end] && s[end] <= '9') {
		end++
	}
	return strings.ToLower(s[:end])
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// unseenTags are elements that a browser does not show as text.
var unseenTags = map[string]bool{"script": true, "style": true}

// tagGaps says what stands in the text for tags that set their content apart.
var tagGaps = map[string]string{
	"td": " ", "th": " ", "img": " ",
	"address": "\n", "article": "\n", "blockquote": "\n", "br": "\n",
	"caption": "\n", "dd": "\n", "details": "\n", "div": "\n", "dl": "\n",
	"dt": "\n", "figcaption": "\n", "figure": "\n", "h1": "\n", "h2": "\n",
	"h3": "\n", "h4": "\n", "h5": "\n", "h6": "\n", "hr": "\n", "li": "\n",
	"ol": "\n", "p": "\n", "pre": "\n", "section": "\n", "summary": "\n",
	"table": "\n", "tr": "\n", "ul": "\n",
}
