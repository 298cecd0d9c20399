package runtime

// frescoSyscallNS is how long, in real nanoseconds, a system call may take
// before its processor is given to other goroutines. The stock 20 microseconds
// would have the disk and the other load of the machine decide the order in
// which goroutines run; without any limit, a program that waits for a child
// process would not read what the child prints.
const frescoSyscallNS = 100 * 1000 * 1000

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
