package ipynb

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strconv"

	"github.com/gofresco/fresco/doc"
)

// validID is what nbformat 4.5 allows for the id of a cell.
var validID = regexp.MustCompile(`^[a-zA-Z0-9_-]{1,64}$`)

// identifiers are the ids that cells of a new notebook have.
type identifiers map[string]bool

// next returns an id for a cell: the one that it has, else its name, else
// eight digits that depend on what it says and on nothing else, so that an
// edit of one cell leaves the others their ids.
func (ids identifiers) next(c *doc.Cell) string {
	for _, id := range []string{c.ID, c.Options.Name} {
		if validID.MatchString(id) && !ids[id] {
			ids[id] = true
			return id
		}
	}
	for n := 0; ; n++ {
		sum := sha256.Sum256([]byte(strconv.Itoa(n) + "\x00" + strconv.Itoa(int(c.Kind)) + "\x00" + c.Source))
		if id := hex.EncodeToString(sum[:4]); !ids[id] {
			ids[id] = true
			return id
		}
	}
}
