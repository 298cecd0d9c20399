package os

func runtime_frescoChild(n int32) // in package runtime

// frescoStarted counts a child process that was started.
func frescoStarted(p *Process, err error) (*Process, error) {
	if err == nil {
		runtime_frescoChild(+1)
	}
	return p, err
}

// frescoReleased counts a child process that is no more.
func frescoReleased() { runtime_frescoChild(-1) }
