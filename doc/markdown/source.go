package markdown

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/gofresco/fresco/doc"
)

// maxNesting is how many containers may begin in one line. The parsers recur
// by container, and no page that a person wrote comes near.
const maxNesting = 500

var byteOrderMark = []byte("\ufeff")

// A source is a page's text, and knows where in the file each part of it is.
type source struct {
	path string
	file []byte
	// text is the file with "\n" for every line end and no byte order mark.
	text []byte
	// skipped is the length of the byte order mark.
	skipped int
	// pairs are the offsets in text of the line ends that are "\r\n" in the
	// file.
	pairs []int
	// starts are the offsets in text at which lines begin.
	starts []int
	// eol is the file's first line end, "\n" if it has none.
	eol string
}

// newSource checks a file and takes its line ends apart from its text. A lone
// "\r" is a line end too (CommonMark 0.31, 2.1).
func newSource(path string, file []byte) (*source, error) {
	if len(file) > MaxSize {
		return nil, doc.Errorf(doc.Position{Path: path}, "the page has %d MiB, more than the %d MiB that are possible",
			len(file)>>20, MaxSize>>20).WithHint("split it, or keep large data in files of their own")
	}
	body := bytes.TrimPrefix(file, byteOrderMark)
	s := &source{path: path, file: file, text: body, skipped: len(file) - len(body), starts: []int{0}, eol: "\n"}
	if bytes.IndexByte(body, '\r') >= 0 {
		s.normalize(body)
	}
	for i, c := range s.text {
		if c == '\n' {
			s.starts = append(s.starts, i+1)
		}
	}
	return s, s.check()
}

// normalize sets the text to body with "\n" line ends and notes the others.
func (s *source) normalize(body []byte) {
	text := make([]byte, 0, len(body))
	for i := 0; i < len(body); i++ {
		if body[i] != '\r' {
			text = append(text, body[i])
			continue
		}
		if i+1 < len(body) && body[i+1] == '\n' {
			s.pairs = append(s.pairs, len(text))
			i++
		}
		text = append(text, '\n')
	}
	s.text = text
	if first := bytes.IndexAny(body, "\r\n"); body[first] == '\r' {
		s.eol = "\r"
		if bytes.HasPrefix(body[first:], []byte("\r\n")) {
			s.eol = "\r\n"
		}
	}
}

// check refuses text that is not UTF-8 or nested beyond reason.
func (s *source) check() error {
	if !utf8.Valid(s.text) {
		pos := s.pos(doc.InvalidUTF8(s.text))
		return doc.Errorf(pos, "the page is not in UTF-8").WithHint("save it in UTF-8")
	}
	for _, start := range s.starts {
		if nesting(s.text[start:]) > maxNesting {
			return doc.Errorf(s.pos(start), "the line begins more than %d quotations and lists", maxNesting)
		}
	}
	return nil
}

// nesting counts, generously, the containers that the line may begin.
func nesting(line []byte) int {
	n := 0
	for i, c := range line {
		switch c {
		case '>':
			n++
		case ' ', '\t':
			if i > 0 && bytes.IndexByte([]byte("-+*.)"), line[i-1]) >= 0 {
				n++
			}
		case '-', '+', '*', '.', ')', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		default:
			return n
		}
	}
	return n
}

// line returns the number of the line, from 1, that an offset in text is in.
func (s *source) line(offset int) int {
	i, found := slices.BinarySearch(s.starts, offset)
	if found {
		return i + 1
	}
	return i
}

// pos returns the position of an offset in text. Columns count from the first
// byte behind a byte order mark, as editors show it.
func (s *source) pos(offset int) doc.Position {
	line := s.line(offset)
	return doc.Position{Path: s.path, Line: line, Col: offset - s.starts[line-1] + 1}
}

// inFile returns the offset in the file of an offset in text.
func (s *source) inFile(offset int) int {
	before, _ := slices.BinarySearch(s.pairs, offset)
	return s.skipped + offset + before
}
