package world

// A feature is one change of the world: lines to edit and files to add. It
// stands when all of its lines are recognised, else it is left out whole.
type feature struct {
	// without tells a person what holds when the feature is left out.
	without string
	edits   []edit
	// added are files of folder _src to add.
	added []string
	// needs is the feature that this one rests on; nil if there is none.
	needs func(*World) *bool
	// stands is set when the feature stands.
	stands func(*World) *bool
}

func variables(w *World) *bool { return &w.variables }

// takeVariables has the runtime read Fresco's variables and hide them. All
// other features rest on it.
func takeVariables() feature {
	return feature{
		without: "nothing can be known or changed of a running program",
		edits: []edit{{
			file: "runtime/proc.go", in: "func schedinit() {",
			line: "goenvs()",
			with: "goenvs(); frescoTakeEnv()",
		}},
		added:  []string{"runtime/fresco_env.go"},
		stands: variables,
	}
}
