package atlas

import (
	"slices"
	"strconv"
	"strings"

	"entente/render/scene"
)

// Nation is a nation or body as the map has to know it.
type Nation struct {
	ID   string // as the scenario calls it; a code or name of a country puts it on the world map
	Name string // for people
	Body bool   // it has no land: it stands between the nations
}

// Post is an office that has a place of its own: in a city, or abroad.
type Post struct {
	Name   string
	Nation int    // place in the list of nations
	Host   int    // the nation on whose land it lies; its own nation if it is at home
	City   string // "" is anywhere in that nation
	At     LonLat // of the city
}

// Party is a nation or a post; 0 is nobody.
type Party int

// Hop is a step of a path from one party to the next.
type Hop struct{ From, To Party }

// Map is a scenario's map. It is not safe for use by several at once.
type Map struct {
	nations []Nation
	codes   []string
	lands   []int32 // of each nation; -1 none
	posts   []Post
	sites   []site
	where   []int // the node of each post on the world map
	real    bool

	laid   Layout
	stamp  uint64
	nodes  []node
	panes  []pane // the whole, and the inset if there is one
	store  [2]pane
	whole  scene.Box // the box without note and shelf
	note   scene.Box
	shelf  scene.Box
	hub    scene.Point // the middle of the ring
	labels []label
	badges []badge

	curve []scene.Point // scratch of what moves
	dash  []scene.Point
	order []int32
}

// site is a city with posts.
type site struct {
	name string
	at   LonLat
	host int
}

// New makes the map of a scenario. Nations are in the scenario's order.
func New(nations []Nation, posts []Post) *Map {
	m := &Map{nations: slices.Clone(nations), posts: slices.Clone(posts)}
	m.codes = Codes(nations)
	known, states, seen := 0, 0, map[int32]bool{}
	for _, n := range nations {
		c, ok := Find(n.ID)
		if !ok {
			c, ok = Find(n.Name)
		}
		land := int32(-1)
		if ok && !n.Body && !seen[c.land] {
			land = c.land
			seen[land] = true
			known++
		}
		if !n.Body {
			states++
		}
		m.lands = append(m.lands, land)
	}
	m.real = 2*known > states
	for _, p := range posts {
		m.where = append(m.where, m.site(p))
	}
	return m
}

// site is the node of a post on the world map: its city, or the land it lies on.
func (m *Map) site(p Post) int {
	if p.City == "" {
		return p.Host
	}
	i := slices.IndexFunc(m.sites, func(s site) bool { return s.name == p.City && s.host == p.Host })
	if i < 0 {
		i = len(m.sites)
		m.sites = append(m.sites, site{p.City, p.At, p.Host})
	}
	return len(m.nations) + i
}

// World says whether the scenario has a world map: whether most of its nations are
// countries. One of invented nations has a ring alone.
func (m *Map) World() bool { return m.real }

// Code is the short form of a nation's name: of a country that of ISO 3166-1, of
// another three letters or digits that are no country's.
func (m *Map) Code(nation int) string { return m.codes[nation] }

// Nation is the party of a nation, by its place in the list that New was given.
func (m *Map) Nation(i int) Party { return Party(i + 1) }

// Post is the party of a post, by its place in the list that New was given.
func (m *Map) Post(i int) Party { return Party(len(m.nations) + i + 1) }

// node is where a party stands in what is laid out: the first nodes are the nations,
// in their order; cities follow. -1 is nobody.
func (m *Map) node(p Party) int {
	post := int(p) - len(m.nations) - 1
	switch {
	case p < 1 || post >= len(m.posts):
		return -1
	case post < 0:
		return int(p) - 1
	case m.onRing():
		return m.posts[post].Nation
	}
	return m.where[post]
}

func (m *Map) onRing() bool { return !m.real || m.laid.Ring }

// Codes gives each nation a code that no other has. A country has its two letters; an
// invented nation three letters or digits of its id that are no code of ISO 3166-1.
func Codes(nations []Nation) []string {
	codes := make([]string, len(nations))
	taken := map[string]bool{}
	for i, n := range nations {
		c, ok := Find(n.ID)
		if !ok {
			c, ok = Find(n.Name)
		}
		if ok && !n.Body && !taken[c.Alpha2] {
			codes[i] = c.Alpha2
			taken[c.Alpha2] = true
		}
	}
	for i, n := range nations {
		if codes[i] == "" {
			codes[i] = codeOf(plain(n.ID), taken)
			taken[codes[i]] = true
		}
	}
	return codes
}

// codeOf makes a code of an id: its first letters with the digits at its end, else
// its first two letters and a later one, else with a number.
func codeOf(id string, taken map[string]bool) string {
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
		return !taken[code]
	}
	word := strings.TrimRight(id, "0123456789")
	if digits := id[len(word):]; digits != "" && word != "" && len(digits) < 3 {
		if code := word[:min(len(word), 3-len(digits))] + digits; free(code) {
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
