package cli

import (
	"errors"
	"io/fs"
)

// reason returns the system's error without the operation and the path, for
// messages that name them in words.
func reason(err error) error {
	if p := (*fs.PathError)(nil); errors.As(err, &p) {
		return p.Err
	}
	return err
}
