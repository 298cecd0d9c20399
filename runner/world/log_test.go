package world

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// entries returns the records of a log.
func entries(t *testing.T, data []byte) []string {
	t.Helper()
	if len(data) > 0 && data[len(data)-1] != 0 {
		t.Errorf("the last record has no end: %q", data)
	}
	return strings.FieldsFunc(string(data), func(r rune) bool { return r == 0 })
}

func TestReads(t *testing.T) {
	inRealAndVirtual(t, func(t *testing.T, program func() (string, error)) {
		r := (&run{program: program, args: []string{"reads"}, log: true}).do(t)
		got := slices.DeleteFunc(entries(t, r.records), func(r string) bool { return r[0] == 'g' && r != "gHOME" })
		want := []string{"ogo.mod", "gHOME", "s/none", "c/", "sgo.mod"}
		if !slices.Equal(sorted(got), sorted(want)) {
			t.Errorf("got %q, want %q", got, want)
		}
		if plain := (&run{program: program, args: []string{"reads"}}).do(t); plain.code != 0 || len(plain.stderr) > 0 {
			t.Errorf("without a log: %d, %s", plain.code, plain.stderr)
		}
		if closed := (&run{program: program, args: []string{"reads"}, env: []string{"FRESCO_LOG=77"}}).do(t); closed.code != 0 || len(closed.stderr) > 0 {
			t.Errorf("with a log that is not open: %d, %s", closed.code, closed.stderr)
		}
	})
}

func sorted(s []string) []string { return slices.Sorted(slices.Values(s)) }

// TestStolenDescriptor has the program close the log and open a file of its
// own by the same number.
func TestStolenDescriptor(t *testing.T) {
	file := filepath.Join(t.TempDir(), "own")
	r := (&run{program: virtualProgram, args: []string{"steal", "3", file}, log: true}).do(t)
	if out := text(split(t, 1, r.stdout)); out != "true\n" {
		t.Fatalf("the file has another number: %q", out)
	}
	if data, err := os.ReadFile(file); err != nil || len(data) > 0 {
		t.Errorf("the program's own file holds %q, %v", data, err)
	}
	if got := entries(t, r.records); !slices.Contains(got, "s/before") || slices.Contains(got, "s/after") {
		t.Errorf("got %q", got)
	}
}

func TestExit(t *testing.T) {
	inRealAndVirtual(t, func(t *testing.T, program func() (string, error)) {
		r := (&run{program: program, args: []string{"exit"}, log: true}).do(t)
		all := entries(t, r.records)
		lines := strings.Split(all[len(all)-1], "\n")
		if r.code != 3 || lines[0] != "x3" || !strings.HasPrefix(lines[1], "os.Exit\t") || !strings.Contains(lines[2]+lines[3], "main.exit") ||
			!strings.Contains(lines[3], "testdata/program/surroundings.go:") {
			t.Errorf("status %d, record %q", r.code, lines)
		}
	})
}

// TestHidden shows that neither the program nor its children see anything of
// ours.
func TestHidden(t *testing.T) {
	inRealAndVirtual(t, func(t *testing.T, program func() (string, error)) {
		r := (&run{program: program, args: []string{"environ", "3"}, log: true, env: []string{"FRESCO_WORLD=1", "FRESCO_SKIP=a,b"}}).do(t)
		if out := text(split(t, 1, r.stdout)); out != " \n\"\" exit status 1\n" {
			t.Errorf("got %q", out)
		}
	})
}

func TestInits(t *testing.T) {
	const path = "github.com/gofresco/fresco/runner/world/testdata/program/"
	inRealAndVirtual(t, func(t *testing.T, program func() (string, error)) {
		for skip, want := range map[string]string{
			"":                                      "init of one\ninit of two\nhello\n",
			path + "one":                            "init of two\nhello\n",
			"other," + path + "two%2ev2":            "init of one\nhello\n",
			path + "one," + path + "two%2ev2":       "hello\n",
			path + "on," + path + "two," + path[1:]: "init of one\ninit of two\nhello\n",
		} {
			r := (&run{program: program, args: []string{"hello"}, env: []string{"SAY_INIT=1", "FRESCO_SKIP=" + skip}}).do(t)
			if string(r.stdout) != want {
				t.Errorf("skip %q: got %q, want %q", skip, r.stdout, want)
			}
		}
	})
}
