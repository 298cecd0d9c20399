package world

// waitOutside has the clock wait for what comes from outside of the program
// where the stock fake clock hangs or reports a deadlock: child processes, the
// network, signals.
func waitOutside() feature {
	const proc, checkdead = "runtime/proc.go", "func checkdead() {"
	return feature{
		without: "programs that start others, speak over the network or wait for signals may hang or end with a deadlock",
		edits: []edit{{
			file: proc, in: "func findRunnable() (",
			line: "list, delta := netpoll(delay)",
			with: "list, delta := frescoNetpoll(delay, pollUntil)",
		}, {
			file: "runtime/netpoll.go", in: "func poll_runtime_pollReset(",
			line: "func poll_runtime_pollReset(pd *pollDesc, mode int) int {",
			with: "func poll_runtime_pollReset(pd *pollDesc, mode int) int { frescoNetOps++;",
		}, {
			file: "runtime/sigqueue.go", in: "func signal_recv() uint32 {",
			line: "notetsleepg(&sig.note, -1)",
			with: "frescoSignalSleep()",
		}, {
			file: proc, in: checkdead,
			line: "run := mcount() - sched.nmidle - sched.nmidlelocked - sched.nmsys",
			with: "run := frescoRunning(mcount() - sched.nmidle - sched.nmidlelocked - sched.nmsys)",
		}, {
			file: proc, in: "func handoffp(",
			line: "pidleput(pp, 0)",
			with: "pidleput(pp, 0); frescoHandedOff()",
		}, {
			file: proc, in: checkdead,
			line: "if isSystemGoroutine(gp, false) {",
			with: "if isSystemGoroutine(gp, false) || gp == frescoSignalG && frescoSignalWaits() > 0 {",
		}, {
			file: "os/exec.go", in: "func StartProcess(",
			line: "return startProcess(name, argv, attr)",
			with: "return frescoStarted(startProcess(name, argv, attr))",
		}, {
			file: "os/exec.go", in: "func (p *Process) doRelease(",
			line: "return statusOK",
			with: "frescoReleased(); return statusOK",
		}},
		added:  []string{"runtime/fresco_outside.go", "os/fresco_children.go"},
		needs:  func(w *World) *bool { return &w.Order },
		stands: func(w *World) *bool { return &w.Outside },
	}
}
