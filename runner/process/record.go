package process

import (
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/gofresco/fresco/doc"
)

// Kinds of control records.
const (
	beginRecord   = 'b'
	endRecord     = 'e'
	displayRecord = 'd'
	resultRecord  = 'r'
	failureRecord = 'f'
	doneRecord    = 'q'
	partRecord    = 'p'
)

// cellNumber reads the number in a begin or end record, 0 if there is none.
func cellNumber(data []byte) int {
	n, _ := strconv.Atoi(string(data))
	return n
}

// shown reads the output in a record of kind d, r or f. What cannot be read
// is shown as it is, so that nothing is lost.
func shown(p piece) doc.Output {
	switch p.kind {
	case failureRecord:
		return failure(p)
	case resultRecord:
		return bundle(doc.Result, p.data)
	}
	return bundle(doc.Display, p.data)
}

func bundle(kind doc.OutputKind, data []byte) doc.Output {
	var b struct {
		Data     doc.Bundle     `json:"data"`
		Metadata map[string]any `json:"metadata"`
	}
	if err := json.Unmarshal(data, &b); err != nil {
		b.Data = doc.Bundle{doc.TextPlain: valid(data)}
	}
	if len(b.Metadata) == 0 {
		b.Metadata = nil
	}
	return doc.Output{Kind: kind, Data: b.Data, Metadata: b.Metadata}
}

func failure(p piece) doc.Output {
	out := doc.Output{Kind: doc.Failure}
	var f struct {
		EName     string   `json:"ename"`
		EValue    string   `json:"evalue"`
		Traceback []string `json:"traceback"`
	}
	if err := json.Unmarshal(p.data, &f); err == nil && p.lost == 0 {
		out.EName, out.EValue, out.Traceback = f.EName, f.EValue, f.Traceback
		return out
	}
	out.EName = "error"
	out.EValue = valid(p.data)
	if p.lost > 0 {
		out.EValue += fmt.Sprintf("... (%d more bytes, beyond the limit of output)", p.lost)
	}
	return out
}
