package cli

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
)

// newRoot returns the fresco command with all others below it.
func newRoot(s *session) *cobra.Command {
	var dir string
	root := &cobra.Command{
		Use:   "fresco COMMAND",
		Short: "Turn tutorials with runnable Go into a website",
		Long: `Fresco turns tutorials that contain runnable Go, as Jupyter notebooks or
Markdown pages, into a static website in which each cell stands with what it
prints. The code is built and run by the installed Go toolchain.

The environment variable FRESCO_CACHE names the folder where builds and outputs
are kept, by default the folder fresco in the user's cache directory. NO_COLOR
turns colours off.`,
		Args:          noSuchCommand,
		SilenceErrors: true,
		SilenceUsage:  true,

		DisableFlagsInUseLine:      true,
		SuggestionsMinimumDistance: 2,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cmd.SetOut(s.stderr)
			_ = cmd.Help()
			return failed{statusUnable}
		},
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return enter(dir) },
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { return usagef(cmd, "%w", err) })
	root.PersistentFlags().StringVarP(&dir, "chdir", "C", "", "change to `DIR` before anything else")
	_ = root.MarkPersistentFlagDirname("chdir")
	root.Version = version()
	root.SetVersionTemplate("{{.Version}}\n")
	root.Flags().Bool("version", false, "print the version")
	// The root command runs only to say what there is.
	root.SetUsageTemplate(strings.Replace(root.UsageTemplate(), "{{if .Runnable}}", "{{if and .Runnable .HasParent}}", 1))
	root.AddCommand(newBuild(s), newRun(s), newVersion(s))
	return root
}

// enter changes to the folder that -C names.
func enter(dir string) error {
	if dir == "" {
		return nil
	}
	if err := os.Chdir(dir); err != nil {
		return fmt.Errorf("-C: cannot change to %s: %w", dir, reason(err))
	}
	return nil
}
