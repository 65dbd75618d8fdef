// Package country knows countries by code and name, and gives every nation of a scenario
// a code of its own, so that a nation is called the same in the lanes and on the map.
//
// Codes are those of ISO 3166-1, names short English ones; no position is taken.
package country

import (
	_ "embed" // the codes
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// countries.tsv has a line for each country, in the order of the shapes of the world
// map.
//
//go:embed countries.tsv
var table string

// Country is one that the world map has.
type Country struct {
	Alpha2, Alpha3 string // ISO 3166-1; XK and XKX are user-assigned
	Name           string // short, in English
	Shape          int    // its place among the shapes of the world map
}

// All lists all countries, in the order of the shapes.
var All = sync.OnceValue(func() []Country {
	var list []Country
	for _, cells := range rows() {
		list = append(list, Country{cells[0], cells[1], cells[3], len(list)})
	}
	return list
})

func rows() (rows [][]string) {
	for _, line := range strings.Split(table, "\n") {
		if line != "" && line[0] != '#' {
			rows = append(rows, strings.Split(line, "\t"))
		}
	}
	return rows
}

// called finds countries by their codes and names.
var called = sync.OnceValue(func() map[string]int {
	m := map[string]int{}
	for i, cells := range rows() {
		names := append([]string{cells[0], cells[1], cells[3]}, strings.Split(strings.Join(cells[4:], ""), ";")...)
		for _, n := range names {
			if n = plain(n); n != "" {
				m[n] = i
			}
		}
	}
	return m
})

// Find finds a country by any of some words: codes of ISO 3166-1 or names, whatever
// their case, accents and spaces: "TR", "TUR", "turkey" and "Türkiye" are one.
func Find(words ...string) (Country, bool) {
	for _, w := range words {
		if i, ok := called()[plain(w)]; ok {
			return All()[i], true
		}
	}
	return Country{}, false
}

// accents are the letters with marks that names of countries have.
var accents = strings.NewReplacer("å", "a", "ã", "a", "ç", "c", "é", "e", "í", "i", "ô", "o", "ü", "u", "ı", "i", "i̇", "i")

// plain is a name with letters and digits alone.
func plain(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, accents.Replace(strings.ToLower(name)))
}

// Nation is a nation or body of a scenario.
type Nation struct {
	ID   string // as the scenario calls it
	Name string // for people
	Body bool
}

// Codes gives each nation a code that no other has. A country has its two letters; an
// invented nation three letters or digits of its id that are no code of ISO 3166-1 and
// not what another is called; one that is numbered in hundreds keeps three digits.
func Codes(nations []Nation) []string {
	codes := make([]string, len(nations))
	taken, names := map[string]bool{}, map[string]bool{}
	for i, n := range nations {
		names[strings.ToUpper(plain(n.ID))] = true
		if c, ok := Find(n.ID, n.Name); ok && !n.Body && !taken[c.Alpha2] {
			codes[i] = c.Alpha2
			taken[c.Alpha2] = true
		}
	}
	for _, bodies := range [...]bool{false, true} { // no body takes a nation's
		for i, n := range nations {
			if codes[i] == "" && n.Body == bodies {
				codes[i] = codeOf(plain(n.ID), taken, names)
				taken[codes[i]] = true
			}
		}
	}
	return codes
}

// codeOf makes a code of an id: its first letters with the digits at its end, else
// its first two letters and a later one, else with a number.
func codeOf(id string, taken, names map[string]bool) string {
	own := strings.ToUpper(id)
	id = strings.ToUpper(strings.Map(func(r rune) rune {
		if r < 128 {
			return r
		}
		return -1
	}, id))
	if id == "" {
		id = "X"
	}
	free := func(code string) bool {
		if _, iso := called()[strings.ToLower(code)]; iso {
			return false
		}
		return !taken[code] && (code == own || !names[code])
	}
	word := strings.TrimRight(id, "0123456789")
	if digits := id[len(word):]; digits != "" && word != "" && len(digits) <= 3 {
		if code := word[:min(len(word), max(1, 3-len(digits)))] + digits; free(code) {
			return code
		}
	}
	if code := id[:min(len(id), 3)]; free(code) {
		return code
	}
	for k := 3; k < len(id); k++ {
		if code := id[:2] + id[k:k+1]; free(code) {
			return code
		}
	}
	for n := 1; ; n++ {
		if code := id[:1] + strconv.Itoa(n); free(code) {
			return code
		}
	}
}
