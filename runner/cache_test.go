package runner_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/runner"
)

// A site is a folder with a document, to be executed again and again.
type site struct {
	*testing.T
	root, cache string
}

func newSite(t *testing.T, files string) *site {
	s := &site{t, t.TempDir(), t.TempDir()}
	for _, f := range txtar.Parse([]byte(files)).Files {
		s.write(f.Name, string(f.Data))
	}
	return s
}

func (s *site) write(name, text string) {
	s.Helper()
	file := filepath.Join(s.root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		s.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		s.Fatal(err)
	}
}

// document makes a document of cells.
func (s *site) document(name string, cells ...string) *doc.Document {
	d := &doc.Document{Path: name, Format: doc.Notebook, Language: "go", Options: doc.DefaultPageOptions()}
	for i, src := range cells {
		c := &doc.Cell{Kind: doc.Code, Language: "go", Number: i + 1, Source: src, Pos: doc.Position{Path: name, Cell: i + 1, Line: 1, Col: 1}}
		c.SetLines()
		d.Cells = append(d.Cells, c)
	}
	return d
}

// expect runs the document and checks whether it came from the cache, and
// what its first cell printed or how it failed.
func (s *site) expect(d *doc.Document, cached bool, want string) {
	s.Helper()
	r := run(s.T, runner.Config{Root: s.root, CacheDir: s.cache}, []*doc.Document{d})[0]
	if r.Cached != cached {
		s.Errorf("from the cache: %v, want %v", r.Cached, cached)
	}
	got := describe(r)
	if !strings.Contains(got, want) {
		s.Errorf("got:\n%s\nwant in it: %s", got, want)
	}
}

func TestCacheFollowsPackages(t *testing.T) {
	s := newSite(t, `
-- go.mod --
module example.com/m

go 1.26
-- internal/a/a.go --
package a

import "example.com/m/internal/b"

func A() string { return b.B() }
-- internal/b/b.go --
package b

func B() string { return "one" }
-- content/x.txt --
`)
	cell := `import "example.com/m/internal/a"
fmt.Println(a.A())`
	d := s.document("content/x.md", cell)
	s.expect(d, false, "one")
	s.expect(d, true, "one")
	s.write("internal/b/b.go", "package b\n\nfunc B() string { return \"two\" }\n")
	s.expect(d, false, "two")
	s.write("internal/b/more.go", "package b\n\nfunc init() { println(\"init\") }\n")
	s.expect(d, false, "init")
	s.expect(d, true, "two")
	s.expect(s.document("content/x.md", cell+"\n"), false, "two")
	s.expect(s.document("content/y.md", cell), false, "two")
	s.write("go.mod", "module example.com/m\n\ngo 1.25\n")
	s.expect(d, false, "two")
	s.write("internal/b/more.go", "package b\n\nfunc init() { undefined() }\n")
	s.expect(d, false, `package "example.com/m/internal/b" does not compile`)
}

func TestCacheFollowsFiles(t *testing.T) {
	s := newSite(t, `
-- content/data.txt --
first
-- content/in/a.txt --
a
`)
	d := s.document("content/x.md", `data, err := os.ReadFile("data.txt")
_, missing := os.Stat("other.txt")
fmt.Printf("%s %v %v\n", data, err, missing == nil)`)
	s.expect(d, false, "first")
	s.expect(d, true, "first")
	s.write("content/data.txt", "second\n")
	s.expect(d, false, "second")
	s.expect(d, true, "second")
	s.write("content/other.txt", "")
	s.expect(d, false, "true")
	if err := os.Remove(filepath.Join(s.root, "content/data.txt")); err != nil {
		t.Fatal(err)
	}
	s.expect(d, false, "no such file")

	child := s.document("content/y.md", `out, _ := exec.Command("cat", "in/a.txt").Output()
fmt.Printf("%s", out)`)
	child.Options.Inputs = []string{"in/*.txt"}
	s.expect(child, false, "a")
	s.expect(child, true, "a")
	s.write("content/in/a.txt", "changed\n")
	s.expect(child, false, "changed")
	child.Options.Inputs = []string{"in"}
	s.expect(child, false, "changed")
	s.expect(child, true, "changed")
	s.write("content/in/a.txt", "again\n")
	s.expect(child, false, "again")
}

