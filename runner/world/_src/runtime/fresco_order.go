package runtime

// frescoSyscallLimit returns how long, in real nanoseconds, a system call may
// take before its processor is given to other goroutines. With the stock 20
// microseconds the disk and the other load of the machine would decide the
// order in which goroutines run; without any limit, a program that waits for
// a child process would never read what the child prints.
func frescoSyscallLimit() int64 {
	if frescoChildren > 0 {
		return 1e6
	}
	return 2e9
}

// frescoChildren counts the child processes that were started and not yet
// waited for.
var frescoChildren int32

// frescoRealTime returns the time by which sysmon measures system calls. The
// fake clock stands still during one.
func frescoRealTime() int64 { return nanotime1() }

// frescoCacheState is the state of frescoCacheRand, a xorshift generator.
var frescoCacheState uint32 = 1

// frescoCacheRand decides when the caches for type assertions and type
// switches grow. They live on the heap, so that a choice by the thread that
// happens to run would have collections come at different moments.
func frescoCacheRand() uint32 {
	x := frescoCacheState
	x ^= x << 13
	x ^= x >> 17
	x ^= x << 5
	frescoCacheState = x
	return x
}
