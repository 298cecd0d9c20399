package rt

// The functions below stand in a program for expressions whose type cannot be
// written down: the compiler infers it from their arguments. See
// runner/tangle/witness.go.

// Zero returns the zero value of its argument's type.
func Zero[T any](T) (z T) { return z }

// Elem returns a zero value of what a pointer points to.
func Elem[T any](*T) (z T) { return z }

// Pointer returns a pointer to a zero value of its argument's type.
func Pointer[T any](T) *T { return new(T) }

// Received returns a zero value of a channel's elements.
func Received[T any](<-chan T) (z T) { return z }

// Item returns a zero value of a slice's elements.
func Item[T any](s []T) (z T) { return z }

// MapItem returns a zero value of a map's elements.
func MapItem[K comparable, T any](map[K]T) (z T) { return z }

// SliceOf returns a nil slice of its argument's type.
func SliceOf[T any](T) (z []T) { return z }
