package display_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"image"
	"image/color"
	"image/png"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/gofresco/fresco/display"
)

type rich struct{ N int }

func (rich) HTML() string     { return "<i>rich</i>" }
func (rich) SVG() string      { return "<svg/>" }
func (rich) PNG() []byte      { return []byte("png") }
func (rich) Markdown() string { return "*rich*" }
func (rich) MIMEBundle() map[string]any {
	return map[string]any{
		"text/latex":               `\rho`,
		"application/json":         map[string]int{"n": 1},
		"application/octet-stream": []byte{1, 2},
		"application/x-wrong":      make(chan int),
		"text/markdown":            "**rich**",
	}
}

type named struct{ A, B int }

func (named) String() string { return "a name" }

// one returns the only bundle that f shows.
func one(t *testing.T, f func()) map[string]string {
	t.Helper()
	shown := captured(t, f)
	if len(shown) != 1 {
		t.Fatalf("shown %d times: %v", len(shown), shown)
	}
	return shown[0]
}

func TestValueForms(t *testing.T) {
	got := one(t, func() { display.Value(rich{7}) })
	wrong := got["application/x-wrong"]
	delete(got, "application/x-wrong")
	want := map[string]string{
		"text/html":                "<i>rich</i>",
		"image/svg+xml":            "<svg/>",
		"image/png":                "cG5n",
		"text/markdown":            "**rich**",
		"text/latex":               `\rho`,
		"application/json":         `{"n":1}`,
		"application/octet-stream": "AQI=",
		"text/plain":               "{N:7}",
	}
	if !maps.Equal(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
	if wrong == "" {
		t.Error("a form without JSON is lost")
	}
}

func TestValueText(t *testing.T) {
	for _, test := range []struct {
		v    any
		want string
	}{
		{nil, "<nil>"},
		{(*display.Table)(nil), "<nil>"},
		{(*display.Plot)(nil), "<nil>"},
		{(*rich)(nil), "<nil>"},
		{42, "42"},
		{"text", "text"},
		{errors.New("an error"), "an error"},
		{named{1, 2}, "a name"},
		{struct{ A, B int }{1, 2}, "{A:1 B:2}"},
		{[]*int{nil}, "[<nil>]"},
	} {
		got := one(t, func() { display.Value(test.v) })
		if want := map[string]string{"text/plain": test.want}; !maps.Equal(got, want) {
			t.Errorf("Value(%#v) shows %v, want %v", test.v, got, want)
		}
	}
}

func TestOwnTypesAreRich(t *testing.T) {
	for _, test := range []struct {
		v    any
		want []string
	}{
		{display.Table{}, []string{"text/html", "text/plain"}},
		{&display.Table{}, []string{"text/html", "text/plain"}},
		{display.Plot{}, []string{"image/svg+xml", "text/plain"}},
		{&display.Plot{}, []string{"image/svg+xml", "text/plain"}},
		{display.Bundle{"text/x": "x"}, []string{"text/plain", "text/x"}},
	} {
		got := one(t, func() { display.Value(test.v) })
		if forms := slices.Sorted(maps.Keys(got)); !slices.Equal(forms, test.want) {
			t.Errorf("%T has the forms %v, want %v", test.v, forms, test.want)
		}
	}
}

func TestForms(t *testing.T) {
	for _, test := range []struct {
		name string
		show func()
		want map[string]string
	}{
		{"text", func() { display.Text("a\nb") }, map[string]string{"text/plain": "a\nb"}},
		{"markdown", func() { display.Markdown("*a*") }, map[string]string{"text/markdown": "*a*", "text/plain": "*a*"}},
		{"html", func() { display.HTML("<p>a") }, map[string]string{"text/html": "<p>a", "text/plain": "a"}},
		{"json", func() { display.JSON(map[string]any{"b": "<", "a": nil}) }, map[string]string{
			"application/json": "{\n  \"a\": null,\n  \"b\": \"<\"\n}",
			"text/plain":       "{\n  \"a\": null,\n  \"b\": \"<\"\n}"}},
		{"no json", func() { display.JSON(make(chan int)) }, map[string]string{
			"text/plain": "chan int cannot be shown as JSON: json: unsupported type: chan int"}},
		{"svg", func() { display.SVG("<svg><title lang='en'>A &lt;\n drawing</title></svg>") }, map[string]string{
			"image/svg+xml": "<svg><title lang='en'>A &lt;\n drawing</title></svg>", "text/plain": "A < drawing"}},
		{"svg without title", func() { display.SVG("<svg/>") }, map[string]string{"image/svg+xml": "<svg/>", "text/plain": "SVG image"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := one(t, test.show); !maps.Equal(got, test.want) {
				t.Errorf("shows %q, want %q", got, test.want)
			}
		})
	}
}

func TestImages(t *testing.T) {
	img := image.NewGray(image.Rect(0, 0, 3, 2))
	img.Set(1, 1, color.White)
	for name, show := range map[string]func(){
		"Image": func() { display.Image(img) },
		"Value": func() { display.Value(img) },
	} {
		got := one(t, show)
		if got["text/plain"] != "*image.Gray 3×2" {
			t.Errorf("%s: text is %q", name, got["text/plain"])
		}
		data, err := base64.StdEncoding.DecodeString(got["image/png"])
		if err != nil {
			t.Fatal(err)
		}
		back, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if back.Bounds() != img.Bounds() || back.At(1, 1) != img.At(1, 1) {
			t.Errorf("%s: another image came out", name)
		}
		if again := one(t, func() { display.PNG(data) }); again["image/png"] != got["image/png"] || again["text/plain"] != "PNG image 3×2" {
			t.Errorf("PNG shows %v", again)
		}
	}
}

func TestNoImage(t *testing.T) {
	for _, test := range []struct {
		name string
		show func()
		want string
	}{
		{"nil", func() { display.Image(nil) }, "no image: <nil> is nil"},
		{"nil pointer", func() { display.Image((*image.RGBA)(nil)) }, "no image: *image.RGBA is nil"},
		{"nil pointer as value", func() { display.Value((*image.RGBA)(nil)) }, "no image: *image.RGBA is nil"},
		{"no pixels", func() { display.Image(&image.RGBA{}) }, "*image.RGBA 0×0 (png: invalid format: invalid image size: 0x0)"},
		{"no data", func() { display.PNG(nil) }, "no PNG image in 0 bytes: unexpected EOF"},
		{"other data", func() { display.PNG([]byte("GIF89a, or perhaps not")) }, "no PNG image in 22 bytes: png: invalid format: not a PNG file"},
	} {
		got := one(t, test.show)
		if want := map[string]string{"text/plain": test.want}; !maps.Equal(got, want) {
			t.Errorf("%s: shows %q, want %q", test.name, got, want)
		}
	}
}

func TestHTMLText(t *testing.T) {
	for source, want := range map[string]string{
		"a <b>bold</b> word": "a bold word",
		"<p>one<p>two":       "one\ntwo",
		"one<br/>two\nlines": "one\ntwo lines",
		"<table><tr><th>a<th>b<tr><td>1</td><td>2</table>":         "a b\n1 2",
		"1 < 2 &amp;&amp; 2 &gt; 1":                                "1 < 2 && 2 > 1",
		"&lt;br&gt;":                                               "<br>",
		"a<!-- <p>no -->b<style>x{}</style>c<script>1<2</SCRIPT>d": "abcd",
		"<!doctype html>x":                                         "x",
		"unclosed <b":                                              "unclosed",
		"unclosed <script>x":                                       "unclosed",
		"<canvas></canvas>":                                        "HTML without text, 17 bytes",
		"":                                                         "HTML without text, 0 bytes",
		"a <a title='<'>link</a>":                                  "a link",
	} {
		got := one(t, func() { display.HTML(source) })["text/plain"]
		if got != want {
			t.Errorf("text of %q is %q, want %q", source, got, want)
		}
	}
}

func FuzzHTML(f *testing.F) {
	for _, seed := range []string{"a <b>c</b>", "<", "</", "<!--", "<script", "<style></style", "<1>", "&amp;<td>"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		got := one(t, func() { display.HTML(source) })
		if got["text/html"] != source || strings.TrimSpace(got["text/plain"]) == "" {
			t.Errorf("HTML(%q) shows %q", source, got)
		}
	})
}
