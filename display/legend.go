package display

import "fmt"

// A legendItem is one entry of the legend: a series, or with none a remark.
type legendItem struct {
	series *plotted
	text   string
	x      float64
}

// Sizes of the legend, in units of the drawing.
const (
	legendRows   = 3
	legendHeight = 20
	swatchWidth  = 26
	legendGap    = 22
)

// setLegend puts the labels of several series into rows. Those that find no
// room in the last row are counted.
func (c *chart) setLegend() {
	if len(c.series) < 2 {
		return
	}
	var row []legendItem
	x := margin
	for i, s := range c.series {
		text := shorten(s.label, labelSize, 220)
		width := swatchWidth + textWidth(text, labelSize)
		room := viewWidth - margin
		last := len(c.legend) == legendRows-1
		if last && i < len(c.series)-1 {
			room -= 70 // for the remark
		}
		if x+width > room && last {
			row = append(row, legendItem{text: fmt.Sprintf("and %d more", len(c.series)-i), x: x})
			break
		}
		if x+width > room {
			c.legend, row, x = append(c.legend, row), nil, margin
		}
		row = append(row, legendItem{series: s, text: text, x: x})
		x += width + legendGap
	}
	c.legend = append(c.legend, row)
}
