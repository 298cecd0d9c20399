package display

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
)

// NewTable makes a table of Go data. What rows are depends on its type:
//
//   - a slice of slices: each is a row;
//   - a slice of structs, or of pointers to them: the exported fields are the
//     columns, titled by their names;
//   - a slice of maps: the keys are the columns, in order;
//   - a slice of anything else: one column;
//   - a map: each key, in order, stands before its value's row;
//   - anything else: one row.
//
// Arrays serve as slices. For maps in a slice the header chooses the keys to
// show, by their text, and their order; for all else it gives the titles of
// the columns from the left. Cells hold values as fmt prints them; pointers
// are followed.
func NewTable(rows any, header ...string) Table {
	v := follow(reflect.ValueOf(rows))
	switch kindOf(v) {
	case reflect.Slice:
		return sliceTable(v, header)
	case reflect.Map:
		return mapTable(v, header)
	case reflect.Struct:
		return titled(fieldNames(v.Type()), [][]string{fieldTexts(v)}, header)
	case reflect.Invalid:
		return Table{Header: header}
	}
	return Table{Header: header, Rows: [][]string{{cellText(v)}}}
}

// sliceTable makes a table whose rows are the elements of a slice. A slice
// of interfaces may mix them; the first element decides for the titles.
func sliceTable(v reflect.Value, header []string) Table {
	elems := make([]reflect.Value, v.Len())
	for i := range elems {
		elems[i] = follow(v.Index(i))
	}
	if slices.ContainsFunc(elems, func(e reflect.Value) bool { return kindOf(e) == reflect.Map }) {
		return mapsTable(elems, header)
	}
	rows := make([][]string, len(elems))
	for i, e := range elems {
		rows[i] = rowTexts(e)
	}
	return titled(sliceTitles(v.Type(), elems), rows, header)
}

// sliceTitles returns the names of the fields if the elements are structs.
func sliceTitles(t reflect.Type, elems []reflect.Value) []string {
	elem := t.Elem()
	for elem.Kind() == reflect.Pointer {
		elem = elem.Elem()
	}
	if len(elems) > 0 && elems[0].IsValid() {
		elem = elems[0].Type()
	}
	if kindOf(reflect.Zero(elem)) == reflect.Struct {
		return fieldNames(elem)
	}
	return nil
}

// rowTexts returns the cells of a row.
func rowTexts(v reflect.Value) []string {
	switch kindOf(v) {
	case reflect.Slice:
		texts := make([]string, v.Len())
		for i := range texts {
			texts[i] = cellText(v.Index(i))
		}
		return texts
	case reflect.Struct:
		return fieldTexts(v)
	}
	return []string{cellText(v)}
}

// fieldNames returns the names of a struct's exported fields.
func fieldNames(t reflect.Type) []string {
	var names []string
	for i := range t.NumField() {
		if f := t.Field(i); f.IsExported() {
			names = append(names, f.Name)
		}
	}
	return names
}

// fieldTexts returns the cells of a struct's exported fields.
func fieldTexts(v reflect.Value) []string {
	var texts []string
	for i := range v.NumField() {
		if v.Type().Field(i).IsExported() {
			texts = append(texts, cellText(v.Field(i)))
		}
	}
	return texts
}

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
	for i, key := range keys {
		rows[i] = append([]string{cellText(key)}, rowTexts(follow(v.MapIndex(key)))...)
	}
	return titled(nil, rows, header)
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

// titled makes a table whose columns are called as the caller asked and, from
// there on, by their own names.
func titled(names []string, rows [][]string, header []string) Table {
	if len(header) < len(names) {
		header = append(slices.Clone(header), names[len(header):]...)
	}
	return Table{Header: header, Rows: rows}
}

// follow returns what a value points to or, if it prints itself or points to
// nothing, itself.
func follow(v reflect.Value) reflect.Value {
	for depth := 0; depth < 10 && v.IsValid(); depth++ {
		isInterface := v.Kind() == reflect.Interface
		if !isInterface && v.Kind() != reflect.Pointer || v.IsNil() {
			break
		}
		if !isInterface && printsItself(v.Type()) {
			break
		}
		v = v.Elem()
	}
	return v
}

// kindOf tells what a value is as rows go: Slice, Map or Struct if it is to
// be taken apart. Values that print themselves or hide all their fields are not.
func kindOf(v reflect.Value) reflect.Kind {
	switch {
	case !v.IsValid():
		return reflect.Invalid
	case printsItself(v.Type()), v.Kind() == reflect.Struct && len(fieldNames(v.Type())) == 0:
		return reflect.String
	case v.Kind() == reflect.Array:
		return reflect.Slice
	}
	return v.Kind()
}

var (
	formatterType = reflect.TypeFor[fmt.Formatter]()
	errorType     = reflect.TypeFor[error]()
	stringerType  = reflect.TypeFor[fmt.Stringer]()
)

// printsItself reports whether values of a type have methods for printing.
func printsItself(t reflect.Type) bool {
	return t.Implements(formatterType) || t.Implements(errorType) || t.Implements(stringerType)
}

// cellText returns a value as the text of a cell.
func cellText(v reflect.Value) string {
	if v = follow(v); !v.IsValid() {
		return plain(nil)
	}
	return plain(v.Interface())
}