// Documents of one name in two folders are two documents.
func TestCacheKeepsFoldersApart(t *testing.T) {
	s := newSite(t, "-- go.mod --\nmodule m.example\n-- a/data --\nA\n-- b/data --\nB\n")
	for _, dir := range []string{"a", "b", "a"} {
		d := s.document("x.md", `data, err := os.ReadFile("data")`+"\n"+`fmt.Print(string(data), err)`)
		r := run(t, runner.Config{Root: filepath.Join(s.root, dir), CacheDir: s.cache}, []*doc.Document{d})[0]
		if want := strings.ToUpper(dir) + `\n<nil>`; !strings.Contains(describe(r), want) {
			t.Errorf("in %s: %s", dir, describe(r))
		}
	}
}

func TestCacheFollowsPlaces(t *testing.T) {
	s := newSite(t, "")
	plain := s.document("x.md", `fmt.Println("plain")`)
	plain.Cells[0].Pos = doc.Position{Path: "x.md", Line: 10, Col: 1}
	s.expect(plain, false, "plain")
	plain.Cells[0].Pos.Line = 20
	s.expect(plain, true, "plain")

	placed := s.document("y.md", "_, file, line, _ := runtime.Caller(0)\nfmt.Println(file, line)")
	placed.Cells[0].Pos = doc.Position{Path: "y.md", Line: 10, Col: 1}
	s.expect(placed, false, "y.md 10")
	s.expect(placed, true, "y.md 10")
	placed.Cells[0].Pos.Line = 20
	s.expect(placed, false, "y.md 20")
}

func TestFailuresAreNotCached(t *testing.T) {
	s := newSite(t, "")
	d := s.document("x.md", `panic("no")`)
	s.expect(d, false, "panic: no")
	s.expect(d, false, "panic: no")
	random := s.document("r.md", `rand.Uint64()`)
	random.Options.RandomSeed = true
	s.expect(random, false, "text/plain")
	first := describe(&runner.Report{Doc: random})
	s.expect(random, false, "text/plain")
	if again := describe(&runner.Report{Doc: random}); again == first {
		t.Errorf("a random seed gave %s twice", first)
	}
	d1, d2 := s.document("r.md", `rand.Uint64()`), s.document("r.md", `rand.Uint64()`)
	d2.Options.Seed = 2
	s.expect(d1, false, "text/plain")
	s.expect(d2, false, "text/plain")
	if d1.Cells[0].Outputs[0].Equal(d2.Cells[0].Outputs[0]) {
		t.Error("two seeds, one number")
	}
}

// Builds at the same time, with one cache, do not harm each other.
func TestTwoBuildsAtOnce(t *testing.T) {
	s := newSite(t, "")
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			var docs []*doc.Document
			for i := range 5 {
				docs = append(docs, s.document(fmt.Sprintf("d%d.md", i), fmt.Sprintf("fmt.Println(%d)", i)))
			}
			for _, r := range run(t, runner.Config{Root: s.root, CacheDir: s.cache}, docs) {
				if r.Failed {
					t.Errorf("%s: %v", r.Doc.Path, r.Diagnostics)
				}
			}
		})
	}
	wg.Wait()
	entries, _ := os.ReadDir(filepath.Join(s.cache, "work"))
	if len(entries) > 0 {
		t.Errorf("%d folders left in work", len(entries))
	}
}

const cgoFiles = "-- go.mod --\nmodule m.example\n-- c/c.go --\npackage c\n\n// int answer(void) { return 42; }\nimport \"C\"\n\nfunc Answer() int { return int(C.answer()) }\n"

