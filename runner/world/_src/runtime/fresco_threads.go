package runtime

// frescoThreads is how many idle threads a program starts with.
const frescoThreads = 4

// frescoStartThreads creates threads, each when the one before is idle.
//
// The runtime makes a thread whenever it needs another just then, which is a
// matter of microseconds, and allocates it on the heap: one more, and the next
// collection comes earlier. With a few in stock it makes none.
//
// For the same reason the main goroutine is not bound to the first thread
// while packages are initialised, as it is otherwise. Each time that it blocks
// the processor would go to another thread and come back, and which threads
// are used decides the order in which a collection finds its objects.
func frescoStartThreads() {
	for n := int32(1); n <= frescoThreads; n++ {
		systemstack(func() { newm(frescoPark, nil, -1) })
		for frescoIdle() < n {
			usleep(10)
		}
	}
}

// frescoIdle returns the number of idle threads.
func frescoIdle() int32 {
	lock(&sched.lock)
	n := sched.nmidle
	unlock(&sched.lock)
	return n
}

// frescoPark waits on a new thread until it is given a processor, which its
// caller takes up.
func frescoPark() {
	lock(&sched.lock)
	mput(getg().m)
	unlock(&sched.lock)
	mPark()
}
