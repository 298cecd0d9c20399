package display

import (
	"fmt"
	"strconv"
	"strings"
)

// A drawing is an SVG document in the making.
type drawing struct{ strings.Builder }

// printf writes markup; text among the arguments is to be escaped.
func (d *drawing) printf(format string, args ...any) { fmt.Fprintf(d, format, args...) }

// text writes a piece of text. Anchor is start, middle or end.
func (d *drawing) text(x, y float64, class, anchor, text string) {
	attrs := ""
	if anchor != "start" {
		attrs = ` text-anchor="` + anchor + `"`
	}
	d.printf("<text x=\"%s\" y=\"%s\" class=\"%s\"%s>%s</text>\n", fixed(x), fixed(y), class, attrs, escape(text))
}

// line writes a straight line.
func (d *drawing) line(x1, y1, x2, y2 float64, class string) {
	d.printf("<path class=\"%s\" d=\"M%s %sL%s %s\"/>\n", class, fixed(x1), fixed(y1), fixed(x2), fixed(y2))
}

// fixed formats a place in the drawing: one decimal, none if it is zero.
func fixed(v float64) string {
	text := strings.TrimSuffix(strconv.FormatFloat(v, 'f', 1, 64), ".0")
	if text == "-0" {
		return "0"
	}
	return text
}

// typographic writes a number with a minus sign instead of a hyphen.
func typographic(label string) string {
	if rest, ok := strings.CutPrefix(label, "-"); ok {
		return "−" + rest
	}
	return label
}

// draw returns the chart as an SVG document.
func (c *chart) draw() string {
	c.layOut()
	d := &drawing{}
	d.printf(`<svg xmlns="http://www.w3.org/2000/svg" class="fresco-plot" role="img" width="100%%" viewBox="0 0 %s %s">`+"\n",
		fixed(viewWidth), fixed(viewHeight))
	d.printf("<title>%s</title>\n<desc>%s</desc>\n", escape(c.title()), escape(c.description()))
	d.WriteString(style)
	d.printf(`<rect class="ground" width="%s" height="%s" rx="6"/>`+"\n", fixed(viewWidth), fixed(viewHeight))
	c.drawHead(d)
	c.drawAxes(d)
	c.drawSeries(d)
	c.drawNotes(d)
	d.WriteString("</svg>")
	return d.String()
}

// layOut gives both axes their places: what stands above, below and at the
// left of the data takes its room first.
func (c *chart) layOut() {
	c.setLegend()
	top := margin
	if c.plot.Title != "" {
		top += titleSize + 9
	}
	if top += 8; len(c.legend) > 0 {
		top += float64(len(c.legend))*legendHeight + 6
	}
	if c.plot.Y.Title != "" {
		top += 18
	}
	left := margin
	for _, t := range c.y.ticks {
		left = max(left, margin+textWidth(t.label, tickSize)+8)
	}
	c.x.from, c.x.to = left, viewWidth-margin
	if c.names == nil {
		c.x.from, c.x.to = left+12, viewWidth-margin-12
		if !c.x.tickData() || c.hasBins() {
			c.x.ticks = nil
			c.x.setTicks(8, false)
		}
	}
	bottom := viewHeight - margin + 4 - float64(len(c.shownNotes()))*16 - 20
	if c.plot.X.Title != "" {
		bottom -= 18
	}
	if c.names != nil {
		bottom -= c.nameTicks()
	}
	c.y.from, c.y.to = bottom, top
}

// hasBins reports whether the chart is a histogram.
func (c *chart) hasBins() bool {
	for _, s := range c.series {
		if s.mark == binMark {
			return true
		}
	}
	return false
}

// drawHead writes the title and the legend.
func (c *chart) drawHead(d *drawing) {
	y := margin
	if c.plot.Title != "" {
		d.text(margin, y+titleSize-2, "title", "start", shorten(c.plot.Title, titleSize*1.05, viewWidth-2*margin))
		y += titleSize + 9
	}
	for _, row := range c.legend {
		for _, item := range row {
			if item.series == nil {
				d.text(item.x, y+14, "label quiet", "start", item.text)
				continue
			}
			item.series.drawSwatch(d, item.x, y+10)
			d.text(item.x+swatchWidth, y+14, "label", "start", item.text)
		}
		y += legendHeight
	}
}

// drawAxes writes the grid, the ticks and the titles of the axes.
func (c *chart) drawAxes(d *drawing) {
	left, right := c.x.from, c.x.to
	if c.names == nil {
		left, right = left-12, right+12
	}
	for _, t := range c.y.ticks {
		y := c.y.at(t.value)
		d.line(left, y, right, y, "grid")
		d.text(left-8, y+4, "quiet", "end", typographic(t.label))
	}
	c.drawTicks(d)
	if c.plot.Y.Title != "" {
		d.text(margin, c.y.to-16, "quiet", "start", "↑ "+shorten(c.plot.Y.Title, tickSize, viewWidth/2))
	}
	if c.plot.X.Title != "" {
		y := viewHeight - margin + 2 - float64(len(c.shownNotes()))*16
		d.text(viewWidth-margin, y, "quiet", "end", shorten(c.plot.X.Title, tickSize, viewWidth-2*margin)+" →")
	}
	if len(c.y.kind.nums) == 0 {
		d.text((left+right)/2, (c.y.from+c.y.to)/2, "label quiet", "middle", "no data to show")
	}
}

// shownNotes returns the notes for which there is room.
func (c *chart) shownNotes() []string {
	if len(c.notes) > 3 {
		return append(c.notes[:2:2], count(len(c.notes)-2, "more note")+" of this kind")
	}
	return c.notes
}

// drawNotes writes what is not shown at the foot of the drawing.
func (c *chart) drawNotes(d *drawing) {
	notes := c.shownNotes()
	for i, note := range notes {
		y := viewHeight - margin + 4 - float64(len(notes)-1-i)*16
		d.text(margin, y, "quiet note", "start", shorten(note, tickSize, viewWidth-2*margin))
	}
}
