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
	if w.overlay, err = w.WriteOverlay(filepath.Join(r.config.CacheDir, "world"), env.GOROOT); err != nil {
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
	if w.clock == doc.Virtual {
		return []string{"CGO_ENABLED=0"}
	}
	return nil
}
