//go:build faketime

package main

import "os"

var files = [3]*os.File{nil, os.Stdout, os.Stderr}

// write writes bytes; the runtime frames them.
func write(fd int, b []byte) { files[fd].Write(b) }