func TestModules(t *testing.T) {
	t.Setenv("GOFLAGS", os.Getenv("GOFLAGS")+" -tags=mytag")
	for name, tt := range map[string]struct{ files, doc, cell, want string }{
		"outside of any module": {"", "x.md", `slices.Max([]int{1, 3, 2})`, `"3"`},
		"unknown package outside": {"", "x.md", "import \"github.com/no/such\"\nsuch.Do()",
			`x.md:cell 1:1:8: no module provides package "github.com/no/such"` + "\n\tthe document stands outside of any module"},
		"unknown package": {"-- go.mod --\nmodule m.example\n", "x.md", "import \"github.com/no/such\"\nsuch.Do()",
			`x.md:cell 1:1:8: no module provides package "github.com/no/such"` + "\n\tgo get github.com/no/such"},
		"not in the standard library":      {"", "x.md", `import "strngs"`, `package "strngs" is not in the standard library`},
		"internal to the standard library": {"", "x.md", `import "internal/abi"`, `internal to the standard library`},
		"unknown package of the module": {"-- go.mod --\nmodule m.example\n-- internal/price/p.go --\npackage price\n", "x.md", "import \"m.example/internal/prize\"",
			`x.md:cell 1:1:8: module m.example has no package "m.example/internal/prize"` + "\n\t" + `did you mean "m.example/internal/price"?`},
		"panic in a package": {"-- go.mod --\nmodule m.example\n-- a/a.go --\npackage a\n\nfunc Deep(n int) {\n\tif n == 0 {\n\t\tpanic(\"deep\")\n\t}\n\tDeep(n - 1)\n}\n", "x.md", "import \"m.example/a\"\nx := 1\ngo a.Deep(x)\nselect {}",
			"x.md:cell 1:3: panic: deep"},
		"its frames":     {"-- go.mod --\nmodule m.example\n-- a/a.go --\npackage a\n\nfunc Deep() { panic(\"deep\") }\n", "x.md", "import \"m.example/a\"\na.Deep()", "m.example/a.Deep()\n\t\ta/a.go:3"},
		"stack overflow": {"", "x.md", "func f(n int) int { return f(n+1) + 1 }\nf(0)", "frames elided..."},
		"last words":     {"", "x.md", "log.SetFlags(0)\nlog.Fatal(\"no such luck\")", "! x.md:cell 1:2: exit status 1: os.Exit was called\n\tno such luck"},
		"inputs":         {"", "x.md", "//inputs: nothing.csv\n1", "note: inputs: nothing.csv matches no file"},
		"import cycle": {"-- go.mod --\nmodule m.example\n-- a/a.go --\npackage a\nimport _ \"m.example/b\"\n-- b/b.go --\npackage b\nimport _ \"m.example/a\"\n",
			"x.md", `import "m.example/a"`, `import cycle: m.example/a imports m.example/b imports m.example/a`},
		"a program": {"-- go.mod --\nmodule m.example\n-- cmd/main.go --\npackage main\nfunc main() {}\n", "x.md", `import "m.example/cmd"`, `is a program and cannot be imported`},
		"vendor": {"-- go.mod --\nmodule m.example\n\ngo 1.26\n\nrequire v.example v1.0.0\n-- vendor/modules.txt --\n# v.example v1.0.0\n## explicit; go 1.26\nv.example\n-- vendor/v.example/v.go --\npackage v\n\nconst V = \"vendored\"\n",
			"content/x.md", "import v \"v.example\"\nv.V", "vendored"},
		"go.work": {"-- go.work --\ngo 1.26\n\nuse ./one\nuse ./two\n-- one/go.mod --\nmodule one.example\n\ngo 1.26\n-- two/go.mod --\nmodule two.example\n\ngo 1.26\n-- two/two.go --\npackage two\n\nconst Two = \"of the workspace\"\n",
			"one/x.md", "import two \"two.example\"\ntwo.Two", "of the workspace"},
		"language version": {"-- go.mod --\nmodule m.example\n\ngo 1.21\n", "x.md", "for i := range 3 {\n\t_ = i\n}", "cannot range over 3"},
		"old defaults":     {"-- go.mod --\nmodule m.example\n\ngo 1.20\n", "x.md", "defer func() { fmt.Println(recover()) }()\npanic(nil)", `"<nil>\n"`},
		"display":          {"", "x.md", "import \"github.com/gofresco/fresco/display\"\ndisplay.HTML(\"<b>x</b>\")\nfmt.Println(1)", "text/html"},
		"build tags": {"-- go.mod --\nmodule m.example\n-- t/t.go --\n//go:build mytag\n\npackage t\n\nconst Tagged = \"with the tag\"\n",
			"x.md", "import \"m.example/t\"\nt.Tagged", "with the tag"},
		"cgo on the virtual clock":      {cgoFiles, "x.md", "import \"m.example/c\"\nc.Answer()", "x.md:cell 1:1:8: package \"m.example/c\" needs cgo, which does not work on the virtual clock\n\tset clock: real"},
		"cgo on the real clock":         {cgoFiles, "x.md", "//clock: real\nimport \"m.example/c\"\nc.Answer()", `"42"`},
		"the network on the real clock": {"", "x.md", "//clock: real\nl, err := net.Listen(\"tcp\", \"127.0.0.1:0\")\n_, err2 := net.LookupHost(\"localhost\")\nfmt.Println(err, err2, l != nil)", `<nil> <nil> true`},
		"initialisers of others":        {"-- go.mod --\nmodule m.example\n-- loud/loud.go --\npackage loud\nfunc init() { println(\"loud\") }\n", "x.md", `import _ "m.example/loud"`, "loud"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, tt.files)
			d := s.document(tt.doc, tt.cell)
			if strings.HasPrefix(tt.cell, "//clock: real") {
				d.Options.Clock = doc.Real
			}
			if strings.HasPrefix(tt.cell, "//inputs: ") {
				d.Options.Inputs = []string{"nothing.csv"}
			}
			if strings.Contains(tt.want, "42") {
				if _, err := exec.LookPath("gcc"); err != nil {
					t.Skip("there is no C compiler: ", err)
				}
			}
			os.MkdirAll(filepath.Dir(filepath.Join(s.root, tt.doc)), 0o777)
			s.expect(d, false, tt.want)
		})
	}
}

