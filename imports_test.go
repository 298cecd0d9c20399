package fresco_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/gofresco/fresco"

// allowed says which of our own packages each package may import, itself and
// those below it in folders included. Imports point one way: the model at the
// bottom, the command line on top. A package that is not named here may import
// nothing of ours.
var allowed = map[string][]string{
	"":                 {},
	"display":          {},
	"doc":              {},
	"doc/ipynb":        {"doc"},
	"doc/markdown":     {"doc"},
	"templates":        {},
	"runner":           {"", "doc", "runner/process", "runner/tangle", "runner/world"},
	"runner/process":   {"doc"},
	"runner/tangle":    {"doc"},
	"runner/world":     {},
	"runner/rt":        {},
	"runner/rt/rich":   {"runner/rt"},
	"site":             {"doc", "templates"},
	"internal/project": {"doc", "doc/ipynb", "doc/markdown"},
	"internal/cli":     {"doc", "internal/project", "runner", "site", "templates"},
	"cmd/build":        {"internal/cli"},
	"cmd/fresco":       {"internal/cli"},
}

// standardOnly are the packages that users' programs are built with.
var standardOnly = []string{"display", "runner/rt", "runner/rt/rich"}

func TestImportsPointOneWay(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", "{{.ImportPath}}: {{join .Imports \" \"}}", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		pkg, imports, _ := strings.Cut(strings.TrimSpace(line), ":")
		name, ours := inModule(pkg)
		if !ours || strings.Contains(name, "testdata") {
			continue
		}
		rules, known := allowed[name]
		if !known {
			t.Errorf("package %s has no rule in this test: where does it stand?", name)
		}
		for imp := range strings.FieldsSeq(imports) {
			if to, ours := inModule(imp); ours {
				if !slices.Contains(rules, to) {
					t.Errorf("%s imports %s, which it may not", name, to)
				}
			} else if strings.Contains(imp, ".") && slices.Contains(standardOnly, name) {
				t.Errorf("%s imports %s, which is not in the standard library", name, imp)
			}
		}
	}
}

// inModule returns a package's path within the module.
func inModule(path string) (string, bool) {
	if path == module {
		return "", true
	}
	return strings.CutPrefix(path, module+"/")
}

// What a package may do is part of where it stands: only the command line
// looks at flags, or ends the process.
func TestOnlyTheCommandLineExits(t *testing.T) {
	out, err := exec.Command("git", "grep", "-nE", `os\.Exit\(|os\.Args\b|"flag"`, "--", "*.go", ":!*_test.go", ":!internal/cli", ":!cmd", ":!*/testdata/*").Output()
	if err != nil && len(out) == 0 {
		if exit, ok := err.(*exec.ExitError); ok && exit.ExitCode() == 1 {
			return
		}
		t.Skipf("git cannot search here: %v", err)
	}
	for line := range strings.Lines(string(out)) {
		code := line[strings.Index(line, ":")+1:]
		code = code[strings.Index(code, ":")+1:]
		if !strings.HasPrefix(strings.TrimSpace(code), "//") && !strings.HasPrefix(line, "runner/rt/") && !strings.HasPrefix(line, "runner/world/_src/") {
			t.Errorf("only internal/cli may do this: %s", line)
		}
	}
}
