// Hello is the program whose run time is measured.
package main

import "fmt"

func main() { fmt.Println("hello") }
