//go:build unix

package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"sync"

	"github.com/rogpeppe/go-internal/testscript"
)

// canMount reports whether tests may mount a disk of their own.
var canMount = sync.OnceValue(func() bool {
	dir, err := os.MkdirTemp("", "disk")
	if err != nil {
		return false
	}
	defer os.RemoveAll(dir)
	if exec.Command("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", dir).Run() != nil {
		return false
	}
	return exec.Command("umount", dir).Run() == nil
})

// disk mounts a small disk, until the script ends.
func disk(ts *testscript.TestScript, _ bool, args []string) {
	dir := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(dir, 0o777))
	ts.Check(ts.Exec("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", dir))
	ts.Defer(func() {
		if err := exec.Command("umount", dir).Run(); err != nil {
			ts.Logf("umount %s: %v", dir, err)
		}
	})
}

// fill writes to a disk until it takes no more.
func fill(ts *testscript.TestScript, _ bool, args []string) {
	f, err := os.Create(filepath.Join(ts.MkAbs(args[0]), "filler"))
	ts.Check(err)
	defer f.Close()
	block := make([]byte, 4096)
	for err == nil {
		_, err = f.Write(block)
	}
}

// readonly makes a disk read-only.
func readonly(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(ts.Exec("mount", "-o", "remount,ro", ts.MkAbs(args[0])))
}

// canFreeze reports whether tests may deny themselves writing to a file. The
// superuser may write whatever the permissions say, and needs a file system
// with an attribute for it.
var canFreeze = sync.OnceValue(func() bool {
	f, err := os.CreateTemp("", "frozen")
	if err != nil {
		return false
	}
	defer os.Remove(f.Name())
	defer f.Close()
	if err := freeze(f.Name()); err != nil {
		return false
	}
	return thaw(f.Name()) == nil
})

// frozen denies writing until the script ends.
func frozen(ts *testscript.TestScript, _ bool, args []string) {
	file := ts.MkAbs(args[0])
	ts.Check(freeze(file))
	ts.Defer(func() {
		if err := thaw(file); err != nil {
			ts.Logf("%v", err)
		}
	})
}

func freeze(file string) error {
	if os.Geteuid() == 0 {
		return exec.Command("chattr", "+i", file).Run()
	}
	return os.Chmod(file, 0o555)
}

func thaw(file string) error {
	if os.Geteuid() == 0 {
		return exec.Command("chattr", "-i", file).Run()
	}
	return os.Chmod(file, 0o755)
}
