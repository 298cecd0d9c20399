package world

// seedChance gives all chance but crypto/rand's a seed.
func seedChance() feature {
	return feature{
		without: "map order, select and random numbers differ from run to run",
		edits: []edit{{
			// After the seed that the system gave has been used up.
			file: "runtime/rand.go", in: "func randinit() {",
			line: "globalRand.init = true",
			with: "globalRand.init = true; frescoRandInit()",
		}, {
			file: "runtime/rand.go", in: "func rand() uint64 {",
			line: "c := &mp.chacha8",
			with: "c := frescoRandState(&mp.chacha8)",
		}, {
			file: "runtime/rand.go", in: "func mrandinit(",
			line: "mp.cheaprand = rand()",
			with: "mp.cheaprand = frescoCheapRand()",
		}, {
			file: "runtime/select.go", in: "func selectgo(",
			line: "j := cheaprandn(uint32(norder + 1))",
			with: "j := frescoSelectRand(uint32(norder + 1))",
		}, {
			file: "runtime/alg.go", in: "func alginit() {",
			line: "func alginit() {",
			with: "func alginit() { if frescoHashInit() { return };",
		}, {
			file: "os/tempfile.go", in: "func nextRandom() string {",
			line: "func nextRandom() string {",
			with: "func nextRandom() string { if s := frescoTempName(); s != \"\" { return s };",
		}},
		added:  []string{"runtime/fresco_chance.go", "os/fresco_temp.go", "os/fresco_decimal.go"},
		needs:  variables,
		stands: func(w *World) *bool { return &w.Chance },
	}
}
