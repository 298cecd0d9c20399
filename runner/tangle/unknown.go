package tangle

import "github.com/gofresco/fresco/doc"

// tooEarly reports variables that the cell's statements use before they are
// declared.
func (r *resolver) tooEarly(unknown []unknown) {
	for _, u := range unknown {
		if o := r.mine[u.id.Name]; o != nil && o.kind == varObject {
			line, _ := r.cell.lineCol(u.seg.offset(u.id.Pos()))
			r.diagnostics = append(r.diagnostics, u.undefined().
				WithHint("the variable is declared further down; a cell runs from top to bottom, and line %d is too early", line))
		}
	}
}

// strangers returns the identifiers that have no meaning where they stand,
// though another cell declares their name: a later one, or one that must fail
// and declares for itself alone. The compiler, which knows no order of cells,
// would take them for that.
func (r *resolver) strangers() map[*cell]doc.Diagnostics {
	declared := map[string]*object{}
	for _, o := range r.objects {
		if o.cell != nil && o.kind != importObject {
			declared[o.emit] = o
		}
	}
	found := map[*cell]doc.Diagnostics{}
	for _, u := range r.unknown {
		o := declared[u.id.Name]
		if o == nil || o.cell == u.cell || r.dotted[u.id.Name] {
			continue
		}
		d := u.undefined()
		where := o.cell.at(0)
		if o.cell.Options.MustFail {
			d = d.WithHint("%s declares %s for itself alone, because it is marked error: true", where, o.name)
		} else {
			d = d.WithHint("%s is declared only further down, at %s", o.name, where)
		}
		found[u.cell] = append(found[u.cell], d)
	}
	return found
}

func (u unknown) undefined() doc.Diagnostic {
	return doc.Errorf(u.cell.at(u.seg.offset(u.id.Pos())), "undefined: %s", u.id.Name)
}
