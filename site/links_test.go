package site

import "testing"

func TestSlug(t *testing.T) {
	for text, want := range map[string]string{
		"Two words":       "two-words",
		"What's `this`?!": "whats-this",
		"a_b-c":           "a_b-c",
		"Ünïcode ﬁ 日本語":   "ünïcode-ﬁ-日本語",
		"हिन्दी":          "हिन्दी",
		"…":               "section",
		"":                "section",
		"C++ & Go":        "c--go",
	} {
		if got := slug(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestAnchorsAreUnique(t *testing.T) {
	a := newAnchors()
	for i, want := range []string{"x", "x-1", "x-2", "x-1-1", "fresco-main-1"} {
		id := []string{"x", "x", "x", "x-1", "fresco-main"}[i]
		if got := a.claim(id); got != want {
			t.Errorf("%s: got %q, want %q", id, got, want)
		}
	}
}

func TestHref(t *testing.T) {
	for _, tt := range []struct{ from, to, want string }{
		{"index.html", "a.html", "a.html"},
		{"index.html", "g/a.html", "g/a.html"},
		{"g/a.html", "index.html", "../index.html"},
		{"g/a.html", "g/b.html", "b.html"},
		{"g/a.html", "g/h/b.html", "h/b.html"},
		{"g/h/b.html", "i/c.html", "../../i/c.html"},
		{"g/h.html", "g.html", "../g.html"},
		{"index.html", "a b?#%.html", "a%20b%3F%23%25.html"},
		{"index.html", "a:b.html", "./a:b.html"},
	} {
		if got := href(tt.from, tt.to); got != tt.want {
			t.Errorf("from %s to %s: got %q, want %q", tt.from, tt.to, got, tt.want)
		}
	}
}
