package display_test

import (
	"fmt"
	"time"

	"github.com/gofresco/fresco/display"
)

func ExampleTable() {
	display.Value(display.Table{
		Header: []string{"state", "goroutines"},
		Rows:   [][]string{{"running", "1"}, {"waiting", "99"}},
	})
	// Output:
	// state    goroutines
	// -------  ----------
	// running           1
	// waiting          99
}

func ExampleNewTable() {
	type run struct {
		Workers int
		Elapsed time.Duration
	}
	runs := []run{{1, 980 * time.Millisecond}, {8, 131 * time.Millisecond}}
	display.Value(display.NewTable(runs, "workers", "time"))
	// Output:
	// workers   time
	// -------  -----
	//       1  980ms
	//       8  131ms
}

// The keys of a map come in order.
func ExampleNewTable_map() {
	words := map[string]int{"go": 3, "select": 1, "chan": 2}
	display.Value(display.NewTable(words, "word", "count"))
	// Output:
	// word    count
	// ------  -----
	// chan        2
	// go          3
	// select      1
}

func ExampleTable_HTML() {
	fmt.Println(display.NewTable([][]any{{"a < b", 1}}).HTML())
	// Output:
	// <table>
	// <tbody>
	// <tr><td>a &lt; b</td><td style="text-align: right">1</td></tr>
	// </tbody>
	// </table>
}

func ExampleTable_String() {
	fmt.Println(display.NewTable([]int{8, 13, 21}, "sizes"))
	// Output:
	// sizes
	// -----
	//     8
	//    13
	//    21
}
