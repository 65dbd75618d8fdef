package atlas

import (
	"slices"
	"strings"

	"entente/sim/journal"
)

// Page is the map of a replay: that of the nations, bodies and agencies on its page.
type Page struct {
	*Map
	parties []Party // of each thing of the page
	refs    []journal.Ref
}

// OfPage makes the map of a replay's page. name puts a thing for people.
func OfPage(st *journal.Static, name func(journal.Ref) string) *Page {
	p := &Page{parties: make([]Party, len(st.Things)), refs: []journal.Ref{0}}
	var nations []Nation
	place := map[string]int{}
	for i, t := range st.Things {
		body := t.Sort == journal.SortBody.String()
		if body || t.Sort == journal.SortNation.String() {
			place[t.Name] = len(nations)
			nations = append(nations, Nation{ID: t.Name, Name: name(journal.Ref(i)), Body: body})
			p.refs = append(p.refs, journal.Ref(i))
		}
	}
	agencies := map[string]*journal.Agency{}
	for i := range st.Agencies {
		agencies[st.Agencies[i].Name] = &st.Agencies[i]
	}
	var posts []Post
	for i, t := range st.Things {
		at, ok := place[t.Nation]
		if t.Sort != journal.SortAgency.String() || !ok {
			continue
		}
		x := Post{Name: name(journal.Ref(i)), Nation: at, Host: at}
		if a := agencies[t.Name]; a != nil {
			if host, ok := place[a.Host]; ok {
				x.Host = host
			}
			if k := slices.IndexFunc(st.Sites, func(s journal.Site) bool { return s.Name == a.Site }); k >= 0 {
				s := &st.Sites[k]
				if x.Site = s.Title; x.Site == "" {
					x.Site = s.Name
				}
				x.Name = strings.TrimSuffix(x.Name, " in "+x.Site)
				x.At = LonLat{float64(s.East) / 1e5, float64(s.North) / 1e5}
			}
		}
		posts = append(posts, x)
		p.refs = append(p.refs, journal.Ref(i))
	}
	p.Map = New(nations, posts)
	for party, ref := range p.refs {
		p.parties[ref] = Party(party)
	}
	p.parties[0] = 0
	return p
}

// Party is the party of a nation, body or agency; nobody for another thing.
func (p *Page) Party(r journal.Ref) Party {
	if int(r) >= len(p.parties) {
		return 0
	}
	return p.parties[r]
}

// Ref is the thing of the page that a party is; 0 for nobody.
func (p *Page) Ref(party Party) journal.Ref {
	if party < 0 || int(party) >= len(p.refs) {
		return 0
	}
	return p.refs[party]
}
