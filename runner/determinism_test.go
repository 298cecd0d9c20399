package runner

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/gofresco/fresco/doc"
)

// TestRepeats runs a document with all kinds of chance 100 times, on a machine
// that is kept busy meanwhile, and wants the same bytes each time.
func TestRepeats(t *testing.T) {
	d := &doc.Document{Path: "chance.ipynb", Format: doc.Notebook, Language: "go", Options: doc.DefaultPageOptions()}
	for i, src := range []string{
		"m := map[string]int{}\nfor i := range 50 {\n\tm[fmt.Sprint(i)] = i\n}\nfor k := range m {\n\tfmt.Print(k, \" \")\n}",
		"a, b, c := make(chan int, 50), make(chan int, 50), make(chan int, 50)\nfor i := range 50 {\n\ta <- i\n\tb <- i\n\tc <- i\n}\nfor range 150 {\n\tselect {\n\tcase <-a:\n\t\tfmt.Print(\"a\")\n\tcase <-b:\n\t\tfmt.Print(\"b\")\n\tcase <-c:\n\t\tfmt.Print(\"c\")\n\t}\n}",
		"import old \"math/rand\"\nfmt.Println(rand.IntN(1000), old.Intn(1000), rand.Perm(20), maphash.String(maphash.MakeSeed(), \"x\"))",
		"var wg sync.WaitGroup\nvar mu sync.Mutex\nfor i := range 100 {\n\twg.Go(func() {\n\t\tfor range 5 {\n\t\t\ttime.Sleep(time.Duration(rand.IntN(3600)) * time.Second)\n\t\t\tmu.Lock()\n\t\t\tfmt.Print(i, \" \")\n\t\t\tmu.Unlock()\n\t\t}\n\t})\n}\nwg.Wait()\nfmt.Println(time.Now())",
		"srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {\n\ttime.Sleep(5 * time.Second)\n\tfmt.Fprint(w, \"slow\")\n}))\nstart := time.Now()\nres, err := http.Get(srv.URL)\nbody, err := io.ReadAll(res.Body)\nfmt.Println(string(body), err, time.Since(start).Round(time.Millisecond))\nsrv.Close()",
		"fmt.Fprintln(os.Stderr, \"err\")\nfmt.Println(\"out\")\nprintln(\"runtime\")\nfor i := range 20 {\n\tgo fmt.Print(i, \" \")\n}\ntime.Sleep(1)",
	} {
		d.Cells = append(d.Cells, &doc.Cell{Kind: doc.Code, Language: "go", Number: i + 1, Source: src, Pos: doc.Position{Path: d.Path, Cell: i + 1, Line: 1, Col: 1}})
	}
	r, err := New(Config{Root: t.TempDir(), NoCache: true})
	if err != nil {
		t.Fatal(err)
	}
	first := ""
	unload := func() {}
	defer func() { unload() }()
	again := func(x *execution) {
		text := outputText(d)
		if first == "" {
			first, unload = text, load()
		} else if text != first {
			t.Fatalf("one run printed\n%s\nanother\n%s", first, text)
		}
	}
	if err := runTimes(t.Context(), r, d, 100, again); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(first, "slow <nil> 5s") {
		t.Errorf("a request to a handler that sleeps 5 s:\n%s", first)
	}
}

// runTimes builds a document once and executes it n times.
func runTimes(ctx context.Context, r *Runner, d *doc.Document, n int, after func(*execution)) error {
	b := newBatch(r, []*doc.Document{d})
	defer b.close()
	groups, err := b.groups(ctx)
	if err != nil {
		return err
	}
	b.afterBuild = func(x *execution) error {
		for range n {
			if err := x.run(ctx); err != nil {
				return err
			}
			if ds := x.unit.report.Diagnostics; len(ds) > 0 {
				return ds
			}
			after(x)
		}
		return nil
	}
	return b.build(ctx, groups[0], groups[0].tasks)
}

// outputText is all that a document's cells printed, with its times.
func outputText(d *doc.Document) string {
	var b strings.Builder
	for _, c := range d.Cells {
		for _, o := range c.Outputs {
			fmt.Fprintln(&b, o.Name, o.Chunks, o.Data, o.EName, o.EValue)
		}
	}
	return b.String()
}

// load keeps all processors busy until the function that it returns is called.
func load() (stop func()) {
	done := make(chan struct{})
	for range 2 * runtime.GOMAXPROCS(0) {
		go func() {
			for n := 0; ; n++ {
				select {
				case <-done:
					return
				default:
				}
			}
		}()
	}
	return func() { close(done) }
}
