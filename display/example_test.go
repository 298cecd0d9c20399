package display_test

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"maps"
	"slices"

	"github.com/gofresco/fresco/display"
)

func Example() {
	display.Markdown("Two ways to say **hello**:")
	for _, word := range []string{"hello", "hallo"} {
		display.HTML("<em>" + word + "</em>")
	}
	// Run by hand, the program prints the text forms.

	// Output:
	// Two ways to say **hello**:
	// hello
	// hallo
}

func ExampleSetSink() {
	display.SetSink(func(data map[string]string) {
		for _, mime := range slices.Sorted(maps.Keys(data)) {
			fmt.Printf("%s: %q\n", mime, data[mime])
		}
	})
	defer display.SetSink(nil)

	display.HTML("<b>1 &lt; 2</b>")
	// Output:
	// text/html: "<b>1 &lt; 2</b>"
	// text/plain: "1 < 2"
}

// A Color shows itself as a patch on a page.
type Color struct{ R, G, B uint8 }

func (c Color) String() string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

func (c Color) HTML() string {
	return fmt.Sprintf(`<span style="background: %v; padding: 0.5em">%[1]v</span>`, c)
}

func ExampleValue() {
	display.Value(Color{29, 107, 133}) // on a page: a coloured patch
	display.Value(errors.New("as text"))
	display.Value(struct{ Workers, Jobs int }{4, 100})
	// Output:
	// #1d6b85
	// as text
	// {Workers:4 Jobs:100}
}

func ExampleBundle() {
	display.Value(display.Bundle{
		"text/latex": `$e^{i\pi} + 1 = 0$`,
		"text/plain": "e^(iπ) + 1 = 0",
	})
	// Output: e^(iπ) + 1 = 0
}

// Other types can have the same method.
func ExampleBundle_MIMEBundle() {
	b := display.Bundle{"text/markdown": "*hello*"}
	fmt.Println(b.MIMEBundle()["text/markdown"])
	// Output: *hello*
}

func ExampleText() {
	display.Text("as it is: <b>*")
	// Output: as it is: <b>*
}

func ExampleMarkdown() {
	display.Markdown("| n | n² |\n|--:|---:|\n| 3 |  9 |")
	// Output:
	// | n | n² |
	// |--:|---:|
	// | 3 |  9 |
}

func ExampleHTML() {
	display.HTML("<ul><li>ready<li>steady<li><b>Go</b></ul>")
	// Output:
	// ready
	// steady
	// Go
}

func ExampleSVG() {
	display.SVG(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">
		<title>A circle</title><circle cx="10" cy="10" r="9"/></svg>`)
	// Output: A circle
}

func ExampleImage() {
	img := image.NewRGBA(image.Rect(0, 0, 160, 90))
	for x := range 160 {
		for y := range 90 {
			img.Set(x, y, color.RGBA{uint8(x), uint8(y), 133, 255})
		}
	}
	display.Image(img)
	// Output: *image.RGBA 160×90
}

func ExamplePNG() {
	var file bytes.Buffer
	if err := png.Encode(&file, image.NewGray(image.Rect(0, 0, 32, 32))); err != nil {
		fmt.Println(err)
	}
	display.PNG(file.Bytes())
	// Output: PNG image 32×32
}

func ExampleJSON() {
	display.JSON(map[string]any{"workers": 4, "names": []string{"a", "b"}})
	// Output:
	// {
	//   "names": [
	//     "a",
	//     "b"
	//   ],
	//   "workers": 4
	// }
}
