// Package templates holds the default theme: html/template files for the
// parts of a page, and below assets/ the files that are copied to the site.
//
//	page.html  the whole page: head, header, navigation, article
//	nav.html   the list of all pages
//	list.html  the article of the index page of a site without one
//	cell.html  a code cell and what came out of it
//
// Their data is described in package site: PageData, NavData, ListData and
// CellData. Colours are custom properties at the top of the style sheet, one
// set for light and one for dark; a test holds them to a readable contrast.
package templates

import (
	"embed"
	"io/fs"
)

//go:embed *.html assets
var files embed.FS

// Default returns the default theme.
func Default() fs.FS { return files }
