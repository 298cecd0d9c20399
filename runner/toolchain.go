package runner

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/gofresco/fresco/doc"
)

// A goEnv is what the go command says about itself in a folder. All of it
// counts for the cache.
type goEnv struct {
	GOROOT, GOVERSION, GOTOOLDIR, GOMOD, GOWORK, GOFLAGS, GOMODCACHE string
	GOOS, GOARCH, GOAMD64, GOARM, GOARM64, GO386, GOEXPERIMENT       string
	CGO_ENABLED, GODEBUG                                             string
}

// ErrNoToolchain is wrapped by the error of a run on a machine where the go
// command cannot be started.
var ErrNoToolchain = errors.New("the Go toolchain is missing")

// goEnv asks the go command about a folder.
func (r *Runner) goEnv(ctx context.Context, dir string) (*goEnv, error) {
	out, err := r.goCommand(ctx, dir, nil, "env", "-json")
	if err != nil {
		if errors.Is(err, exec.ErrNotFound) || errors.Is(err, os.ErrNotExist) {
			return nil, doc.Errorf(doc.Position{}, "%v: there is no go command", ErrNoToolchain).
				WithHint("install Go from https://go.dev/dl and put its bin folder on the PATH")
		}
		return nil, fmt.Errorf("go env: %w", err)
	}
	env := new(goEnv)
	if err := json.Unmarshal(out, env); err != nil {
		return nil, fmt.Errorf("go env: %w", err)
	}
	if env.GOMOD == os.DevNull {
		env.GOMOD = ""
	}
	return env, nil
}

// goCommand runs the go command in a folder and returns its output. Its error
// holds what it said on standard error.
func (r *Runner) goCommand(ctx context.Context, dir string, extra []string, args ...string) ([]byte, error) {
	return command(ctx, dir, append(goEnviron(), extra...), r.config.Go, args...)
}

// goEnviron is the environment for the go command: ours, but for a -mod flag
// that would let it write to go.mod, and for other platforms than this one,
// for what is built is run here.
func goEnviron() []string {
	flags := strings.Fields(os.Getenv("GOFLAGS"))
	flags = slices.DeleteFunc(flags, func(f string) bool { return f == "-mod=mod" })
	return append(os.Environ(), "GOFLAGS="+strings.Join(flags, " "), "GOOS="+runtime.GOOS, "GOARCH="+runtime.GOARCH)
}

// toolEnviron is the environment for the compiler and the linker, which do not
// know what "go env -w" has set.
func (e *goEnv) toolEnviron() []string {
	return append(os.Environ(), "GOROOT="+e.GOROOT, "GOOS="+e.GOOS, "GOARCH="+e.GOARCH, "GOAMD64="+e.GOAMD64,
		"GOARM="+e.GOARM, "GOARM64="+e.GOARM64, "GO386="+e.GO386, "GOEXPERIMENT="+e.GOEXPERIMENT)
}

// tags returns the build tags in GOFLAGS.
func (e *goEnv) tags() []string {
	var tags []string
	for flag := range strings.FieldsSeq(e.GOFLAGS) {
		if list, ok := strings.CutPrefix(strings.TrimPrefix(flag, "-"), "-tags="); ok {
			tags = strings.Split(list, ",")
		} else if list, ok := strings.CutPrefix(flag, "-tags="); ok {
			tags = strings.Split(list, ",")
		}
	}
	return tags
}

// command runs a tool and whatever it starts, all of which end with ctx.
func command(ctx context.Context, dir string, env []string, name string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	cmd.Env = env
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	cmd.WaitDelay = 2 * time.Second
	ownGroup(cmd)
	err := cmd.Run()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return stdout.Bytes(), &toolError{name: name, args: args, text: strings.TrimSpace(stderr.String() + "\n" + stdout.String())}
	}
	return stdout.Bytes(), err
}

// A toolError is a tool's own account of its failure.
type toolError struct {
	name string
	args []string
	text string
}

func (e *toolError) Error() string { return e.text }
