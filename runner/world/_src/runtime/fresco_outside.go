package runtime

import (
	"internal/runtime/atomic"
	_ "unsafe" // for go:linkname
)

// frescoGrace is how long, in real nanoseconds, the network is given to
// deliver what was sent on it before the clock jumps. Even from one socket of
// this machine to another that may take a moment.
const frescoGrace = 5e6

var (
	frescoNetOps  uint32 // operations on the network and on pipes so far
	frescoNetSeen uint32 // of which so many have been given their grace
)

// frescoNetpoll is netpoll for a thread that has found nothing else to do,
// before the clock jumps to pollUntil, the time of the next timer, 0 for none.
// It waits as long as something may come that the clock has no say in:
//
//   - while another thread is in a system call;
//   - while a child process runs, but not beyond pollUntil: beside other
//     processes, idle time passes as it does for them;
//   - else the grace of what was sent since the last time.
func frescoNetpoll(delay, pollUntil int64) (gList, int32) {
	if faketime == 0 {
		return netpoll(delay)
	}
	list, delta := netpoll(0)
	start := frescoRealTime()
	for list.empty() && netpollAnyWaiters() {
		left := int64(0)
		switch {
		case frescoSyscalls() > 0, frescoChildren > 0 && pollUntil == 0:
			left = 1e6
		case frescoChildren > 0:
			left = start + pollUntil - faketime - frescoRealTime()
		case frescoNetOps != frescoNetSeen:
			left = start + frescoGrace - frescoRealTime()
		}
		if left <= 0 {
			frescoNetSeen = frescoNetOps
			break
		}
		list, delta = netpoll(min(left, 1e6))
	}
	return list, delta
}

// frescoSyscalls returns the number of threads, beside the calling one, that
// are neither idle nor the runtime's own: with no processor left to run on,
// they are in system calls. The one that waits for signals does not count.
func frescoSyscalls() int32 {
	lock(&sched.lock)
	n := mcount() - sched.nmidle - sched.nmidlelocked - sched.nmsys - frescoSignalWaits() - 1
	unlock(&sched.lock)
	return n
}

// frescoSignalG is the goroutine that receives signals.
var frescoSignalG *g

// frescoSignalSleep waits for a signal.
func frescoSignalSleep() {
	frescoSignalG = getg()
	notetsleepg(&sig.note, -1)
}

// frescoSignalWaits returns 1 when all that the thread of frescoSignalG does
// is to wait for a signal, else 0: no signal has come, and the thread is
// without a processor, for all of them are idle. Such a thread holds up
// neither the clock nor the report of a deadlock. sched.lock must be held.
func frescoSignalWaits() int32 {
	if frescoSignalG != nil && sig.state.Load() == sigReceiving && sched.npidle.Load() == gomaxprocs {
		return 1
	}
	return 0
}

// frescoHandedOff is called when a thread that does not go idle has left its
// processor so. If that is the one that waits for signals, and all others have
// gone idle before, nobody else would see that the clock may jump.
// sched.lock must be held.
func frescoHandedOff() {
	if frescoSignalWaits() > 0 {
		checkdead()
	}
}

// frescoRunning corrects the number of running threads for the one that waits
// for signals. A signal that the program sends to itself may be on its way to
// another thread: if nothing else runs it is given a moment to arrive, and a
// longer one when the program would otherwise end with a deadlock.
// sched.lock must be held.
func frescoRunning(run int32) int32 {
	if run != 1 || frescoSignalWaits() == 0 {
		return run - frescoSignalWaits()
	}
	grace := 10
	if timeSleepUntil() == maxWhen {
		grace = 500
	}
	for ; grace > 0 && frescoSignalWaits() > 0; grace-- {
		usleep(100)
	}
	return run - frescoSignalWaits()
}

//go:linkname os_frescoChild os.runtime_frescoChild
func os_frescoChild(n int32) { atomic.Xaddint32(&frescoChildren, n) }
