package main

import (
	"fmt"
	"runtime/debug"
	"sync"
)

func panicMidLine() {
	errs("no line end")
	panic("boom")
}

type myErr struct{}

func (myErr) Error() string { return "line one\nline two" }

func panicError() { panic(myErr{}) }

func panicNested() {
	defer func() { panic("second\nline") }()
	panic("first")
}

func panicAgain() {
	defer func() { panic(recover()) }()
	panic("first")
}

func panicElsewhere() {
	go func() { panic(fmt.Errorf("in a goroutine")) }()
	select {}
}

func panicAfterChild() {
	sh("printf 'panic: child\\n\\ngoroutine 1 [running]:\\nmain.main()\\n\\t/x.go:1 +0x1\\n' >&2")
	panic("parent")
}

func nilPointer() {
	var p *struct{ a int }
	p.a = 1
}

func deadlock() {
	go func() { select {} }()
	<-make(chan int)
}

func unlock() { new(sync.Mutex).Unlock() }

func deepen() {
	debug.SetMaxStack(1 << 20)
	_ = overflow(0)
}

func overflow(n int) int { return overflow(n+1) + 1 }

func many() {
	for range 6000 {
		go func() { select {} }()
	}
	<-make(chan int)
}
