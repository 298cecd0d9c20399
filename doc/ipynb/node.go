package ipynb

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// A node is a JSON value with its place in the text.
type node struct {
	// kind is the value's first byte, or '0' for a number.
	kind jsontext.Kind
	// raw is the value as it stands in the text, and start its offset.
	raw   []byte
	start int
	// name is the name of a member of an object; it stands in quotes between
	// the offsets nameStart and nameEnd.
	name               string
	nameStart, nameEnd int
	// children are the elements of an array or the members of an object.
	children []node
}

// end returns the offset of the value's end.
func (n *node) end() int { return n.start + len(n.raw) }

// member returns the member of an object by name, or nil. A nil node has none.
func (n *node) member(name string) *node {
	if n == nil || n.kind != '{' {
		return nil
	}
	for i := range n.children {
		if n.children[i].name == name {
			return &n.children[i]
		}
	}
	return nil
}

// what names the kind of value for an error message.
func (n *node) what() string {
	switch n.kind {
	case '{':
		return "an object"
	case '[':
		return "a list"
	case '"':
		return "a string"
	case '0':
		return "the number " + string(n.raw[:min(len(n.raw), 20)])
	}
	return string(n.raw) // null, true, false
}

// text returns a string, or a list of strings joined; false for other values.
func (n *node) text() (string, bool) {
	if n.kind == '"' {
		return unquote(n.raw), true
	}
	if n.kind != '[' {
		return "", false
	}
	if len(n.children) == 1 && n.children[0].kind == '"' {
		return unquote(n.children[0].raw), true
	}
	joined := make([]byte, 0, len(n.raw))
	for i := range n.children {
		if n.children[i].kind != '"' {
			return "", false
		}
		joined, _ = jsontext.AppendUnquote(joined, n.children[i].raw)
	}
	return string(joined), true
}

// plain returns the value as front matter has them: maps, lists, strings,
// booleans and nil; whole numbers as int or uint64, others as float64, or as
// json.Number where that cannot hold them.
func (n *node) plain() any {
	switch n.kind {
	case '{':
		m := make(map[string]any, len(n.children))
		for i := range n.children {
			m[n.children[i].name] = n.children[i].plain()
		}
		return m
	case '[':
		list := make([]any, len(n.children))
		for i := range n.children {
			list[i] = n.children[i].plain()
		}
		return list
	case '"':
		return unquote(n.raw)
	case '0':
		return number(string(n.raw))
	case 'n':
		return nil
	}
	return n.kind == 't'
}

// number returns a JSON number as the first of int, uint64, float64 and
// json.Number that holds it, however it is spelled: 1.0 and 1 are the same.
func number(s string) any {
	if i, err := strconv.Atoi(s); err == nil {
		return i
	}
	if u, err := strconv.ParseUint(s, 10, 64); err == nil {
		return u
	}
	f, err := strconv.ParseFloat(s, 64)
	switch {
	case err != nil:
		return json.Number(s)
	case f == math.Trunc(f) && math.Abs(f) < 1<<53:
		return int(f)
	}
	return f
}

// unquote returns what a JSON string says.
func unquote(raw []byte) string {
	inner := raw[1 : len(raw)-1]
	if bytes.IndexByte(inner, '\\') < 0 {
		return string(inner)
	}
	// The only possible error is half a surrogate pair, replaced by U+FFFD.
	s, _ := jsontext.AppendUnquote(nil, raw)
	return string(s)
}
