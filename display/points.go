package display

import "math"

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
		d.printf("<path class=\"%s\" d=\"%s\"/>\n", class("mark", s.color), path.String())
	}
}

// marker returns the outline of the series' marker, drawn from its middle:
// circle, square, triangle, diamond, triangle upside down, cross.
func (s *plotted) marker() string {
	return [...]string{
		"m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
		"m-3.5 -3.5h7v7h-7z",
		"m0 -4.5l4.5 8h-9z",
		"m0 -5l5 5l-5 5l-5 -5z",
		"m0 4.5l4.5 -8h-9z",
		"m-1.5 -4.5h3v3h3v3h-3v3h-3v-3h-3v-3h3z",
	}[s.shape-1]
}
