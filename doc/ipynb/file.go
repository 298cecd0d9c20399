package ipynb

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/gofresco/fresco/doc"
)

// maxSize is the size in bytes above which a file is taken for a mistake: the
// largest notebooks that people publish hold some tens of megabytes.
const maxSize = 256 << 20

// A file is a notebook's text with its JSON values.
type file struct {
	path string
	// bom is the byte order mark at the start of the file, or "".
	bom string
	// text is the file without the byte order mark. Offsets refer to it.
	text []byte
	root *node
}

// parseFile reads a file that holds one JSON object.
func parseFile(path string, src []byte) (*file, error) {
	f := &file{path: path, text: src}
	if rest, ok := bytes.CutPrefix(src, []byte("\uFEFF")); ok {
		f.bom, f.text = "\uFEFF", rest
	}
	whole := doc.Position{Path: path}
	switch {
	case len(src) > maxSize:
		return nil, doc.Errorf(whole, "the notebook has %d MB, more than the %d MB that are read", len(src)>>20, maxSize>>20).
			WithHint("clear its largest outputs")
	case len(bytes.TrimSpace(f.text)) == 0:
		return nil, doc.Errorf(whole, "the file is empty").WithHint("create it in Jupyter, or remove it")
	case !utf8.Valid(f.text):
		return nil, doc.Errorf(f.position(doc.InvalidUTF8(f.text)), "the file is not UTF-8 text").
			WithHint("a notebook is JSON in UTF-8; restore it from a copy, or save it again in Jupyter")
	}
	var err error
	if f.root, err = parse(f.text, 0); err != nil {
		return nil, f.syntaxError(err)
	}
	if f.root.kind != '{' {
		return nil, doc.Errorf(whole, "this is not a notebook: a notebook is a JSON object, and this file holds %s", f.root.what()).
			WithHint("restore it from a copy, or move it out of the site")
	}
	return f, nil
}

// position returns the place of an offset as a line and column of the file.
func (f *file) position(offset int) doc.Position {
	before := f.text[:min(offset, len(f.text))]
	return doc.Position{
		Path: f.path,
		Line: bytes.Count(before, []byte("\n")) + 1,
		Col:  len(before) - bytes.LastIndexByte(before, '\n'),
	}
}

// syntaxError says what keeps the file from being JSON, and where.
func (f *file) syntaxError(err error) doc.Diagnostic {
	var syntax *jsontext.SyntacticError
	if !errors.As(err, &syntax) {
		return doc.Errorf(doc.Position{Path: f.path}, "the notebook cannot be read: %v", err)
	}
	offset := int(syntax.ByteOffset)
	pos := f.position(offset)
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return doc.Errorf(f.position(len(f.text)), "the notebook ends in the middle of its JSON").
			WithHint("the file was cut off; restore it from a copy")
	case errors.Is(err, jsontext.ErrDuplicateName):
		return doc.Errorf(pos, "the name %q stands twice in one JSON object", syntax.JSONPointer.LastToken()).
			WithHint("remove one of the two, for only one of them can count")
	}
	d := doc.Errorf(pos, "the notebook is not valid JSON: %v", syntax.Err)
	return d.WithHint("%s", syntaxHint(f.text[min(offset, len(f.text)):]))
}

// syntaxHint says what to do about a syntax error from what stands there.
func syntaxHint(at []byte) string {
	text := string(at[:min(len(at), 16)])
	for _, mark := range []string{"<<<<<<<", "=======", ">>>>>>>"} {
		if strings.HasPrefix(text, mark) {
			return "the file holds an unresolved merge conflict; choose one side with git checkout --ours or --theirs"
		}
	}
	for _, number := range []string{"NaN", "Infinity", "-Infinity"} {
		if strings.HasPrefix(text, number) {
			return "JSON has no such number, though Python writes it; run the cell again without it, or put null there"
		}
	}
	return "correct it in a text editor at that line, or restore the file from a copy"
}
