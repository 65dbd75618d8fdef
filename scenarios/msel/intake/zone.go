package intake

import (
	"fmt"
	"strconv"
	"strings"

	"entente/sim"
	"entente/sim/notation"
)

// usualZones are names that lists give to zones and that mean one offset to most who
// use them.
var usualZones = map[string]string{
	"EST": "-05:00", "EDT": "-04:00", "CST": "-06:00", "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00",
	"WET": "+00:00", "WEST": "+01:00", "BST": "+01:00", "CET": "+01:00", "CEST": "+02:00", "MEZ": "+01:00", "MESZ": "+02:00", "EET": "+02:00", "EEST": "+03:00",
	"MSK": "+03:00", "EAT": "+03:00", "GST": "+04:00", "SGT": "+08:00", "JST": "+09:00", "AEST": "+10:00", "AEDT": "+11:00",
}

func (s *scan) offset(m []string) bool {
	if !s.hasClock || s.hasZone {
		return false
	}
	h, min := number(strings.TrimLeft(m[1], "+-")), number(m[2])
	if h > 14 || min > 59 {
		return false
	}
	s.zone, s.hasZone = sim.Time(h)*sim.Hour+sim.Time(min)*sim.Minute, true
	if m[1][0] == '-' {
		s.zone = -s.zone
	}
	return true
}

// zoneName reads a letter or name of a zone after a time.
func (s *scan) zoneName(m []string) bool {
	name := strings.ToUpper(m[1])
	if !s.hasClock || s.hasZone {
		return false
	}
	zone, known := s.r.zones[name]
	switch {
	case known && zone == local, name == "J" && !known, name == "LOCAL" && !known, name == "LT" && !known:
		return true // the zone of the list
	case known:
		s.zone, s.hasZone = mustOffset(zone), true
	case name == "UTC" || name == "GMT" || name == "ZULU" || name == "Z":
		s.hasZone = true
	case name == "OR" || name == "AND":
		return false
	default:
		offset, ok := notation.Letter(name)
		if !ok {
			s.letter = name
			s.fault = fmt.Sprintf("%q names the zone %s, which is not known; say its offset under `zones` in the mapping file", s.text, name)
			return len(name) > 1 && len(name) < 6
		}
		s.letter, s.zone, s.hasZone = name, offset, true
	}
	return true
}

// parseOffset reads +01:00 or Z.
func parseOffset(s string) (sim.Time, bool) {
	if s == "Z" {
		return 0, true
	}
	if len(s) != 6 || s[0] != '+' && s[0] != '-' || s[3] != ':' {
		return 0, false
	}
	h, err1 := strconv.ParseUint(s[1:3], 10, 8)
	m, err2 := strconv.ParseUint(s[4:], 10, 8)
	t := sim.Time(h)*sim.Hour + sim.Time(m)*sim.Minute
	if s[0] == '-' {
		t = -t
	}
	return t, err1 == nil && err2 == nil && h <= 14 && m <= 59
}

func mustOffset(s string) sim.Time { t, _ := parseOffset(s); return t }

// offsetText writes an offset.
func offsetText(t sim.Time) string {
	sign := "+"
	if t < 0 {
		sign, t = "-", -t
	}
	return fmt.Sprintf("%s%02d:%02d", sign, t/sim.Hour, t%sim.Hour/sim.Minute)
}

func yamlOffset(s string) string {
	if s == local {
		return s
	}
	return strconv.Quote(s)
}
