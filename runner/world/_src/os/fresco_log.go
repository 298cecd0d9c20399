package os

import (
	"internal/testlog"
	"runtime"
	"sync"
	"syscall"
)

// frescoLog writes records of what the program asks of its surroundings to
// the descriptor that FRESCO_LOG names.
//
// A record is a byte for its kind, a text and a NUL. The kinds are 'o' for a
// file opened, 's' for one looked at, 'c' for a change of directory, 'g' for
// an environment variable, and 'x' for a call of Exit. Each of the first four
// is written once for one text, but a relative name again in a new directory.
type frescoLog struct {
	mu      sync.Mutex
	fd      int
	dev     uint64 // what fd stands for: the program may close it,
	ino     uint64 // and then open a file of its own by the same number
	written map[string]bool
}

// frescoLogger is the log, or nil when there is none.
var frescoLogger = frescoStartLog(int(runtime_frescoLog()))

func runtime_frescoLog() int32 // in package runtime

// frescoStartLog makes fd the log and has package os report to it.
func frescoStartLog(fd int) *frescoLog {
	var st syscall.Stat_t
	if fd < 0 || syscall.Fstat(fd, &st) != nil {
		return nil
	}
	syscall.CloseOnExec(fd)
	l := &frescoLog{fd: fd, dev: uint64(st.Dev), ino: uint64(st.Ino), written: map[string]bool{}}
	testlog.SetLogger(l)
	return l
}

func (l *frescoLog) Open(file string)  { l.once('o', file) }
func (l *frescoLog) Stat(file string)  { l.once('s', file) }
func (l *frescoLog) Getenv(key string) { l.once('g', key) }

// Chdir records the directory and forgets the relative names seen so far.
func (l *frescoLog) Chdir(dir string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for r := range l.written {
		if r[0] != 'g' && (len(r) == 1 || !IsPathSeparator(r[1])) {
			delete(l.written, r)
		}
	}
	l.write("c" + dir)
}

// once writes a record unless it has been written.
func (l *frescoLog) once(kind byte, text string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if record := string(kind) + text; !l.written[record] {
		l.written[record] = true
		l.write(record)
	}
}

// write writes a record and its NUL. Whatever is wrong with the log is no
// matter of the program. No file or variable has a name with a NUL in it.
func (l *frescoLog) write(record string) {
	for i := range len(record) {
		if record[i] == 0 {
			return
		}
	}
	var st syscall.Stat_t
	if syscall.Fstat(l.fd, &st) != nil || uint64(st.Dev) != l.dev || uint64(st.Ino) != l.ino {
		return
	}
	for b := []byte(record + "\x00"); len(b) > 0; {
		n, err := syscall.Write(l.fd, b)
		if err == syscall.EINTR {
			continue
		}
		if err != nil || n <= 0 {
			return
		}
		b = b[n:]
	}
}

// frescoExit records the exit code and where Exit was called: a line for each
// frame, the function and its place with a tab between them.
func frescoExit(code int) {
	l := frescoLogger
	if l == nil {
		return
	}
	record := "x" + frescoDecimal(int64(code)) + "\n"
	pcs := make([]uintptr, 256)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	for more := true; more; {
		var f runtime.Frame
		f, more = frames.Next()
		record += f.Function + "\t" + f.File + ":" + frescoDecimal(int64(f.Line)) + "\n"
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.write(record)
}
