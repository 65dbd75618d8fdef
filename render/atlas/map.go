package atlas

import (
	"slices"

	"entente/render/country"
	"entente/render/scene"
)

// Nation is a nation or body as the map has to know it. An id or name that is a code
// or name of a country puts it on the world map; a body has no land.
type Nation = country.Nation

// Post is an office: at a site, or somewhere in its nation or its host.
type Post struct {
	Name   string
	Nation int    // place in the list of nations
	Host   int    // the nation on whose land it lies; its own nation if it is at home
	Site   string // "" is anywhere in that nation
	At     LonLat // of the site
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
	seats   []int // of each nation without land, the node of the first site of its own; -1 none
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

// site is a place with posts: a city, an airport.
type site struct {
	name string
	at   LonLat
	host int
}

// New makes the map of a scenario. Nations are in the scenario's order.
func New(nations []Nation, posts []Post) *Map {
	m := &Map{nations: slices.Clone(nations), posts: slices.Clone(posts)}
	m.codes = country.Codes(nations)
	known, states, seen := 0, 0, map[int32]bool{}
	for _, n := range nations {
		c, ok := country.Find(n.ID, n.Name)
		land := int32(-1)
		if ok && !n.Body && !seen[int32(c.Shape)] {
			land = int32(c.Shape)
			seen[land] = true
			known++
		}
		if !n.Body {
			states++
		}
		m.lands = append(m.lands, land)
	}
	m.real = 2*known > states
	for range nations {
		m.seats = append(m.seats, -1)
	}
	for _, p := range posts {
		at := m.site(p)
		m.where = append(m.where, at)
		if at >= len(nations) && m.lands[p.Nation] < 0 && m.seats[p.Nation] < 0 {
			m.seats[p.Nation] = at
		}
	}
	return m
}

// site is the node of a post on the world map: its site, or the land it lies on.
func (m *Map) site(p Post) int {
	if p.Site == "" {
		return p.Host
	}
	i := slices.IndexFunc(m.sites, func(s site) bool { return s.name == p.Site && s.host == p.Host })
	if i < 0 {
		i = len(m.sites)
		m.sites = append(m.sites, site{p.Site, p.At, p.Host})
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
// in their order; sites follow. -1 is nobody.
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
