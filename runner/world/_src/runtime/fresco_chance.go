package runtime

import (
	"internal/chacha8rand"
	_ "unsafe" // for go:linkname
)

// frescoSeeded reports whether chance has a seed. It is set in randinit, the
// first use of chance of any kind.
var frescoSeeded bool

// frescoRand is the one generator that all threads draw from. It has no lock:
// there is one processor, and if a program asks for more, a draw that two
// threads share is the worst that can happen.
var frescoRand chacha8rand.State

// frescoRandInit gives both generators of the runtime the seed in
// FRESCO_WORLD, 1 without one, unless it is "random".
func frescoRandInit() {
	n := uint64(1)
	if v, ok := frescoEarlyEnv("FRESCO_WORLD="); ok {
		if v == "random" {
			return
		}
		if m, ok := frescoNumber(v); ok {
			n = m
		}
	}
	frescoTemp = n
	var seed [32]byte
	for i := range 8 {
		seed[i] = byte(n >> (8 * i))
	}
	frescoRand.Init(seed)
	seed[31] = 1 // another sequence
	globalRand.state.Init(seed)
	frescoSeeded = true
}

// frescoRandState returns the generator to draw from: the common one, or the
// thread's own.
//
//go:nosplit
func frescoRandState(own *chacha8rand.State) *chacha8rand.State {
	if frescoSeeded {
		return &frescoRand
	}
	return own
}

// frescoCheapRand returns the start of a new thread's cheap generator. When
// threads are created is up to the system, so it must not draw.
func frescoCheapRand() uint64 {
	if frescoSeeded {
		return 1
	}
	return rand()
}

// frescoSelectRand returns a number below n for the order of select's cases.
func frescoSelectRand(n uint32) uint32 {
	if frescoSeeded {
		return randn(n)
	}
	return cheaprandn(n)
}

// frescoHashInit chooses the portable hash functions and reports whether it
// did. Those made of AES instructions differ from one kind of machine to the
// next, and with them the order of large maps.
func frescoHashInit() bool {
	if !frescoSeeded {
		return false
	}
	for i := range hashkey {
		hashkey[i] = uintptr(bootstrapRand())
	}
	return true
}

// frescoTemp is the state of the generator for the names of temporary files.
// When a name is taken, as it is while another program with the same seed
// runs, package os tries the next: that must not use up numbers of the common
// generator.
var frescoTemp uint64

// os_frescoTempRand returns a number for the name of a temporary file, and
// whether chance has a seed (the generator is Steele, Lea and Flood's
// SplitMix64).
//
//go:linkname os_frescoTempRand os.runtime_frescoTempRand
func os_frescoTempRand() (n uint32, ok bool) {
	frescoTemp += 0x9e3779b97f4a7c15
	z := frescoTemp
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return uint32(z >> 32), frescoSeeded
}
