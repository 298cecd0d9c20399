package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"sync"
	"syscall"
	"time"
)

// awaitSignal sleeps while it listens for signals, then sends itself one.
func awaitSignal() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1)
	start := time.Now()
	time.Sleep(time.Hour)
	syscall.Kill(os.Getpid(), syscall.SIGUSR1)
	fmt.Println(<-c, time.Since(start))
}

// child waits for a process that prints more than a pipe holds.
func child() {
	out, err := exec.Command("sh", "-c", "sleep 0.1; head -c 300000 /dev/zero").Output()
	fmt.Println(len(out), err)
}

// scanChild reads what a process prints before it waits for it, with a timer
// running.
func scanChild() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "sh", "-c", "sleep 0.1; echo one; sleep 0.1; echo two")
	out, err := cmd.StdoutPipe()
	if err != nil {
		panic(err)
	}
	if err := cmd.Start(); err != nil {
		panic(err)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		fmt.Println(lines.Text())
	}
	fmt.Println(cmd.Wait())
}

func deadlock() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1)
	<-c
}

func spin() {
	fmt.Println("ready")
	for {
	}
}

// sleepForever sleeps without end, an hour at a time.
func sleepForever() {
	fmt.Println("ready")
	for {
		time.Sleep(time.Hour)
	}
}

func printForever() {
	for i := 0; ; i++ {
		fmt.Println("ready", i)
	}
}

// flood prints one piece that is larger than a pipe.
func flood() {
	line := make([]byte, 1<<20)
	for i := range line {
		line[i] = 'a' + byte(i%26)
	}
	os.Stdout.Write(line)
}

// crowd prints from many threads and from a child process.
func crowd() {
	runtime.GOMAXPROCS(4)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for j := range 200 {
				fmt.Printf("<%d:%d>\n", i, j)
				fmt.Fprintf(os.Stderr, "<%d:%d>\n", i, j)
			}
		})
	}
	wg.Go(func() {
		cmd := exec.Command("sh", "-c", "for i in 1 2 3 4 5 6 7 8 9; do echo '<child>'; done")
		cmd.Stdout = os.Stdout
		if err := cmd.Run(); err != nil {
			panic(err)
		}
	})
	wg.Wait()
}

// streams prints to both streams by turns.
func streams() {
	for i := range 5 {
		fmt.Println("out", i)
		println("err", i)
		fmt.Fprintln(os.Stderr, "Err", i)
	}
}
