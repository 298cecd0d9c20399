package tangle

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"github.com/gofresco/fresco/doc"
)

// A cell is a code cell taken apart.
type cell struct {
	*doc.Cell
	// text is the source that positions refer to, with GoNB's command lines
	// blanked out.
	text string
	// lines holds the offset of each line's first byte.
	lines []int
	// segments are the cell's parts in order.
	segments []*segment
	// broken is set when the cell cannot become part of the program.
	broken bool

	// result is the expression whose value is the cell's result, if any.
	result *ast.ExprStmt
	// suppressed is set when a semicolon says that nobody wants it.
	suppressed bool
	// run is the name of the function that runs the cell, "" for a cell that
	// only declares.
	run string
	// calls are the names of the init functions to call before a statement,
	// and of the main function to call at the end, under a nil statement.
	calls map[ast.Stmt][]string
}

// A segment is a stretch of a cell that is parsed on its own: one import
// declaration, one function or method, or a run of statements.
type segment struct {
	kind       segmentKind
	start, end int // offsets in the cell's text
	file       *token.File
	prefix     int // bytes put before the text for the parser

	imports []*ast.ImportSpec // of an importSegment
	fn      *ast.FuncDecl     // of a funcSegment or mainSegment
	stmts   []ast.Stmt        // of a stmtSegment
	edits   []edit
	// renamed holds the lengths that renamed identifiers have in the text.
	renamed map[*ast.Ident]int
}

type segmentKind int

const (
	stmtSegment segmentKind = iota
	funcSegment
	importSegment
	// mainSegment is what follows GoNB's "%%": the body of a func main.
	mainSegment
)

// newCell prepares a cell for parsing.
func newCell(c *doc.Cell) *cell {
	t := &cell{Cell: c, text: c.Source, calls: map[ast.Stmt][]string{}}
	t.lines = []int{0}
	for i := range len(t.text) {
		if t.text[i] == '\n' {
			t.lines = append(t.lines, i+1)
		}
	}
	return t
}

// at returns the place in the document of an offset in the cell.
func (c *cell) at(offset int) doc.Position {
	line, col := c.lineCol(offset)
	return c.At(line, col)
}

// lineCol returns an offset's line and column in the cell, from 1.
func (c *cell) lineCol(offset int) (line, col int) {
	offset = min(max(offset, 0), len(c.text))
	line = 1
	for line < len(c.lines) && c.lines[line] <= offset {
		line++
	}
	return line, offset - c.lines[line-1] + 1
}

// endOf returns where in the cell's text a node ends. A node's own End goes by
// the lengths of names, so identifiers get names of their old length for it.
func (s *segment) endOf(n ast.Node) int {
	now := map[*ast.Ident]string{}
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if length, ok := s.renamed[id]; ok {
				now[id] = id.Name
				id.Name = strings.Repeat("x", length)
			}
		}
		return true
	})
	end := s.offset(n.End())
	for id, name := range now {
		id.Name = name
	}
	return end
}

// rename gives an identifier another name, in the syntax and in the text.
func (s *segment) rename(id *ast.Ident, to string) {
	if id.Name == to {
		return
	}
	if s.renamed == nil {
		s.renamed = map[*ast.Ident]int{}
	}
	length, again := s.renamed[id]
	if !again {
		length = len(id.Name)
		s.renamed[id] = length
	}
	start := s.offset(id.Pos())
	s.edits = slices.DeleteFunc(s.edits, func(e edit) bool { return again && e.start == start })
	s.edits = append(s.edits, edit{start, start + length, to})
	id.Name = to
}

// offset returns where in the cell's text a node's position lies.
func (s *segment) offset(pos token.Pos) int {
	return s.file.Offset(pos) - s.prefix + s.start
}
