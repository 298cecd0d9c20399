package world

import (
	"fmt"
	"os"
	"path/filepath"
)

// Root returns the root folder by which to call a Go installation whose files
// an overlay is to replace: goroot itself, or a symbolic link to it below dir.
//
// The go command refuses to replace files in its module cache, where it keeps
// the toolchains that it downloads for a go.mod or GOTOOLCHAIN. Such a
// toolchain is called by a path outside of it: with GOROOT set to the link,
// GOTOOLCHAIN=local, the link's bin/go, and the link for [World.WriteOverlay].
func Root(dir, goroot, modcache string) (string, error) {
	if rel, err := filepath.Rel(modcache, goroot); err != nil || !filepath.IsLocal(rel) {
		return goroot, nil
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	link := filepath.Join(dir, filepath.Base(goroot))
	if to, err := os.Readlink(link); err == nil && to == goroot {
		return link, nil
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return "", fmt.Errorf("linking to the Go installation: %w", err)
	}
	// Made aside and renamed: another process may be doing the same.
	aside := fmt.Sprintf("%s.%d", link, os.Getpid())
	err = os.Symlink(goroot, aside)
	if err == nil {
		err = os.Rename(aside, link)
	}
	if err != nil {
		return "", fmt.Errorf("linking to the Go installation: %w", err)
	}
	return link, nil
}
