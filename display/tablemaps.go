package display

import (
	"cmp"
	"reflect"
	"slices"
)

// mapsTable makes a table whose rows are maps.
func mapsTable(elems []reflect.Value, keys []string) Table {
	if len(keys) == 0 {
		keys = allKeys(elems)
	}
	rows := make([][]string, len(elems))
	for i, e := range elems {
		if kindOf(e) != reflect.Map {
			rows[i] = rowTexts(e)
			continue
		}
		texts := map[string]string{}
		for iter := e.MapRange(); iter.Next(); {
			texts[cellText(iter.Key())] = cellText(iter.Value())
		}
		for _, key := range keys {
			rows[i] = append(rows[i], texts[key])
		}
	}
	return Table{Header: keys, Rows: rows}
}

// allKeys returns the keys of several maps, in order, as text.
func allKeys(elems []reflect.Value) []string {
	var all []reflect.Value
	for _, e := range elems {
		if kindOf(e) == reflect.Map {
			all = append(all, e.MapKeys()...)
		}
	}
	sortKeys(all)
	var keys []string
	seen := map[string]bool{}
	for _, v := range all {
		if key := cellText(v); !seen[key] {
			seen[key] = true
			keys = append(keys, key)
		}
	}
	return keys
}

// mapTable makes a table of a map's keys and values.
func mapTable(v reflect.Value, header []string) Table {
	keys := v.MapKeys()
	sortKeys(keys)
	rows := make([][]string, len(keys))
	elems := make([]reflect.Value, len(keys))
	for i, key := range keys {
		elems[i] = follow(v.MapIndex(key))
		rows[i] = append([]string{cellText(key)}, rowTexts(elems[i])...)
	}
	names := rowTitles(v.Type(), elems)
	if names != nil {
		names = append([]string{""}, names...) // the keys have no name
	}
	return titled(names, rows, header)
}

// sortKeys puts keys of a map in the order of their values, as far as they
// have one, else of their text.
func sortKeys(keys []reflect.Value) {
	slices.SortFunc(keys, func(a, b reflect.Value) int {
		a, b = follow(a), follow(b)
		switch {
		case kindOf(a) != kindOf(b):
			return cmp.Compare(kindOf(a), kindOf(b))
		case a.CanInt():
			return cmp.Compare(a.Int(), b.Int())
		case a.CanUint():
			return cmp.Compare(a.Uint(), b.Uint())
		case a.CanFloat():
			return cmp.Compare(a.Float(), b.Float())
		}
		return cmp.Compare(cellText(a), cellText(b))
	})
}
