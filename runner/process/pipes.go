package process

import (
	"os"
	"sync"
)

// chunkSize is what a pipe holds on Linux.
const chunkSize = 64 << 10

// The pipes from the program: its two streams and what it says it read.
const (
	sources    = 3
	readSource = 2
)

// pipes are the ends of all pipes between us and the program.
type pipes struct {
	from   [sources]*os.File // our ends
	config *os.File
	theirs []*os.File // the program's descriptors, from 0 on
	chunks chan chunk
	open   int // pipes that have not ended
	done   chan struct{}
	wait   sync.WaitGroup
}

// A chunk is what was read from a pipe at once, nil at its end. The data is
// valid until the next chunk of the source is received.
type chunk struct {
	source int
	data   []byte
}

// openPipes opens all pipes and the empty standard input.
func openPipes() (p *pipes, err error) {
	p = &pipes{open: sources, chunks: make(chan chunk), done: make(chan struct{}), theirs: make([]*os.File, 5)}
	defer func() {
		if err != nil {
			p.close()
		}
	}()
	if p.theirs[0], err = os.Open(os.DevNull); err != nil {
		return p, err
	}
	for i, fd := range [sources]int{1, 2, 4} {
		if p.from[i], p.theirs[fd], err = os.Pipe(); err != nil {
			return p, err
		}
	}
	p.theirs[3], p.config, err = os.Pipe()
	return p, err
}

// serve begins to read, and to write the configuration, once the program has
// its ends.
func (p *pipes) serve(config []byte) {
	for i := range p.from {
		p.wait.Go(func() { p.read(i) })
	}
	p.wait.Go(func() {
		// A program that does not want its configuration does no harm.
		_, _ = p.config.Write(config)
		p.config.Close()
	})
}

// read sends what comes through a pipe. It reads into one buffer while the
// other is being looked at.
func (p *pipes) read(source int) {
	var buffers [2][chunkSize]byte
	for i := 0; ; i ^= 1 {
		n, err := p.from[source].Read(buffers[i][:])
		if n > 0 && !p.send(chunk{source, buffers[i][:n]}) {
			return
		}
		if err != nil {
			p.send(chunk{source: source})
			return
		}
	}
}

// send hands a chunk over, and reports whether there is still someone to take
// it.
func (p *pipes) send(c chunk) bool {
	select {
	case p.chunks <- c:
		return true
	case <-p.done:
		return false
	}
}

// release closes the program's ends on our side.
func (p *pipes) release() {
	closeAll(p.theirs)
	p.theirs = nil
}

// abandon stops reading, though others may still write.
func (p *pipes) abandon() {
	closeAll(p.from[:])
}

// close closes everything and waits for all readers.
func (p *pipes) close() {
	close(p.done)
	p.release()
	p.abandon()
	closeAll([]*os.File{p.config})
	p.wait.Wait()
}

func closeAll(files []*os.File) {
	for _, f := range files {
		if f != nil {
			f.Close()
		}
	}
}
