// Command program is what the tests of package process run: its first
// argument says how it is to behave. It keeps the program's end of the wire.
package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

var nonce []byte

func main() {
	syscall.CloseOnExec(3)
	syscall.CloseOnExec(4)
	nonce, _ = io.ReadAll(os.NewFile(3, "config"))
	mode, ok := modes[os.Args[1]]
	if !ok {
		panic("no mode " + os.Args[1])
	}
	mode()
}

func out(s string)  { write(1, []byte(s)) }
func errs(s string) { write(2, []byte(s)) }

func record(fd int, kind string) { write(fd, append(nonce[:16:16], kind...)) }

func begin(n int) {
	record(1, "b"+strconv.Itoa(n))
	record(2, "b"+strconv.Itoa(n))
}
func end(n int) { record(1, "e"+strconv.Itoa(n)) }

// cells runs each function as a cell and says that all are done.
func cells(fs ...func()) {
	for i, f := range fs {
		begin(i + 1)
		f()
		end(i + 1)
	}
	record(1, "q")
}

// cell returns a mode of one cell.
func cell(f func()) func() { return func() { cells(f) } }

// sh runs a shell command whose streams are the program's. In it, 1000 stands
// for a number of seconds by which the test knows its processes.
func sh(command string) {
	c := exec.Command("sh", "-c", strings.ReplaceAll(command, "1000", os.Getenv("NAP")))
	c.Stdout, c.Stderr = os.Stdout, os.Stderr
	if err := c.Run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
}

// marked runs a shell command between frames without payload.
func marked(command string) {
	mark()
	sh(command)
	mark()
}

func mark() {
	out("")
	errs("")
}

func spin() {
	for i := 0; ; i++ {
		_ = i
	}
}

func report(s string) { syscall.Write(4, append([]byte(s), 0)) }

