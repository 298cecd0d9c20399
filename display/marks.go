package display

// drawSeries writes the data: columns first, so that lines stay in sight.
func (c *chart) drawSeries(d *drawing) {
	for _, s := range c.series {
		switch s.mark {
		case barMark:
			c.drawBars(d, s)
		case binMark:
			c.drawBins(d, s)
		}
	}
	for _, s := range c.series {
		if s.mark == lineMark {
			c.drawLine(d, s)
		}
		if s.mark == pointMark || s.mark == lineMark && s.hasMarkers() {
			c.drawPoints(d, s)
		}
	}
}

// drawSwatch writes a series' sign in the legend, 18 units wide.
func (s *plotted) drawSwatch(d *drawing, x, y float64) {
	switch s.mark {
	case barMark, binMark:
		d.printf("<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"12\" height=\"12\" rx=\"2\"/>\n",
			class(s.columnClass(), s.color), fixed(x+4), fixed(y-6))
		return
	case lineMark:
		d.line(x, y, x+18, y, class("line", s.color))
		if !s.hasMarkers() {
			return
		}
	}
	d.printf("<path class=\"%s\" d=\"M%s %s%s\"/>\n", class("mark", s.color), fixed(x+9), fixed(y), s.marker())
}

// class returns the classes of a mark in a colour.
func class(mark string, color int) string { return mark + " c" + string(rune('0'+color)) }
