package display

import (
	"fmt"
	"math"
	"slices"
)

// A chart is a plot made ready: its data cleaned, its axes chosen, its parts
// in their places.
type chart struct {
	plot   Plot
	series []*plotted
	// names are those of the bars along the x axis, nil without bars; places
	// tells where they stand.
	names  []string
	places map[barName]int
	x, y   *axis
	// notes say what is not shown.
	notes []string
	// slanted tells that the names are set at a slant.
	slanted bool
	// legend holds the rows of the legend.
	legend [][]legendItem
}

// A plotted series has points where the drawing needs them.
type plotted struct {
	Series
	// color and shape number the series' colour and marker from 1. Together
	// they return only after as many series as there are pairs.
	color  int
	shape  int
	points []point
}

// colors is how many colours the palette has, and how many markers there are.
const colors = 6

// newChart makes a plot ready for drawing and printing.
func newChart(p Plot) *chart {
	c := &chart{plot: p, places: map[barName]int{}}
	c.plot.Title, c.plot.X.Title, c.plot.Y.Title = oneLine(p.Title), oneLine(p.X.Title), oneLine(p.Y.Title)
	for _, s := range p.Series {
		c.addNames(s.names)
	}
	if c.names != nil {
		c.plot.X.Log = false
	}
	c.setTitles()
	for i, s := range p.Series {
		s.label = oneLine(s.label)
		if s.label == "" && len(p.Series) > 1 {
			s.label = fmt.Sprintf("series %d", i+1)
		}
		c.add(&plotted{Series: s, color: i%colors + 1, shape: (i+i/colors)%colors + 1})
	}
	c.setAxes()
	return c
}

// setTitles gives axes without a title the label of the only series. In a
// histogram that is what is measured along the horizontal axis.
func (c *chart) setTitles() {
	if len(c.plot.Series) == 0 {
		return
	}
	s := c.plot.Series[0]
	title := &c.plot.Y.Title
	if s.mark == binMark {
		*title = titleOr(*title, "count")
		title = &c.plot.X.Title
	}
	if len(c.plot.Series) == 1 {
		*title = titleOr(*title, oneLine(s.label))
	}
}

// A barName is a name and how many times the same series had it before.
type barName struct {
	name string
	nth  int
}

// numbered tells names that a series repeats from each other.
func numbered(names []string) []barName {
	seen := map[string]int{}
	list := make([]barName, len(names))
	for i, name := range names {
		list[i] = barName{name, seen[name]}
		seen[name]++
	}
	return list
}

// addNames gives the names of bars that are new a place along the x axis.
func (c *chart) addNames(names []string) {
	for _, name := range numbered(names) {
		if _, ok := c.places[name]; !ok {
			c.places[name] = len(c.names)
			c.names = append(c.names, name.name)
		}
	}
}

// add puts a series on the chart: its points, and a note on those that it
// lost.
func (c *chart) add(s *plotted) {
	infinite, low := 0, 0
	names := numbered(s.names)
	for i, y := range s.y.nums {
		p := point{y: y}
		if s.mark == barMark {
			p.x = float64(c.places[names[i]])
		} else {
			p.x = s.x.nums[i]
		}
		switch {
		case p.isGap():
			p.y = math.NaN()
			infinite++
		case c.plot.X.Log && p.x <= 0, c.plot.Y.Log && p.y <= 0:
			p.y = math.NaN()
			if s.mark != binMark || y != 0 { // an empty bin has nothing to draw
				low++
			}
		}
		s.points = append(s.points, p)
	}
	c.series = append(c.series, s)
	if s.wrong != "" {
		c.note(s, s.wrong)
	}
	if infinite > 0 {
		c.note(s, count(infinite, "value")+" not shown: not finite")
	}
	if low > 0 {
		c.note(s, count(low, "value")+" not shown: a log scale has no zero and below")
	}
}

// note adds a note, with the series' label if there are several.
func (c *chart) note(s *plotted, text string) {
	if len(c.plot.Series) > 1 {
		text = s.label + ": " + text
	}
	c.notes = append(c.notes, text)
}

// shown returns the values of all points along both axes.
func (c *chart) shown() (x, y values) {
	x = values{duration: true, whole: true}
	y = x
	any := false
	for _, s := range c.series {
		for _, p := range s.points {
			if p.isGap() {
				continue
			}
			any = true
			y.nums = append(y.nums, p.y)
			if x.nums = append(x.nums, p.x); s.mark == binMark {
				x.nums = append(x.nums, p.x+s.binWidth)
			}
		}
		if len(s.points) > 0 {
			x.duration, x.whole = x.duration && s.x.duration, x.whole && s.x.whole
			y.duration, y.whole = y.duration && s.y.duration, y.whole && s.y.whole
		}
	}
	if !any {
		return values{}, values{}
	}
	return x, y
}

// setAxes chooses the range of both axes and the ticks of the vertical one;
// those of the horizontal one wait until its length is known.
func (c *chart) setAxes() {
	x, y := c.shown()
	c.x = newAxis(c.plot.X, x, false)
	if c.names != nil {
		c.x.lo, c.x.hi = -0.5, float64(len(c.names))-0.5
		for _, v := range x.nums { // lines may reach beyond the bars
			c.x.lo, c.x.hi = min(c.x.lo, v), max(c.x.hi, v)
		}
	}
	columns := slices.ContainsFunc(c.series, func(s *plotted) bool { return s.mark >= barMark })
	c.y = newAxis(c.plot.Y, y, columns || nearZero(y.nums))
	switch {
	case columns && c.y.log:
		c.y.lo *= 0.8 // so that the shortest has a height
	case c.barLabels():
		c.y.lo, c.y.hi = c.y.lo*1.06, c.y.hi*1.06
	}
	c.y.setTicks(5, true)
}

// barLabels reports whether bars carry their value: those of one series, if
// they are few.
func (c *chart) barLabels() bool {
	return len(c.series) == 1 && c.series[0].mark == barMark && len(c.names) <= 12
}
