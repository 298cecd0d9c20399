// Command fresco turns tutorials with runnable Go into a static website.
//
//	fresco build [-o DIR]                     executes all documents of a folder and writes a website
//	fresco run [-o FILE] FILE...              executes documents wherever they stand
//	fresco version                            says which build of Fresco this is
//	fresco help [COMMAND]                     tells more about each
//
// Package internal/cli does the work.
package main

import (
	"os"

	"github.com/gofresco/fresco/internal/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:]...)) }
