package site

import (
	"context"
	"html/template"
	"io"
	"strings"
	"sync"
)

// A weaver makes pages. It is shared by all of them and may be used from
// several goroutines.
type weaver struct {
	cfg   Config
	theme *theme
	nav   *navigation
	links *links
	// home is the URL of the site's first page.
	home string
}

// pageFiles plans the pages, and an index page if no document makes one.
func pageFiles(in Input, cfg Config, t *theme) []file {
	w := &weaver{cfg: cfg, theme: t, nav: newNavigation(t, in.Pages), links: newLinks(in), home: "index.html"}
	common := sync.OnceValue(func() string { return w.commonKey(in) })
	var files []file
	for i, p := range in.Pages {
		h := newHasher()
		h.text(common())
		h.document(p.Document)
		files = append(files, file{
			url:    p.URL,
			source: p.Document.Path,
			key:    h.sum(),
			write:  func(_ context.Context, out io.Writer) error { return w.writePage(out, p, i) },
		})
	}
	if !w.links.urls[w.home] {
		files = append(files, file{
			url:    w.home,
			source: "the list of pages",
			key:    common(),
			write:  func(_ context.Context, out io.Writer) error { return w.writeIndex(out) },
		})
	}
	return files
}

// commonKey hashes what goes into every page.
func (w *weaver) commonKey(in Input) string {
	h := newHasher()
	made := program()
	h.number(made[:]...)
	h.text(w.theme.hash, w.cfg.Title, w.cfg.Language)
	w.nav.hash(h)
	w.links.hash(h, in)
	return h.sum()
}

// writePage renders a document.
func (w *weaver) writePage(out io.Writer, p Page, index int) error {
	woven, err := w.weave(p)
	if err != nil {
		return err
	}
	data := PageData{
		Title:       pageTitle(p),
		TitleShown:  woven.titled,
		Language:    metaText(p.Document.Meta, "lang", w.cfg.Language),
		Description: metaText(p.Document.Meta, "description", woven.description),
		Article:     template.HTML(woven.html),
		Meta:        p.Document.Meta,
	}
	return w.writeData(out, p.URL, index, data)
}

// writeIndex renders the list of all pages as the site's index page.
func (w *weaver) writeIndex(out io.Writer) error {
	unmarked := func(int) template.HTMLAttr { return "" }
	article, err := w.theme.execute("list.html", ListData{Groups: w.nav.data(w.home, unmarked)})
	if err != nil {
		return err
	}
	return w.writeData(out, w.home, -1, PageData{Title: w.cfg.Title, Language: w.cfg.Language, Article: article})
}

// writeData completes the data of a page and executes its template.
func (w *weaver) writeData(out io.Writer, url string, index int, data PageData) error {
	nav, err := w.nav.render(url, index)
	if err != nil {
		return err
	}
	data.Site = w.cfg.Title
	data.Root = strings.Repeat("../", strings.Count(url, "/"))
	data.Home = href(url, w.home)
	data.Nav = nav
	html, err := w.theme.execute("page.html", data)
	if err != nil {
		return err
	}
	_, err = io.WriteString(out, string(html))
	return err
}

// metaText returns a text of the front matter, or what stands in for it.
func metaText(meta map[string]any, key, otherwise string) string {
	if s, ok := meta[key].(string); ok && s != "" {
		return s
	}
	return otherwise
}
