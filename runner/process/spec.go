package process

import "time"

// A Spec says what to run and within which limits.
type Spec struct {
	// Path is the program's file.
	Path string
	// Name is what it is told that it is called, "" for Path.
	Name string
	// Args are its arguments, without its name.
	Args []string
	// Env is its whole environment, to which FRESCO_RUN is added.
	Env []string
	// Dir is its working directory, "" for our own.
	Dir string
	// Config is what it reads from descriptor 3.
	Config []byte
	// Nonce marks its control records. It should be random.
	Nonce [16]byte

	// Timeout returns how long a cell may take in real time, from its
	// beginning to the beginning of the next; 0 for no limit. Cell 0 is the
	// time before the first cell, to which StartAllowance is added. A nil
	// Timeout sets no limits.
	Timeout func(cell int) time.Duration
	// StartAllowance is time to start up in, 10 s by default.
	StartAllowance time.Duration
	// Grace is the time that the program has to print its goroutines' stacks
	// when a cell has exceeded its time, 500 ms by default.
	Grace time.Duration
	// Memory is how many bytes the program and its child processes may hold
	// in main memory together, 0 for no limit. Pages that processes share
	// count once.
	Memory int64
	// Processes is how many processes the program may have at a time, itself
	// included; 1000 by default.
	Processes int
	// OutputLimit is how many bytes of output are kept of each cell, and of
	// what is written before the first; 1 MiB by default.
	OutputLimit int64

	// Event, if not nil, is told what happens while it happens. It is called
	// from the goroutine that called Run, and must return quickly.
	Event func(Event)
}

// withDefaults returns the spec with its defaults filled in.
func (s Spec) withDefaults() Spec {
	if s.Name == "" {
		s.Name = s.Path
	}
	setDefault(&s.StartAllowance, 10*time.Second)
	setDefault(&s.Grace, 500*time.Millisecond)
	setDefault(&s.Processes, 1000)
	setDefault(&s.OutputLimit, 1<<20)
	if s.Timeout == nil {
		s.Timeout = func(int) time.Duration { return 0 }
	}
	if s.Event == nil {
		s.Event = func(Event) {}
	}
	return s
}

func setDefault[T ~int | ~int64](p *T, value T) {
	if *p == 0 {
		*p = value
	}
}
