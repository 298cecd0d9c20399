package doc

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Defaults of the page options.
const (
	// DefaultTimeout is how long a cell may run.
	DefaultTimeout = 30 * time.Second
	// DefaultMemory is how many bytes of memory a document's processes may
	// hold together.
	DefaultMemory = 2 << 30
	// DefaultOutputLimit is how many bytes a cell may print; the rest is
	// dropped with a note.
	DefaultOutputLimit = 1 << 20
)

// A Clock says which time a document lives in.
type Clock string

const (
	// Virtual is a clock that jumps when every goroutine waits, in a world
	// where chance has a seed. It is the default.
	Virtual Clock = "virtual"
	// Real is the machine's clock, and chance as it comes.
	Real Clock = "real"
)

// PageOptions are the options of a whole document.
type PageOptions struct {
	// Title is the page's title, "" to take it from the first heading.
	Title string
	// Execute makes every fence that begins with "go" a cell, in Markdown.
	Execute bool
	// Clock is Virtual or Real.
	Clock Clock
	// Seed is the seed of chance on a virtual clock; 1 unless given.
	Seed uint64
	// RandomSeed takes a new seed at each run ("seed: random").
	RandomSeed bool
	// Timeout is the time that each cell may run, in real time.
	Timeout time.Duration
	// Memory is the number of bytes that the document's processes may hold.
	Memory int64
	// OutputLimit is the number of bytes that each cell may print.
	OutputLimit int64
	// Inputs are globs, relative to the document's folder, of files that the
	// document's child processes read.
	Inputs []string
}

// DefaultPageOptions returns the options of a page that gives none.
func DefaultPageOptions() PageOptions {
	return PageOptions{
		Clock:       Virtual,
		Seed:        1,
		Timeout:     DefaultTimeout,
		Memory:      DefaultMemory,
		OutputLimit: DefaultOutputLimit,
	}
}

// ParsePageOptions reads the page options from decoded front matter or
// metadata. Keys that it does not know belong to templates and are left
// alone, with a note where one looks like a slip of the pen; the value of one
// that it knows must be right.
func ParsePageOptions(meta map[string]any, pos Position) (PageOptions, Diagnostics) {
	opts := DefaultPageOptions()
	var ds Diagnostics
	for key, set := range pageSetters {
		value, ok := meta[key]
		if !ok || value == nil {
			continue
		}
		if err := set(&opts, value); err != nil {
			ds = append(ds, Errorf(pos, "%s: %v is not possible", key, value).WithHint("%v", err))
		}
	}
	for key := range meta {
		if pageSetters[key] != nil || slices.Contains(templateKeys, key) {
			continue
		}
		if near := Nearest(key, slices.Sorted(maps.Keys(pageSetters))); near != "" {
			ds = append(ds, Notef(pos, "no page option is called %q", key).WithHint("did you mean %q?", near))
		}
	}
	ds.Sort()
	return opts, ds
}

// templateKeys are keys of front matter that resemble an option and are
// common elsewhere.
var templateKeys = []string{"input", "date", "lock", "time"}

// pageSetters sets each page option from its decoded value.
var pageSetters = map[string]func(*PageOptions, any) error{
	"title":   func(o *PageOptions, v any) (err error) { o.Title = fmt.Sprint(v); return nil },
	"execute": func(o *PageOptions, v any) (err error) { o.Execute, err = toBool(v); return err },
	"clock": func(o *PageOptions, v any) error {
		o.Clock = Clock(fmt.Sprint(v))
		if o.Clock != Virtual && o.Clock != Real {
			o.Clock = Virtual
			return errors.New("it is virtual or real")
		}
		return nil
	},
	"seed": func(o *PageOptions, v any) (err error) {
		if v == "random" {
			o.RandomSeed = true
			return nil
		}
		o.Seed, err = strconv.ParseUint(fmt.Sprint(v), 10, 64)
		if err != nil {
			o.Seed = 1
			return errors.New("it is a whole number from 0, or random")
		}
		return nil
	},
	"timeout":      func(o *PageOptions, v any) (err error) { return setDuration(&o.Timeout, v) },
	"memory":       func(o *PageOptions, v any) (err error) { return setSize(&o.Memory, v) },
	"output-limit": func(o *PageOptions, v any) (err error) { return setSize(&o.OutputLimit, v) },
	"inputs":       func(o *PageOptions, v any) (err error) { o.Inputs, err = toStrings(v); return err },
}

// CellOptions are the options of one code cell.
type CellOptions struct {
	// Name is the cell's name and its anchor on the page.
	Name string
	// HideInput and HideOutput leave the code or what came out of it off the
	// page; the code runs all the same.
	HideInput, HideOutput bool
	// Fold shows the code only when the reader opens it.
	Fold bool
	// NoEval keeps the cell from being run ("eval: false").
	NoEval bool
	// MustFail marks a cell that shows an error ("error: true").
	MustFail bool
	// Compare says how a check compares outputs: "exact", "unordered" or
	// "ignore"; "" for the page's choice.
	Compare string
	// Filters name what a check overlooks: named filters or regular
	// expressions.
	Filters []string
	// Timeout is the time that the cell may run, 0 for the page's.
	Timeout time.Duration
}

