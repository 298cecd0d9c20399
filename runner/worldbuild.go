package runner

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/runner/world"
)

// A worldBuild is a world, written out for the go command.
type worldBuild struct {
	world.World
	clock   doc.Clock
	overlay string // the file for -overlay
	// root is the folder by which the toolchain is to be called, "" for its
	// own.
	root string
}

// world returns the world of a clock for a toolchain.
func (r *Runner) world(env *goEnv, clock doc.Clock) (*worldBuild, error) {
	key := env.GOROOT + "\x00" + env.GOVERSION + "\x00" + string(clock)
	if w := r.worlds[key]; w != nil {
		return w, nil
	}
	build := world.Virtual
	if clock == doc.Real {
		build = world.Real
	}
	w := &worldBuild{clock: clock}
	var err error
	if w.World, err = build(os.DirFS(env.GOROOT)); err != nil {
		return nil, err
	}
	root, err := world.Root(filepath.Join(r.config.CacheDir, "goroot"), env.GOROOT, env.GOMODCACHE)
	if err != nil {
		return nil, cacheError(err)
	}
	if root != env.GOROOT {
		w.root = root
	}
	if w.overlay, err = w.WriteOverlay(filepath.Join(r.config.CacheDir, "world"), root); err != nil {
		return nil, cacheError(err)
	}
	r.worlds[key] = w
	return w, nil
}

// buildFlags are the flags of the go command for this world, with the build
// tags that the user has set.
func (w *worldBuild) buildFlags(tags []string) []string {
	flags := []string{"-overlay", w.overlay}
	if tags = slices.Concat(w.Tags, tags); len(tags) > 0 {
		flags = append(flags, "-tags", strings.Join(tags, ","))
	}
	return flags
}

// buildEnv is what the world adds to the go command's environment.
func (w *worldBuild) buildEnv() []string {
	var env []string
	if w.clock == doc.Virtual {
		env = append(env, "CGO_ENABLED=0")
	}
	if w.root != "" {
		env = append(env, "GOROOT="+w.root, "GOTOOLCHAIN=local")
	}
	return env
}

// goCommand is the go command to build with, by default the one given.
func (w *worldBuild) goCommand(by string) string {
	if w.root == "" {
		return by
	}
	return filepath.Join(w.root, "bin", "go")
}
