package world

// frameVirtual has the writes of the fake clock framed in pieces that nothing
// can tear apart.
func frameVirtual() feature {
	return feature{
		without: "output that a signal or a child process interrupts may be garbled",
		edits: []edit{{
			file: "runtime/time_fake.go", in: "func write(",
			line: "lock(&faketimeState.lock)",
			with: "return frescoWrite(fd, p, n); lock(&faketimeState.lock)",
		}},
		added:  []string{"runtime/fresco_frames.go"},
		needs:  variables,
		stands: func(w *World) *bool { return &w.Frames },
	}
}

// frameReal has writes to standard output and error framed under the system's
// clock.
func frameReal() feature {
	return feature{
		without: "the order between standard output and standard error is not known",
		edits: []edit{{
			file: "runtime/time_nofake.go", in: "func write(",
			line: "return write1(fd, p, n)",
			with: "return frescoWrite(fd, p, n)",
		}, {
			file: "syscall/syscall_unix.go", in: "func Write(",
			line: "if faketime && (fd == 1 || fd == 2) {",
			with: "if frescoFramed && (fd == 1 || fd == 2) { n, err = frescoWrite(fd, p) } else if faketime && (fd == 1 || fd == 2) {",
		}},
		added:  []string{"runtime/fresco_frames.go", "syscall/fresco_frames.go"},
		needs:  variables,
		stands: func(w *World) *bool { return &w.Frames },
	}
}
