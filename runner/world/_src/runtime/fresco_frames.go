package runtime

import "unsafe"

// frescoHeader is the size of a frame's header: 0 0 'P' 'B', the time in
// nanoseconds since 1970 in eight bytes, the length in four (big endian).
// It is the playback header that the runtime's fake clock writes.
const frescoHeader = 16

// frescoFrame is the state of the frames that were written.
//
// A frame is at most 4096 bytes long, header included. POSIX calls that
// PIPE_BUF and promises that a pipe takes such a write whole: neither a signal
// nor the output of a child process can come between header and payload.
var frescoFrame struct {
	lock  mutex
	owner uintptr // the m that holds lock
	time  int64   // of the last frame
	fd    uintptr // of the last frame
	buf   [2][4096]byte
}

// frescoEpoch is the wall clock's time at the monotonic clock's zero.
var frescoEpoch int64

// frescoNow returns the time that a frame carries, in nanoseconds since 1970.
func frescoNow() int64 {
	if faketime != 0 {
		return faketime
	}
	if frescoEpoch == 0 {
		sec, nsec, mono := time_now()
		frescoEpoch = sec*1e9 + int64(nsec) - mono
	}
	return frescoEpoch + nanotime()
}

// frescoWrite is write1 with frames for descriptors 1 and 2. It returns the
// number of payload bytes written, or a negated error number.
//
// The lock may be taken already by this very thread: a signal that arrives
// during a write has the goroutines' stacks printed. That goes on without it,
// with a buffer of its own.
//
//go:nowritebarrierrec
func frescoWrite(fd uintptr, p unsafe.Pointer, n int32) int32 {
	if !frescoFramed || fd != 1 && fd != 2 || n < 0 {
		return write1(fd, p, n)
	}
	f := &frescoFrame
	self := uintptr(unsafe.Pointer(getg().m))
	if f.owner == self {
		return frescoWriteFrames(fd, p, n, &f.buf[1])
	}
	lock(&f.lock)
	f.owner = self
	res := frescoWriteFrames(fd, p, n, &f.buf[0])
	f.owner = 0
	unlock(&f.lock)
	return res
}

// frescoWriteFrames writes n bytes in as many frames as it takes. A write of
// nothing is a frame too: it marks a moment in the stream.
//
//go:nowritebarrierrec
func frescoWriteFrames(fd uintptr, p unsafe.Pointer, n int32, buf *[4096]byte) int32 {
	t := frescoFrameTime(fd)
	for done := int32(0); ; {
		size := min(n-done, int32(len(buf))-frescoHeader)
		*(*[4]byte)(buf[:]) = [4]byte{0, 0, 'P', 'B'}
		for i := range 8 {
			buf[4+i] = byte(t >> (56 - 8*i))
		}
		for i := range 4 {
			buf[12+i] = byte(size >> (24 - 8*i))
		}
		memmove(unsafe.Pointer(&buf[frescoHeader]), unsafe.Add(p, done), uintptr(size))
		if res := frescoWriteWhole(fd, buf, frescoHeader+size); res < 0 {
			if done > 0 {
				return done
			}
			return res
		}
		if done += size; done == n {
			return n
		}
	}
}

// frescoFrameTime returns the time for the next frame. It never runs
// backwards, and is later than the last frame's when the descriptor changes,
// so that the order of the two streams can be told from it.
func frescoFrameTime(fd uintptr) int64 {
	f := &frescoFrame
	t := f.time
	if fd != f.fd {
		t++
		f.fd = fd
	}
	f.time = max(t, frescoNow())
	return f.time
}

// frescoWriteWhole writes the first n bytes of buf. Anything but a pipe may
// take less at a time, a descriptor that does not block may take nothing yet.
//
//go:nowritebarrierrec
func frescoWriteWhole(fd uintptr, buf *[4096]byte, n int32) int32 {
	for done := int32(0); done < n; {
		switch res := write1(fd, unsafe.Pointer(&buf[done]), n-done); {
		case res >= 0:
			done += res
		case res == -_EAGAIN:
			usleep(1000)
		case res != -_EINTR:
			return res
		}
	}
	return n
}

//go:linkname syscall_frescoWrite syscall.runtime_frescoWrite
func syscall_frescoWrite(fd uintptr, p unsafe.Pointer, n int32) int32 {
	return frescoWrite(fd, p, n)
}

//go:linkname syscall_frescoFramed syscall.runtime_frescoFramed
func syscall_frescoFramed() bool { return frescoFramed }
