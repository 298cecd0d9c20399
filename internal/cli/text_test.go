package cli

import (
	"slices"
	"testing"
)

func TestWithoutEscapes(t *testing.T) {
	for text, want := range map[string]string{
		"plain":                        "plain",
		"\x1b[1;31mred\x1b[0m\n":       "red\n",
		"a\x1b]8;;http://x\x1b\\b\r\n": "ab\r\n",
		"世\x1b[K界":                     "世界",
	} {
		if got := withoutEscapes(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestFold(t *testing.T) {
	for _, tt := range []struct {
		line string
		want []string
	}{
		{"", []string{""}},
		{"1234", []string{"1234"}},
		{"12345", []string{"1234", "5"}},
		{"\x1b[31m1234\x1b[0m", []string{"\x1b[31m1234\x1b[0m"}},
		{"世界世", []string{"世界", "世"}},
		{"1世界", []string{"1世", "界"}},
		{"e\u0301e\u0301e\u0301e\u0301e", []string{"e\u0301e\u0301e\u0301e\u0301", "e"}},
	} {
		if got := fold(tt.line, 4); !slices.Equal(got, tt.want) {
			t.Errorf("%q: got %q, want %q", tt.line, got, tt.want)
		}
	}
	if got := fold("世界", 1); !slices.Equal(got, []string{"世", "界"}) {
		t.Errorf("where nothing fits: %q", got)
	}
}