// Set sets the option of that name from the text of its value. It returns an
// error that names what is possible where name or value is not.
func (o *CellOptions) Set(name, value string) error {
	value = unquote(value)
	set, ok := cellSetters[name]
	if !ok {
		return unknownOption(name)
	}
	if err := set(o, value); err != nil {
		return fmt.Errorf("%s: %s is not possible: %w", name, value, err)
	}
	return nil
}

// SetTag applies a tag or metadata flag of another tool; others are ignored.
// It understands nbsphinx's "hidden", Jupyter Book's tags and nbval's.
func (o *CellOptions) SetTag(tag string) {
	switch strings.ToLower(strings.ReplaceAll(tag, "_", "-")) {
	case "hidden", "remove-cell":
		o.HideInput, o.HideOutput = true, true
	case "remove-input":
		o.HideInput = true
	case "hide-input":
		o.Fold = true
	case "remove-output", "hide-output":
		o.HideOutput = true
	case "hide-cell":
		o.Fold, o.HideOutput = true, true
	case "raises-exception", "nbval-raises-exception":
		o.MustFail = true
	case "skip-execution", "nbval-skip":
		o.NoEval = true
	case "nbval-ignore-output":
		o.Compare = "ignore"
	case "nbval-check-output":
		o.Compare = "exact"
	}
}

// cellSetters sets each cell option from its text.
var cellSetters = map[string]func(*CellOptions, string) error{
	"name": func(o *CellOptions, v string) error { o.Name = v; return nil },
	"hide": func(o *CellOptions, v string) error {
		switch v {
		case "input":
			o.HideInput = true
		case "output":
			o.HideOutput = true
		case "all", "true":
			o.HideInput, o.HideOutput = true, true
		case "false", "none":
			o.HideInput, o.HideOutput = false, false
		default:
			return errors.New("it is input, output or all")
		}
		return nil
	},
	"fold": func(o *CellOptions, v string) (err error) { o.Fold, err = toBool(v); return err },
	"eval": func(o *CellOptions, v string) error {
		eval, err := toBool(v)
		o.NoEval = !eval && err == nil
		return err
	},
	"run": func(o *CellOptions, v string) error {
		run, err := toBool(v)
		o.NoEval = !run && err == nil
		return err
	},
	"error": func(o *CellOptions, v string) (err error) { o.MustFail, err = toBool(v); return err },
	"output": func(o *CellOptions, v string) error {
		if !slices.Contains([]string{"exact", "unordered", "ignore"}, v) {
			return errors.New("it is exact, unordered or ignore")
		}
		o.Compare = v
		return nil
	},
	"filter":  func(o *CellOptions, v string) error { o.Filters = append(o.Filters, splitList(v)...); return nil },
	"timeout": func(o *CellOptions, v string) error { return setDuration(&o.Timeout, v) },
}

// unknownOption says which option was perhaps meant.
func unknownOption(name string) error {
	var names []string
	for n := range cellSetters {
		if n != "run" {
			names = append(names, n)
		}
	}
	slices.Sort(names)
	if near := Nearest(name, names); near != "" {
		return fmt.Errorf("no cell option is called %q; did you mean %q?", name, near)
	}
	return fmt.Errorf("no cell option is called %q; there are %s", name, strings.Join(names, ", "))
}

// SetLines applies the "//| name: value" lines at the top of the cell's
// source and returns what is wrong with them, each at its place.
func (c *Cell) SetLines() Diagnostics {
	var ds Diagnostics
	options, _ := splitOptionLines(c.Source)
	for i, line := range options {
		text, ok := optionText(line)
		if !ok || text == "" {
			continue
		}
		pos := c.At(i+1, 1)
		name, value, ok := strings.Cut(text, ":")
		if !ok {
			ds = append(ds, Errorf(pos, "an option line without a colon").WithHint("write it as //| name: value"))
			continue
		}
		if err := c.Options.Set(strings.TrimSpace(name), strings.TrimSpace(value)); err != nil {
			ds = append(ds, Errorf(pos, "%v", err))
		}
	}
	return ds
}

// optionText returns what stands behind the mark of an option line. gofmt may
// have put a space into the mark.
func optionText(line string) (string, bool) {
	line = strings.TrimSpace(line)
	text, ok := strings.CutPrefix(line, "//|")
	if !ok {
		text, ok = strings.CutPrefix(line, "// |")
	}
	return strings.TrimSpace(text), ok
}

// splitOptionLines parts a cell's source into its lines up to the last of the
// leading "//|" lines, and the lines that follow.
func splitOptionLines(src string) (options, rest []string) {
	lines := strings.Split(src, "\n")
	end := 0
	for i, line := range lines {
		text := strings.TrimSpace(line)
		if _, ok := optionText(text); ok {
			end = i + 1
		} else if text != "" {
			break
		}
	}
	return lines[:end], lines[end:]
}
