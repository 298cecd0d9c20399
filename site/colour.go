package site

import (
	"strconv"
	"strings"
)

// sixteenColours rewrites the parameters of a colour sequence: of the 256 and
// of the true colours it takes the nearest of the sixteen, which a theme can
// make readable in light and dark.
func sixteenColours(params []string) string {
	var out []string
	for i := 0; i < len(params); i++ {
		base := map[string]int{"38": 30, "48": 40}[params[i]]
		if base == 0 || i+1 >= len(params) {
			out = append(out, params[i])
			continue
		}
		colour, used := extendedColour(params[i+1:])
		i += used
		if colour >= 8 {
			base += 60 - 8
		}
		if colour >= 0 {
			out = append(out, strconv.Itoa(base+colour))
		}
	}
	return strings.Join(out, ";")
}

// extendedColour reads the parameters after 38 or 48, "5;n" or "2;r;g;b", and
// returns the nearest of the sixteen colours, -1 for none, and how many
// parameters they are.
func extendedColour(params []string) (colour, used int) {
	var n [4]int
	for i := range min(len(params), len(n)) {
		n[i], _ = strconv.Atoi(params[i])
	}
	switch {
	case n[0] == 5 && len(params) >= 2:
		return indexedColour(n[1]), 2
	case n[0] == 2 && len(params) >= 4:
		return nearestColour(n[1], n[2], n[3]), 4
	}
	return -1, len(params)
}

// indexedColour is the nearest colour to one of the 256: sixteen, a cube of
// six by six by six, and 24 greys.
func indexedColour(n int) int {
	level := func(i int) int { return []int{0, 95, 135, 175, 215, 255}[i%6] }
	switch {
	case n < 0 || n > 255:
		return -1
	case n < 16:
		return n
	case n < 232:
		return nearestColour(level((n-16)/36), level((n-16)/6), level(n-16))
	}
	grey := 8 + 10*(n-232)
	return nearestColour(grey, grey, grey)
}

// palette is xterm's sixteen colours.
var palette = [16][3]int{
	{0, 0, 0}, {205, 0, 0}, {0, 205, 0}, {205, 205, 0}, {0, 0, 238}, {205, 0, 205}, {0, 205, 205}, {229, 229, 229},
	{127, 127, 127}, {255, 0, 0}, {0, 255, 0}, {255, 255, 0}, {92, 92, 255}, {255, 0, 255}, {0, 255, 255}, {255, 255, 255},
}

// nearestColour returns the palette's colour at the least distance.
func nearestColour(r, g, b int) int {
	best, least := 0, 1<<30
	for i, c := range palette {
		dr, dg, db := c[0]-r, c[1]-g, c[2]-b
		if d := dr*dr + dg*dg + db*db; d < least {
			best, least = i, d
		}
	}
	return best
}
