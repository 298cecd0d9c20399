package templates_test

import (
	"io/fs"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/gofresco/fresco/templates"
)

// colours returns the custom properties that are colours of a block of CSS.
func colours(css string) map[string]string {
	set := map[string]string{}
	for _, m := range regexp.MustCompile(`--([a-z-]+): #([0-9a-f]{6});`).FindAllStringSubmatch(css, -1) {
		set[m[1]] = m[2]
	}
	return set
}

// luminance is the relative luminance of a colour in WCAG 2.2.
func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	channel := func(shift int) float64 {
		c := float64(n>>shift&0xff) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(16) + 0.7152*channel(8) + 0.0722*channel(0)
}

// contrast is the contrast ratio of two colours in WCAG 2.2.
func contrast(t *testing.T, a, b string) float64 {
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// TestContrast holds text to 4.5:1 on each ground that it stands on, in light
// and dark, and the marks of what can be acted on to 3:1.
func TestContrast(t *testing.T) {
	css, err := fs.ReadFile(templates.Default(), "assets/fresco.css")
	if err != nil {
		t.Fatal(err)
	}
	light, dark, ok := strings.Cut(string(css), "@media screen and (prefers-color-scheme: dark)")
	if !ok {
		t.Fatal("there is no dark scheme")
	}
	dark, _, _ = strings.Cut(dark, "\n}\n")
	for name, c := range map[string]map[string]string{"light": colours(light), "dark": colours(dark)} {
		if len(c) < 30 {
			t.Fatalf("%s has %d colours", name, len(c))
		}
		for text := range c {
			var grounds []string
			switch {
			case strings.HasSuffix(text, "-ground"):
				if text != "fail-ground" && contrast(t, c["ink"], c[text]) < 4.5 {
					t.Errorf("%s: ink on %s", name, text)
				}
				continue
			case text == "paper", text == "raised", text == "rule", text == "rule-strong":
				continue
			case text == "ink", text == "fail":
				grounds = []string{"paper", "raised", "fail-ground"}
			case strings.HasPrefix(text, "code-"), text == "accent", text == "quiet":
				grounds = []string{"paper", "raised"}
			default: // of a terminal
				grounds = []string{"paper", "fail-ground"}
			}
			for _, ground := range grounds {
				if r := contrast(t, c[text], c[ground]); r < 4.5 {
					t.Errorf("%s: %s on %s is %.2f:1", name, text, ground, r)
				}
			}
		}
	}
}

// TestNothingIsFetched looks for addresses of elsewhere.
func TestNothingIsFetched(t *testing.T) {
	err := fs.WalkDir(templates.Default(), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(templates.Default(), path)
		if err != nil {
			return err
		}
		if strings.Contains(string(data), "//") && regexp.MustCompile(`(https?:)?//[a-z]`).Match(data) || strings.Contains(string(data), "@import") {
			t.Errorf("%s names something elsewhere", path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
