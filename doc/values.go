package doc

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// toBool reads a boolean; "" stands for true, as in a bare fence attribute.
func toBool(v any) (bool, error) {
	switch strings.ToLower(fmt.Sprint(v)) {
	case "", "true", "yes", "on":
		return true, nil
	case "false", "no", "off":
		return false, nil
	}
	return false, errors.New("it is true or false")
}

// toStrings reads a list of strings, or one string.
func toStrings(v any) ([]string, error) {
	switch v := v.(type) {
	case string:
		return []string{v}, nil
	case []any:
		list := make([]string, len(v))
		for i, e := range v {
			list[i] = fmt.Sprint(e)
		}
		return list, nil
	}
	return nil, errors.New("it is a text or a list of texts")
}

// setDuration reads a duration such as "1m30s", or a number of seconds.
func setDuration(dst *time.Duration, v any) error {
	text := fmt.Sprint(v)
	d, err := time.ParseDuration(text)
	if err != nil {
		secs, numErr := strconv.ParseFloat(text, 64)
		if numErr != nil {
			return errors.New("it is a duration such as 30s or 2m")
		}
		d = time.Duration(secs * float64(time.Second))
	}
	if d <= 0 {
		return errors.New("it is a duration above zero, such as 30s")
	}
	*dst = d
	return nil
}

// setSize reads a size in bytes with an optional unit: "64MiB", "1 GB", 4096.
func setSize(dst *int64, v any) error {
	text := strings.ToLower(strings.TrimSpace(fmt.Sprint(v)))
	digits := strings.TrimRight(text, "abcdefghijklmnopqrstuvwxyz ")
	factor, ok := sizeUnits[strings.TrimSpace(text[len(digits):])]
	n, err := strconv.ParseFloat(digits, 64)
	if !ok || err != nil || n <= 0 || n*factor > 1<<60 {
		return errors.New("it is a size such as 512MiB")
	}
	*dst = int64(n * factor)
	return nil
}

var sizeUnits = map[string]float64{
	"": 1, "b": 1,
	"k": 1 << 10, "kib": 1 << 10, "kb": 1e3,
	"m": 1 << 20, "mib": 1 << 20, "mb": 1e6,
	"g": 1 << 30, "gib": 1 << 30, "gb": 1e9,
}

// unquote takes matching quotation marks off a value.
func unquote(s string) string {
	if len(s) >= 2 && (s[0] == '"' || s[0] == '\'') && s[len(s)-1] == s[0] {
		return s[1 : len(s)-1]
	}
	return s
}

// splitList reads "[a, b]" or "a". A regular expression, which may hold
// commas and brackets, is written alone and between slashes.
func splitList(s string) []string {
	inner, ok := strings.CutPrefix(s, "[")
	if !ok || !strings.HasSuffix(inner, "]") {
		return []string{s}
	}
	var list []string
	for item := range strings.SplitSeq(strings.TrimSuffix(inner, "]"), ",") {
		if item = unquote(strings.TrimSpace(item)); item != "" {
			list = append(list, item)
		}
	}
	return list
}
