package world

// skipInits leaves out the initialisers of the packages in FRESCO_SKIP.
func skipInits() feature {
	return feature{
		without: "all packages that the documents of a site import are initialised in each of them",
		edits: []edit{{
			file: "runtime/proc.go", in: "func main() {",
			line: "doInit(m.inittasks)",
			with: "doInit(frescoInits(m.inittasks))",
		}},
		added:  []string{"runtime/fresco_inits.go"},
		needs:  variables,
		stands: func(w *World) *bool { return &w.Inits },
	}
}
