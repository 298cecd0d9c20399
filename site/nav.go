package site

import (
	"fmt"
	"html/template"
	"path"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// A navigation is the list of all pages. It is rendered once for each folder
// of the site, since links are relative; the mark of the current page is put
// in afterwards.
type navigation struct {
	theme  *theme
	groups []navGroup

	mu      sync.Mutex
	folders map[string]*folderNav
}

// A navGroup is the pages of one folder.
type navGroup struct {
	title string
	pages []navPage
}

// A navPage is a page in the navigation; index is its place in Input.Pages.
type navPage struct {
	title, url string
	index      int
}

// A folderNav is the navigation as pages of one folder show it, with the
// offsets at which the mark of each page, if it is the current one, belongs.
type folderNav struct {
	once  sync.Once
	html  string
	marks map[int][]int
	err   error
}

// newNavigation groups the pages by folder, the root first, otherwise in
// their given order with a folder's index page at its top.
func newNavigation(t *theme, pages []Page) *navigation {
	n := &navigation{theme: t, folders: map[string]*folderNav{}}
	groups := map[string]*navGroup{".": {}}
	order := []string{"."}
	for i, p := range pages {
		dir := path.Dir(p.URL)
		g := groups[dir]
		if g == nil {
			g = &navGroup{title: folderTitle(dir)}
			groups[dir] = g
			order = append(order, dir)
		}
		entry := navPage{title: pageTitle(p), url: p.URL, index: i}
		if path.Base(p.URL) == "index.html" {
			g.pages = append([]navPage{entry}, g.pages...)
		} else {
			g.pages = append(g.pages, entry)
		}
	}
	for _, dir := range order {
		if g := groups[dir]; len(g.pages) > 0 {
			g.tellApart()
			n.groups = append(n.groups, *g)
		}
	}
	return n
}

// tellApart adds the file's name to titles that occur more than once.
func (g *navGroup) tellApart() {
	count := map[string]int{}
	for _, p := range g.pages {
		count[p.title]++
	}
	for i, p := range g.pages {
		if count[p.title] > 1 {
			g.pages[i].title += " (" + strings.TrimSuffix(path.Base(p.url), ".html") + ")"
		}
	}
}

// pageTitle returns a page's title, in need the name of its file.
func pageTitle(p Page) string {
	if t := cleanText(p.Document.Title()); t != "" {
		return t
	}
	return strings.TrimSuffix(path.Base(p.URL), ".html")
}

// folderTitle makes a heading of a folder's path: "guide/first-steps" becomes
// "Guide / First steps".
func folderTitle(dir string) string {
	parts := strings.Split(dir, "/")
	for i, part := range parts {
		part = strings.NewReplacer("-", " ", "_", " ").Replace(part)
		first, size := utf8.DecodeRuneInString(part)
		parts[i] = string(unicode.ToUpper(first)) + part[size:]
	}
	return strings.Join(parts, " / ")
}

// hash adds all that a page shows of the navigation.
func (n *navigation) hash(h *hasher) {
	for _, g := range n.groups {
		h.text(g.title)
		for _, p := range g.pages {
			h.text(p.title, p.url)
		}
	}
}

// data returns the groups with links relative to a page, given a function
// that returns the mark for a page.
func (n *navigation) data(from string, mark func(index int) template.HTMLAttr) []NavGroup {
	groups := make([]NavGroup, len(n.groups))
	for i, g := range n.groups {
		groups[i].Title = g.title
		for _, p := range g.pages {
			groups[i].Links = append(groups[i].Links, NavLink{Title: p.title, URL: href(from, p.url), Current: mark(p.index)})
		}
	}
	return groups
}

// render returns the navigation as the page with that URL and index shows it.
func (n *navigation) render(url string, index int) (template.HTML, error) {
	n.mu.Lock()
	f := n.folders[path.Dir(url)]
	if f == nil {
		f = &folderNav{}
		n.folders[path.Dir(url)] = f
	}
	n.mu.Unlock()
	f.once.Do(func() { f.err = f.execute(n, url) })
	if f.err != nil {
		return "", f.err
	}
	var b strings.Builder
	last := 0
	for _, at := range f.marks[index] {
		b.WriteString(f.html[last:at] + `aria-current="page"`)
		last = at
	}
	b.WriteString(f.html[last:])
	return template.HTML(b.String()), nil
}

var currentMark = regexp.MustCompile(`data-fresco-page="(\d+)"`)

// execute runs the template and takes the marks out, noting their places.
func (f *folderNav) execute(n *navigation, url string) error {
	html, err := n.theme.execute("nav.html", NavData{Groups: n.data(url, func(i int) template.HTMLAttr {
		return template.HTMLAttr(fmt.Sprintf("data-fresco-page=%q", strconv.Itoa(i)))
	})})
	if err != nil {
		return err
	}
	f.marks = map[int][]int{}
	var b strings.Builder
	last := 0
	for _, m := range currentMark.FindAllStringSubmatchIndex(string(html), -1) {
		b.WriteString(string(html[last:m[0]]))
		index, _ := strconv.Atoi(string(html[m[2]:m[3]]))
		f.marks[index] = append(f.marks[index], b.Len())
		last = m[1]
	}
	b.WriteString(string(html[last:]))
	f.html = b.String()
	return nil
}
