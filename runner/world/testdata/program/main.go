// Program is what the tests run in a world: its argument names a function.
package main

import (
	"fmt"
	"os"

	_ "github.com/gofresco/fresco/runner/world/testdata/program/one"
	_ "github.com/gofresco/fresco/runner/world/testdata/program/two.v2"
)

func main() {
	runs := map[string]func(){
		"chance": chance, "seeded": seeded, "hello": hello,
		"signal": awaitSignal, "child": child, "scan": scanChild, "flood": flood, "sleepForever": sleepForever,
		"deadlock": deadlock, "spin": spin, "print": printForever, "crowd": crowd, "streams": streams,
		"reads": reads, "steal": steal, "exit": exit, "environ": environ,
	}
	if len(os.Args) < 2 || runs[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "no such function")
		os.Exit(2)
	}
	runs[os.Args[1]]()
}

func hello() { fmt.Println("hello") }
