package ipynb

import (
	"fmt"
	"strconv"
)

// A misfit is a value that is not what nbformat says it is.
type misfit struct {
	at      *node
	message string
}

// Error returns the message.
func (m *misfit) Error() string { return m.message }

// A reader takes typed values out of nodes. The first misfit is kept in err,
// and what is read after it means nothing. A missing member, like a nil node,
// reads as the zero value.
type reader struct{ err *misfit }

// fail notes a misfit at n.
func (r *reader) fail(n *node, format string, args ...any) {
	if r.err == nil {
		r.err = &misfit{n, fmt.Sprintf(format, args...)}
	}
}

// mismatch notes that n is not of the kind that nbformat wants.
func (r *reader) mismatch(n *node, want string) {
	r.fail(n, "%q should be %s and is %s", n.name, want, n.what())
}

// object returns a member that is an object.
func (r *reader) object(n *node, name string) *node {
	return r.container(n, name, '{', "an object")
}

// list returns the elements of a member that is a list.
func (r *reader) list(n *node, name string) []node {
	if m := r.container(n, name, '[', "a list"); m != nil {
		return m.children
	}
	return nil
}

func (r *reader) container(n *node, name string, kind byte, want string) *node {
	m := n.member(name)
	if m != nil && byte(m.kind) != kind {
		r.mismatch(m, want)
		return nil
	}
	return m
}

// string returns a member that is a string.
func (r *reader) string(n *node, name string) string {
	m := n.member(name)
	if m == nil {
		return ""
	}
	if m.kind != '"' {
		r.mismatch(m, "a string")
		return ""
	}
	return unquote(m.raw)
}

// text returns a string or a list of strings joined.
func (r *reader) text(n *node) string {
	if n == nil {
		return ""
	}
	s, ok := n.text()
	if !ok {
		r.mismatch(n, "a string or a list of strings")
	}
	return s
}

// count returns a member that is a whole number from 0, or null for 0.
func (r *reader) count(n *node, name string) int {
	m := n.member(name)
	if m == nil || m.kind == 'n' {
		return 0
	}
	i, err := strconv.Atoi(string(m.raw))
	if err != nil || i < 0 {
		r.mismatch(m, "a whole number from 0")
		return 0
	}
	return i
}

// bool returns a member that is true or false.
func (r *reader) bool(n *node, name string) bool {
	m := n.member(name)
	if m == nil {
		return false
	}
	if m.kind != 't' && m.kind != 'f' {
		r.mismatch(m, "true or false")
	}
	return m.kind == 't'
}

// strings returns the elements of a member that is a list of strings.
func (r *reader) strings(n *node, name string) []string {
	var list []string
	for _, e := range r.list(n, name) {
		if e.kind != '"' {
			r.fail(&e, "%q should be a list of strings and holds %s", name, e.what())
			return nil
		}
		list = append(list, unquote(e.raw))
	}
	return list
}

// metadata returns a member that is an object as a map, nil when empty.
func (r *reader) metadata(n *node, name string) map[string]any {
	m := r.object(n, name)
	if m == nil || len(m.children) == 0 {
		return nil
	}
	return m.plain().(map[string]any)
}
