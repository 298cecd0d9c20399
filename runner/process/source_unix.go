//go:build unix

package process

import (
	"io"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// A source is our end of a pipe from the program.
type source struct {
	file   *os.File
	conn   syscall.RawConn
	buffer [chunkSize]byte
}

func newSource(file *os.File) (*source, error) {
	conn, err := file.SyscallConn()
	return &source{file: file, conn: conn}, err
}

// await waits until there may be something to read, or an end. It returns an
// error once the source has been closed, and may run beside read.
func (s *source) await() error {
	return s.conn.Read(func(fd uintptr) bool {
		n, err := unix.Poll([]unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}, 0)
		return n > 0 || err != nil && err != unix.EINTR && err != unix.EAGAIN
	})
}

// read returns what there is, maybe nothing. The data is valid until the next
// read. An error is the end.
func (s *source) read() ([]byte, error) {
	var n int
	var err error
	closed := s.conn.Control(func(fd uintptr) {
		for {
			if n, err = unix.Read(int(fd), s.buffer[:]); err != unix.EINTR {
				return
			}
		}
	})
	switch {
	case closed != nil:
		return nil, closed
	case err == unix.EAGAIN:
		return nil, nil
	case err != nil:
		return nil, err
	case n == 0:
		return nil, io.EOF
	}
	return s.buffer[:n], nil
}

func (s *source) close() {
	s.file.Close()
}
