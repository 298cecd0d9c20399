package runtime

import "unsafe"

// The variables by which Fresco speaks to a program. They are read once,
// before any package but this one runs, and then gone from the environment.
var (
	frescoLog    int32  = -1 // FRESCO_LOG, the descriptor for records; -1 for none
	frescoSkip   string      // FRESCO_SKIP, the packages not to initialise
	frescoFramed bool        // whether writes to descriptors 1 and 2 are framed
)

// frescoTakeEnv takes Fresco's variables out of the environment.
func frescoTakeEnv() {
	kept := envs[:0]
	for _, s := range envs {
		if v, ok := frescoValue(s, "FRESCO_LOG="); ok {
			if n, ok := frescoNumber(v); ok {
				frescoLog = int32(n)
				frescoFramed = true
			}
		} else if v, ok := frescoValue(s, "FRESCO_SKIP="); ok {
			frescoSkip = v
		} else if _, ok := frescoValue(s, "FRESCO_WORLD="); ok {
			frescoFramed = true
		} else {
			kept = append(kept, s)
		}
	}
	envs = kept
}

// frescoEarlyEnv returns the value of a variable before the environment has
// been copied to the heap. The name ends in "=".
func frescoEarlyEnv(name string) (string, bool) {
	if argv == nil {
		return "", false
	}
	for i := argc + 1; argv_index(argv, i) != nil; i++ {
		p := argv_index(argv, i)
		if v, ok := frescoValue(unsafe.String(p, findnull(p)), name); ok {
			return v, true
		}
	}
	return "", false
}

// frescoValue returns what follows name in s, if s begins with it.
func frescoValue(s, name string) (string, bool) {
	if len(s) < len(name) || s[:len(name)] != name {
		return "", false
	}
	return s[len(name):], true
}

// frescoNumber parses a decimal number.
func frescoNumber(s string) (uint64, bool) {
	var n uint64
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + uint64(s[i]-'0')
	}
	return n, s != ""
}

//go:linkname os_frescoLog os.runtime_frescoLog
func os_frescoLog() int32 { return frescoLog }
