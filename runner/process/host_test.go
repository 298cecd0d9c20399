package process

import (
	"context"
	"fmt"
	"os"
	"time"
)

// host is what the test binary does as a process of its own, to be killed:
// it runs the program that the environment names until then.
func host() {
	spec := Spec{
		Path:    os.Getenv("PROCESS_TEST_HOST"),
		Args:    []string{"spin"},
		Env:     []string{os.Getenv("PROCESS_TEST_NAP")},
		Timeout: func(int) time.Duration { return time.Minute },
		Event: func(e Event) {
			if e.Kind == OutputAdded {
				fmt.Println(e.Output.Text)
			}
		},
	}
	spec.Config = spec.Nonce[:]
	_, err := Run(context.Background(), spec)
	fmt.Println(err)
}
