package tangle

import (
	_ "embed"
	"path"
	"regexp"
	"strings"
	"sync"
)

//go:generate sh -c "go list std | grep -v -e internal -e ^vendor/ -e runtime/cgo > std.txt"

//go:embed std.txt
var stdList string

// preferred orders the standard packages that share a name; the first that
// has what the cell selects is taken.
var preferred = map[string][]string{
	"rand":     {"math/rand/v2", "crypto/rand", "math/rand"},
	"template": {"text/template", "html/template"},
	"scanner":  {"text/scanner", "go/scanner"},
	"pprof":    {"runtime/pprof", "net/http/pprof"},
}

// standardPackages returns the import paths of the standard packages of that
// name, best first.
func standardPackages(name string) []string { return stdByName()[name] }

var stdByName = sync.OnceValue(func() map[string][]string {
	byName := map[string][]string{}
	for p := range strings.FieldsSeq(stdList) {
		name := guessName(p)
		byName[name] = append(byName[name], p)
	}
	for name, paths := range preferred {
		byName[name] = paths
	}
	return byName
})

var versionElem = regexp.MustCompile(`^v[0-9]+$`)

// guessName returns the name that a package most likely has, by its path.
func guessName(p string) string {
	base := path.Base(p)
	if versionElem.MatchString(base) && path.Dir(p) != "." {
		base = path.Base(path.Dir(p))
	}
	return base
}