// The initialisers of packages run in the documents that import them alone.
func TestInitialisers(t *testing.T) {
	s := newSite(t, "-- go.mod --\nmodule m.example\n-- loud/loud.go --\npackage loud\nfunc init() { println(\"loud\"); panic(\"init\") }\n")
	docs := []*doc.Document{s.document("quiet.md", `fmt.Println("quiet")`), s.document("loud.md", "import _ \"m.example/loud\"\nfmt.Println(1)")}
	reports := run(t, runner.Config{Root: s.root, CacheDir: s.cache}, docs)
	if got := describe(reports[0]); got != "[1]\nstdout 0s \"quiet\\n\"\nfailed: false\n" {
		t.Errorf("quiet: %s", got)
	}
	if got := describe(reports[1]); !strings.Contains(got, "panic: init") || !strings.Contains(got, `"loud\n"`) {
		t.Errorf("loud: %s", got)
	}
}

func TestMissingToolchain(t *testing.T) {
	r, err := runner.New(runner.Config{Root: t.TempDir(), CacheDir: t.TempDir(), Go: "no-such-go"})
	if err != nil {
		t.Fatal(err)
	}
	s := newSite(t, "")
	_, err = r.Run(t.Context(), []*doc.Document{s.document("x.md", "1")})
	if err == nil || !strings.Contains(err.Error(), "https://go.dev/dl") {
		t.Errorf("got %v", err)
	}
	if _, err := exec.LookPath("go"); err != nil {
		t.Error(err)
	}
}

// What has not been used for long goes, what is used stays.
func TestCacheIsTrimmed(t *testing.T) {
	s := newSite(t, "")
	used, other := s.document("used.md", "1"), s.document("other.md", "2")
	s.expect(used, false, "1")
	s.expect(other, false, "2")
	old := time.Now().Add(-60 * 24 * time.Hour)
	files := func() []string {
		list, err := filepath.Glob(filepath.Join(s.cache, "outputs", "*", "*.json"))
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	for _, file := range append(files(), filepath.Join(s.cache, "trimmed")) {
		if err := os.Chtimes(file, old, old); err != nil {
			t.Fatal(err)
		}
	}
	s.expect(used, true, "1")
	s.expect(s.document("third.md", "3"), false, "3")
	if n := len(files()); n != 2 {
		t.Errorf("%d entries, want those of used and third", n)
	}
	s.expect(used, true, "1")
}
