package markdown_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/doc/markdown"
)

var update = flag.Bool("update", false, "write the golden parts of testdata anew")

// TestGolden decodes page.md of every archive, with page.outputs.json where
// there is one, and compares with the part "decoded". Then every cell that
// runs is given the output "ran N" and the page is compared with "executed".
func TestGolden(t *testing.T) {
	for _, a := range archives(t) {
		t.Run(filepath.Base(a.name), func(t *testing.T) {
			d, err := markdown.Decode("page.md", a.get("page.md"), a.get("page.outputs.json"))
			if err != nil {
				t.Fatal(err)
			}
			a.compare(t, "decoded", dump(d))
			assertUnchanged(t, d)
			for _, c := range d.Cells {
				if c.Runs() {
					c.Outputs = []doc.Output{{Kind: doc.Stream, Name: "stdout", Text: fmt.Sprintf("ran %d\n", c.Number)}}
				}
			}
			page, _, err := markdown.Encode(d)
			if err != nil {
				page = []byte(err.Error() + "\n")
			}
			a.compare(t, "executed", string(page))
			if *update {
				a.write(t)
			}
		})
	}
}

// assertUnchanged fails unless encoding gives back the bytes decoded.
func assertUnchanged(t *testing.T, d *doc.Document) {
	t.Helper()
	page, sidecar, err := markdown.Encode(d)
	if err != nil {
		t.Fatal(err)
	}
	if string(page) != string(d.Source) {
		t.Errorf("an unchanged page is encoded as\n%q, want\n%q", page, d.Source)
	}
	if string(sidecar) != string(d.Sidecar) {
		t.Errorf("an unchanged sidecar is encoded as\n%q, want\n%q", sidecar, d.Sidecar)
	}
}

// dump writes a document for people.
func dump(d *doc.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "meta %v\n", d.Meta)
	for _, c := range d.Cells {
		kind := map[doc.Kind]string{doc.Prose: "prose", doc.Code: "code", doc.Raw: "raw"}[c.Kind]
		fmt.Fprintf(&b, "\n%d %s at %v", c.Number, kind, c.Pos)
		if c.Kind == doc.Code {
			fmt.Fprintf(&b, ", runs %v, prefix %q\noptions %+v", c.Runs(), c.Prefix, c.Options)
		}
		for _, name := range slices.Sorted(maps.Keys(c.Meta)) {
			fmt.Fprintf(&b, "\nmeta %s = %v", name, c.Meta[name])
		}
		b.WriteString("\n")
		for line := range strings.Lines(c.Source) {
			fmt.Fprintf(&b, "\t%q\n", line)
		}
		if c.Stored {
			b.WriteString("stored\n")
		}
		for _, o := range c.Outputs {
			fmt.Fprintf(&b, "output %d %s %q %v %s\n", o.Kind, o.Name, o.Text, o.Data, o.EName)
		}
	}
	for _, diagnostic := range d.Diagnostics {
		fmt.Fprintf(&b, "\n%v\n", diagnostic)
	}
	return b.String()
}

// An archive is a txtar file with a page and what is expected of it.
type archive struct {
	name string
	*txtar.Archive
}

// archives returns those in testdata.
func archives(t testing.TB) []archive {
	t.Helper()
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no test data: %v", err)
	}
	var list []archive
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, archive{name, a})
	}
	return list
}

// get returns a part, nil when there is none.
func (a archive) get(name string) []byte {
	for _, f := range a.Files {
		if f.Name == name {
			return f.Data
		}
	}
	return nil
}

// compare compares with a part, or sets it with -update.
func (a archive) compare(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		i := slices.IndexFunc(a.Files, func(f txtar.File) bool { return f.Name == name })
		if i < 0 {
			i = len(a.Files)
			a.Files = append(a.Files, txtar.File{Name: name})
		}
		a.Files[i].Data = []byte(got)
		return
	}
	if want := string(a.get(name)); got != want {
		t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
	}
}

// write writes the archive.
func (a archive) write(t *testing.T) {
	t.Helper()
	if err := os.WriteFile(a.name, txtar.Format(a.Archive), 0o644); err != nil {
		t.Fatal(err)
	}
}
