package doc

import (
	"maps"
	"reflect"
)

// equalMaps compares bundles; nil and empty are the same.
func equalMaps(a, b Bundle) bool { return maps.Equal(a, b) }

// equalJSON compares decoded JSON objects; nil and empty are the same.
func equalJSON(a, b map[string]any) bool {
	return len(a) == 0 && len(b) == 0 || reflect.DeepEqual(a, b)
}
