package review

import (
	"slices"

	"entente/render/view"
	"entente/replay/wording"
	"entente/sim/journal"
)

// circle is those whose view it is: one group, or of a coalition as many as it has
// members. A nation has what one of its agencies has; a coalition shares what every
// member has, and pools what any has. What it could see is found by going through the
// events once, in pieces.
type circle struct {
	as     view.Perspective
	votes  int // that named its members
	groups []group
	within []uint16 // by Ref of an agency, nation or body: its group, from 1; 0 is not of it

	best     []Cell                      // by group, for one fact
	some     []bool                      // the same: whether it understood it
	upto     int                         // events that were gone through
	told     int                         // of which it was told
	seen     []int32                     // events that it could see, in order
	heavy    [2][]int32                  // of them, those that are notable and critical
	arrivals []journal.Num               // with which it could first see each message, ascending
	learnt   []journal.Num               // with which it understood each fact that was there to be noticed, ascending
	facts    [2]int                      // of the ledger, gone through: understood, shown
	knows    []uint16                    // by Ref of a fact: the groups that understood it
	knownBy  []journal.Num               // by Ref of a fact: the record with which it was understood; 0 not so far
	groupHas map[[2]journal.Ref]struct{} // of a coalition that shares: group and fact
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
	if c.as == as && c.votes == r.ledger.votes && c.within != nil {
		return c
	}
	n := r.names.Len()
	*c = circle{as: as, votes: r.ledger.votes, within: make([]uint16, n), knows: make([]uint16, n), knownBy: make([]journal.Num, n)}
	own := make([]uint16, n)
	for _, who := range r.members(as) {
		c.groups = append(c.groups, group{who: who})
		own[who] = uint16(len(c.groups))
	}
	for a := 1; a < n; a++ {
		agency := journal.Ref(a)
		is := r.Sort(agency) == journal.SortAgency
		g := own[a]
		if g == 0 && is {
			g = own[r.Nation(agency)]
		}
		if c.within[a] = g; g != 0 && is {
			c.groups[g-1].agencies = append(c.groups[g-1].agencies, agency)
		}
	}
	c.best, c.some = make([]Cell, len(c.groups)), make([]bool, len(c.groups))
	if as.Sort == view.Shared {
		c.groupHas = map[[2]journal.Ref]struct{}{}
	}
	return c
}

// isComplete says whether a circle has gone through all that has been loaded.
func (c *circle) isComplete(r *Run) bool { return c.upto == len(r.Events) }

// extend goes on through events, as many as it may.
func (r *Run) extend(c *circle) {
	if c.isComplete(r) {
		return
	}
	each := 1 + len(c.groups)/4
	for n := r.takeUpTo((len(r.Events)-c.upto)*each) / each; n > 0; n-- {
		e := &r.Events[c.upto]
		if r.Sees(c.as, e) {
			c.seen = append(c.seen, int32(c.upto))
			if e.Weight > Plain {
				c.heavy[e.Weight-1] = append(c.heavy[e.Weight-1], int32(c.upto))
			}
		}
		if (e.Kind == journal.Sent || e.Kind == journal.Delivered) && c.within[e.Actor] != 0 {
			if m := r.Message(e.Subject); m != nil && r.arrivedWith(c, m) == e.Num {
				c.arrivals = append(c.arrivals, e.Num)
			}
		}
		c.upto++
	}
	r.learnUpto(c)
	if c.isComplete(r) || c.upto-c.told > len(r.Events)/tellings {
		c.told = c.upto
		r.pace.learnt++
	}
}

// tellings is how often it is told that more events were gone through, so that what
// follows from them is not drawn too often.
const tellings = 8

// arrivedWith is the record with which those whose view it is could first see a
// message; 0 if they could not.
func (r *Run) arrivedWith(c *circle, m *Message) (record journal.Num) {
	if c.as.Sort != view.Shared {
		return r.firstAt(c, 0, m)
	}
	for g := range c.groups {
		first := r.firstAt(c, g+1, m)
		if first == 0 {
			return 0
		}
		record = max(record, first)
	}
	return record
}

// firstAt is the record with which a group could first see a message; 0 if it could
// not.
func (r *Run) firstAt(c *circle, group int, m *Message) (first journal.Num) {
	if c.has(m.From, group) {
		return m.First
	}
	for i := m.intake; i >= 0; i = r.intakes[i].before {
		if x := &r.intakes[i]; c.has(x.agency, group) {
			first = x.record
		}
	}
	return first
}

// learnUpto goes on through what agencies understood and what was there to be noticed,
// up to the last event that was gone through.
func (r *Run) learnUpto(c *circle) {
	l, upto := &r.ledger, journal.Num(c.upto)
	for {
		a, b := &c.facts[0], &c.facts[1]
		learns := *a < len(l.understood) && l.understood[*a].num <= upto
		shows := *b < len(l.shown) && l.shown[*b].num <= upto
		switch {
		case shows && (!learns || l.shown[*b].num <= l.understood[*a].num):
			if x := &l.shown[*b]; r.knowsAll(c, x.fact) {
				c.learnt = append(c.learnt, x.num)
			}
			*b++
		case learns:
			x := &l.understood[*a]
			*a++
			if r.knowsAll(c, x.fact) || !r.groupLearns(c, x) {
				continue
			}
			if !r.knowsAll(c, x.fact) {
				continue
			}
			c.knownBy[x.fact] = x.num
			if at := l.shownAt[x.fact]; at >= 0 && int(at) < *b {
				c.learnt = append(c.learnt, x.num)
			}
		default:
			return
		}
	}
}

// groupLearns enters that an agency understood a fact, and says whether its group had
// not.
func (r *Run) groupLearns(c *circle, x *understanding) bool {
	g := c.within[x.agency]
	if g == 0 {
		return false
	}
	if c.groupHas != nil {
		key := [2]journal.Ref{journal.Ref(g), x.fact}
		if _, has := c.groupHas[key]; has {
			return false
		}
		c.groupHas[key] = struct{}{}
	}
	c.knows[x.fact]++
	return true
}

// Understood says whether a perspective had understood a fact after a record, as a Cell
// of it says, at little cost.
func (r *Run) Understood(as view.Perspective, fact journal.Ref, n journal.Num) bool {
	c := r.circleOf(as)
	if c != nil {
		if r.extend(c); n <= journal.Num(c.upto) {
			by := c.knownBy[fact]
			return by != 0 && by <= n
		}
	}
	lack := 1 // groups that have to understand it
	if as.Sort == view.Shared {
		clear(c.some)
		lack = len(c.groups)
	}
	for i := r.ledger.byFact[fact]; i >= 0; i = r.ledger.cells[i].next {
		x := &r.ledger.cells[i]
		if c != nil && !c.has(x.agency, 0) {
			continue
		}
		if v := r.ledger.find(x, n); v < 0 || !r.ledger.stamps[v].got {
			continue
		}
		if as.Sort == view.Shared {
			g := c.within[x.agency] - 1
			if c.some[g] {
				continue
			}
			c.some[g] = true
		}
		if lack--; lack == 0 {
			return true
		}
	}
	return false
}

// knowsAll says whether a fact is understood by those whose view it is: by every member
// of a coalition that shares, else by any.
func (r *Run) knowsAll(c *circle, fact journal.Ref) bool {
	if c.groupHas != nil {
		return len(c.groups) > 0 && int(c.knows[fact]) == len(c.groups)
	}
	return c.knows[fact] > 0
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
