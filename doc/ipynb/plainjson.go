package ipynb

import (
	"encoding/json"
	"fmt"
	"math"
	"time"
)

// plainJSON turns a value that YAML or a program made into one that JSON can
// hold: names become strings, dates their usual text, and numbers that JSON
// lacks theirs.
func plainJSON(v any) any {
	switch v := v.(type) {
	case map[string]any:
		m := make(map[string]any, len(v))
		for name, e := range v {
			m[name] = plainJSON(e)
		}
		return m
	case map[any]any:
		m := make(map[string]any, len(v))
		for name, e := range v {
			m[fmt.Sprint(name)] = plainJSON(e)
		}
		return m
	case []any:
		list := make([]any, len(v))
		for i, e := range v {
			list[i] = plainJSON(e)
		}
		return list
	case time.Time:
		if v.Equal(v.Truncate(24 * time.Hour)) {
			return v.Format(time.DateOnly)
		}
		return v.Format(time.RFC3339)
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Sprint(v)
		}
	case nil, string, bool, json.Number, json.RawMessage:
	default:
		if _, err := json.Marshal(v); err != nil {
			return fmt.Sprint(v)
		}
	}
	return v
}
