package doc

import (
	"slices"
	"strconv"
)

// An OptionText is an option with its value as it is written.
type OptionText struct{ Name, Value string }

// OtherOptions returns the cell's options that its first lines do not set:
// those from a fence's attributes or from tags.
func (c *Cell) OtherOptions() []OptionText {
	lines := Cell{Kind: c.Kind, Source: c.Source}
	lines.SetLines()
	has, want := lines.Options, c.Options
	var list []OptionText
	add := func(differs bool, name, value string) {
		if differs {
			list = append(list, OptionText{name, value})
		}
	}
	add(want.Name != has.Name, "name", want.Name)
	add(want.HideInput != has.HideInput || want.HideOutput != has.HideOutput, "hide", want.hidden())
	add(want.Fold != has.Fold, "fold", strconv.FormatBool(want.Fold))
	add(want.NoEval != has.NoEval, "eval", strconv.FormatBool(!want.NoEval))
	add(want.MustFail != has.MustFail, "error", strconv.FormatBool(want.MustFail))
	add(want.Compare != has.Compare, "output", want.Compare)
	for _, f := range want.Filters {
		add(!slices.Contains(has.Filters, f), "filter", f)
	}
	add(want.Timeout != has.Timeout, "timeout", want.Timeout.String())
	return list
}

// hidden returns the value of the option hide.
func (o CellOptions) hidden() string {
	switch {
	case o.HideInput && o.HideOutput:
		return "all"
	case o.HideInput:
		return "input"
	case o.HideOutput:
		return "output"
	}
	return "none"
}

// OptionLines returns how many lines at the top of the cell's source belong
// to its option lines.
func (c *Cell) OptionLines() int {
	options, _ := splitOptionLines(c.Source)
	return len(options)
}
