package display

import (
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
	return titled(rowTitles(v.Type(), elems), rows, header)
}

// rowTitles returns the names of the fields if the elements of a slice or map
// are structs.
func rowTitles(t reflect.Type, elems []reflect.Value) []string {
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

// titled makes a table whose columns are called as the caller asked and, from
// there on, by their own names.
func titled(names []string, rows [][]string, header []string) Table {
	if len(header) < len(names) {
		header = append(slices.Clone(header), names[len(header):]...)
	}
	return Table{Header: header, Rows: rows}
}
