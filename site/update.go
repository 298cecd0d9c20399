package site

import (
	"context"
	"maps"
	"slices"
)

// update brings the folder to hold the given files.
func (f *folder) update(ctx context.Context, files []file, cfg Config, report *Report) error {
	outdated := f.outdated(files, cfg.Anew)
	stale := f.stale(files)
	staged, err := f.stageAll(ctx, outdated, cfg.Jobs)
	if err != nil {
		return err
	}
	for _, file := range outdated {
		report.Rendered = append(report.Rendered, file.url)
	}
	report.Removed = slices.Sorted(maps.Keys(stale))
	if len(outdated) == 0 && len(stale) == 0 {
		return nil
	}
	next := manifest{Version: manifestVersion, Files: map[string]made{}}
	for _, file := range files {
		next.Files[file.url] = f.old.Files[file.url]
	}
	for url, s := range staged {
		next.Files[url] = s.made
		if s.differs {
			report.Written = append(report.Written, url)
		}
	}
	slices.Sort(report.Written)
	if err := f.check(report.Written, stale); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return f.commit(next, report)
}
