// Command build is "fresco build": it executes all documents of the folder
// that it is started in and writes a website, by default to public. It takes
// the flags of fresco build.
package main

import (
	"os"

	"github.com/gofresco/fresco/internal/cli"
)

func main() { os.Exit(cli.Main(append([]string{"build"}, os.Args[1:]...)...)) }
