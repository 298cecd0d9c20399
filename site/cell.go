package site

import (
	"html/template"
	"strconv"
	"strings"

	"github.com/gofresco/fresco/doc"
)

// wideLine is the number of characters in a line of code beyond which a block
// scrolls in the default theme, unless the window is wide.
const wideLine = 72

// tallText is the number of lines from which output is so long that a theme
// may let it scroll.
const tallText = 30

// renderCell renders a cell that is not prose; of raw cells, those that are
// HTML. A cell that shows nothing leaves no trace.
func (s *passage) renderCell(c *doc.Cell) (string, error) {
	if c.Kind != doc.Code {
		if c.Language == doc.TextHTML {
			return c.Source + "\n", nil
		}
		return "", nil
	}
	s.ordinal++
	data := CellData{
		ID:       s.names[c],
		Number:   c.ExecutionCount,
		Language: cleanText(c.Language),
		Fold:     c.Options.Fold,
	}
	if data.ID == "" {
		data.ID = s.anchors.claim("cell-" + strconv.Itoa(s.ordinal))
	}
	if code := c.Shown(); !c.Options.HideInput && code != "" {
		data.Code = template.HTML(highlight(c.Language, code))
		data.Wide = isWide(code)
	}
	if !c.Options.HideOutput {
		var err error
		if data.Outputs, err = s.renderOutputs(c, data.ID); err != nil {
			return "", err
		}
	}
	if data.Code == "" && len(data.Outputs) == 0 {
		return "", nil
	}
	html, err := s.theme.execute("cell.html", data)
	return string(html), err
}

// isWide reports whether text has a line that a block has no room for.
func isWide(text string) bool {
	for line := range strings.SplitSeq(text, "\n") {
		if len(line) > wideLine {
			return true
		}
	}
	return false
}
