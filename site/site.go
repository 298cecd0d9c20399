// Package site weaves documents into a website: documents, assets and
// templates go in, a folder of files comes out. It knows nothing of running
// code; it shows the outputs that a document's cells hold.
//
// # Pages
//
// Each document becomes one HTML page. Its prose and its cells are joined
// into one Markdown text, in which a short fence stands for each cell, so
// that link references and footnotes work across cells and a cell inside a
// list or a quotation stays there. The text is parsed once, relative links
// are turned to the pages and assets that they mean, headings get anchors,
// and each of those fences is replaced by its cell: the code as a reader
// should see it, then what came out of it. Raw HTML in prose and in outputs
// is passed through: the author is trusted, for it is the author's site.
// Streams, results and errors are text, and escaped.
//
// All URLs on a page are relative, so a site works under any base path and
// from a folder on disk. No page needs a script or fetches from elsewhere.
//
// What a page looks like is the business of the templates, whose data
// [PageData], [NavData], [CellData] and [ListData] describe; package templates
// holds the default ones.
//
// # The output folder
//
// A build first writes all that is new or different into a staging folder,
// .fresco/new, inside the output folder. Only when the last byte is on disk
// are the files renamed into their places, each in one step. What fails while
// documents are rendered or written (a full disk, a missing permission, an
// interruption) therefore leaves the old site as it was. The last part is
// renames and removals alone; a build killed in the middle of it leaves whole
// files, some old and some new, and the next build completes it.
//
// The folder as a whole is not exchanged for another, because it may be a
// symbolic link, a mount point, another repository's work tree or a web
// server's root, and because it may hold files that are not ours. Which are
// ours is written in .fresco/manifest.json. A file that is not listed there
// is never removed, and one that stands where a page should go stops the
// build, unless its content is the same.
//
// The manifest also keeps a hash of everything that went into each file: the
// document with its outputs, the navigation, the templates, this program. A
// page is rendered only when that has changed, or when the file on disk is no
// longer the one that was written; and it is written only when its bytes
// differ, so an unchanged page keeps its modification time.
//
// Two builds into one folder take turns, by a lock on .fresco/lock.
package site

import (
	"context"
	"io/fs"
	"runtime"

	"github.com/gofresco/fresco/doc"
	"github.com/gofresco/fresco/templates"
)

// Input is what a site is made of.
type Input struct {
	// Pages are the documents, in the order of the navigation.
	Pages []Page
	// Assets are the files to copy.
	Assets []Asset
	// Files is where the paths of assets are read. It may be nil when there
	// are none.
	Files fs.FS
}

// A Page is a document and its place on the site.
type Page struct {
	Document *doc.Document
	// URL is the page's path from the site's root, slash-separated and
	// without a leading slash: "guide/cells.html".
	URL string
}

// An Asset is a file that is copied as it is: an image that pages show, say.
// One whose URL is that of a file of the theme takes its place.
type Asset struct {
	// Path is the asset's path in Input.Files, by which documents refer to
	// it, relative to their own: "content/guide/plan.png".
	Path string
	// URL is its path from the site's root: "guide/plan.png".
	URL string
}

// Config says how a site is built.
type Config struct {
	// Title is the site's title, "Contents" by default.
	Title string
	// Language is the language of pages that do not name theirs under "lang"
	// in their front matter, as a BCP 47 tag; "en" by default.
	Language string
	// Output is the folder that the site is written to. It is made if need
	// be, its parents as well.
	Output string
	// Sources are folders that the output folder must not be, nor be inside
	// of: those that documents are read from.
	Sources []string
	// Templates is the theme; nil for the default one.
	Templates fs.FS
	// Jobs is the number of pages rendered at once, GOMAXPROCS by default.
	Jobs int
	// Anew renders every page, unchanged ones too.
	Anew bool
}

// A Report says what a build did. URLs are in order.
type Report struct {
	// Pages is the number of documents on the site.
	Pages int
	// Rendered are the URLs of the files that were made, because they are
	// new or something that goes into them has changed.
	Rendered []string
	// Written are those of them whose content was new.
	Written []string
	// Removed are the URLs of files that an earlier build made and that have
	// no place on the site any more.
	Removed []string
}

// Build writes the site. On an error the output folder is as it was before.
// Errors about the input are [doc.Diagnostics]; those about the output folder
// unwrap to the system's, and are a [doc.Diagnostic] to errors.As.
func Build(ctx context.Context, in Input, cfg Config) (Report, error) {
	files, err := plan(in, withDefaults(cfg))
	if err != nil {
		return Report{}, err
	}
	out, err := openOutput(cfg.Output, cfg.Sources)
	if err != nil {
		return Report{}, err
	}
	defer out.close()
	report := Report{Pages: len(in.Pages)}
	if err := out.update(ctx, files, withDefaults(cfg), &report); err != nil {
		return Report{}, err
	}
	return report, nil
}

// withDefaults fills in what a Config leaves open.
func withDefaults(cfg Config) Config {
	if cfg.Title == "" {
		cfg.Title = "Contents"
	}
	if cfg.Language == "" {
		cfg.Language = "en"
	}
	if cfg.Templates == nil {
		cfg.Templates = templates.Default()
	}
	if cfg.Jobs <= 0 {
		cfg.Jobs = runtime.GOMAXPROCS(0)
	}
	return cfg
}
