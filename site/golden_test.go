package site_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/doc/ipynb"
	"github.com/gofresco/fresco/doc/markdown"
	"github.com/gofresco/fresco/site"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the expected pages in testdata")

// decode reads a document by the format that its name tells.
func decode(t testing.TB, name string, src []byte) *doc.Document {
	t.Helper()
	var d *doc.Document
	var err error
	if strings.HasSuffix(name, ".ipynb") {
		d, err = ipynb.Decode(name, src)
	} else {
		d, err = markdown.Decode(name, src, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// input makes a site of an archive's files: documents, and assets.
func input(t testing.TB, files []txtar.File) site.Input {
	t.Helper()
	var in site.Input
	tree := fstest.MapFS{}
	for _, f := range files {
		_, url, _ := strings.Cut(f.Name, "/")
		switch ext := path.Ext(f.Name); ext {
		case ".md", ".ipynb":
			in.Pages = append(in.Pages, site.Page{Document: decode(t, f.Name, f.Data), URL: strings.TrimSuffix(url, ext) + ".html"})
		default:
			tree[f.Name] = &fstest.MapFile{Data: f.Data}
			in.Assets = append(in.Assets, site.Asset{Path: f.Name, URL: url})
		}
	}
	in.Files = tree
	return in
}

var article = regexp.MustCompile(`(?s)<article>\n(.*)</article>`)

// TestGolden compares the articles of pages with those expected. Each archive
// holds a site, and the articles of its pages below "want/".
func TestGolden(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("there is no test data", err)
	}
	for _, name := range archives {
		t.Run(filepath.Base(name), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var sources, wants []txtar.File
			for _, f := range archive.Files {
				if strings.HasPrefix(f.Name, "want/") {
					wants = append(wants, f)
				} else {
					sources = append(sources, f)
				}
			}
			out := t.TempDir()
			in := input(t, sources)
			if _, err := site.Build(context.Background(), in, site.Config{Output: out}); err != nil {
				t.Fatal(err)
			}
			if *update {
				wants = nil
				for _, p := range in.Pages {
					wants = append(wants, txtar.File{Name: "want/" + p.URL, Data: articleOf(t, out, p.URL)})
				}
				archive.Files = append(sources, wants...)
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if len(wants) != len(in.Pages) {
				t.Errorf("%d articles are expected of %d pages", len(wants), len(in.Pages))
			}
			for _, want := range wants {
				got := articleOf(t, out, strings.TrimPrefix(want.Name, "want/"))
				if !bytes.Equal(got, want.Data) {
					t.Errorf("%s: got\n%s\nwant\n%s", want.Name, got, want.Data)
				}
			}
		})
	}
}

// articleOf returns the article of a page, which must be well-formed.
func articleOf(t *testing.T, dir, url string) []byte {
	t.Helper()
	page, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(url)))
	if err != nil {
		t.Fatal(err)
	}
	checkPage(t, url, string(page))
	m := article.FindSubmatch(page)
	if m == nil {
		t.Fatalf("%s has no article:\n%s", url, page)
	}
	return m[1]
}

var (
	tag  = regexp.MustCompile(`<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[^\s"'>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*(/?)>`)
	idOf = regexp.MustCompile(`\sid="([^"]*)"`)
	void = map[string]bool{"area": true, "br": true, "col": true, "hr": true, "img": true, "input": true, "link": true, "meta": true, "source": true, "wbr": true}
)

// checkPage reports elements that are not closed in order and ids that occur
// twice.
func checkPage(t *testing.T, url, page string) {
	t.Helper()
	var open []string
	ids := map[string]bool{}
	for _, m := range tag.FindAllStringSubmatch(page, -1) {
		closing, name := m[1] != "", strings.ToLower(m[2])
		for _, id := range idOf.FindAllStringSubmatch(m[3], -1) {
			if ids[id[1]] {
				t.Errorf("%s: the id %q occurs twice", url, id[1])
			}
			ids[id[1]] = true
		}
		switch {
		case void[name]:
		case !closing:
			open = append(open, name)
		case len(open) == 0 || open[len(open)-1] != name:
			t.Errorf("%s: </%s> closes %q", url, name, open)
			return
		default:
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		t.Errorf("%s: %q are not closed", url, open)
	}
}
