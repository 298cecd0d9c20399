package site

import (
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// highlightLimit is the length in bytes from which code is shown in one
// colour: lexers that work by regular expressions take seconds for such text.
const highlightLimit = 64 << 10

// highlight returns code as HTML, with spans that have chroma's classes. Plain
// names, punctuation and space have no spans: they are the colour of text,
// and without them a page is half as long.
func highlight(language, code string) string {
	code = cleanText(code)
	if len(code) > highlightLimit {
		return escapeText(code)
	}
	if language == "go" || language == "golang" {
		return spans(goTokens(code))
	}
	return blocks.get(language, code)
}

// spans writes tokens as HTML.
func spans(tokens []chroma.Token) string {
	var b strings.Builder
	for _, t := range tokens {
		class := tokenClass(t.Type)
		text := escapeText(t.Value)
		if class == "" || strings.TrimSpace(t.Value) == "" {
			b.WriteString(text)
			continue
		}
		b.WriteString(`<span class="` + class + `">` + text + `</span>`)
	}
	return b.String()
}

// tokenClass returns the CSS class of a token, "" for plain ones.
func tokenClass(t chroma.TokenType) string {
	switch t {
	case chroma.Name, chroma.NameOther, chroma.Punctuation, chroma.Text, chroma.TextWhitespace:
		return ""
	}
	for ; t != 0; t = t.Parent() {
		if class, ok := chroma.StandardTypes[t]; ok {
			return class
		}
	}
	return ""
}

// lexer returns chroma's lexer for a language, nil for one that it does not
// know. Looking for an unknown one is slow, so all answers are kept.
func lexer(language string) chroma.Lexer {
	if known, ok := lexersByName.Load(language); ok {
		return known.(chroma.Lexer)
	}
	found := lexers.Get(language)
	if found == nil || language == "" {
		found = lexers.Fallback
	}
	found = chroma.Coalesce(found)
	lexersByName.Store(language, found)
	return found
}

var lexersByName sync.Map

// A blockCache keeps highlighted blocks by their content, for chroma's
// lexers take about a millisecond for a screenful.
type blockCache struct {
	mu   sync.Mutex
	html map[[2]string]string
	size int
}

// blockCacheLimit is the size in bytes at which the cache is emptied.
const blockCacheLimit = 16 << 20

var blocks = &blockCache{html: map[[2]string]string{}}

// get returns the block's HTML.
func (c *blockCache) get(language, code string) string {
	key := [2]string{language, code}
	c.mu.Lock()
	out, ok := c.html[key]
	c.mu.Unlock()
	if ok {
		return out
	}
	out = chromaHTML(language, code)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.size += len(code) + len(out); c.size > blockCacheLimit {
		clear(c.html)
		c.size = 0
	}
	c.html[key] = out
	return out
}

// chromaHTML highlights with chroma. Code that a lexer fails at, or does not
// give back letter by letter, is shown in one colour.
func chromaHTML(language, code string) (out string) {
	defer func() {
		if recover() != nil { // chroma has some 300 lexers by many hands
			out = escapeText(code)
		}
	}()
	it, err := lexer(language).Tokenise(&chroma.TokeniseOptions{State: "root", EnsureLF: false}, code)
	if err != nil {
		return escapeText(code)
	}
	tokens := it.Tokens()
	if chroma.Stringify(tokens...) != code {
		return escapeText(code)
	}
	return spans(tokens)
}
