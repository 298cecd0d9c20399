package site

import (
	"go/scanner"
	"go/token"
	"strings"

	"github.com/alecthomas/chroma/v2"
)

// goTokens splits Go code into chroma's tokens by means of Go's own scanner.
// Most code on a site is Go, and chroma's lexer, made of regular expressions,
// takes a hundred times as long; it also cannot know all of the language's
// finer points. The tokens are named as chroma's lexer for Go names them.
//
// The code may be any text. Concatenated, the tokens are the code.
func goTokens(code string) []chroma.Token {
	src := []byte(code)
	fset := token.NewFileSet()
	file := fset.AddFile("", fset.Base(), len(src))
	var s scanner.Scanner
	s.Init(file, src, func(token.Position, string) {}, scanner.ScanComments)
	var tokens []chroma.Token
	done := 0
	for {
		pos, tok, lit := s.Scan()
		if tok == token.EOF {
			break
		}
		start := file.Offset(pos)
		end := min(start+tokenLength(tok, lit), len(src))
		if start < done || end <= start {
			continue // a semicolon that the scanner put in
		}
		if start > done {
			tokens = append(tokens, chroma.Token{Type: chroma.Text, Value: code[done:start]})
		}
		tokens = append(tokens, chroma.Token{Type: goTokenType(tok, lit, code[end:]), Value: code[start:end]})
		done = end
	}
	if done < len(code) {
		tokens = append(tokens, chroma.Token{Type: chroma.Text, Value: code[done:]})
	}
	return tokens
}

// tokenLength is the length of a token in the source.
func tokenLength(tok token.Token, lit string) int {
	switch {
	case tok == token.SEMICOLON && lit != ";":
		return 0
	case lit != "":
		return len(lit)
	}
	return len(tok.String())
}

// goTokenType returns the type of a token, given what follows it.
func goTokenType(tok token.Token, lit, rest string) chroma.TokenType {
	switch {
	case tok == token.IDENT:
		return goNameType(lit, rest)
	case tok == token.COMMENT && strings.HasPrefix(lit, "//"):
		return chroma.CommentSingle
	case tok == token.PACKAGE, tok == token.IMPORT:
		return chroma.KeywordNamespace
	case tok.IsKeyword():
		if goDeclarations[tok] {
			return chroma.KeywordDeclaration
		}
		return chroma.Keyword
	case goPunctuation[tok]:
		return chroma.Punctuation
	}
	if t, ok := goLiterals[tok]; ok {
		return t
	}
	return chroma.Operator
}

// goNameType tells predeclared names and the names of functions that are
// declared or called from all others.
func goNameType(name, rest string) chroma.TokenType {
	called := strings.HasPrefix(rest, "(")
	switch {
	case goTypes[name]:
		return chroma.KeywordType
	case goConstants[name]:
		return chroma.KeywordConstant
	case called && goBuiltins[name]:
		return chroma.NameBuiltin
	case called:
		return chroma.NameFunction
	}
	return chroma.NameOther
}

var goLiterals = map[token.Token]chroma.TokenType{
	token.INT:     chroma.LiteralNumberInteger,
	token.FLOAT:   chroma.LiteralNumberFloat,
	token.IMAG:    chroma.LiteralNumberFloat,
	token.CHAR:    chroma.LiteralStringChar,
	token.STRING:  chroma.LiteralString,
	token.COMMENT: chroma.CommentMultiline,
	token.ILLEGAL: chroma.Text,
}

var goDeclarations = map[token.Token]bool{
	token.FUNC: true, token.VAR: true, token.CONST: true, token.TYPE: true,
	token.STRUCT: true, token.INTERFACE: true, token.MAP: true, token.CHAN: true,
}

var goPunctuation = map[token.Token]bool{
	token.LPAREN: true, token.RPAREN: true, token.LBRACK: true, token.RBRACK: true,
	token.LBRACE: true, token.RBRACE: true, token.COMMA: true, token.PERIOD: true,
	token.SEMICOLON: true, token.COLON: true,
}

// nameSet makes a set of space-separated names.
func nameSet(names string) map[string]bool {
	set := map[string]bool{}
	for _, name := range strings.Fields(names) {
		set[name] = true
	}
	return set
}

// The predeclared names of https://go.dev/ref/spec#Predeclared_identifiers.
var (
	goTypes = nameSet(`any bool byte comparable complex64 complex128 error float32 float64
		int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64 uintptr`)
	goConstants = nameSet("true false iota nil")
	goBuiltins  = nameSet("append cap clear close complex copy delete imag len make max min new panic print println real recover")
)
