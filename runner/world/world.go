// Package world makes the world that documents run in. A program that is
// built in it prints the same bytes each time ([Virtual]), or keeps the
// system's time and chance ([Real]); in both, its runner learns what the
// program writes, reads and leaves, and has it initialise no more than it
// needs.
//
// A world is a set of standard-library files that the go command reads in the
// place of the installed ones, by its flag -overlay. None of the library's
// text is kept here. The lines to change are recognised in the user's own
// GOROOT, each by all of its text and the function that it stands in, and are
// replaced one by one, so that line numbers stay; what they call stands in
// files of our own (folder _src), which are added beside them. A feature whose
// lines a version of Go does not have is left out whole, and [World] tells so.
//
// # The virtual world
//
// Time is the runtime's fake clock (build tag faketime): it starts at 23:00
// on 10 November 2009, stands still while anything runs, and jumps to the next
// timer when all goroutines wait. Such a program must be built without cgo,
// and run with GOMAXPROCS=1.
//
// Chance has a seed. One generator, not one for each thread, serves map
// iteration, select, math/rand, hash/maphash and all else but crypto/rand,
// and hash functions are the portable ones, so that large maps have one order
// on all machines with words of one size.
//
// Order, what is left, is that of the goroutines. The runtime's monitor thread
// goes by the system's clock: here it ends no time slice, starts no
// collection, and takes a goroutine's processor only in a system call of two
// seconds, or of one millisecond while there are child processes. Threads are
// made in advance: they live on the heap, and their number and use would
// decide when a collection comes and how far it gets between two goroutines.
//
// From outside come the output of child processes, what is sent over the
// network, and signals. The clock waits for them: 5 ms for what was sent over
// loopback, and while a child process runs and all else waits, time passes as
// outside.
//
// What stays a matter of chance: addresses (%p) where they depend on the
// system; the name of a temporary file that is taken already, so that programs
// with one seed that run at once are better given a TMPDIR each; what child
// processes and other machines do; goroutines when a
// program raises GOMAXPROCS; and, for programs that collect garbage while
// they lock goroutines to threads, their order.
//
// # Talking to a program
//
// These variables are read at the start, before any package is initialised,
// and are then gone from the environment. Without them a program runs as it
// does without this package, but for the clock.
//
//   - FRESCO_WORLD: the seed, a decimal number, or "random" for chance as the
//     system has it. Without it the seed is 1.
//   - FRESCO_SKIP: packages not to initialise, separated by commas, by their
//     paths as the names of functions have them: a dot in the last element is
//     "%2e".
//   - FRESCO_LOG: a descriptor, opened for writing, for records of what the
//     program asks of its surroundings.
//
// With FRESCO_WORLD or FRESCO_LOG set, what the program writes to descriptors
// 1 and 2, by package os, package syscall, println or a panic, comes in
// frames: the bytes 0 0 'P' 'B', the time in nanoseconds since 1970 in eight
// bytes, the number of bytes that follow in four, big endian, and those. The
// time of a frame is later than that of any frame before it on the other
// descriptor, so that sorting by it restores the order of the two. No frame
// is longer than 4096 bytes with its header: a pipe takes it whole, even while
// child processes write to it (without frames) or a signal arrives.
//
// A record of the log is a byte for its kind, a text and a NUL:
//
//	o name     a file or folder was opened, or a program started
//	s name     a file was looked at (os.Stat, os.Lstat)
//	c name     the working directory was changed
//	g name     an environment variable was read
//	x code     os.Exit was called
//
// Names are as the program gave them. Each is recorded once for its kind, a
// relative one again after a change of directory. The text of x is the exit
// code in decimal, then a line for each frame of the stack, innermost first:
// the function, a tab, file:line.
package world

import (
	"fmt"
	"io/fs"
	"runtime"
)

// A World is a set of changes to the standard library.
type World struct {
	// Files holds the new content of files that replace or join those of
	// the standard library, by slash-separated path in GOROOT/src, as in
	// "runtime/rand.go".
	Files map[string][]byte
	// Tags are the build tags that the world needs: "faketime" in a virtual
	// one.
	Tags []string
	// Missing says for each feature that does not stand what that means and
	// why, in words for a message.
	Missing []string

	Chance  bool // chance has a seed (virtual only)
	Order   bool // goroutines run in the same order each time (virtual only)
	Outside bool // the clock waits for what comes from outside (virtual only)
	Frames  bool // output comes in frames that stay whole
	Inits   bool // FRESCO_SKIP is heeded
	Reads   bool // the log has records o, s, c and g
	Exits   bool // the log has records x

	variables bool // Fresco's variables are read
}

// Virtual returns the world in which time and chance repeat themselves, for
// the Go installation whose root folder is goroot.
func Virtual(goroot fs.FS) (World, error) {
	w, err := build(goroot, takeVariables(), seedChance(), keepOrder(), waitOutside(),
		frameVirtual(), skipInits(), logReads(), logExits())
	w.Tags = []string{"faketime"}
	return w, err
}

// Real returns the world with the system's time and chance.
func Real(goroot fs.FS) (World, error) {
	return build(goroot, takeVariables(), frameReal(), skipInits(), logReads(), logExits())
}

// build makes a world of the features whose lines are recognised. It fails
// when goroot is no Go installation.
func build(goroot fs.FS, features ...feature) (World, error) {
	w := World{Files: map[string][]byte{}}
	if _, err := fs.Stat(goroot, "src/runtime"); err != nil {
		return w, fmt.Errorf("no Go standard library in GOROOT: %w", err)
	}
	src := sources{goroot, map[string]string{}}
	for _, f := range features {
		next, err := src.with(f, w)
		if err != nil {
			w.Missing = append(w.Missing, fmt.Sprintf("%s (%v)", f.without, err))
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

// supported reports whether the added files, written for Unix, can be
// compiled on this system.
func supported() bool {
	return runtime.GOOS != "windows" && runtime.GOOS != "plan9" && runtime.GOOS != "js"
}
