package runner

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/gofresco/fresco/runner/process"
)

// A packageSum is the hash of a local package's files.
type packageSum struct {
	Dir   string
	Files []string
	Sum   string
}

// A readSum is something that a program read, with a hash of what it saw.
type readSum struct {
	Kind process.ReadKind
	Name string
	Sum  string
}

// globKind is a pattern for the files that child processes read.
const globKind process.ReadKind = '*'

// A sums computes hashes, each once in a run.
type sums struct {
	mu   sync.Mutex
	done map[string]string
}

func newSums() *sums { return &sums{done: map[string]string{}} }

// once returns the value for a key, computing it if need be.
func (s *sums) once(key string, compute func() string) string {
	s.mu.Lock()
	value, ok := s.done[key]
	s.mu.Unlock()
	if ok {
		return value
	}
	value = compute()
	s.mu.Lock()
	s.done[key] = value
	s.mu.Unlock()
	return value
}

// packageSum is over the files that a package was built from, and over the
// names of the Go files beside them, for a new one may be part of it.
func (s *sums) packageSum(dir string, files []string) string {
	return s.once("p"+dir, func() string {
		h := sha256.New()
		names, _ := filepath.Glob(filepath.Join(escapeGlob(dir), "*.go"))
		for _, name := range names {
			fmt.Fprintf(h, "%q\n", filepath.Base(name))
		}
		for _, name := range files {
			fmt.Fprintf(h, "%q %s\n", name, fileSum(filepath.Join(dir, name)))
		}
		return hex.EncodeToString(h.Sum(nil)[:16])
	})
}

// readSum is over what a program sees of a file, folder or variable.
func (s *sums) readSum(kind process.ReadKind, name string) string {
	return s.once(string(kind)+name, func() string {
		switch kind {
		case process.Stat:
			return statSum(name)
		case globKind:
			h := sha256.New()
			names, _ := filepath.Glob(name)
			for _, name := range names {
				treeSum(h, name)
			}
			return hex.EncodeToString(h.Sum(nil)[:16])
		}
		return fileSum(name)
	})
}

// treeSum adds a file, or a folder with all that lies below it.
func treeSum(w io.Writer, name string) {
	_ = filepath.WalkDir(name, func(name string, _ os.DirEntry, _ error) error {
		fmt.Fprintf(w, "%q %s\n", name, fileSum(name))
		return nil
	})
}

// fileSum is the hash of a file's content or a folder's names, or says that
// there is none.
func fileSum(name string) string {
	info, err := os.Stat(name)
	if err != nil {
		return "none"
	}
	h := sha256.New()
	switch {
	case info.IsDir():
		entries, _ := os.ReadDir(name)
		for _, e := range entries {
			fmt.Fprintf(h, "%q\n", e.Name())
		}
	case info.Mode().IsRegular():
		f, err := os.Open(name)
		if err != nil {
			return "closed"
		}
		defer f.Close()
		if _, err := io.Copy(h, f); err != nil {
			return "unreadable"
		}
	default:
		return info.Mode().Type().String()
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// statSum is over what a look at a file tells: for a folder only that it is
// one, since its time changes with every file in it.
func statSum(name string) string {
	info, err := os.Lstat(name)
	if err != nil {
		return "none"
	}
	if info.IsDir() {
		return "folder"
	}
	return fmt.Sprint(info.Mode(), info.Size(), info.ModTime().UnixNano())
}

// A readSet collects what the processes of a document read.
type readSet struct {
	reads map[process.Read]bool // names are absolute
	lost  bool
}

// add takes in a report of a process that began in dir.
func (r *readSet) add(dir string, report *process.Report) {
	if r.reads == nil {
		r.reads = map[process.Read]bool{}
	}
	r.lost = r.lost || report.ReadsLost
	for _, read := range report.Reads {
		if read.Kind == process.Getenv {
			continue // the environment is fixed, and part of the key
		}
		name := read.Name
		if !filepath.IsAbs(name) {
			name = filepath.Join(dir, name)
		}
		if read.Kind == process.Chdir {
			dir = name
			continue
		}
		if !machine(name) {
			r.reads[process.Read{Kind: read.Kind, Name: name}] = true
		}
	}
}

// machine reports whether a file is a view of the machine rather than data.
func machine(name string) bool {
	for _, dir := range []string{"/proc/", "/sys/", "/dev/"} {
		if strings.HasPrefix(name, dir) {
			return true
		}
	}
	return false
}

// sums returns the reads with their hashes, in order of their names. Temporary
// files that are gone were the program's own, unless they lie below root.
func (r *readSet) sums(s *sums, root string) []readSum {
	temp := filepath.Clean(os.TempDir())
	var list []readSum
	for read := range r.reads {
		if read.Name == temp {
			continue
		}
		sum := s.readSum(read.Kind, read.Name)
		if sum == "none" && below(read.Name, temp) && !below(read.Name, root) {
			continue
		}
		list = append(list, readSum{read.Kind, read.Name, sum})
	}
	slices.SortFunc(list, func(a, b readSum) int {
		return strings.Compare(a.Name+string(a.Kind), b.Name+string(b.Kind))
	})
	return list
}

// below reports whether a file lies below a folder.
func below(name, dir string) bool {
	return strings.HasPrefix(name, dir+string(filepath.Separator))
}

// inputFiles returns the page's patterns for input files, absolute.
func inputFiles(dir string, patterns []string) []string {
	var list []string
	for _, p := range patterns {
		if !filepath.IsAbs(p) {
			p = filepath.Join(escapeGlob(dir), filepath.FromSlash(p))
		}
		list = append(list, p)
	}
	return list
}

// escapeGlob keeps the characters of a folder's name from being a pattern.
func escapeGlob(dir string) string {
	if filepath.Separator == '\\' {
		return dir
	}
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(dir)
}
