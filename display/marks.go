package display

import (
	"math"
	"slices"
)

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
		if s.mark == pointMark || s.mark == lineMark && len(s.points) <= 40 {
			c.drawPoints(d, s)
		}
	}
}

// drawLine writes a line, broken at gaps.
func (c *chart) drawLine(d *drawing, s *plotted) {
	var path drawing
	pen := "M"
	for _, p := range c.thinned(s.points) {
		if p.isGap() {
			pen = "M"
			continue
		}
		path.WriteString(pen + fixed(p.x) + " " + fixed(p.y))
		pen = "L"
	}
	if path.Len() > 0 {
		d.printf("<path class=\"line c%d\" d=\"%s\"/>\n", s.color, path.String())
	}
}

// thinned returns points at their places in the drawing. Of those that follow
// each other at the same place along the x axis, to half a unit, the first,
// the lowest, the highest and the last are enough for a line.
func (c *chart) thinned(points []point) []point {
	var kept []point
	for i := 0; i < len(points); {
		p := c.place(points[i])
		first, low, high := i, p, p
		last := p
		for i++; i < len(points) && !p.isGap(); i++ {
			q := c.place(points[i])
			if q.isGap() || math.Round(2*q.x) != math.Round(2*p.x) {
				break
			}
			last = q
			if q.y < low.y {
				low = q
			}
			if q.y > high.y {
				high = q
			}
		}
		if kept = append(kept, p); i-first > 1 {
			kept = append(kept, low, high, last)
		}
	}
	return kept
}

// place returns where a point stands in the drawing.
func (c *chart) place(p point) point {
	if p.isGap() {
		return p
	}
	return point{c.x.at(p.x), c.y.at(p.y)}
}

// drawPoints writes the markers of a series as one path. Markers at the same
// place, to half a unit, are one.
func (c *chart) drawPoints(d *drawing, s *plotted) {
	var path drawing
	seen := map[point]bool{}
	for _, p := range s.points {
		p = c.place(p)
		p = point{math.Round(2*p.x) / 2, math.Round(2*p.y) / 2}
		if p.isGap() || seen[p] {
			continue
		}
		seen[p] = true
		path.WriteString("M" + fixed(p.x) + " " + fixed(p.y) + s.marker())
	}
	if path.Len() > 0 {
		d.printf("<path class=\"mark c%d\" d=\"%s\"/>\n", s.color, path.String())
	}
}

// marker returns the outline of the series' marker, drawn from its middle:
// circle, square, triangle, diamond, triangle upside down, cross bar.
func (s *plotted) marker() string {
	return [...]string{
		"m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
		"m-3.5 -3.5h7v7h-7z",
		"m0 -4.5l4.5 8h-9z",
		"m0 -5l5 5l-5 5l-5 -5z",
		"m0 4.5l4.5 -8h-9z",
		"m-5 -2h10v4h-10z",
	}[s.color-1]
}

// drawSwatch writes a series' sign in the legend, 18 units wide.
func (s *plotted) drawSwatch(d *drawing, x, y float64) {
	switch s.mark {
	case barMark, binMark:
		class := "bar"
		if s.mark == binMark {
			class = "bin"
		}
		d.printf("<rect class=\"%s c%d\" x=\"%s\" y=\"%s\" width=\"12\" height=\"12\" rx=\"2\"/>\n", class, s.color, fixed(x+4), fixed(y-6))
		return
	case lineMark:
		d.line(x, y, x+18, y, class("line", s.color))
	}
	d.printf("<path class=\"%s\" d=\"M%s %s%s\"/>\n", class("mark", s.color), fixed(x+9), fixed(y), s.marker())
}

// barSeries returns those series of the chart that are bars.
func (c *chart) barSeries() []*plotted {
	return slices.DeleteFunc(slices.Clone(c.series), func(s *plotted) bool { return s.mark != barMark })
}

// drawBars writes the bars of one series, beside those of the others.
func (c *chart) drawBars(d *drawing, s *plotted) {
	group := c.barSeries()
	place := c.x.at(1) - c.x.at(0)
	width := min(place*0.72/float64(len(group)), 64)
	offset := (float64(slices.Index(group, s)) - float64(len(group))/2) * width
	gap := min(1, width/10)
	for i, p := range s.points {
		if p.isGap() {
			continue
		}
		x := c.x.at(p.x) + offset
		c.drawColumn(d, class("bar", s.color), x+gap, x+width-gap, p.y)
		if c.barLabels() {
			y := c.y.at(p.y) - 6
			if p.y < 0 {
				y += 21
			}
			d.text(x+width/2, y, "quiet", "middle", typographic(s.y.text(s.y.nums[i])))
		}
	}
}

// drawBins writes the columns of a histogram, which all but touch.
func (c *chart) drawBins(d *drawing, s *plotted) {
	for _, p := range s.points {
		if p.isGap() || p.y == 0 {
			continue
		}
		left, right := c.x.at(p.x), c.x.at(p.x+s.binWidth)
		gap := min(0.5, (right-left)/10)
		c.drawColumn(d, class("bin", s.color), left+gap, right-gap, p.y)
	}
}

// drawColumn writes a column from zero, or on a log scale from the foot, to a
// value, its far corners rounded.
func (c *chart) drawColumn(d *drawing, class string, left, right, value float64) {
	foot := c.y.from
	if !c.y.log {
		foot = c.y.at(min(max(0, c.y.lo), c.y.hi))
	}
	end := c.y.at(value)
	r := min(2, math.Abs(foot-end), (right-left)/2)
	down := r // towards the foot
	if end > foot {
		down = -r
	}
	d.printf("<path class=\"%s\" d=\"M%s %sV%sq0 %s %s %sH%sq%s 0 %s %sV%sz\"/>\n", class,
		fixed(left), fixed(foot), fixed(end+down), fixed(-down), fixed(r), fixed(-down),
		fixed(right-r), fixed(r), fixed(r), fixed(down), fixed(foot))
}

// class returns the classes of a mark in a colour.
func class(mark string, color int) string { return mark + " c" + string(rune('0'+color)) }
