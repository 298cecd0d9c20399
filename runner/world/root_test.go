package world

import (
	"os"
	"path/filepath"
	"testing"
)

func TestRoot(t *testing.T) {
	dir := t.TempDir()
	modcache := filepath.Join(dir, "mod")
	toolchain := filepath.Join(modcache, "golang.org", "toolchain@v0.0.1-go1.26.0.linux-amd64")
	if err := os.MkdirAll(toolchain, 0o777); err != nil {
		t.Fatal(err)
	}
	if got, err := Root(dir, "/usr/local/go", modcache); err != nil || got != "/usr/local/go" {
		t.Errorf("an installed Go: got %q, %v", got, err)
	}
	for range 2 {
		link, err := Root(filepath.Join(dir, "cache"), toolchain, modcache)
		if err != nil {
			t.Fatal(err)
		}
		if to, err := os.Readlink(link); err != nil || to != toolchain || filepath.Dir(link) != filepath.Join(dir, "cache") {
			t.Errorf("a downloaded Go: %q leads to %q, %v", link, to, err)
		}
	}
}
