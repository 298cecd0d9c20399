package runtime

import "unsafe"

// frescoInits returns the initialisers of the packages that are not to be
// skipped.
func frescoInits(ts []*initTask) []*initTask {
	if frescoSkip == "" {
		return ts
	}
	kept := make([]*initTask, 0, len(ts))
	for _, t := range ts {
		if !frescoSkipped(frescoInitPackage(t)) {
			kept = append(kept, t)
		}
	}
	return kept
}

// frescoInitPackage returns the path of the package that a task initialises,
// as the names of its functions have it. The functions follow the task's two
// words; there is at least one.
func frescoInitPackage(t *initTask) string {
	pc := *(*uintptr)(unsafe.Add(unsafe.Pointer(t), 8))
	name := funcname(findfunc(pc))
	start := 0
	for i := 0; i < len(name); i++ {
		if name[i] == '/' {
			start = i
		}
	}
	for i := start; i < len(name); i++ {
		if name[i] == '.' { // dots of the path itself are escaped
			return name[:i]
		}
	}
	return name
}

// frescoSkipped reports whether a package stands in FRESCO_SKIP.
func frescoSkipped(pkg string) bool {
	start := 0
	for i := 0; i <= len(frescoSkip); i++ {
		if i == len(frescoSkip) || frescoSkip[i] == ',' {
			if frescoSkip[start:i] == pkg {
				return true
			}
			start = i + 1
		}
	}
	return false
}
