package runner

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"sync"
)

// version tells this build of Fresco from others, so that a change in how
// documents are executed is never hidden by the cache. It is the build ID that
// the linker puts near the top of a Go program, which depends on the content
// of the program alone.
var version = sync.OnceValue(func() string {
	name, err := os.Executable()
	if err != nil {
		return "unknown"
	}
	f, err := os.Open(name)
	if err != nil {
		return "unknown"
	}
	defer f.Close()
	head := make([]byte, 64<<10)
	n, _ := io.ReadFull(f, head)
	if id, ok := buildID(head[:n]); ok {
		return id
	}
	h := sha256.New()
	h.Write(head[:n])
	if _, err := io.Copy(h, f); err != nil {
		return "unknown"
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
})

// buildID finds the linker's build ID in the first bytes of a program.
func buildID(head []byte) (string, bool) {
	_, rest, ok := bytes.Cut(head, []byte("\xff Go build ID: \""))
	if !ok {
		return "", false
	}
	id, _, ok := bytes.Cut(rest, []byte("\"\n \xff"))
	return string(id), ok && len(id) > 0
}
