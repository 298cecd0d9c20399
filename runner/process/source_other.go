//go:build !unix

package process

import "os"

// A source is our end of a pipe from the program. What a pipe holds is not
// seen before it has been read, which waits: a frame may be missed, and then
// stand behind raw bytes that were written later.
type source struct {
	file   *os.File
	chunks chan chunk
}

// A chunk is what was read at once.
type chunk struct {
	data []byte
	err  error
}

func newSource(file *os.File) (*source, error) {
	return &source{file: file, chunks: make(chan chunk, 1)}, nil
}

// await waits until there is something to read, or an end. It returns an
// error once the source has ended. Before it is called again, what it found
// must have been read or be about to be read.
func (s *source) await() error {
	buffer := make([]byte, chunkSize)
	n, err := s.file.Read(buffer)
	s.chunks <- chunk{buffer[:n], err}
	return err
}

// read returns what there is, maybe nothing. An error is the end.
func (s *source) read() ([]byte, error) {
	select {
	case c := <-s.chunks:
		return c.data, c.err
	default:
		return nil, nil
	}
}

func (s *source) close() {
	s.file.Close()
}
