package world

import (
	"os"
	"runtime"
	"testing"
)

func TestTry(t *testing.T) {
	for n, f := range map[string]func() (World, error){"virtual": func() (World, error) { return Virtual(os.DirFS(runtime.GOROOT())) }, "real": func() (World, error) { return Real(os.DirFS(runtime.GOROOT())) }} {
		w, err := f()
		if err != nil {
			t.Fatal(err)
		}
		p, err := w.WriteOverlay("/tmp/wexp/ov-"+n, runtime.GOROOT())
		t.Log(n, p, err, w.Missing)
		os.Remove("/tmp/wexp/" + n + ".json")
		os.Symlink(p, "/tmp/wexp/"+n+".json")
	}
}
