package ipynb

import (
	"bytes"
	"errors"
	"io"
	"slices"

	"github.com/go-json-experiment/json/jsontext"
)

// maxDepth is how deep JSON values may be nested, which is about as deep as
// Jupyter itself can read them.
const maxDepth = 1000

// parse reads a text that holds exactly one JSON value, which is nested that
// deep in others. Errors are of type [*jsontext.SyntacticError].
func parse(text []byte, depth int) (*node, error) {
	// Half a surrogate pair, which JavaScript writes where it cuts a text in
	// the middle of a character, reads as U+FFFD.
	dec := jsontext.NewDecoder(bytes.NewBuffer(text), jsontext.AllowInvalidUTF8(true))
	p := parser{text: text, dec: dec, names: map[string]string{}}
	n, err := p.value(depth)
	if err != nil {
		return nil, err
	}
	if _, err := p.dec.ReadToken(); err == nil {
		return nil, errorAt(int(p.dec.InputOffset())-1, errors.New("there is more after its end"))
	} else if err != io.EOF {
		return nil, err
	}
	return &n, nil
}

// A parser builds nodes from the values that dec reads in text.
type parser struct {
	text []byte
	dec  *jsontext.Decoder
	// open holds the children read so far of all containers that are open.
	open []node
	// names holds each name once by its spelling, for few names are met often.
	names map[string]string
}

// errorAt returns an error at an offset.
func errorAt(offset int, err error) error {
	return &jsontext.SyntacticError{ByteOffset: int64(offset), Err: err}
}

// value reads the next value.
func (p *parser) value(depth int) (node, error) {
	kind := p.dec.PeekKind()
	if kind != '{' && kind != '[' {
		v, err := p.dec.ReadValue()
		if err == io.EOF {
			err = errorAt(len(p.text), io.ErrUnexpectedEOF)
		}
		end := int(p.dec.InputOffset())
		start := end - len(v)
		return node{kind: kind, raw: p.text[start:end], start: start}, err
	}
	if _, err := p.dec.ReadToken(); err != nil {
		return node{}, err
	}
	n := node{kind: kind, start: int(p.dec.InputOffset()) - 1}
	if depth >= maxDepth {
		return n, errorAt(n.start, errors.New("values are nested too deep"))
	}
	if err := p.fill(&n, depth+1); err != nil {
		return n, err
	}
	n.raw = p.text[n.start:int(p.dec.InputOffset())]
	return n, nil
}

// fill reads the children of a container and its closing delimiter.
func (p *parser) fill(n *node, depth int) error {
	first := len(p.open)
	for {
		if k := p.dec.PeekKind(); k == '}' || k == ']' {
			n.children = slices.Clone(p.open[first:])
			p.open = p.open[:first]
			_, err := p.dec.ReadToken()
			return err
		}
		child, err := p.child(n.kind, depth)
		if err != nil {
			return err
		}
		p.open = append(p.open, child)
	}
}

// child reads an element of an array or a member of an object.
func (p *parser) child(container jsontext.Kind, depth int) (node, error) {
	if container == '[' {
		return p.value(depth)
	}
	name, err := p.dec.ReadValue()
	if err != nil {
		return node{}, err
	}
	nameEnd := int(p.dec.InputOffset())
	nameStart := nameEnd - len(name)
	child, err := p.value(depth)
	if err != nil {
		return child, err
	}
	child.name = p.name(p.text[nameStart:nameEnd])
	child.nameStart, child.nameEnd = nameStart, nameEnd
	return child, nil
}

// name returns what the name of a member says.
func (p *parser) name(raw []byte) string {
	name, ok := p.names[string(raw)]
	if !ok {
		name = unquote(raw)
		p.names[string(raw)] = name
	}
	return name
}
