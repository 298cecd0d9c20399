package world

import "slices"

// keepOrder has goroutines run in the same order each time.
func keepOrder() feature {
	return feature{
		without: "the order of goroutines may differ from run to run when they read files or collect garbage",
		edits:   slices.Concat(quietMonitor(), keepProcessor(), steadyThreads(), steadyCaches()),
		added:   []string{"runtime/fresco_order.go", "runtime/fresco_threads.go"},
		stands:  func(w *World) *bool { return &w.Order },
	}
}

// quietMonitor takes from sysmon, the runtime's thread that goes by the
// system's clock, all that has a say in the order of goroutines but retake:
// it polls no network, wakes no scavenger and starts no collection.
func quietMonitor() []edit {
	const file, in = "runtime/proc.go", "func sysmon() {"
	return []edit{{
		file: file, in: in,
		line: "if netpollinited() && lastpoll != 0 && lastpoll+10*1000*1000 < now {",
		with: "if false && netpollinited() && lastpoll != 0 && lastpoll+10*1000*1000 < now {",
	}, {
		file: file, in: in,
		line: "if scavenger.sysmonWake.Load() != 0 {",
		with: "if false && scavenger.sysmonWake.Load() != 0 {",
	}, {
		file: file, in: in,
		line: "if t := (gcTrigger{kind: gcTriggerTime, now: now}); t.test() && forcegc.idle.Load() {",
		with: "if t := (gcTrigger{kind: gcTriggerTime, now: now}); false && t.test() && forcegc.idle.Load() {",
	}, {
		file: file, in: in,
		line: "if retake(now) != 0 {",
		with: "if retake(frescoRealTime()) != 0 {",
	}}
}

// keepProcessor leaves a goroutine its processor: no time slice ends, and a
// system call loses it only when it takes very long.
func keepProcessor() []edit {
	const file, in = "runtime/proc.go", "func retake("
	return []edit{{
		file: file, in: in,
		line: "} else if pd.schedwhen+forcePreemptNS <= now {",
		with: "} else if false && pd.schedwhen+forcePreemptNS <= now {",
	}, {
		file: file, in: in,
		line: "if runqempty(pp) && sched.nmspinning.Load()+sched.npidle.Load() > 0 && pd.syscallwhen+10*1000*1000 > now {",
		with: "if frescoKeeps(pd, now) {",
	}}
}

// steadyThreads makes threads in advance, and stays on the first one while
// packages are initialised.
func steadyThreads() []edit {
	const file, in = "runtime/proc.go", "func main() {"
	return []edit{{
		file: file, in: in,
		line: "lockOSThread()",
		with: "frescoStartThreads()",
	}, {
		file: file, in: in,
		line: "needUnlock := true",
		with: "needUnlock := false",
	}, {
		file: file, in: in,
		line: "needUnlock = false",
		with: "needUnlock = false; lockOSThread()",
	}}
}

// steadyCaches has the caches of type assertions and type switches grow at
// the same moments.
func steadyCaches() []edit {
	var edits []edit
	for _, in := range []string{"func typeAssert(", "func interfaceSwitch("} {
		edits = append(edits, edit{
			file: "runtime/iface.go", in: in,
			line: "if cheaprand()&1023 != 0 {",
			with: "if frescoCacheRand()&1023 != 0 {",
		}, edit{
			file: "runtime/iface.go", in: in,
			line: "if cheaprand()&uint32(oldC.Mask) != 0 {",
			with: "if frescoCacheRand()&uint32(oldC.Mask) != 0 {",
		})
	}
	return edits
}
