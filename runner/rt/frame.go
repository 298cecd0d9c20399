package rt

import (
	"encoding/binary"
	"time"
)

// header returns a playback header for a payload, as the runtime's fake clock
// writes it: 0 0 P B, the time in nanoseconds, the length.
func header(n int) []byte {
	h := []byte{0, 0, 'P', 'B'}
	h = binary.BigEndian.AppendUint64(h, uint64(time.Now().UnixNano()))
	return binary.BigEndian.AppendUint32(h, uint32(n))
}
