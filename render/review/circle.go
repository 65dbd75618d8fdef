package review

import (
	"slices"

	"entente/render/view"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// circle is those whose view it is: one group, or of a coalition as many as it has
// members. A nation has what one of its agencies has; a coalition shares what every
// member has, and pools what any has.
type circle struct {
	as     view.Perspective
	loaded journal.Num
	groups []group
	within []uint16 // by Ref of an agency, nation or body: its group, from 1; 0 is not of it

	best     []Cell     // by group, for one fact
	seen     []int32    // events that it could see, in order
	messages []sim.Time // when it could first see each message that it could see, ascending
}

// group is one member: a nation, or of a team an agency.
type group struct {
	who      journal.Ref
	agencies []journal.Ref
}

// circleOf gives those whose view it is; nil for the White Cell, which sees all.
func (r *Run) circleOf(as view.Perspective) *circle {
	if as.Sort == view.WhiteCell {
		return nil
	}
	c := &r.circle
	if c.as == as && c.loaded == r.loaded && c.within != nil {
		return c
	}
	*c = circle{as: as, loaded: r.loaded, within: make([]uint16, r.names.Len())}
	for _, who := range r.members(as) {
		g := group{who: who}
		for a := 1; a < r.names.Len(); a++ {
			agency := journal.Ref(a)
			if agency == who || r.Sort(agency) == journal.SortAgency && r.Nation(agency) == who {
				c.within[a] = uint16(len(c.groups) + 1)
				if r.Sort(agency) == journal.SortAgency {
					g.agencies = append(g.agencies, agency)
				}
			}
		}
		c.groups = append(c.groups, g)
	}
	c.best = make([]Cell, len(c.groups))
	return c
}

// members are the nations and agencies of a perspective. A body's are the nations
// that vote in it, as far as records say so; of one in which nobody votes, all.
func (r *Run) members(as view.Perspective) (list []journal.Ref) {
	if as.Sort == view.OfNation || as.Sort == view.OfAgency {
		return []journal.Ref{as.Who}
	}
	switch r.Sort(as.Who) {
	case journal.SortTeam:
		for i := range r.Static.Teams {
			if t := &r.Static.Teams[i]; t.Name == r.names.Text(as.Who) {
				for _, name := range t.Members {
					list = append(list, r.Find(journal.SortAgency, name))
				}
			}
		}
	case journal.SortBody:
		list = slices.Clone(r.ledger.voters[as.Who])
	}
	if len(list) == 0 {
		for i := 1; i < r.names.Len(); i++ {
			if r.Sort(journal.Ref(i)) == journal.SortNation {
				list = append(list, journal.Ref(i))
			}
		}
	}
	slices.Sort(list)
	return list
}

// Coalitions are the bodies in which nations vote and the teams, as far as records
// say so: whose knowledge can be shared or pooled beside that of all nations.
func (r *Run) Coalitions() (list []journal.Ref) {
	for i := 1; i < r.names.Len(); i++ {
		thing := journal.Ref(i)
		if sort := r.Sort(thing); sort == journal.SortTeam || sort == journal.SortBody && len(r.ledger.voters[thing]) > 1 {
			list = append(list, thing)
		}
	}
	return list
}

// View is a perspective as words have it.
func View(as view.Perspective) wording.View {
	switch as.Sort {
	case view.Shared:
		return wording.OfAll
	case view.Pooled:
		return wording.OfAny
	}
	return wording.OfOne
}

// has says whether a thing is of a group, from 1; with 0 of any.
func (c *circle) has(thing journal.Ref, group int) bool {
	g := int(c.within[thing])
	return g != 0 && (group == 0 || g == group)
}

// Has says whether an agency, nation or body is one of those whose view it is; the
// White Cell has all.
func (r *Run) Has(as view.Perspective, thing journal.Ref) bool {
	c := r.circleOf(as)
	return c == nil || c.has(thing, 0)
}
