package runner

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// A listing is a go list kept for the next time. It holds as long as the
// local packages in it have not changed and the go command still has what it
// built; the go command itself takes longer to find that out.
type listing struct {
	Packages map[string]*goPackage
	Local    []packageSum
}

func (b *batch) listingFile(g *group, w *worldBuild, paths []string) string {
	h := sha256.New()
	fmt.Fprintf(h, "%d %s %q %s %q %q\n", formatVersion, version(), g.module.dir, g.module.hash, w.overlay, paths)
	return filepath.Join(b.config.CacheDir, "lists", hex.EncodeToString(h.Sum(nil)[:16])+".json")
}

// keptList returns the packages of an earlier list, nil if there is none that
// still holds.
func keptList(file string) map[string]*goPackage {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	var l listing
	if json.Unmarshal(data, &l) != nil {
		return nil
	}
	sums := newSums()
	for _, p := range l.Local {
		if sums.packageSum(p.Dir, p.Files) != p.Sum {
			return nil
		}
	}
	for _, pkg := range l.Packages {
		if pkg.Export == "" {
			continue
		}
		if _, err := os.Stat(pkg.Export); err != nil {
			return nil
		}
	}
	touch(file)
	return l.Packages
}

// keepList stores a list in which nothing is wrong.
func keepList(file string, packages map[string]*goPackage, modCache string) {
	l := listing{Packages: packages}
	sums := newSums()
	for _, pkg := range packages {
		if pkg.Error != nil || len(pkg.DepsErrors) > 0 {
			return
		}
		if pkg.local(modCache) {
			files := pkg.files()
			l.Local = append(l.Local, packageSum{pkg.Dir, files, sums.packageSum(pkg.Dir, files)})
		}
	}
	data, err := json.Marshal(l)
	if err != nil {
		return
	}
	_ = writeWhole(file, data)
}
