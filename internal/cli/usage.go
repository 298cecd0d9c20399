package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// A usageError is a command line that makes no sense.
type usageError struct {
	cmd  *cobra.Command
	err  error
	hint string
}

// Error returns what is wrong.
func (e *usageError) Error() string { return e.err.Error() }

// Unwrap returns what is wrong.
func (e *usageError) Unwrap() error { return e.err }

// help returns the command's usage line and where there is more.
func (e *usageError) help() string {
	return fmt.Sprintf("usage: %s\n%s --help tells more\n", e.cmd.UseLine(), e.cmd.CommandPath())
}

// usagef returns an error that shows how the command is used.
func usagef(cmd *cobra.Command, format string, args ...any) *usageError {
	return &usageError{cmd: cmd, err: fmt.Errorf(format, args...)}
}

// withHint adds what to do.
func (e *usageError) withHint(format string, args ...any) *usageError {
	e.hint = fmt.Sprintf(format, args...)
	return e
}

// noSuchCommand is the check of the root command's arguments, of which there
// are none but the names of commands.
func noSuchCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	err := usagef(cmd, "there is no command %q", args[0])
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		return err.withHint("did you mean %s?", strings.Join(near, " or "))
	}
	return err
}

// noArgs is the check of a command that takes flags alone.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usagef(cmd, "%s takes no arguments, and was given %q", cmd.CommandPath(), args[0])
	}
	return nil
}
