package main

import (
	"fmt"
	"hash/maphash"
	"io"
	"math/rand"
	randv2 "math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"sync"
	"time"
)

// chance prints what a program owes to chance, to time and to the order of its
// goroutines.
func chance() {
	for _, part := range []struct {
		name string
		run  func()
	}{
		{"maps", maps}, {"selects", selects}, {"numbers", numbers}, {"sleepers", sleepers},
		{"channels", channels}, {"mutex", mutex}, {"files", files}, {"garbage", garbage},
		{"web", web}, {"mixed", mixed}, {"hours", hours},
	} {
		fmt.Println("--", part.name)
		part.run()
	}
	fmt.Println(time.Now())
}

func maps() {
	for _, size := range []int{2, 8, 9, 40, 1000} {
		m := map[string]int{}
		var s sync.Map
		for i := range size {
			m[fmt.Sprint("key", i)] = i
			s.Store(i, i)
		}
		n := 0
		for _, v := range m {
			fmt.Print(v, " ")
			if n++; n == 12 {
				break
			}
		}
		n = 0
		s.Range(func(k, _ any) bool {
			fmt.Print(k, " ")
			n++
			return n < 12
		})
		fmt.Println()
	}
}

func selects() {
	cs := [6]chan int{}
	for i := range cs {
		cs[i] = make(chan int, 20)
		for range 20 {
			cs[i] <- i
		}
	}
	for range 60 {
		select {
		case v := <-cs[0]:
			fmt.Print(v)
		case v := <-cs[1]:
			fmt.Print(v)
		case v := <-cs[2]:
			fmt.Print(v)
		case v := <-cs[3]:
			fmt.Print(v)
		case v := <-cs[4]:
			fmt.Print(v)
		case v := <-cs[5]:
			fmt.Print(v)
		}
	}
	fmt.Println()
}

func numbers() {
	fmt.Println(rand.Int(), rand.Perm(8), randv2.Int(), randv2.Perm(8))
	fmt.Println(maphash.String(maphash.MakeSeed(), "text"), maphash.Comparable(maphash.MakeSeed(), 7))
}

func sleepers() {
	var wg sync.WaitGroup
	for i := range 100 {
		wg.Go(func() {
			time.Sleep(time.Duration(i%7) * time.Second)
			fmt.Print(i, " ")
			runtime.Gosched()
			time.Sleep(time.Millisecond)
			fmt.Print(-i, " ")
		})
	}
	wg.Wait()
	fmt.Println()
}

func channels() {
	c, done := make(chan int), make(chan bool)
	for i := range 100 {
		go func() {
			for j := range 5 {
				c <- i*10 + j
			}
			done <- true
		}()
	}
	for left := 100; left > 0; {
		select {
		case v := <-c:
			fmt.Print(v, " ")
		case <-done:
			left--
		}
	}
	fmt.Println()
}

func mutex() {
	var mu sync.Mutex
	var wg sync.WaitGroup
	for i := range 100 {
		wg.Go(func() {
			for range 3 {
				mu.Lock()
				fmt.Print(i, " ")
				runtime.Gosched()
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	fmt.Println()
}

func files() {
	f, err := os.CreateTemp("", "chance")
	if err != nil {
		panic(err)
	}
	defer os.Remove(f.Name())
	f.Write(make([]byte, 1<<20))
	f.Close()
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Go(func() {
			data, err := os.ReadFile(f.Name())
			fmt.Print(i, ":", len(data), err, " ")
		})
	}
	wg.Wait()
	fmt.Println()
}

type node struct{ left, right *node }

func tree(depth int) *node {
	if depth == 0 {
		return &node{}
	}
	return &node{tree(depth - 1), tree(depth - 1)}
}

func garbage() {
	var wg sync.WaitGroup
	for i := range 40 {
		wg.Go(func() {
			for j := range 5 {
				n := tree(10 + i%4)
				fmt.Print(i, ".", j, " ")
				runtime.Gosched()
				runtime.KeepAlive(n)
			}
		})
	}
	wg.Wait()
	fmt.Println()
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	fmt.Println("collections", stats.NumGC > 3)
}

func web() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(5 * time.Second)
		fmt.Fprint(w, "late from ", r.URL.Path)
	}))
	defer server.Close()
	start := time.Now()
	var wg sync.WaitGroup
	for i := range 10 {
		wg.Go(func() {
			client := http.Client{Timeout: time.Minute}
			res, err := client.Get(fmt.Sprint(server.URL, "/", i))
			if err != nil {
				fmt.Println(err)
				return
			}
			body, _ := io.ReadAll(res.Body)
			res.Body.Close()
			fmt.Println(string(body), time.Since(start))
		})
	}
	wg.Wait()
}

// mixed does everything at once.
func mixed() {
	var wg sync.WaitGroup
	wg.Go(maps)
	wg.Go(files)
	wg.Go(channels)
	wg.Go(garbage)
	wg.Go(sleepers)
	wg.Go(web)
	wg.Wait()
}

func hours() {
	start := time.Now()
	tick := time.NewTicker(time.Minute)
	defer tick.Stop()
	for range 600 {
		<-tick.C
	}
	fmt.Println(time.Since(start))
}
