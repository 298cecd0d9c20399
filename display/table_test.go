package display_test

import (
	"encoding/xml"
	"errors"
	"io"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/gofresco/fresco/display"
)

type run struct {
	Workers int
	Elapsed time.Duration
	Speedup float64
	hidden  int
}

type hidden struct{ a, b int }

// tables are what the golden file shows.
func tables() []struct {
	name  string
	table display.Table
} {
	seven := 7
	return []struct {
		name  string
		table display.Table
	}{
		{"literal", display.Table{Header: []string{"name", "share"}, Rows: [][]string{{"a", "12.5%"}, {"b", "1,000%"}}}},
		{"no header", display.NewTable([][]string{{"one", "1"}, {"two", "-2"}})},
		{"rows of unequal length", display.NewTable([][]string{{"a"}, {}, {"b", "1", "x"}, nil}, "first", "second")},
		{"rows of anything", display.NewTable([][]any{{1, "x", nil}, {2.5, errors.New("wrong"), &seven}})},
		{"arrays", display.NewTable([2][2]int{{1, 2}, {3, 4}}, "a", "b")},
		{"structs", display.NewTable([]run{{1, 980 * time.Millisecond, 1, 0}, {16, 31 * time.Millisecond, 31.6, 0}})},
		{"pointers, titles", display.NewTable([]*run{{Workers: 2}, nil}, "workers")},
		{"no structs", display.NewTable([]run{})},
		{"hidden fields", display.NewTable([]hidden{{1, 2}})},
		{"one struct", display.NewTable(run{Workers: 3})},
		{"things that print themselves", display.NewTable([]named{{1, 2}, {3, 4}}, "name")},
		{"times", display.NewTable([]time.Time{time.Unix(0, 0).UTC()})},
		{"maps", display.NewTable([]map[string]any{{"b": 1, "a": "x"}, {"c": 2.5}, nil})},
		{"maps, keys chosen", display.NewTable([]map[string]int{{"b": 1, "a": 2}, {"a": 3}}, "b", "a", "none")},
		{"map", display.NewTable(map[int]string{10: "ten", 9: "nine", -1: "minus one"}, "n", "name")},
		{"map to structs", display.NewTable(map[string]run{"b": {Workers: 2}, "a": {Workers: 1}})},
		{"mixed keys", display.NewTable(map[any]any{"1": 1, 1: "1", 0.5: nil, true: 't'})},
		{"mixed rows", display.NewTable([]any{map[string]int{"a": 1}, []int{2, 3}, "text", nil})},
		{"not finite", display.NewTable([]float64{1, math.NaN(), math.Inf(-1)}, "x")},
		{"wide and combining", display.NewTable([][]string{{"世界", "1"}, {"e\u0301", "22"}, {"🙂", "3"}}, "word", "n")},
		{"lines and markup", display.NewTable([][]string{{"two\r\nlines\tand", "<b>&\"'\x00\x1b\xff"}})},
		{"nothing", display.NewTable(nil)},
		{"nothing, with a header", display.NewTable(nil, "a", "b")},
		{"one value", display.NewTable(42)},
	}
}

func TestTables(t *testing.T) {
	var text, html strings.Builder
	for _, test := range tables() {
		text.WriteString("== " + test.name + "\n" + test.table.String() + "\n\n")
		html.WriteString("<h2>" + test.name + "</h2>\n" + test.table.HTML() + "\n\n")
	}
	golden(t, "tables.txt", text.String())
	golden(t, "tables.html", html.String())
}

func TestTableHTMLIsWellFormed(t *testing.T) {
	for _, test := range tables() {
		wellFormed(t, strings.ReplaceAll(test.table.HTML(), "<br>", "<br/>"))
	}
}

// wellFormed checks XML and that no number in its attributes is not finite.
func wellFormed(t *testing.T, source string) {
	t.Helper()
	dec := xml.NewDecoder(strings.NewReader(source))
	for {
		token, err := dec.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, source)
		}
		element, ok := token.(xml.StartElement)
		for _, attr := range element.Attr {
			if ok && (strings.Contains(attr.Value, "NaN") || strings.Contains(attr.Value, "Inf")) {
				t.Errorf("<%s %s=%q>", element.Name.Local, attr.Name.Local, attr.Value)
			}
		}
	}
}
