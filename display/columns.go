package display

import (
	"math"
	"slices"
)

// columnClass returns the class of a column. Those of a histogram can stand
// before others and let them shine through.
func (s *plotted) columnClass() string {
	if s.mark == binMark {
		return "bin"
	}
	return "bar"
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
		c.drawColumn(d, s, x+gap, x+width-gap, p.y)
		if c.barLabels() {
			y := c.y.at(p.y) - 6
			if p.y < 0 {
				y += 21
			}
			d.text(x+width/2, y, "quiet", "middle", typographic(s.y.label(s.y.nums[i])))
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
		c.drawColumn(d, s, left+gap, right-gap, p.y)
	}
}

// drawColumn writes a column from zero, or on a log scale from the foot, to a
// value, its far corners rounded.
func (c *chart) drawColumn(d *drawing, s *plotted, left, right, value float64) {
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
	d.printf("<path class=\"%s\" d=\"M%s %sV%sq0 %s %s %sH%sq%s 0 %s %sV%sz\"/>\n", class(s.columnClass(), s.color),
		fixed(left), fixed(foot), fixed(end+down), fixed(-down), fixed(r), fixed(-down),
		fixed(right-r), fixed(r), fixed(r), fixed(down), fixed(foot))
}
