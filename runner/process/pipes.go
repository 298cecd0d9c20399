package process

import (
	"os"
	"sync"
)

// chunkSize is what a pipe holds on Linux, so that one read empties it.
const chunkSize = 64 << 10

// The pipes from the program: its two streams and what it says it read.
const (
	sources    = 3
	readSource = 2
)

// pipes are the ends of all pipes between us and the program.
type pipes struct {
	from   [sources]*source // our ends, nil once they have ended
	config *os.File
	theirs []*os.File // the program's descriptors, from 0 on
	ready  chan int   // tells a source that may have something to read
	done   chan struct{}
	wait   sync.WaitGroup
}

// openPipes opens all pipes and the empty standard input.
func openPipes() (p *pipes, err error) {
	p = &pipes{ready: make(chan int), done: make(chan struct{}), theirs: make([]*os.File, 5)}
	defer func() {
		if err != nil {
			p.close()
		}
	}()
	if p.theirs[0], err = os.Open(os.DevNull); err != nil {
		return p, err
	}
	for i, fd := range [sources]int{1, 2, 4} {
		var ours *os.File
		if ours, p.theirs[fd], err = os.Pipe(); err != nil {
			return p, err
		}
		if p.from[i], err = newSource(ours); err != nil {
			return p, err
		}
	}
	p.theirs[3], p.config, err = os.Pipe()
	return p, err
}

// serve begins to watch the sources, and to write the configuration, once the
// program has its ends.
func (p *pipes) serve(config []byte) {
	for i, s := range p.from {
		p.wait.Go(func() { p.watch(i, s) })
	}
	p.wait.Go(func() {
		// A program that does not want its configuration does no harm.
		_, _ = p.config.Write(config)
		p.config.Close()
	})
}

// watch tells when a source may have something to read, and its end. It may
// tell so once too often, of what has been read meanwhile.
func (p *pipes) watch(i int, s *source) {
	for err := error(nil); err == nil; {
		err = s.await()
		select {
		case p.ready <- i:
		case <-p.done:
			return
		}
	}
}

// read returns what there is to read of a source, maybe nothing, and whether
// it has just ended. The data is valid until the source is read again.
func (p *pipes) read(i int) (data []byte, ended bool) {
	if p.from[i] == nil {
		return nil, false
	}
	data, err := p.from[i].read()
	if err != nil {
		p.from[i].close()
		p.from[i] = nil
	}
	return data, err != nil
}

// open reports whether any source has not ended.
func (p *pipes) open() bool {
	return p.from != [sources]*source{}
}

// release closes the program's ends on our side.
func (p *pipes) release() {
	closeAll(p.theirs)
	p.theirs = nil
}

// abandon stops reading, though others may still write.
func (p *pipes) abandon() {
	for _, s := range p.from {
		if s != nil {
			s.close()
		}
	}
}

// close closes everything and waits for all watchers.
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
