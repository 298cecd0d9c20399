package world

// logReads has package os record the files and variables that are asked for.
func logReads() feature {
	return feature{
		without: "the files and variables that a document reads are not known",
		edits: []edit{{
			// Not changed: without these methods the added file would not compile.
			file: "internal/testlog/log.go", in: "type Interface interface {",
			line: "Chdir(dir string)",
			with: "Chdir(dir string)",
		}},
		added:  []string{"os/fresco_log.go", "os/fresco_decimal.go"},
		needs:  variables,
		stands: func(w *World) *bool { return &w.Reads },
	}
}

// logExits has os.Exit record its caller. It writes to the log of logReads.
func logExits() feature {
	return feature{
		without: "the place of a call of os.Exit is not known",
		edits: []edit{{
			file: "os/proc.go", in: "func Exit(code int) {",
			line: "func Exit(code int) {",
			with: "func Exit(code int) { frescoExit(code);",
		}},
		needs:  func(w *World) *bool { return &w.Reads },
		stands: func(w *World) *bool { return &w.Exits },
	}
}
