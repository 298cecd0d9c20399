package ipynb

import (
	"bytes"
	"slices"
)

// An object is a JSON object that is put together, in the order of the one
// that it replaces.
type object struct {
	// old is the object that is replaced, or nil.
	old *node
	// keep tells whether members of old that are not set stay.
	keep    bool
	members []member
}

// A member is a name with its value in JSON.
type member struct {
	name  string
	value []byte
}

// set gives a member its value.
func (o *object) set(name string, value []byte) {
	o.members = append(o.members, member{name, value})
}

// json returns the object's text. A member that old does not have stands
// after those whose names sort before its own, as in files with sorted names.
func (o *object) json() []byte {
	var ordered []member
	if o.old != nil {
		for i := range o.old.children {
			child := &o.old.children[i]
			if value := o.value(child.name); value != nil {
				ordered = append(ordered, member{child.name, value})
			} else if o.keep {
				ordered = append(ordered, member{child.name, child.raw})
			}
		}
	}
	for _, m := range o.members {
		if o.old.member(m.name) == nil {
			ordered = slices.Insert(ordered, successor(ordered, m.name), m)
		}
	}
	return join(ordered)
}

// value returns the value that was set, or nil.
func (o *object) value(name string) []byte {
	for _, m := range o.members {
		if m.name == name {
			return m.value
		}
	}
	return nil
}

// successor returns the index after the last member whose name sorts before.
func successor(members []member, name string) int {
	for i := len(members); i > 0; i-- {
		if members[i-1].name < name {
			return i
		}
	}
	return 0
}

// join writes members as a compact object.
func join(members []member) []byte {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range members {
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(quote(m.name))
		b.WriteByte(':')
		b.Write(m.value)
	}
	b.WriteByte('}')
	return b.Bytes()
}
