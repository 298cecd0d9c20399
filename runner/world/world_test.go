package world

import (
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// goroot returns the root folder of the installed Go.
var goroot = sync.OnceValue(func() string {
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		panic(err)
	}
	return strings.TrimSpace(string(out))
})

// worlds are the constructors under test.
var worlds = map[string]func(fs.FS) (World, error){"virtual": Virtual, "real": Real}

func TestAllFeaturesStand(t *testing.T) {
	for name, make := range worlds {
		w, err := make(os.DirFS(goroot()))
		if err != nil {
			t.Fatal(err)
		}
		virtual := name == "virtual"
		if len(w.Missing) > 0 || !w.Frames || !w.Inits || !w.Reads || !w.Exits ||
			w.Chance != virtual || w.Order != virtual || w.Outside != virtual || slices.Contains(w.Tags, "faketime") != virtual {
			t.Errorf("%s: missing %q, features %+v", name, w.Missing, features(w))
		}
	}
}

// features returns w without its files.
func features(w World) World {
	w.Files = nil
	return w
}

// TestEdits holds the lines that are ours against a golden file, and that the
// number of lines stays.
func TestEdits(t *testing.T) {
	for name, make := range worlds {
		w, err := make(os.DirFS(goroot()))
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, file := range slices.Sorted(maps.Keys(w.Files)) {
			old, err := os.ReadFile(filepath.Join(goroot(), "src", file))
			if err != nil {
				fmt.Fprintf(&b, "%s is added\n", file)
				continue
			}
			was, is := strings.Split(string(old), "\n"), strings.Split(string(w.Files[file]), "\n")
			if len(was) != len(is) {
				t.Errorf("%s: %s has %d lines, not %d", name, file, len(is), len(was))
				continue
			}
			for i := range is {
				if is[i] != was[i] {
					fmt.Fprintf(&b, "%s\n+%s\n", file, is[i])
				}
			}
		}
		golden := filepath.Join("testdata", name+".golden")
		if *update {
			if err := os.WriteFile(golden, []byte(b.String()), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if b.String() != string(want) {
			t.Errorf("%s: got\n%s\nwant\n%s", name, b.String(), want)
		}
	}
}

// TestUnknownLines spoils the lines of one feature after the other in a copy
// of the standard library. Features that rest on the spoiled one go with it.
func TestUnknownLines(t *testing.T) {
	all := []string{"Chance", "Exits", "Frames", "Inits", "Order", "Outside", "Reads"}
	for _, tt := range []struct {
		file, line string
		gone       []string
	}{
		{"runtime/proc.go", "goenvs()", []string{"Chance", "Exits", "Frames", "Inits", "Reads"}},
		{"runtime/rand.go", "c := &mp.chacha8", []string{"Chance"}},
		{"runtime/select.go", "j := cheaprandn(uint32(norder + 1))", []string{"Chance"}},
		{"runtime/alg.go", "func alginit() {", []string{"Chance"}},
		{"runtime/proc.go", "if retake(now) != 0 {", []string{"Order", "Outside"}},
		{"runtime/iface.go", "func typeAssert(", []string{"Order", "Outside"}},
		{"runtime/sigqueue.go", "notetsleepg(&sig.note, -1)", []string{"Outside"}},
		{"runtime/proc.go", "doInit(m.inittasks)", []string{"Inits"}},
		{"internal/testlog/log.go", "Chdir(dir string)", []string{"Exits", "Reads"}},
		{"os/proc.go", "func Exit(code int) {", []string{"Exits"}},
		{"runtime/time_fake.go", "lock(&faketimeState.lock)", []string{"Frames"}},
	} {
		root := copyOfEdited(t)
		name := "src/" + tt.file
		if !strings.Contains(string(root[name].Data), tt.line) {
			t.Errorf("%s has no %q to spoil", tt.file, tt.line)
		}
		root[name].Data = []byte(strings.ReplaceAll(string(root[name].Data), tt.line, "spoiled {"))
		w, err := Virtual(root)
		if err != nil {
			t.Fatal(err)
		}
		want := slices.DeleteFunc(slices.Clone(all), func(f string) bool { return slices.Contains(tt.gone, f) })
		if got := standing(w); !slices.Equal(got, want) {
			t.Errorf("without %q: %q stand, want %q", tt.line, got, want)
		}
		if !strings.Contains(strings.Join(w.Missing, "\n"), tt.file) {
			t.Errorf("without %q: no word of %s in %q", tt.line, tt.file, w.Missing)
		}
		checkAdded(t, w)
	}
}

// copyOfEdited returns the files of the installed library that a virtual world
// looks at.
func copyOfEdited(t *testing.T) fstest.MapFS {
	root := fstest.MapFS{}
	w, err := Virtual(os.DirFS(goroot()))
	if err != nil {
		t.Fatal(err)
	}
	for file := range w.Files {
		if data, err := os.ReadFile(filepath.Join(goroot(), "src", file)); err == nil {
			root["src/"+file] = &fstest.MapFile{Data: data}
		}
	}
	return root
}

// standing returns the features of w that stand.
func standing(w World) []string {
	var names []string
	for name, stands := range map[string]bool{
		"Chance": w.Chance, "Order": w.Order, "Outside": w.Outside, "Frames": w.Frames,
		"Inits": w.Inits, "Reads": w.Reads, "Exits": w.Exits,
	} {
		if stands {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// checkAdded checks that no file calls a function of a file that is left out.
func checkAdded(t *testing.T, w World) {
	for file, call := range map[string]string{
		"runtime/fresco_env.go": "frescoTakeEnv(", "runtime/fresco_chance.go": "frescoRandInit(",
		"runtime/fresco_order.go": "frescoRealTime(", "runtime/fresco_outside.go": "frescoNetpoll(",
		"runtime/fresco_frames.go": "frescoWrite(", "runtime/fresco_inits.go": "frescoInits(",
		"os/fresco_log.go": "frescoExit(", "os/fresco_temp.go": "frescoTempName(", "runtime/fresco_threads.go": "frescoStartThreads(",
	} {
		if _, ok := w.Files[file]; ok {
			continue
		}
		for name, data := range w.Files {
			if path.Dir(name) == path.Dir(file) && strings.Contains(string(data), call) {
				t.Errorf("%s calls %s), but %s is left out", name, call, file)
			}
		}
	}
}

func TestNoStandardLibrary(t *testing.T) {
	if _, err := Virtual(fstest.MapFS{}); err == nil {
		t.Error("an empty folder passes for a Go installation")
	}
	w, err := Real(fstest.MapFS{"src/runtime/proc.go": &fstest.MapFile{Data: []byte("package runtime")}})
	if err != nil || len(w.Files) > 0 || len(standing(w)) > 0 || len(w.Missing) == 0 {
		t.Errorf("an unknown library: %v, %v", err, w)
	}
}

func TestWriteOverlay(t *testing.T) {
	w, err := Real(os.DirFS(goroot()))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	var wg sync.WaitGroup
	paths := make([]string, 8)
	for i := range paths {
		wg.Go(func() {
			p, err := w.WriteOverlay(dir, goroot())
			if err != nil {
				t.Error(err)
			}
			paths[i] = p
		})
	}
	wg.Wait()
	if len(slices.Compact(paths)) != 1 {
		t.Errorf("one world, several overlays: %q", paths)
	}
	for name, data := range w.Files {
		got, err := os.ReadFile(filepath.Join(filepath.Dir(paths[0]), name))
		if err != nil || string(got) != string(data) {
			t.Errorf("%s is not as it should be: %v", name, err)
		}
	}
	w.Files["runtime/more.go"] = []byte("package runtime")
	if p, err := w.WriteOverlay(dir, goroot()); err != nil || p == paths[0] {
		t.Errorf("another world has the same overlay: %v", err)
	}
}

func FuzzEdit(f *testing.F) {
	f.Add("func a() {\n\tx()\n}\n", "func a() {", "x()")
	f.Add("x()", "x()", "x()")
	f.Fuzz(func(t *testing.T, src, in, line string) {
		got, err := edit{in: in, line: line, with: line + "; y()"}.apply(src)
		if err == nil && strings.Count(got, "\n") != strings.Count(src, "\n") {
			t.Errorf("the number of lines changed: %q", got)
		}
	})
}
