package world

// A feature is one change of the world: lines to edit and files to add. It
// stands when all of its lines are recognised, else it is left out whole.
type feature struct {
	// without tells a person what holds when the feature is left out.
	without string
	edits   []edit
	// added are files of folder _src to add.
	added []string
	// stands is set when the feature stands.
	stands func(*World) *bool
}

// takeVariables has the runtime read Fresco's variables and hide them. All
// other features rest on it.
func takeVariables() feature {
	return feature{
		without: "nothing can be known or changed of a running program",
		edits: []edit{{
			file: "runtime/proc.go", in: "func schedinit() {",
			line: "goenvs()",
			with: "goenvs(); frescoTakeEnv()",
		}},
		added:  []string{"runtime/fresco_env.go"},
		stands: func(w *World) *bool { return &w.variables },
	}
}

// seedChance gives all chance but crypto/rand's a seed.
func seedChance() feature {
	return feature{
		without: "map order, select and random numbers differ from run to run",
		edits: []edit{{
			// After the seed that the system gave has been used up.
			file: "runtime/rand.go", in: "func randinit() {",
			line: "globalRand.init = true",
			with: "globalRand.init = true; frescoRandInit()",
		}, {
			file: "runtime/rand.go", in: "func rand() uint64 {",
			line: "c := &mp.chacha8",
			with: "c := frescoRandState(&mp.chacha8)",
		}, {
			file: "runtime/rand.go", in: "func mrandinit(",
			line: "mp.cheaprand = rand()",
			with: "mp.cheaprand = frescoCheapRand()",
		}, {
			file: "runtime/select.go", in: "func selectgo(",
			line: "j := cheaprandn(uint32(norder + 1))",
			with: "j := frescoSelectRand(uint32(norder + 1))",
		}, {
			file: "runtime/alg.go", in: "func alginit() {",
			line: "func alginit() {",
			with: "func alginit() { if frescoHashInit() { return };",
		}},
		added:  []string{"runtime/fresco_chance.go"},
		stands: func(w *World) *bool { return &w.Chance },
	}
}

// keepOrder takes from sysmon, the runtime's thread that goes by the system's
// clock, all that has a say in the order of goroutines: it ends no time slice,
// polls no network, starts no collection and wakes no scavenger; and it leaves
// a goroutine its processor during a system call of ordinary length.
func keepOrder() feature {
	const file, sysmon, retake = "runtime/proc.go", "func sysmon() {", "func retake("
	const iface = "runtime/iface.go"
	return feature{
		without: "the order of goroutines may differ from run to run when they read files or collect garbage",
		edits: []edit{{
			file: file, in: sysmon,
			line: "if netpollinited() && lastpoll != 0 && lastpoll+10*1000*1000 < now {",
			with: "if false && netpollinited() && lastpoll != 0 && lastpoll+10*1000*1000 < now {",
		}, {
			file: file, in: sysmon,
			line: "if scavenger.sysmonWake.Load() != 0 {",
			with: "if false && scavenger.sysmonWake.Load() != 0 {",
		}, {
			file: file, in: sysmon,
			line: "if t := (gcTrigger{kind: gcTriggerTime, now: now}); t.test() && forcegc.idle.Load() {",
			with: "if t := (gcTrigger{kind: gcTriggerTime, now: now}); false && t.test() && forcegc.idle.Load() {",
		}, {
			file: file, in: sysmon,
			line: "if retake(now) != 0 {",
			with: "if retake(frescoRealTime()) != 0 {",
		}, {
			file: file, in: retake,
			line: "} else if pd.schedwhen+forcePreemptNS <= now {",
			with: "} else if false && pd.schedwhen+forcePreemptNS <= now {",
		}, {
			file: file, in: retake,
			// A processor's first system call has no start yet.
			line: "if syst := int64(pp.syscalltick); !sysretake && int64(pd.syscalltick) != syst {",
			with: "if syst := int64(pp.syscalltick); !sysretake && (int64(pd.syscalltick) != syst || pd.syscallwhen == 0) {",
		}, {
			file: file, in: retake,
			line: "if runqempty(pp) && sched.nmspinning.Load()+sched.npidle.Load() > 0 && pd.syscallwhen+10*1000*1000 > now {",
			with: "if pd.syscallwhen+frescoSyscallLimit() > now {",
		}, {
			file: iface, in: "func typeAssert(",
			line: "if cheaprand()&1023 != 0 {",
			with: "if frescoCacheRand()&1023 != 0 {",
		}, {
			file: iface, in: "func typeAssert(",
			line: "if cheaprand()&uint32(oldC.Mask) != 0 {",
			with: "if frescoCacheRand()&uint32(oldC.Mask) != 0 {",
		}, {
			file: iface, in: "func interfaceSwitch(",
			line: "if cheaprand()&1023 != 0 {",
			with: "if frescoCacheRand()&1023 != 0 {",
		}, {
			file: iface, in: "func interfaceSwitch(",
			line: "if cheaprand()&uint32(oldC.Mask) != 0 {",
			with: "if frescoCacheRand()&uint32(oldC.Mask) != 0 {",
		}, {
			file: file, in: "func main() {",
			line: "lockOSThread()",
			with: "frescoStartThreads()",
		}, {
			file: file, in: "func main() {",
			line: "needUnlock := true",
			with: "needUnlock := false",
		}, {
			file: file, in: "func main() {",
			line: "needUnlock = false",
			with: "needUnlock = false; lockOSThread()",
		}},
		added:  []string{"runtime/fresco_order.go", "runtime/fresco_threads.go"},
		stands: func(w *World) *bool { return &w.Order },
	}
}

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
			with: "run := mcount() - sched.nmidle - sched.nmidlelocked - sched.nmsys - frescoSignalWaits()",
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
		stands: func(w *World) *bool { return &w.Outside },
	}
}

