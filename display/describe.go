package display

import (
	"fmt"
	"slices"
	"strings"
)

// tableRows is how many rows of data the text of a plot shows at most.
const tableRows = 24

// title returns what the drawing is called.
func (c *chart) title() string {
	if c.plot.Title != "" {
		return c.plot.Title
	}
	return c.kind()
}

// kind returns what sort of chart it is.
func (c *chart) kind() string {
	if len(c.series) == 0 {
		return "Plot"
	}
	return c.series[0].mark.String()
}

// description tells what the drawing shows to those who do not see it.
func (c *chart) description() string {
	if len(c.y.kind.nums) == 0 {
		return c.kind() + " without data." + strings.Join(append([]string{""}, c.notes...), " ")
	}
	var b strings.Builder
	b.WriteString(c.kind())
	if len(c.series) > 1 {
		labels := make([]string, len(c.series))
		for i, s := range c.series {
			labels[i] = s.label
		}
		fmt.Fprintf(&b, " of %d series: %s", len(labels), strings.Join(labels, ", "))
	}
	b.WriteString(". Horizontally " + c.xTitle())
	if c.names != nil {
		fmt.Fprintf(&b, ": %s.", shorten(strings.Join(c.names, ", "), 1, 200))
	} else {
		fmt.Fprintf(&b, " from %s.", c.x.span())
	}
	fmt.Fprintf(&b, " Vertically %s from %s.", c.yTitle(), c.y.span())
	for _, note := range c.notes {
		b.WriteString(" " + note + ".")
	}
	return b.String()
}

// span returns the least and the greatest of an axis's values.
func (a *axis) span() string {
	lo, hi, _ := extent(a.kind.nums)
	return a.kind.text(lo) + " to " + a.kind.text(hi)
}

// xTitle and yTitle return what the axes are called.
func (c *chart) xTitle() string { return titleOr(c.plot.X.Title, "x") }
func (c *chart) yTitle() string { return titleOr(c.plot.Y.Title, "y") }

func titleOr(title, name string) string {
	if title == "" {
		return name
	}
	return title
}

// text returns the title, the data as a table, and what is not shown.
func (c *chart) text() string {
	var parts []string
	if c.plot.Title != "" {
		parts = append(parts, c.plot.Title)
	}
	t := c.table()
	if n := len(t.Rows); n == 0 {
		parts = append(parts, "no data to show")
	} else if n > tableRows {
		t.Rows = t.Rows[:tableRows]
		parts = append(parts, t.String(), fmt.Sprintf("and %s", count(n-tableRows, "more row")))
	} else {
		parts = append(parts, t.String())
	}
	return strings.Join(append(parts, c.notes...), "\n")
}

// table returns the data: a column for each series if they share their x, a
// row for each point otherwise.
func (c *chart) table() Table {
	if len(c.series) == 0 {
		return Table{}
	}
	first := c.series[0]
	wide := !slices.ContainsFunc(c.series, func(s *plotted) bool {
		return !slices.Equal(c.xTexts(s), c.xTexts(first))
	})
	if !wide {
		return c.longTable()
	}
	t := Table{Header: []string{c.xTitle()}}
	for _, s := range c.series {
		t.Header = append(t.Header, titleOr(s.label, c.yTitle()))
	}
	if len(c.series) == 1 {
		t.Header[1] = c.yTitle()
	}
	for i, x := range c.xTexts(first) {
		row := []string{x}
		for _, s := range c.series {
			row = append(row, s.y.text(s.y.nums[i]))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// longTable returns a row for each point.
func (c *chart) longTable() Table {
	t := Table{Header: []string{"series", c.xTitle(), c.yTitle()}}
	for _, s := range c.series {
		for i, x := range c.xTexts(s) {
			t.Rows = append(t.Rows, []string{s.label, x, s.y.text(s.y.nums[i])})
		}
	}
	return t
}

// xTexts returns what stands for x in the rows of a series: names, bins or
// numbers.
func (c *chart) xTexts(s *plotted) []string {
	if s.mark == barMark {
		return s.names[:len(s.points)]
	}
	texts := make([]string, len(s.points))
	for i, x := range s.x.nums {
		switch {
		case s.mark == binMark && s.x.whole && s.binWidth == 1:
			texts[i] = s.x.text(x + 0.5)
		case s.mark == binMark:
			texts[i] = s.x.text(x) + " to " + s.x.text(x+s.binWidth)
		case c.names != nil && x >= 0 && int(x) < len(c.names) && x == float64(int(x)):
			texts[i] = c.names[int(x)]
		default:
			texts[i] = s.x.text(x)
		}
	}
	return texts
}
