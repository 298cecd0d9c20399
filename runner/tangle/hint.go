package tangle

import (
	"maps"
	"slices"
	"strings"

	"github.com/gofresco/fresco/doc"
)

// hinted adds what to do where that is known.
func (p *program) hinted(d doc.Diagnostic) doc.Diagnostic {
	if strings.HasPrefix(d.Message, "method ") && strings.HasSuffix(d.Message, "already declared") {
		return d.WithHint("a method cannot be declared again; declare its type again to give it another")
	}
	name, ok := strings.CutPrefix(d.Message, "undefined: ")
	if !ok {
		return d
	}
	if pkg, selected, ok := strings.Cut(name, "."); ok {
		return p.hintSelected(d, pkg, selected)
	}
	var known []string
	for _, o := range p.resolver.objects {
		if o.name == name && o.ident != nil {
			if c, offset, ok := p.place(o.ident.Pos()); ok {
				return d.WithHint("%s is declared at %s, which is no use here", name, c.at(offset))
			}
		}
		known = append(known, o.name)
	}
	known = append(known, slices.Sorted(maps.Keys(stdByName()))...)
	if near := doc.Nearest(name, known); near != "" {
		return d.WithHint("did you mean %s?", near)
	}
	return d
}

// hintSelected suggests what else a package has.
func (p *program) hintSelected(d doc.Diagnostic, name, selected string) doc.Diagnostic {
	for _, o := range p.resolver.objects {
		if o.kind != importObject || o.name != name {
			continue
		}
		pkg, err := p.opts.Importer.Import(o.paths[0])
		if err != nil {
			continue
		}
		var exported []string
		for _, n := range pkg.Scope().Names() {
			if pkg.Scope().Lookup(n).Exported() {
				exported = append(exported, n)
			}
		}
		if near := doc.Nearest(selected, exported); near != "" {
			return d.WithHint("did you mean %s.%s?", name, near)
		}
	}
	return d
}
