package display

import (
	"fmt"
	"reflect"
)

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

// isAddress reports whether fmt prints a value as an address.
func isAddress(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Func, reflect.Chan, reflect.UnsafePointer:
		return !v.IsNil()
	case reflect.Pointer:
		switch v.Type().Elem().Kind() {
		case reflect.Struct, reflect.Map, reflect.Slice, reflect.Array:
			return false // shown as &{...}
		}
		return !v.IsNil()
	}
	return false
}
