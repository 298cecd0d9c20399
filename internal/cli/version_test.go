package cli

import (
	"runtime"
	"runtime/debug"
	"testing"
)

func TestDescribe(t *testing.T) {
	tail := " " + runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH
	setting := func(key, value string) debug.BuildSetting { return debug.BuildSetting{Key: key, Value: value} }
	for _, tt := range []struct {
		info debug.BuildInfo
		want string
	}{
		{debug.BuildInfo{}, "fresco (devel)"},
		{debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"}}, "fresco v1.2.3"},
		{debug.BuildInfo{Main: debug.Module{Version: "(devel)"}, Settings: []debug.BuildSetting{
			setting("vcs.revision", "0123456789abcdef"), setting("vcs.modified", "false"),
		}}, "fresco (devel) 0123456789ab"},
		{debug.BuildInfo{Settings: []debug.BuildSetting{
			setting("vcs.revision", "0123456789abcdef"), setting("vcs.modified", "true"),
		}}, "fresco (devel) 0123456789ab+dirty"},
	} {
		if got := describe(&tt.info); got != tt.want+tail {
			t.Errorf("got %q, want %q", got, tt.want+tail)
		}
	}
}
