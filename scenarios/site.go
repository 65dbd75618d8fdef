package scenarios

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"entente/sim/journal"
)

// Site is where agencies sit: a city, an airport, a base. Maps show it, and nothing
// that happens depends on it.
type Site struct {
	Title string `yaml:"title"`
	// At is where it lies, in degrees: 39.93N 32.86E.
	At Position `yaml:"at" need:"yes"`
}

// Position is a place on the globe, in hundred-thousandths of a degree (a metre) to
// the north and to the east.
type Position struct{ north, east int64 }

var positionText = regexp.MustCompile(`^(0|[1-9]\d{0,2})(?:\.(\d{1,5}))?([NS]) +(0|[1-9]\d{0,2})(?:\.(\d{1,5}))?([EW])$`)

func (p *Position) parseText(s string) error {
	m := positionText.FindStringSubmatch(s)
	if m == nil {
		return fmt.Errorf("%q is not a position such as 39.93N 32.86E", s)
	}
	degrees := func(whole, part, side string, most int64) (int64, error) {
		v, err := strconv.ParseInt(whole+part+strings.Repeat("0", 5-len(part)), 10, 64)
		if err == nil && v > most*100_000 {
			err = fmt.Errorf("%q lies beyond %d degrees", s, most)
		}
		if side == "S" || side == "W" {
			v = -v
		}
		return v, err
	}
	var err error
	if p.north, err = degrees(m[1], m[2], m[3], 90); err == nil {
		p.east, err = degrees(m[4], m[5], m[6], 180)
	}
	return err
}

// sites adds where agencies sit.
func (c *compiler) sites(st *journal.Static) {
	for _, id := range sorted(c.doc.Sites) {
		d := c.doc.Sites[id]
		st.Sites = append(st.Sites, journal.Site{Name: string(id), Title: d.Title, North: d.At.north, East: d.At.east})
	}
}

// findSite checks that a site that an agency names is there.
func (c *compiler) findSite(path string, id ID) {
	if id != "" && c.doc.Sites[id] == nil {
		c.unknown(path, "site", string(id), idText(sorted(c.doc.Sites)))
	}
}
