package site

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// The names of what a build keeps in the output folder.
const (
	stateDir     = ".fresco"
	manifestPath = stateDir + "/manifest.json"
	lockPath     = stateDir + "/lock"
	stagingDir   = stateDir + "/new"
)

// manifestVersion is the version of the manifest's format.
const manifestVersion = 1

// A manifest lists the files that builds made, by URL.
type manifest struct {
	Version int             `json:"version"`
	Files   map[string]made `json:"files"`
}

// made says what went into a file, and what the file was when it had been
// written. A zero Key is that of a file that a build was about to write.
type made struct {
	Key  string `json:"key"`
	Size int64  `json:"size"`
	// Time is the modification time in nanoseconds of the Unix epoch.
	Time int64 `json:"time"`
}

// readManifest returns the manifest of an output folder, an empty one if
// there is none.
func readManifest(root *os.Root) (manifest, error) {
	m := manifest{Version: manifestVersion, Files: map[string]made{}}
	data, err := root.ReadFile(manifestPath)
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil
	}
	if err != nil {
		return m, err
	}
	var read manifest
	if err := json.Unmarshal(data, &read); err != nil {
		return m, fmt.Errorf("it is damaged (%w)", err)
	}
	if read.Version != manifestVersion {
		return m, fmt.Errorf("it was written by another version of Fresco (format %d)", read.Version)
	}
	for url, f := range read.Files {
		if fs.ValidPath(url) && url != "." {
			m.Files[url] = f
		}
	}
	return m, nil
}

// write puts the manifest in place of the old one in one step.
func (m manifest) write(root *os.Root) error {
	data, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return err
	}
	const temporary = manifestPath + ".new"
	if err := root.WriteFile(temporary, append(data, '\n'), 0o644); err != nil {
		return err
	}
	return root.Rename(temporary, manifestPath)
}

// intact reports whether a file is still the one that was written.
func (f made) intact(info fs.FileInfo) bool {
	return info.Mode().IsRegular() && info.Size() == f.Size && info.ModTime().UnixNano() == f.Time
}
