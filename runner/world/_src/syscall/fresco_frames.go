package syscall

import "unsafe"

// frescoFramed reports whether descriptors 1 and 2 are written in frames.
var frescoFramed = runtime_frescoFramed()

func runtime_frescoFramed() bool // in package runtime

func runtime_frescoWrite(fd uintptr, p unsafe.Pointer, n int32) int32 // in package runtime

// frescoWrite writes p in frames.
func frescoWrite(fd int, p []byte) (int, error) {
	n := runtime_frescoWrite(uintptr(fd), unsafe.Pointer(unsafe.SliceData(p)), int32(min(len(p), 1<<30)))
	if n < 0 {
		return 0, errnoErr(Errno(-n))
	}
	return int(n), nil
}
