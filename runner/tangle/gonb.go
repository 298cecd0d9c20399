package tangle

import (
	"go/token"
	"strings"

	"github.com/gofresco/fresco/doc"
)

// blankCommands replaces the command lines of GoNB, the Go kernel for
// Jupyter, by spaces. A line "%%" (or "%main") says that a func main of what
// follows is to be run; its offset is returned, or -1. Every other line that
// begins with "%", and in GoNB's own notebooks with "!", is an error.
//
// A command's text is no Go and may open quotes, so the search begins anew
// behind each one.
func (c *cell) blankCommands(gonb bool) (mainAt int, ds doc.Diagnostics) {
	mainAt = -1
	for {
		at := c.nextCommand(gonb)
		if at < 0 {
			return mainAt, ds
		}
		end := at + strings.IndexByte(c.text[at:]+"\n", '\n')
		command := strings.TrimSpace(c.text[at:end])
		c.text = c.text[:at] + strings.Repeat(" ", end-at) + c.text[end:]
		if mainAt < 0 && (command == "%%" || command == "%main") {
			mainAt = at
			continue
		}
		ds = append(ds, doc.Errorf(c.at(at), "the GoNB command %q is not available here", firstWord(command)).
			WithHint("only Go and %%%% cells run; write what the command does in Go, or mark the cell //| eval: false"))
	}
}

// nextCommand returns the offset of the first command line, or -1. A "%" or
// "!" counts where a statement could begin, in the first column.
func (c *cell) nextCommand(gonb bool) int {
	begins := true
	for _, t := range scan(c.text) {
		command := t.Token == token.REM || t.Token == token.REM_ASSIGN || gonb && (t.Token == token.NOT || t.Token == token.NEQ)
		if _, col := c.lineCol(t.offset); begins && col == 1 && command {
			return t.offset
		}
		begins = t.Token == token.SEMICOLON || t.Token == token.LBRACE || t.Token == token.RBRACE
	}
	return -1
}

// isGoNB reports whether a notebook was written for the GoNB kernel.
func isGoNB(d *doc.Document) bool {
	spec, _ := d.Meta["kernelspec"].(map[string]any)
	name, _ := spec["name"].(string)
	return strings.Contains(name, "gonb")
}

func firstWord(s string) string {
	if i := strings.IndexAny(s, " \t"); i > 0 {
		return s[:i]
	}
	return s
}
