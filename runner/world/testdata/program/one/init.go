// Package one says that it was initialised.
package one

import (
	"fmt"
	"os"
)

var name = os.Getenv("SAY_INIT")

func init() {
	if name != "" {
		fmt.Println("init of one")
	}
}
