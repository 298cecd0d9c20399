package markdown

import (
	"errors"
	"regexp"
	"strings"
)

// An attribute is one of a fence's. A class has the name ".", an id "#".
type attribute struct {
	name, value string
	// at is the attribute's offset in the text that was parsed.
	at int
}

var (
	errOpenBrace = errors.New("the attributes are not closed")
	errOpenQuote = errors.New("the value is not closed")
	// lineRanges is a list of lines, as other tools take it for those to
	// highlight.
	lineRanges = regexp.MustCompile(`^\d+(-\d+)?(,\d+(-\d+)?)*$`)
)

// parseAttributes reads attributes such as {name=x title="A title" .wide},
// with or without the braces. With an error it returns those before it.
func parseAttributes(s string) ([]attribute, error) {
	var list []attribute
	open := false
	for i := 0; i < len(s); {
		switch s[i] {
		case ' ', '\t', ',':
			i++
		case '{', '}':
			open = s[i] == '{'
			i++
		default:
			a, n, err := parseAttribute(s[i:])
			if err != nil {
				return list, err
			}
			a.at = i
			list = append(list, a)
			i += n
		}
	}
	if open {
		return list, errOpenBrace
	}
	return list, nil
}

// parseAttribute reads one attribute and returns its length.
func parseAttribute(s string) (attribute, int, error) {
	if s[0] == '.' || s[0] == '#' {
		end := 1 + until(s[1:], " \t,{}")
		return attribute{name: s[:1], value: s[1:end]}, end, nil
	}
	end := until(s, " \t={}")
	if end == len(s) || s[end] != '=' {
		word := strings.TrimRight(s[:end], ",")
		if lineRanges.MatchString(word) {
			return attribute{name: "hl_lines", value: word}, end, nil
		}
		return attribute{name: word}, end, nil
	}
	value, n, err := parseValue(s[end+1:])
	return attribute{name: s[:end], value: value}, end + 1 + n, err
}

// parseValue reads a value and returns its length. Within quotes, a backslash
// takes its meaning from a quote or a backslash; within brackets, spaces count.
func parseValue(s string) (string, int, error) {
	if s == "" {
		return "", 0, nil
	}
	switch s[0] {
	case '"', '\'':
		return parseQuoted(s)
	case '[':
		if end := strings.IndexByte(s, ']'); end > 0 {
			return s[:end+1], end + 1, nil
		}
		return "", 0, errOpenQuote
	}
	end := until(s, " \t}")
	return strings.TrimRight(s[:end], ","), end, nil
}

// parseQuoted reads a value in quotes and returns its length with them.
func parseQuoted(s string) (string, int, error) {
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == s[0]:
			return b.String(), i + 1, nil
		case s[i] == '\\' && i+1 < len(s) && (s[i+1] == s[0] || s[i+1] == '\\'):
			i++
		}
		b.WriteByte(s[i])
	}
	return "", 0, errOpenQuote
}

// until returns the offset in s of the first of the characters, or s's length.
func until(s, chars string) int {
	if i := strings.IndexAny(s, chars); i >= 0 {
		return i
	}
	return len(s)
}
