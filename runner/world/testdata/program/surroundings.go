package main

import (
	"fmt"
	"hash/maphash"
	"math/rand"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"syscall"
)

// seeded prints a little of each kind of chance.
func seeded() {
	m := map[int]bool{}
	for i := range 100 {
		m[i] = true
	}
	for k := range m {
		fmt.Print(k, " ")
	}
	fmt.Println(rand.Int(), maphash.String(maphash.MakeSeed(), ""))
}

// reads looks at its surroundings, much of it twice and at once.
func reads() {
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			os.ReadFile("go.mod")
			os.Stat("none\x00such")
			os.Getenv("HOME")
		})
	}
	wg.Wait()
	os.Stat("/none")
	os.Chdir("/")
	os.Stat("go.mod")
	os.Stat("/none")
}

// steal puts a file of its own where the log was.
func steal() {
	fd, _ := strconv.Atoi(os.Args[2])
	os.Stat("/before")
	syscall.Close(fd)
	os.Stat("/closed")
	f, err := os.Create(os.Args[3])
	if err != nil {
		panic(err)
	}
	fmt.Println(int(f.Fd()) == fd)
	os.Stat("/after")
}

func exit() {
	func() { os.Exit(3) }()
}

// environ prints which of Fresco's variables and descriptors can be seen.
func environ() {
	for _, kv := range os.Environ() {
		if strings.HasPrefix(kv, "FRESCO_") {
			fmt.Println(kv)
		}
	}
	fmt.Println(os.Getenv("FRESCO_WORLD"), os.ExpandEnv("$FRESCO_LOG"))
	out, err := exec.Command("sh", "-c", "env | grep FRESCO_; [ -e /dev/fd/"+os.Args[2]+" ]").Output()
	fmt.Printf("%q %v\n", out, err)
}
