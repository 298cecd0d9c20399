package site_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/site"
)

func TestCheckOutput(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"content", "there"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	mustBuild(t, filepath.Join(dir, "built"), page("index.html", "# Home"))
	before := tree(t, dir)
	for out, want := range map[string]string{
		"there":          "",
		"built":          "",
		"new/and/deeper": "",
		"file":           "is a file",
		"file/public":    "cannot be made",
		"content/public": "documents are read from",
	} {
		cfg := site.Config{Output: filepath.Join(dir, filepath.FromSlash(out)), Sources: []string{filepath.Join(dir, "content")}}
		switch err := site.CheckOutput(cfg); {
		case want == "" && err != nil:
			t.Errorf("%s: %v", out, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%s: got %v, which should say %q", out, err, want)
		case want != "":
			var d doc.Diagnostic
			if !errors.As(err, &d) || d.Hint == "" || strings.Contains(d.Message, d.Hint) {
				t.Errorf("%s: the hint is not apart: %+v", out, d)
			}
		}
	}
	wantSame(t, before, tree(t, dir))
}

func TestCheckReadOnlyOutput(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("permissions do not bind the superuser, who runs this test")
	}
	out := t.TempDir()
	mustBuild(t, out, page("index.html", "# Home"))
	for _, dir := range []string{".", ".fresco"} {
		path := filepath.Join(out, dir)
		if err := os.Chmod(path, 0o555); err != nil {
			t.Fatal(err)
		}
		for _, output := range []string{out, filepath.Join(path, "new")} {
			if err := site.CheckOutput(site.Config{Output: output}); !errors.Is(err, fs.ErrPermission) {
				t.Errorf("%s, read-only %s: got %v", output, dir, err)
			}
		}
		if err := os.Chmod(path, 0o755); err != nil {
			t.Fatal(err)
		}
	}
}
