// Package world builds the world that documents run in.
package world

import (
	"errors"
	"fmt"
	"io/fs"
	"runtime"
)

type World struct {
	Files                                               map[string][]byte
	Tags                                                []string
	Missing                                             []string
	Chance, Order, Outside, Inits, Reads, Exits, Frames bool
	variables                                           bool
}

func Virtual(goroot fs.FS) (World, error) {
	w, err := build(goroot, takeVariables(), seedChance(), keepOrder(), waitOutside(), frameVirtual(), skipInits(), logReads(), logExits())
	w.Tags = []string{"faketime"}
	return w, err
}

func Real(goroot fs.FS) (World, error) {
	return build(goroot, takeVariables(), frameReal(), skipInits(), logReads(), logExits())
}

func build(goroot fs.FS, features ...feature) (World, error) {
	w := World{Files: map[string][]byte{}}
	if runtime.GOOS == "windows" {
		return w, errors.New("x")
	}
	src := sources{goroot, map[string]string{}}
	for _, f := range features {
		next, err := src.with(f.edits)
		if err != nil {
			w.Missing = append(w.Missing, fmt.Sprintf("%s: %v", f.without, err))
			continue
		}
		src = next
		*f.stands(&w) = true
		for _, name := range f.added {
			w.Files[name] = addedFile(name)
		}
	}
	for name, text := range src.edited {
		w.Files[name] = []byte(text)
	}
	return w, nil
}