var modes = map[string]func(){
	"nothing": func() { record(1, "q") },
	"order": cell(func() {
		for i := range 200 {
			out(fmt.Sprint("o", i, "\n"))
			errs(fmt.Sprint("e", i, "\n"))
		}
	}),
	"cells": func() {
		errs("init\n")
		cells(
			func() { out("one\n"); errs("oops\n") },
			func() { time.Sleep(90 * time.Minute); out("two\n") },
			func() {
				out("a")
				record(1, `d{"data":{"text/plain":"shown"},"metadata":{"k":1}}`)
				out("b")
				record(1, `r{"data":{"text/plain":"42"}}`)
			},
		)
	},
	"children": cell(func() {
		out("before\n")
		marked("echo child")
		marked("echo bad >&2")
		out("after\n")
	}),
	"child turns": cell(func() {
		out("before\n")
		sh(`echo child out; read x <"$FIFO"; echo child err >&2; read x <"$FIFO"; echo child out; read x <"$FIFO"`)
		out("after\n")
	}),
	"frame before child": func() {
		cells(slices.Repeat([]func(){func() {
			errs("frame\n")
			sh("echo child")
		}}, 40)...)
	},
	"marked children": func() {
		cells(slices.Repeat([]func(){func() {
			errs("before\n")
			marked("echo child")
			errs("frame\n")
			marked("echo child >&2")
			out("after\n")
		}}, 40)...)
	},
	"stubbornly framed": cell(func() {
		c := exec.Command("sh", "-c", "while :; do echo x; done")
		c.Stdout = os.Stdout
		c.Start()
		for i := range 2000 {
			record(1, fmt.Sprintf(`d{"data":{"text/plain":"%d"}}`, i))
		}
		c.Process.Kill()
		c.Wait()
	}),
	"flood": func() {
		cells(func() {
			sh("head -c 200000000 /dev/zero | tr '\\0' x")
		}, func() { out("alive\n") })
	},
	"floods": cell(func() {
		for range 3000 {
			out(strings.Repeat("o", 700) + "\n")
			errs(strings.Repeat("e", 300) + "\n")
		}
	}),
	"runes": cell(func() {
		out("a\xc3")
		errs("!")
		out("\xa9b")
		out("\xff\xfe.")
		out("\xe2\x82")
	}),
	"huge frame": cell(func() {
		out(strings.Repeat("0123456789abcdef", 1<<16))
		out("end")
	}),
	"close": func() {
		cells(
			func() { out("one\n") },
			func() { out("open\n"); syscall.Close(1); errs("still\n") },
			func() { errs("three\n") },
		)
	},
	"replace": func() {
		cells(
			func() { out("one\n") },
			func() {
				out("open\n")
				null, _ := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
				if err := unix.Dup2(int(null.Fd()), 1); err != nil {
					panic(err)
				}
				errs("still\n")
			},
			func() { out("lost\n"); errs("three\n") },
		)
	},
	"fail": func() {
		begin(1)
		out("so far\n")
		record(1, `f{"ename":"error","evalue":"no such thing","traceback":["a","b"]}`)
		os.Exit(1)
	},
	"exit": func() {
		begin(1)
		errs("panic: not really\n")
		report("x3\nmain.main\tdoc.md:cell 2:7\nmain.f\tdoc.md:9")
		os.Exit(3)
	},
	"exit two": func() {
		begin(1)
		errs("panic: not really\n\ngoroutine 1 [running]:\nmain.main()\n\t/x.go:1 +0x1\n")
		report("x2\n")
		os.Exit(2)
	},
	"exit zero": func() { begin(1); report("x0\n"); os.Exit(0) },
	"exit mute": func() { begin(1); os.Exit(3) },
	"return":    func() { begin(1) },
	"reads": cell(func() {
		for _, r := range []string{"oa.txt", "gHOME", "oa.txt", "c/", "oa.txt", "sb"} {
			report(r)
		}
	}),
	"world": cell(func() {
		dir, _ := os.Getwd()
		in, _ := io.ReadAll(os.Stdin)
		env := os.Environ()
		for i, v := range env {
			if strings.HasPrefix(v, "FRESCO_RUN=") {
				env[i] = "FRESCO_RUN"
			}
		}
		out(fmt.Sprintln(dir, len(in), env, os.Args[2:]))
	}),
	"panic":            cell(panicMidLine),
	"panic error":      cell(panicError),
	"panic nested":     cell(panicNested),
	"panic repanicked": cell(panicAgain),
	"panic goroutine":  cell(panicElsewhere),
	"panic child":      cell(panicAfterChild),
	"nil":              cell(nilPointer),
	"deadlock":         cell(deadlock),
	"goexit":           cell(runtime.Goexit),
	"mutex":            cell(unlock),
	"overflow":         cell(deepen),
	"many":             cell(many),
	"flood panic": cell(func() {
		errs(strings.Repeat("line\n", 1<<18))
		panic("after the flood")
	}),
	"spin": cell(func() {
		out("spinning\n")
		go spin()
		spin()
	}),
	"slow start": func() { spin() },
	"second":     func() { cells(func() { out("first\n") }, spin) },
	"deaf": cell(func() {
		signal.Ignore(syscall.SIGQUIT, syscall.SIGTERM, syscall.SIGINT)
		spin()
	}),
	"quick end": func() { record(1, "q"); spin() },
	"memory": cell(func() {
		var hold [][]byte
		for {
			b := make([]byte, 1<<20)
			for i := range b {
				b[i] = 1
			}
			hold = append(hold, b)
			_ = hold
		}
	}),
	"child memory": cell(func() { sh(`x=xxxxxxxxxxxxxxxx; while :; do x=$x$x; done`) }),
	"many processes": cell(func() {
		for range 60 {
			exec.Command("sleep", os.Getenv("NAP")).Start()
		}
		spin()
	}),
	"killed":     cell(func() { syscall.Kill(os.Getpid(), syscall.SIGKILL); spin() }),
	"background": cell(func() { sh("sleep 1000 & sleep 1000 >/dev/null 2>&1 &") }),
	"daemons": cell(func() {
		sh(`setsid sleep 1000 &
setsid nohup sleep 1000 >/dev/null 2>&1 &
env -i $(command -v setsid) sh -c 'sleep 1000 & sleep 1000 & wait' >/dev/null 2>&1 &
(setsid sh -c 'trap "" TERM HUP INT; (sleep 1000 & sleep 1000) & wait' &)
sleep 0.05`)
	}),
	"daemons spinning": cell(func() {
		sh("setsid sleep 1000 & env -i $(command -v setsid) sleep 1000 & sleep 0.02")
		out("ready\n")
		spin()
	}),
	"orphans": cell(func() {
		for range 20 {
			sh("(setsid sh -c 'exit 0' &)")
		}
		spin()
	}),
	"bomb": cell(func() {
		sh(`n=0; b() { n=$((n+1)); [ $n -gt 6 ] && exec sleep 1000; b & setsid sh -c 'sleep 1000 & sleep 1000' & b; }; (b &) >/dev/null; sleep 0.05`)
	}),
	"wait for file": cell(func() {
		out(fmt.Sprintln(os.Getpid()))
		for {
			if _, err := os.Stat(os.Args[2]); err == nil {
				return
			}
		}
	}),
}
