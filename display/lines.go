package display

import "math"

// drawLine writes a line, broken at gaps.
func (c *chart) drawLine(d *drawing, s *plotted) {
	var path drawing
	down := false // the pen
	for _, p := range c.thinned(s.points) {
		switch {
		case p.isGap():
		case down:
			path.printf("L%s %s", fixed(p.x), fixed(p.y))
		default:
			// The step of no length makes a dot of a point between gaps.
			path.printf("M%s %sh0", fixed(p.x), fixed(p.y))
		}
		down = !p.isGap()
	}
	if path.Len() > 0 {
		d.printf("<path class=\"%s\" d=\"%s\"/>\n", class(s.lineClass(), s.color), path.String())
	}
}

// lineClass returns the class of a line; one of many points is finer.
func (s *plotted) lineClass() string {
	if len(s.points) > 200 {
		return "line fine"
	}
	return "line"
}

// hasMarkers reports whether a line shows its points: if they are few.
func (s *plotted) hasMarkers() bool { return len(s.points) <= 40 }

// thinned returns points at their places in the drawing. Of those that follow
// each other at the same place along the x axis, to one unit, the first, the
// lowest, the highest and the last are enough for a line.
func (c *chart) thinned(points []point) []point {
	var kept []point
	for i := 0; i < len(points); {
		p := c.place(points[i])
		first, low, high := i, p, p
		last := p
		for i++; i < len(points) && !p.isGap(); i++ {
			q := c.place(points[i])
			if q.isGap() || math.Round(q.x) != math.Round(p.x) {
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
		kept = append(kept, p)
		for _, q := range []point{low, high, last} {
			if i-first > 1 && q != kept[len(kept)-1] {
				kept = append(kept, q)
			}
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
