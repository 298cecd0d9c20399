package runner

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/gofresco/fresco/doc"
)

// An entry is what the cache keeps of a document: what it depends on beyond
// its key, and its outputs.
type entry struct {
	// Packages are the local packages in the program, by folder.
	Packages []packageSum
	// Reads are what the program read.
	Reads []readSum
	// Lines is the hash of the cells' places, if some output names one.
	Lines string `json:",omitempty"`
	Cells []entryCell
	Notes doc.Diagnostics
}

// An entryCell is a cell that ran.
type entryCell struct {
	Number, ExecutionCount int
	Outputs                []doc.Output
}

// formatVersion is part of every key; it changes with what tangling, running
// or storing means.
const formatVersion = 1

// cacheKey is the hash of all that is known before a document is tangled.
// Places of cells are not in it, so that an edit of prose changes nothing.
func (t *task) cacheKey() string {
	h := sha256.New()
	m := t.group.module
	opts := t.doc.Options
	fmt.Fprintf(h, "%d %s %s %q %q %q\n", formatVersion, version(), m.hash, m.dir, t.dir, t.doc.Path)
	fmt.Fprintf(h, "%s %d %v %v %d %d %q\n", opts.Clock, opts.Seed, opts.RandomSeed, opts.Timeout, opts.Memory, opts.OutputLimit, opts.Inputs)
	for _, name := range passed {
		fmt.Fprintf(h, "%q\n", os.Getenv(name))
	}
	for _, c := range t.doc.Cells {
		if c.Runs() {
			fmt.Fprintf(h, "%d %q %v %v\n", c.Number, c.Source, c.Options.MustFail, c.Options.Timeout)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// lines is the hash of the places of a document's cells.
func (t *task) lines() string {
	h := sha256.New()
	for _, c := range t.doc.Cells {
		if c.Runs() {
			fmt.Fprintf(h, "%v\n", c.Pos)
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

func (b *batch) entryFile(key string) string {
	return filepath.Join(b.config.CacheDir, "outputs", key[:2], key+".json")
}

// restore fills in a document's outputs from the cache, if they are there and
// nothing that they depend on has changed.
func (b *batch) restore(t *task, sums *sums) bool {
	file := b.entryFile(t.key)
	data, err := os.ReadFile(file)
	if err != nil {
		return false
	}
	touch(file)
	var e entry
	if json.Unmarshal(data, &e) != nil || e.Lines != "" && e.Lines != t.lines() {
		return false
	}
	for _, p := range e.Packages {
		if sums.packageSum(p.Dir, p.Files) != p.Sum {
			return false
		}
	}
	for _, r := range e.Reads {
		if sums.readSum(r.Kind, r.Name) != r.Sum {
			return false
		}
	}
	byNumber := map[int]entryCell{}
	for _, c := range e.Cells {
		byNumber[c.Number] = c
	}
	for _, c := range t.doc.Cells {
		if c.Runs() {
			stored := byNumber[c.Number]
			c.Outputs, c.ExecutionCount, c.Stored = stored.Outputs, stored.ExecutionCount, true
		}
	}
	t.report.Diagnostics = e.Notes
	return true
}

// store keeps a document's outputs. A cache that cannot be written to costs
// time at the next run and nothing else.
func (b *batch) store(u *unit, reads readSet) {
	if reads.lost || u.doc.Options.RandomSeed {
		return
	}
	sums := newSums()
	e := entry{Notes: u.report.Diagnostics, Reads: reads.sums(sums, b.config.Root)}
	for _, dir := range inputFiles(u.dir, u.doc.Options.Inputs) {
		e.Reads = append(e.Reads, readSum{Kind: globKind, Name: dir, Sum: sums.readSum(globKind, dir)})
	}
	for _, pkg := range u.closure {
		if pkg.local(u.group.module.env.GOMODCACHE) {
			files := pkg.files()
			e.Packages = append(e.Packages, packageSum{pkg.Dir, files, sums.packageSum(pkg.Dir, files)})
		}
	}
	places := false
	for _, c := range u.doc.Cells {
		if c.Runs() {
			e.Cells = append(e.Cells, entryCell{c.Number, c.ExecutionCount, c.Outputs})
			places = places || namesPlace(c, u.doc.Path)
		}
	}
	if places || len(e.Notes) > 0 {
		e.Lines = u.lines()
	}
	data, err := json.Marshal(e)
	if err != nil {
		return
	}
	_ = writeWhole(b.entryFile(u.key), data)
}

// namesPlace reports whether a cell's outputs speak of a place in the
// document.
func namesPlace(c *doc.Cell, docPath string) bool {
	base := path.Base(docPath)
	for _, o := range c.Outputs {
		if strings.Contains(o.Text, base) || strings.Contains(strings.Join(o.Traceback, "\n"), base) {
			return true
		}
		for _, text := range o.Data {
			if strings.Contains(text, base) {
				return true
			}
		}
	}
	return false
}
