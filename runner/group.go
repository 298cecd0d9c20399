package runner

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/modfile"

	"github.com/gofresco/fresco/doc"
)

// A group is the documents of a batch that are built together: those of one
// module with one clock.
type group struct {
	module *module
	clock  doc.Clock
	tasks  []*task
}

// A module is where the documents of a group stand: a Go module, or a folder
// outside of any.
type module struct {
	dir string // of its go.mod, or the site's root
	// path is its module path, and requires are those of the modules that it
	// requires.
	path     string
	requires []string
	// goVersion is the language version of go.mod, "" outside of a module.
	goVersion string
	// godebug reports whether go.mod may change GODEBUG settings.
	godebug bool
	// hash is over the files that decide which packages there are.
	hash string
	env  *goEnv
}

// groups parts the batch's tasks.
func (b *batch) groups(ctx context.Context) ([]*group, error) {
	modules := map[string]*module{}
	byKey := map[string]*group{}
	var groups []*group
	for _, t := range b.tasks {
		dir := moduleDir(t.dir)
		if dir == "" {
			dir = b.config.Root
		}
		m := modules[dir]
		if m == nil {
			var err error
			if m, err = b.newModule(ctx, dir); err != nil {
				return nil, err
			}
			modules[dir] = m
		}
		key := dir + "\x00" + string(t.doc.Options.Clock)
		g := byKey[key]
		if g == nil {
			g = &group{module: m, clock: t.doc.Options.Clock}
			byKey[key] = g
			groups = append(groups, g)
		}
		g.tasks = append(g.tasks, t)
		t.group = g
	}
	return groups, nil
}

// moduleDir returns the nearest folder with a go.mod from dir upwards, or "".
func moduleDir(dir string) string {
	for {
		if info, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil && !info.IsDir() {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

func (b *batch) newModule(ctx context.Context, dir string) (*module, error) {
	env, err := b.goEnv(ctx, dir)
	if err != nil {
		return nil, err
	}
	m := &module{dir: dir, env: env}
	if data, err := os.ReadFile(filepath.Join(dir, "go.mod")); err == nil {
		if f, err := modfile.ParseLax("go.mod", data, nil); err == nil {
			if f.Go != nil {
				m.goVersion = "go" + f.Go.Version
			}
			if f.Module != nil {
				m.path = f.Module.Mod.Path
			}
			for _, r := range f.Require {
				m.requires = append(m.requires, r.Mod.Path)
			}
			m.godebug = len(f.Godebug) > 0 || !strings.HasPrefix(env.GOVERSION, languageVersion(m.goVersion))
		}
	}
	h := sha256.New()
	fmt.Fprintf(h, "%q\n", env)
	files := []string{filepath.Join(dir, "go.mod"), filepath.Join(dir, "go.sum"), filepath.Join(dir, "vendor", "modules.txt")}
	if env.GOWORK != "" && env.GOWORK != "off" {
		files = append(files, env.GOWORK, env.GOWORK+".sum")
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		fmt.Fprintf(h, "%v %x\n", err == nil, sha256.Sum256(data))
	}
	m.hash = hex.EncodeToString(h.Sum(nil))
	return m, nil
}

// languageVersion returns "go1.26" for "go1.26.1".
func languageVersion(v string) string {
	parts := strings.SplitN(v, ".", 3)
	if len(parts) < 2 {
		return v
	}
	return parts[0] + "." + parts[1]
}
