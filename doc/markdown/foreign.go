package markdown

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/gofresco/fresco/doc"
)

// setForeign applies the options of a cell in Quarto's or MyST's form and
// takes their lines off its source. Quarto's options may have defaults for
// the page, under "execute" in its front matter.
func setForeign(c *doc.Cell, kind form, attributes []attribute, page map[string]any) doc.Diagnostics {
	if defaults, ok := page["execute"].(map[string]any); ok && kind == quarto {
		applyForeign(c, defaults)
	}
	for _, a := range attributes {
		switch a.name {
		case ".":
			addClass(c, a.value)
		case "#":
			c.Options.Name = a.value
		default:
			applyForeign(c, map[string]any{a.name: scalar(a.value)})
		}
	}
	header, lines, offset := foreignHeader(c.Source, kind)
	if lines == 0 {
		return nil
	}
	options, _, err := parseYAML([]byte(header))
	if err != nil {
		pos := c.At(min(err.line+offset, lines), 0)
		return doc.Diagnostics{doc.Errorf(pos, "the cell's options: %s", err.message)}
	}
	for name, value := range options {
		setMeta(c, name, value)
	}
	applyForeign(c, options)
	c.Pos = c.At(lines+1, c.Pos.Col)
	c.Source = strings.Join(strings.SplitAfter(c.Source, "\n")[lines:], "")
	return nil
}

var mystOption = regexp.MustCompile(`^:([A-Za-z][\w-]*):(.*)$`)

// foreignHeader returns the YAML in the first lines of a cell, the number of
// lines that it takes, and how many of them precede the YAML's first.
func foreignHeader(src string, kind form) (header string, lines, offset int) {
	if kind == myst && strings.HasPrefix(src, "---\n") {
		if text, body := frontMatter([]byte(src)); body > 0 {
			return string(text), strings.Count(src[:body], "\n"), 1
		}
		return "", 0, 0
	}
	var b strings.Builder
	for line := range strings.Lines(src) {
		option, ok := optionLine(line, kind)
		if !ok {
			break
		}
		b.WriteString(option + "\n")
		lines++
	}
	return b.String(), lines, 0
}

// optionLine returns the YAML in a line of options.
func optionLine(line string, kind form) (string, bool) {
	line = strings.TrimRight(line, " \t\n")
	if kind == myst {
		m := mystOption.FindStringSubmatch(line)
		if m == nil {
			return "", false
		}
		return m[1] + ":" + m[2], true
	}
	for _, mark := range []string{"#|", "//|"} {
		if option, ok := strings.CutPrefix(line, mark); ok {
			return strings.TrimPrefix(option, " "), true
		}
	}
	return "", false
}

// applyForeign applies the options that have a counterpart of ours, and those
// that have our names. Others, and values that are not ours, mean something
// to the other tool alone.
func applyForeign(c *doc.Cell, options map[string]any) {
	for _, name := range slices.Sorted(maps.Keys(options)) {
		value := options[name]
		switch o := &c.Options; {
		case name == "tags":
			for _, tag := range strings.FieldsFunc(optionText(value), func(r rune) bool { return strings.ContainsRune("[], ", r) }) {
				o.SetTag(tag)
			}
		case name == "label":
			o.Name = optionText(value)
		case name == "echo":
			o.HideInput = value == false
		case name == "include" && value == false:
			o.HideInput, o.HideOutput = true, true
		case name == "output" && value == false:
			o.HideOutput = true
		case name == "code-fold":
			o.Fold = value == true
		default:
			// See above for why the error does not matter.
			_ = o.Set(name, optionText(value))
		}
	}
}

// scalar reads the value of an attribute as YAML would.
func scalar(s string) any {
	switch strings.ToLower(s) {
	case "true":
		return true
	case "false":
		return false
	}
	return s
}

// optionText writes a decoded value as CellOptions.Set takes it.
func optionText(value any) string {
	list, ok := value.([]any)
	if !ok {
		return fmt.Sprint(value)
	}
	items := make([]string, len(list))
	for i, item := range list {
		items[i] = fmt.Sprint(item)
	}
	return "[" + strings.Join(items, ", ") + "]"
}
