package ipynb

import (
	"bytes"

	"github.com/gofresco/fresco/doc"
)

// A cellUpdate collects the edits of one cell.
type cellUpdate struct {
	nb    *notebook
	cell  *node
	edits *edits
	// known is the cell's style once it is needed.
	known *style
}

// style returns the cell's style.
func (u *cellUpdate) style() style {
	if u.known == nil {
		st := u.nb.styleOf(u.cell)
		u.known = &st
	}
	return *u.known
}

// replace gives a member of the cell a value, laid out as it will stand. One
// that is missing is put behind the last whose name sorts before it: there is
// always "cell_type".
func (u *cellUpdate) replace(name string, value []byte) {
	if m := u.cell.member(name); m != nil {
		u.edits.add(m.start, m.end(), value)
		return
	}
	at := 0
	for _, m := range u.cell.children {
		if m.name < name {
			at = m.end()
		}
	}
	st := u.style()
	u.edits.add(at, at, []byte(st.comma(0)), quote(name), []byte(st.colon()), value)
}

// updateOutputs turns the outputs that the file has into those wanted. What
// is the same at both ends stays; between them outputs are replaced one by
// one, and the rest added or removed.
func (u *cellUpdate) updateOutputs(was, want []doc.Output) error {
	prefix, suffix := 0, 0
	for prefix < min(len(was), len(want)) && u.same(was[prefix], want[prefix]) {
		prefix++
	}
	for suffix < min(len(was), len(want))-prefix && u.same(was[len(was)-1-suffix], want[len(want)-1-suffix]) {
		suffix++
	}
	last := len(was) - suffix
	changed := want[prefix : len(want)-suffix]
	switch {
	case prefix == last && len(changed) == 0:
		return nil
	case len(want) == 0:
		u.replace("outputs", []byte("[]"))
		return nil
	case len(was) == 0:
		return u.fill(changed)
	}
	return u.exchange(prefix, last, changed)
}

// same reports whether an output would read the same from the file as the one
// that it has.
func (u *cellUpdate) same(was, want doc.Output) bool {
	if want.Equal(was) {
		return true
	}
	text, err := u.style().output(want, nil)
	if err != nil {
		return false
	}
	back, err := readBack(text)
	return err == nil && back.Equal(was)
}

// fill writes all outputs of a cell that had none.
func (u *cellUpdate) fill(want []doc.Output) error {
	list := []byte{'['}
	for i, o := range want {
		text, err := u.style().output(o, nil)
		if err != nil {
			return err
		}
		if i > 0 {
			list = append(list, ',')
		}
		list = append(list, text...)
	}
	u.replace("outputs", u.style().format(append(list, ']'), 0))
	return nil
}

// exchange puts the wanted outputs in the place of those from first to last
// in a list that has outputs and keeps some or gets new ones.
func (u *cellUpdate) exchange(first, last int, want []doc.Output) error {
	list := u.cell.member("outputs").children
	var added [][]byte
	for i, o := range want {
		var old *node
		if first+i < last {
			old = &list[first+i]
		}
		text, err := u.style().output(o, old)
		if err != nil {
			return err
		}
		text = u.style().format(text, 1)
		if old == nil {
			added = append(added, text)
			continue
		}
		u.edits.add(old.start, old.end(), text)
	}
	if len(added) > 0 {
		u.insert(list, last, added)
	} else if kept := first + len(want); kept < last {
		u.remove(list, kept, last)
	}
	return nil
}

// insert puts outputs before the one at an index, or behind all.
func (u *cellUpdate) insert(list []node, at int, added [][]byte) {
	comma := []byte(u.style().comma(1))
	text := bytes.Join(added, comma)
	if at < len(list) {
		u.edits.add(list[at].start, list[at].start, text, comma)
		return
	}
	end := list[at-1].end()
	u.edits.add(end, end, comma, text)
}

// remove takes the outputs from first to last away, with a comma for each.
func (u *cellUpdate) remove(list []node, first, last int) {
	if first > 0 {
		u.edits.add(list[first-1].end(), list[last-1].end())
		return
	}
	u.edits.add(list[first].start, list[last].start)
}
