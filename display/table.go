package display

import (
	"strconv"
	"strings"
	"time"
)

// A Table shows rows and columns: as an HTML table on a page, as aligned
// columns in a terminal. Columns of numbers, percentages and durations are
// aligned at the right. Rows may differ in length; what is missing is blank.
type Table struct {
	// Header holds the titles of the columns; empty for none.
	Header []string
	// Rows hold the text of the cells, which is shown as it is.
	Rows [][]string
}

// HTML returns the table as an HTML element, its text escaped.
func (t Table) HTML() string {
	var b strings.Builder
	right := t.rightAligned()
	b.WriteString("<table>\n")
	if len(t.Header) > 0 {
		b.WriteString("<thead>\n")
		htmlRow(&b, "th", t.Header, right)
		b.WriteString("</thead>\n")
	}
	b.WriteString("<tbody>\n")
	for _, row := range t.Rows {
		htmlRow(&b, "td", row, right)
	}
	b.WriteString("</tbody>\n</table>")
	return b.String()
}

// htmlRow writes one row, as wide as right is long.
func htmlRow(b *strings.Builder, tag string, cells []string, right []bool) {
	b.WriteString("<tr>")
	for i := range right {
		b.WriteString("<" + tag)
		if tag == "th" {
			b.WriteString(` scope="col"`)
		}
		if right[i] {
			// Pages set the alignment of cells, which only a style overrides.
			b.WriteString(` style="text-align: right"`)
		}
		text := escape(strings.ReplaceAll(cell(cells, i), "\r\n", "\n"))
		b.WriteString(">" + strings.ReplaceAll(text, "\n", "<br>") + "</" + tag + ">")
	}
	b.WriteString("</tr>\n")
}

// String returns the table as aligned columns, without a line end at its end.
func (t Table) String() string {
	var b strings.Builder
	right := t.rightAligned()
	widths := t.widths(len(right))
	if len(t.Header) > 0 {
		textRow(&b, t.Header, widths, right)
		rules := make([]string, len(widths))
		for i, w := range widths {
			rules[i] = strings.Repeat("-", w)
		}
		textRow(&b, rules, widths, right)
	}
	for _, row := range t.Rows {
		textRow(&b, row, widths, right)
	}
	if len(t.Rows) == 0 {
		b.WriteString("(no rows)")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// textRow writes one row; spaces at its end are left out.
func textRow(b *strings.Builder, cells []string, widths []int, right []bool) {
	var line strings.Builder
	for i, width := range widths {
		text := oneLine(cell(cells, i))
		pad := strings.Repeat(" ", width-columns(text))
		if right[i] {
			text = pad + text
		} else {
			text += pad
		}
		if i > 0 {
			line.WriteString("  ")
		}
		line.WriteString(text)
	}
	b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
}

// widths returns the width of each of n columns of text.
func (t Table) widths(n int) []int {
	widths := make([]int, n)
	for i := range widths {
		widths[i] = columns(oneLine(cell(t.Header, i)))
		for _, row := range t.Rows {
			widths[i] = max(widths[i], columns(oneLine(cell(row, i))))
		}
	}
	return widths
}

// rightAligned tells of each column whether all that it holds are numbers.
func (t Table) rightAligned() []bool {
	n := len(t.Header)
	for _, row := range t.Rows {
		n = max(n, len(row))
	}
	right := make([]bool, n)
	for i := range right {
		for _, row := range t.Rows {
			text := strings.TrimSpace(cell(row, i))
			if text == "" {
				continue
			}
			if right[i] = isNumber(text); !right[i] {
				break
			}
		}
	}
	return right
}

// isNumber reports whether text is a number, a percentage or a duration.
func isNumber(text string) bool {
	digits := strings.ReplaceAll(strings.TrimSuffix(text, "%"), ",", "")
	digits = strings.Replace(digits, "−", "-", 1)
	if _, err := strconv.ParseFloat(strings.TrimSpace(digits), 64); err == nil {
		return true
	}
	_, err := time.ParseDuration(text)
	return err == nil
}

// cell returns the text of a row at a column, "" where the row is shorter.
func cell(row []string, i int) string {
	if i < len(row) {
		return row[i]
	}
	return ""
}

// oneLine returns text with each run of white space as one space, for a row
// is one line.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
