// Package fresco is the root of the module. It carries the source of package
// display inside the binary, so that documents can import
// github.com/gofresco/fresco/display without their module requiring it.
package fresco

import "embed"

// Display holds the Go files of package display, in the folder display. An
// embed pattern cannot leave out tests: pass over names that end in _test.go.
//
//go:embed display/*.go
var Display embed.FS
