package display

import (
	"math"
	"strings"
)

// Names of bars that are wider than their place are set at a slant, and cut
// off at this width.
const (
	slant     = 30.0 // degrees
	slantMost = 130.0
)

// nameLine is the height of a further line of names.
const nameLine = 15.0

// nameTicks puts a tick with its name under each bar or, if they stand too
// close, under as many as have room. It returns how much height the names take
// beyond that of a line.
func (c *chart) nameTicks() float64 {
	place := (c.x.to - c.x.from) / (c.x.hi - c.x.lo)
	widest := 0.0
	for _, name := range c.names {
		widest = max(widest, textWidth(name, tickSize))
	}
	every := 1
	if place < 18 {
		every = int(math.Ceil((min(widest, slantMost) + 10) / place))
	}
	for i := 0; i < len(c.names); i += every {
		c.x.ticks = append(c.x.ticks, tick{float64(i), c.names[i]})
	}
	if widest <= place*float64(every)-8 {
		return 0
	}
	if c.foldNames(place*float64(every) - 8) {
		return nameLine
	}
	c.slanted = true
	widest = min(widest, slantMost)
	first := textWidth(shorten(c.names[0], tickSize, slantMost), tickSize)
	out := first*math.Cos(slant*math.Pi/180) - place/2 // beyond the first bar
	c.x.from = max(c.x.from, margin+out)
	return widest*math.Sin(slant*math.Pi/180) + 2
}

// foldNames breaks names into two lines of at most a width, if that is enough
// for all of them. It reports whether it did.
func (c *chart) foldNames(width float64) bool {
	folded := make([]tick, len(c.x.ticks))
	for i, t := range c.x.ticks {
		first, second := t.label, ""
		for textWidth(first, tickSize) > width {
			space := strings.LastIndexByte(first, ' ')
			if space < 0 {
				return false
			}
			first, second = first[:space], t.label[space+1:]
		}
		if textWidth(second, tickSize) > width {
			return false
		}
		folded[i] = tick{t.value, strings.TrimSuffix(first+"\n"+second, "\n")}
	}
	c.x.ticks = folded
	return true
}

// drawTicks writes the horizontal axis: its line and its ticks.
func (c *chart) drawTicks(d *drawing) {
	left, right := c.x.from, c.x.to
	if c.names == nil {
		left, right = left-12, right+12
	}
	base := c.y.from
	rule := base
	if !c.y.log && c.y.lo < 0 && c.y.hi >= 0 {
		rule = c.y.at(0)
	}
	d.line(left, rule, right, rule, "rule")
	for _, t := range c.x.ticks {
		x := c.x.at(t.value)
		if c.names == nil {
			d.line(x, base, x, base+4, "rule")
		}
		if !c.slanted {
			for i, line := range strings.Split(t.label, "\n") {
				d.text(x, base+18+float64(i)*nameLine, "quiet", "middle", typographic(line))
			}
			continue
		}
		d.printf("<text class=\"quiet\" text-anchor=\"end\" transform=\"translate(%s %s) rotate(-%s)\">%s</text>\n",
			fixed(x+4), fixed(base+14), fixed(slant), escape(shorten(t.label, tickSize, slantMost)))
	}
}
