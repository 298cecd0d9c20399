package world

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/google/renameio/v2/maybe"
)

// WriteOverlay writes the files of w below dir, in a folder named by their
// content, and beside them the file for the go command's -overlay flag, whose
// path it returns. goroot is the folder that w was made from. What is there
// already is left alone, and each file appears whole or not at all, so that
// any number of processes may do this at once.
func (w World) WriteOverlay(dir, goroot string) (jsonPath string, err error) {
	dir, err = filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	dir = filepath.Join(dir, w.key(goroot))
	replace := map[string]string{}
	for name, data := range w.Files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		replace[filepath.Join(goroot, "src", filepath.FromSlash(name))] = path
		if err := writeFile(path, data); err != nil {
			return "", err
		}
	}
	data, err := json.MarshalIndent(map[string]any{"Replace": replace}, "", "\t")
	if err != nil {
		return "", err
	}
	jsonPath = filepath.Join(dir, "overlay.json")
	return jsonPath, writeFile(jsonPath, data)
}

// key names the content of an overlay.
func (w World) key(goroot string) string {
	h := sha256.New()
	fmt.Fprintf(h, "%q\n", goroot)
	for _, name := range slices.Sorted(maps.Keys(w.Files)) {
		fmt.Fprintf(h, "%q %q\n", name, w.Files[name])
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// writeFile writes a file and its folders, unless it is there with that
// content.
func writeFile(path string, data []byte) error {
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, data) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return fmt.Errorf("writing the standard library's overlay: %w", err)
	}
	if err := maybe.WriteFile(path, data, 0o666); err != nil {
		return fmt.Errorf("writing the standard library's overlay: %w", err)
	}
	return nil
}
