// Package two says that it was initialised.
package two

import (
	"fmt"
	"os"
)

var name = os.Getenv("SAY_INIT")

func init() {
	if name != "" {
		fmt.Println("init of two")
	}
}
