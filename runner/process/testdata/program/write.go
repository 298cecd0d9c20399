//go:build !faketime

package main

import (
	"encoding/binary"
	"sync"
	"syscall"
	"time"
)

var (
	started = time.Now()
	mu      sync.Mutex
	last    uint64
)

// write writes a frame, as a patched runtime would.
func write(fd int, b []byte) {
	mu.Lock()
	defer mu.Unlock()
	last = max(last+1, uint64(1e15+time.Since(started).Nanoseconds()))
	header := append([]byte("\x00\x00PB"), make([]byte, 12)...)
	binary.BigEndian.PutUint64(header[4:], last)
	binary.BigEndian.PutUint32(header[12:], uint32(len(b)))
	writeAll(fd, header)
	writeAll(fd, b)
}

func writeAll(fd int, b []byte) {
	for len(b) > 0 {
		n, err := syscall.Write(fd, b)
		if err != nil && err != syscall.EINTR {
			return
		}
		b = b[max(n, 0):]
	}
}
