package process

import (
	"encoding/binary"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

const testNonce = "0123456789ABCDEF"

// frame returns a frame.
func frame(at uint64, payload string) string {
	b := binary.BigEndian.AppendUint64([]byte("\x00\x00PB"), at)
	b = binary.BigEndian.AppendUint32(b, uint32(len(payload)))
	return string(b) + payload
}

// pieces scans data in chunks of the given size, 0 for one chunk, and writes
// down what comes of it, neighbours joined.
func pieces(data string, size, limit int) []string {
	var list []string
	var last piece
	s := scanner{nonce: []byte(testNonce), limit: limit}
	s.emit = func(p piece) {
		switch {
		case p.record:
			list = append(list, fmt.Sprintf("%d %c %s", p.at, p.kind, p.data))
			if p.lost > 0 {
				list[len(list)-1] += fmt.Sprintf(" -%d", p.lost)
			}
		case len(list) > 0 && !last.record && last.at == p.at && last.framed == p.framed && !p.first:
			list[len(list)-1] += string(p.data)
		default:
			how := "raw"
			if p.framed {
				how = "framed"
			}
			list = append(list, fmt.Sprintf("%d %s %s", p.at, how, p.data))
		}
		last = p
	}
	for rest := data; rest != ""; {
		n := len(rest)
		if size > 0 {
			n = min(size, n)
		}
		s.scan([]byte(rest[:n]))
		rest = rest[n:]
	}
	s.close()
	return list
}

var frameTests = map[string]struct {
	data string
	want []string
}{
	"empty":     {"", nil},
	"raw":       {"plain", []string{"0 raw plain"}},
	"frames":    {frame(5, "a\n") + frame(5, "b\n") + frame(7, "c"), []string{"5 framed a\n", "5 framed b\n", "7 framed c"}},
	"raw among": {"x" + frame(5, "a") + "child" + frame(6, "b"), []string{"0 raw x", "5 framed a", "0 raw child", "6 framed b"}},
	"no bytes":  {frame(5, "") + "raw", []string{"5 framed ", "0 raw raw"}},
	"records": {
		frame(5, testNonce+"b12") + frame(6, "out") + frame(7, testNonce+"q"),
		[]string{"5 b 12", "6 framed out", "7 q "},
	},
	"nearly a header":   {"\x00\x00PA\x00\x00P\x00\x00\x00" + frame(3, "a"), []string{"0 raw \x00\x00PA\x00\x00P\x00\x00\x00", "3 framed a"}},
	"a zero before":     {"\x00" + frame(3, "a"), []string{"0 raw \x00", "3 framed a"}},
	"clock goes back":   {frame(9, "a") + frame(3, "b"), []string{"9 framed a", "0 raw " + frame(3, "b")}},
	"ends in a header":  {"ab" + frame(3, "a")[:9], []string{"0 raw ab" + frame(3, "a")[:9]}},
	"ends in a payload": {frame(3, "abcdef")[:18], []string{"3 framed ab"}},
	"ends in a record":  {frame(3, testNonce+"d1234")[:35], []string{"3 d 12 -2"}},
	"ends in a nonce":   {frame(3, testNonce+"d1234")[:20], []string{"3 framed 0123"}},
	"longer than a write can be": {
		frame(3, "a")[:12] + "\xff\xff\xff\xffrest", []string{"0 raw " + frame(3, "a")[:12] + "\xff\xff\xff\xffrest"},
	},
	"header in a payload": {frame(3, frame(4, "x")), []string{"3 framed " + frame(4, "x")}},
	"nonce without frame": {testNonce + "q", []string{"0 raw " + testNonce + "q"}},
	"child before the nonce": {
		frame(3, testNonce+"b1")[:16] + "child" + testNonce + "b1" + frame(4, "a"),
		[]string{"3 framed child", "3 b 1", "4 framed a"},
	},
	"child long before the nonce": {
		frame(3, testNonce+"b1")[:16] + strings.Repeat("child", 9) + testNonce + "b1" + frame(4, "a"),
		[]string{"3 framed " + "childchildchildchi", "0 raw " + strings.Repeat("child", 9)[18:], "3 b 1", "4 framed a"},
	},
	"a record beyond the limit": {
		frame(3, testNonce+"d"+strings.Repeat("1", 50)) + frame(4, "a"),
		[]string{"3 d " + strings.Repeat("1", 40) + " -10", "4 framed a"},
	},
}

func TestScanner(t *testing.T) {
	for name, test := range frameTests {
		for size := range 40 {
			if got := pieces(test.data, size, 40); !reflect.DeepEqual(got, test.want) {
				t.Fatalf("%s in chunks of %d:\n got %q\nwant %q", name, size, got, test.want)
			}
		}
	}
}

// FuzzScanner checks that nothing depends on how a pipe was read, and that
// nothing is lost but headers and nonces.
func FuzzScanner(f *testing.F) {
	for _, test := range frameTests {
		f.Add(test.data, 3)
	}
	f.Fuzz(func(t *testing.T, data string, size int) {
		whole := pieces(data, 0, 1<<30)
		size = max(1, size%100)
		if parts := pieces(data, size, 1<<30); !reflect.DeepEqual(parts, whole) {
			t.Errorf("in chunks of %d:\n got %q\nwant %q", size, parts, whole)
		}
		kept := 0
		s := scanner{nonce: []byte(testNonce), limit: 1 << 30, emit: func(p piece) {
			kept += len(p.data)
			if p.record {
				kept += nonceSize + 1
			}
		}}
		s.scan([]byte(data))
		s.close()
		if headers := strings.Count(data, string(magic)); kept > len(data) || kept < len(data)-headers*headerSize-nonceSize {
			t.Errorf("%d bytes of %d are left", kept, len(data))
		}
	})
}

func BenchmarkScanner(b *testing.B) {
	for name, data := range map[string]string{
		"raw":    strings.Repeat("a line of text\n", 1<<12),
		"frames": strings.Repeat(frame(5, "a line of text\n"), 1<<11),
	} {
		b.Run(name, func(b *testing.B) {
			s := scanner{nonce: []byte(testNonce), emit: func(piece) {}}
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				s.scan([]byte(data))
			}
		})
	}
}
