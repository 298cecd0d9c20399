package world

import (
	"embed"
	"fmt"
)

// added holds the files that are put into standard packages. They stand in a
// folder that the go command passes over, for they compile only there.
//
//go:embed _src
var added embed.FS

// addedFile returns one of them by its path in GOROOT/src.
func addedFile(name string) []byte {
	data, err := added.ReadFile("_src/" + name)
	if err != nil {
		panic(fmt.Sprintf("world: a feature names a file that is not embedded: %v", err))
	}
	return data
}
