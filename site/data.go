package site

import "html/template"

// PageData is what the template "page.html" is given.
type PageData struct {
	// Site is the site's title.
	Site string
	// Root leads from the page to the site's root: "" or "../", say.
	Root string
	// Home is the URL of the site's first page, relative to this one.
	Home string
	// Title is the page's title as text.
	Title string
	// TitleShown reports whether the title stands in Article as a level-one
	// heading; if not, the template shows it.
	TitleShown bool
	// Language is the page's language as a BCP 47 tag.
	Language string
	// Description is a sentence or two about the page, or "".
	Description string
	// Nav is the navigation list, from the template "nav.html".
	Nav template.HTML
	// Article is the document.
	Article template.HTML
	// Meta is the front matter or the notebook's metadata.
	Meta map[string]any
}

// NavData is what the template "nav.html" is given. The template is executed
// once for each folder of the site; the pages of a folder share the result,
// except for the mark of the current page.
type NavData struct {
	Groups []NavGroup
}

// A NavGroup is the pages of one folder.
type NavGroup struct {
	// Title is made of the folder's name; "" for the site's root.
	Title string
	Links []NavLink
}

// A NavLink leads to a page.
type NavLink struct {
	Title string
	// URL is relative to the page that the link stands on.
	URL string
	// Current belongs among the attributes of the link. It becomes
	// aria-current="page" on the page itself and nothing on all others.
	Current template.HTMLAttr
}

// ListData is what the template "list.html" is given, which makes the article
// of the index page of a site that has no document for it.
type ListData struct {
	Groups []NavGroup
}

// CellData is what the template "cell.html" is given for each code cell.
type CellData struct {
	// ID is the cell's anchor: its name, or "cell-" and its number.
	ID string
	// Number is the number in which the cell was run, 0 for one that was not.
	Number int
	// Language is the language of the code.
	Language string
	// Code is the code with spans that have the classes of chroma, "" when
	// it is not to be shown.
	Code template.HTML
	// Wide reports whether the code has lines so long that the block is
	// likely to scroll, so that it must be reachable by keyboard.
	Wide bool
	// Fold asks for the code to be shown on demand only.
	Fold bool
	// Outputs are what came out of the cell.
	Outputs []OutputData
}

// OutputData is one output of a cell. One of its four forms is set.
type OutputData struct {
	// Kind is "stdout", "stderr", "result", "display" or "error".
	Kind string
	// Text belongs into a pre element; spans in it have the classes term-*.
	Text template.HTML
	// Code belongs into a pre element; spans in it have chroma's classes.
	Code template.HTML
	// Image is an img element.
	Image template.HTML
	// Rich is any flow content.
	Rich template.HTML
	// Wide is as in CellData, and also true of long text.
	Wide bool
}

// empty reports whether there is nothing to show.
func (o *OutputData) empty() bool {
	return o.Text == "" && o.Code == "" && o.Image == "" && o.Rich == ""
}
