package ipynb

import (
	"bytes"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// A style is how a file writes its JSON in and below one cell.
type style struct {
	// newline ends a line, "" when everything is on one line.
	newline string
	// margin precedes the cell's members on their lines, and indent is added
	// to it on each level below.
	margin, indent string
	// spaceColon and spaceComma tell whether a space follows these.
	spaceColon, spaceComma bool
	// ascii tells whether characters outside of ASCII are escaped.
	ascii bool
	// lists tells whether texts are lists of lines rather than strings.
	lists bool
}

// styleOf returns the style of a cell of the notebook.
func (nb *notebook) styleOf(cell *node) style {
	text := nb.file.text
	first, last := &cell.children[0], &cell.children[len(cell.children)-1]
	st := style{
		spaceColon: text[first.start-1] == ' ',
		spaceComma: text[first.start-1] == ' ',
		ascii:      nb.ascii,
		lists:      nb.listsOfLines(cell),
	}
	if first != last {
		st.spaceComma = text[cell.children[1].nameStart-1] == ' '
	}
	lead := string(text[cell.start+1 : first.nameStart])
	before, margin, broken := cutLast(lead, "\n")
	if !broken {
		return st
	}
	st.newline, st.margin = "\n", spaces(margin)
	if strings.HasSuffix(before, "\r") {
		st.newline = "\r\n"
	}
	_, outer, _ := cutLast(string(text[last.end():cell.end()-1]), "\n")
	st.indent = " "
	if inner, ok := strings.CutPrefix(st.margin, spaces(outer)); ok {
		st.indent = inner
	}
	return st
}

// listsOfLines reports whether a text that is new in the cell is to be a list
// of lines: as the first text in an output of the notebook, else as the
// cell's source.
func (nb *notebook) listsOfLines(cell *node) bool {
	for _, c := range nb.cells {
		outputs := c.member("outputs")
		if outputs == nil {
			continue
		}
		for i := range outputs.children {
			o := &outputs.children[i]
			if t := o.member("text"); t != nil {
				return t.kind == '['
			}
			if t := o.member("data").member("text/plain"); t != nil {
				return t.kind == '['
			}
		}
	}
	source := cell.member("source")
	return source == nil || source.kind == '['
}

// format lays out a JSON value that stands the given number of levels below
// the cell's members. Strings keep their spelling.
func (st style) format(value []byte, level int) []byte {
	options := []jsontext.Options{
		jsontext.AllowInvalidUTF8(true),
		jsontext.PreserveRawStrings(true),
		jsontext.SpaceAfterColon(st.spaceColon),
	}
	if st.newline == "" {
		options = append(options, jsontext.SpaceAfterComma(st.spaceComma))
	} else {
		options = append(options, jsontext.WithIndent(st.indent), jsontext.WithIndentPrefix(st.lead(level)))
	}
	// It cannot fail: the value was checked when it was put together.
	text, _ := jsontext.AppendFormat(nil, value, options...)
	if st.newline == "\r\n" {
		text = bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))
	}
	return text
}

// lead returns what precedes a value on its line.
func (st style) lead(level int) string {
	return st.margin + strings.Repeat(st.indent, level)
}

// comma returns what separates two values.
func (st style) comma(level int) string {
	switch {
	case st.newline != "":
		return "," + st.newline + st.lead(level)
	case st.spaceComma:
		return ", "
	}
	return ","
}

// colon returns what separates a name from its value.
func (st style) colon() string {
	if st.spaceColon {
		return ": "
	}
	return ":"
}

// cutLast cuts s around the last sep.
func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// spaces keeps what can indent a line.
func spaces(s string) string { return strings.ReplaceAll(s, "\r", "") }
