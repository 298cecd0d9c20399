package runtime

// frescoKeeps reports whether a goroutine in a system call keeps its processor:
// for two seconds, or a millisecond while there are child processes. With the
// stock 20 microseconds the disk and the other load of the machine would
// decide the order in which goroutines run; without any limit, a program that
// waits for a child process would never read what the child prints.
func frescoKeeps(pd *sysmontick, now int64) bool {
	if pd.syscallwhen == 0 { // the processor's first system call
		pd.syscallwhen = now
	}
	limit := int64(2e9)
	if frescoChildren > 0 {
		limit = 1e6
	}
	return now < pd.syscallwhen+limit
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
