package display

// Text shows plain text as it is.
func Text(text string) { show(map[string]string{textPlain: text}) }

// Markdown shows a piece of Markdown, set like the prose of the page. Its
// text form is the source.
func Markdown(source string) {
	show(map[string]string{textMarkdown: source, textPlain: source})
}