// skipInits leaves out the initialisers of the packages in FRESCO_SKIP.
func skipInits() feature {
	return feature{
		without: "all packages that the documents of a site import are initialised in each of them",
		edits: []edit{{
			file: "runtime/proc.go", in: "func main() {",
			line: "doInit(m.inittasks)",
			with: "doInit(frescoInits(m.inittasks))",
		}},
		added:  []string{"runtime/fresco_inits.go"},
		stands: func(w *World) *bool { return &w.Inits },
	}
}

// logReads has package os record the files and variables that are asked for.
func logReads() feature {
	return feature{
		without: "the files and variables that a document reads are not known",
		edits: []edit{{
			// Not changed: without these methods the added file would not compile.
			file: "internal/testlog/log.go", in: "type Interface interface {",
			line: "Chdir(dir string)",
			with: "Chdir(dir string)",
		}},
		added:  []string{"os/fresco_log.go"},
		stands: func(w *World) *bool { return &w.Reads },
	}
}

// logExits has os.Exit record its caller. It writes to the log of logReads.
func logExits() feature {
	return feature{
		without: "the place of a call of os.Exit is not known",
		edits: []edit{{
			file: "os/proc.go", in: "func Exit(code int) {",
			line: "func Exit(code int) {",
			with: "func Exit(code int) { frescoExit(code);",
		}},
		stands: func(w *World) *bool { return &w.Exits },
	}
}

// frameVirtual has the writes of the fake clock framed in pieces that nothing
// can tear apart.
func frameVirtual() feature {
	return feature{
		without: "output that a signal or a child process interrupts may be garbled",
		edits: []edit{{
			file: "runtime/time_fake.go", in: "func write(",
			line: "lock(&faketimeState.lock)",
			with: "return frescoWrite(fd, p, n); lock(&faketimeState.lock)",
		}},
		added:  []string{"runtime/fresco_frames.go"},
		stands: func(w *World) *bool { return &w.Frames },
	}
}

// frameReal has writes to standard output and error framed under the system's
// clock.
func frameReal() feature {
	return feature{
		without: "the order between standard output and standard error is not known",
		edits: []edit{{
			file: "runtime/time_nofake.go", in: "func write(",
			line: "return write1(fd, p, n)",
			with: "return frescoWrite(fd, p, n)",
		}, {
			file: "syscall/syscall_unix.go", in: "func Write(",
			line: "if faketime && (fd == 1 || fd == 2) {",
			with: "if frescoFramed && (fd == 1 || fd == 2) { n, err = frescoWrite(fd, p) } else if faketime && (fd == 1 || fd == 2) {",
		}},
		added:  []string{"runtime/fresco_frames.go", "syscall/fresco_frames.go"},
		stands: func(w *World) *bool { return &w.Frames },
	}
}
