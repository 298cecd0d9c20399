package site

import (
	"net/url"
	"path"
	"strings"
)

// links knows where on the site the sources are: documents and assets by
// their paths, and which URLs there are.
type links struct {
	byPath map[string]string
	urls   map[string]bool
}

func newLinks(in Input) *links {
	l := &links{byPath: map[string]string{}, urls: map[string]bool{}}
	for _, p := range in.Pages {
		l.byPath[p.Document.Path] = p.URL
		l.urls[p.URL] = true
	}
	for _, a := range in.Assets {
		l.byPath[a.Path] = a.URL
		l.urls[a.URL] = true
	}
	return l
}

// rewrite returns the destination that a link or image in a document should
// have on its page. Links to the source of a page or to an asset, as they
// work on a code host or in an editor, become relative links to its URL, and
// so do links from the root to something on the site. All others are left as
// they are.
func (l *links) rewrite(p Page, dest string) string {
	u, err := url.Parse(dest)
	if err != nil || u.Scheme != "" || u.Host != "" || u.Path == "" {
		return dest
	}
	target, ok := l.resolve(p.Document.Path, u.Path)
	if !ok {
		return dest
	}
	u.Path, u.RawPath = relativePath(p.URL, target), ""
	return u.String()
}

// resolve finds the URL that a path in a document means.
func (l *links) resolve(from, target string) (string, bool) {
	if rooted, ok := strings.CutPrefix(target, "/"); ok {
		if u, ok := l.byPath[path.Clean(rooted)]; ok {
			return u, true
		}
		return path.Clean(rooted), l.urls[path.Clean(rooted)]
	}
	u, ok := l.byPath[path.Join(path.Dir(from), target)]
	return u, ok
}

// hash adds the addresses of all documents and assets.
func (l *links) hash(h *hasher, in Input) {
	for _, p := range in.Pages {
		h.text(p.Document.Path, p.URL)
	}
	for _, a := range in.Assets {
		h.text(a.Path, a.URL)
	}
}

// href returns the relative link from one page to another, both given from
// the site's root, escaped as a URL.
func href(from, to string) string {
	return (&url.URL{Path: relativePath(from, to)}).String()
}

// relativePath returns the path that leads from one page to another, both
// given from the site's root.
func relativePath(from, to string) string {
	dir := strings.Split(path.Dir(from), "/")
	if dir[0] == "." {
		dir = nil
	}
	parts := strings.Split(to, "/")
	for len(dir) > 0 && len(parts) > 1 && dir[0] == parts[0] {
		dir, parts = dir[1:], parts[1:]
	}
	return strings.Repeat("../", len(dir)) + strings.Join(parts, "/")
}
