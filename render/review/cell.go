package review

import (
	"slices"

	"entente/render/view"
	"entente/replay"
	"entente/sim"
	"entente/sim/journal"
)

// Reach is how far a fact had come to somebody, the least first.
type Reach uint8

// The reaches. What they mean is read from what an agency holds (replay.Standing):
//
// Received is delivered and not yet read, or noticed by own collection and not yet
// worked off. Read came garbled. Stale was understood, and its retention has ended
// since: it may be used for nothing any more. Redacted is understood and held for
// less than its originator holds it for: it may not be acted on, or not be passed on.
// Usable is believed.
const (
	Unknown Reach = iota
	Received
	Read
	Stale
	Understood
	Redacted
	Usable
)

// Cell is how far a fact had come to an agency, a nation or a coalition.
type Cell struct {
	Reach   Reach
	TooLate bool            // it was understood after the last deadline about it had come due: ground truth
	Lacking int64           // of Redacted: what its originators hold it for and this one does not, bits of journal.Lead ...
	Since   sim.Time        // when it came so far
	Known   sim.Time        // when it was first understood there; sim.Never if it was not
	Holder  *replay.Holding // of the agency that has come furthest with it, first; nil for nothing. For reading only
	Via     journal.Ref     // who passed it on to that agency; itself for what it collected
	Holders int             // agencies that have understood it
}

// Hidden says that nobody there knows of what it is: a message lies unread, or what
// was noticed has not been worked off.
func (c *Cell) Hidden() bool { return c.Reach == Received || c.Reach == Read }

// Cell is how far a fact had come to an agency after a record.
func (r *Run) Cell(agency, fact journal.Ref, n journal.Num) (c Cell) {
	c.Since, c.Known = sim.Never, sim.Never
	if v := r.ledger.version(agency, fact, n); v != nil {
		r.read(&c, v, n)
	}
	return c
}

// read reads a cell from what an agency holds.
func (r *Run) read(c *Cell, v *version, n journal.Num) {
	h := &v.Holding
	*c = Cell{Holder: h, Via: v.via, Since: h.Understood, Known: h.Understood, Holders: 1}
	switch h.Standing() {
	case replay.Purged:
		c.Reach, c.Since = Stale, h.Purged
	case replay.Believed:
		c.Reach, c.Since = Usable, h.Credited
	case replay.Understood:
		c.Reach = Understood
	case replay.Garbled:
		c.Reach, c.Since, c.Holders = Read, h.Read, 0
	case replay.Unread:
		c.Reach, c.Since, c.Holders = Received, h.Received, 0
	default:
		c.Reach, c.Since, c.Holders = Received, h.Detected, 0
	}
	if c.Reach < Understood {
		return
	}
	if h.Purposes&allPurposes != allPurposes {
		for _, origin := range h.Origins {
			if own := r.ledger.version(origin, h.Fact, n); own != nil {
				c.Lacking |= own.Purposes &^ h.Purposes
			}
		}
	}
	if c.Lacking != 0 {
		c.Reach, c.Since = Redacted, h.Understood
	}
	due := r.ledger.due[h.Fact]
	c.TooLate = due != sim.Never && h.Understood > due
}

// allPurposes are those that a fact can be held for.
const allPurposes = int64(journal.Lead | journal.Onward | journal.ActOn | journal.Evidence)

// join makes one cell of those of two agencies of a nation: what one of them has,
// the nation has.
func (c *Cell) join(o *Cell) {
	holders, known, late := c.Holders+o.Holders, min(c.Known, o.Known), c.TooLate
	switch {
	case c.Reach < Stale:
		late = o.TooLate
	case o.Reach >= Stale:
		late = late && o.TooLate
	}
	if o.Reach > c.Reach || o.Reach == c.Reach && o.Since < c.Since {
		*c = *o
	}
	c.Holders, c.Known, c.TooLate = holders, known, late
}

// CellOf is how far a fact had come to a perspective after a record: to a nation by
// the agency of it that has come furthest, to a coalition that shares by the member
// that has come least far, to one that pools, and to the White Cell, by the one that
// has come furthest.
func (r *Run) CellOf(as view.Perspective, fact journal.Ref, n journal.Num) Cell {
	c := r.circleOf(as)
	if as.Sort != view.Shared {
		all := Cell{Since: sim.Never, Known: sim.Never}
		for i := r.ledger.byFact[fact]; i >= 0; i = r.ledger.cells[i].next {
			x := &r.ledger.cells[i]
			if c == nil || c.has(x.agency, 0) {
				r.joinVersion(&all, x, n)
			}
		}
		return all
	}
	for g := range c.best {
		c.best[g] = Cell{Since: sim.Never, Known: sim.Never}
	}
	for i := r.ledger.byFact[fact]; i >= 0; i = r.ledger.cells[i].next {
		x := &r.ledger.cells[i]
		if g := c.within[x.agency]; g != 0 {
			r.joinVersion(&c.best[g-1], x, n)
		}
	}
	if len(c.best) == 0 {
		return Cell{Since: sim.Never, Known: sim.Never}
	}
	least := c.best[0]
	for g := 1; g < len(c.best); g++ {
		o := &c.best[g]
		holders, known, late := least.Holders+o.Holders, max(least.Known, o.Known), least.TooLate || o.TooLate
		if o.Reach < least.Reach || o.Reach == least.Reach && o.Since > least.Since {
			least = *o
		}
		least.Holders, least.Known, least.TooLate = holders, known, late
	}
	return least
}

// NationCell is how far a fact had come to a nation or body after a record.
func (r *Run) NationCell(nation, fact journal.Ref, n journal.Num) Cell {
	all := Cell{Since: sim.Never, Known: sim.Never}
	for i := r.ledger.byFact[fact]; i >= 0; i = r.ledger.cells[i].next {
		if x := &r.ledger.cells[i]; r.Nation(x.agency) == nation {
			r.joinVersion(&all, x, n)
		}
	}
	return all
}

// Reaches raises, in a list by Ref of nations and bodies, how far a fact had come to
// each after a record, as far as a perspective has the agency that had it.
func (r *Run) Reaches(list []Reach, as view.Perspective, fact journal.Ref, n journal.Num) {
	c := r.circleOf(as)
	for i := r.ledger.byFact[fact]; i >= 0; i = r.ledger.cells[i].next {
		x := &r.ledger.cells[i]
		if c != nil && !c.has(x.agency, 0) {
			continue
		}
		if v := r.ledger.of(x, n); v != nil {
			var one Cell
			r.read(&one, v, n)
			list[r.Nation(x.agency)] = max(list[r.Nation(x.agency)], one.Reach)
		}
	}
}

func (r *Run) joinVersion(all *Cell, x *cell, n journal.Num) {
	if v := r.ledger.of(x, n); v != nil {
		var one Cell
		r.read(&one, v, n)
		all.join(&one)
	}
}

// Spread estimates how many agencies have something of a fact.
func (r *Run) Spread() int { return len(r.ledger.cells) / max(1, len(r.ledger.shown)) }

// Reached says whether anything of a fact had come to a perspective after a record.
func (r *Run) Reached(as view.Perspective, fact journal.Ref, n journal.Num) bool {
	c := r.circleOf(as)
	if as.Sort == view.Shared {
		return r.CellOf(as, fact, n).Reach != Unknown
	}
	for i := r.ledger.byFact[fact]; i >= 0; i = r.ledger.cells[i].next {
		if x := &r.ledger.cells[i]; x.first <= n && (c == nil || c.has(x.agency, 0)) {
			return true
		}
	}
	return false
}

// Holders appends the cells of all agencies of a perspective to which something of a
// fact had come after a record; of the White Cell those of all agencies.
func (r *Run) Holders(list []Cell, as view.Perspective, fact journal.Ref, n journal.Num) []Cell {
	c := r.circleOf(as)
	for i := r.ledger.byFact[fact]; i >= 0; i = r.ledger.cells[i].next {
		x := &r.ledger.cells[i]
		if c != nil && !c.has(x.agency, 0) {
			continue
		}
		if v := r.ledger.of(x, n); v != nil {
			list = append(list, Cell{})
			r.read(&list[len(list)-1], v, n)
		}
	}
	return list
}

// Touched says whether anything of a fact came to an agency in the run, as far as it
// is loaded.
func (r *Run) Touched(agency, fact journal.Ref) bool {
	_, known := r.ledger.at[[2]journal.Ref{agency, fact}]
	return known
}

// Shown says when a fact was there to be noticed from; sim.Never if it was not.
func (r *Run) Shown(fact journal.Ref) sim.Time {
	if i := r.ledger.shownAt[fact]; i >= 0 {
		return r.ledger.shown[i].from
	}
	return sim.Never
}

// ShownBy says whether a fact was there to be noticed after a record.
func (r *Run) ShownBy(fact journal.Ref, n journal.Num) bool {
	i := r.ledger.shownAt[fact]
	return i >= 0 && r.ledger.shown[i].num <= n
}

// DueOf is when the last deadline about a fact came due; sim.Never where none did.
func (r *Run) DueOf(fact journal.Ref) sim.Time { return r.ledger.due[fact] }

// Step is how far a fact had come to somebody from an instant on.
type Step struct {
	At   sim.Time
	Cell Cell
}

// Steps appends how far a fact came to an agency, nation or body over the run, as far
// as it is loaded: a step wherever it came further or became stale.
func (r *Run) Steps(list []Step, who, fact journal.Ref) []Step {
	r.stepNums = r.stepNums[:0]
	for i := r.ledger.byFact[fact]; i >= 0; i = r.ledger.cells[i].next {
		x := &r.ledger.cells[i]
		if x.agency != who && r.Nation(x.agency) != who {
			continue
		}
		for v := x.last; v >= 0; v = r.ledger.stamps[v].before {
			r.stepNums = append(r.stepNums, r.ledger.stamps[v].num)
		}
	}
	slices.Sort(r.stepNums)
	from := len(list)
	for _, n := range r.stepNums {
		c := r.NationCell(who, fact, n)
		if r.Sort(who) == journal.SortAgency {
			c = r.Cell(who, fact, n)
		}
		at := r.Events[n-1].At
		switch last := len(list) - 1; {
		case last >= from && list[last].Cell.Reach == c.Reach && list[last].Cell.TooLate == c.TooLate:
		case last >= from && list[last].At == at:
			list[last].Cell = c
		default:
			list = append(list, Step{at, c})
		}
	}
	return list
}

// Turns appends the instants at which anything of a fact changed for the agencies of a
// perspective, in no order.
func (r *Run) Turns(list []sim.Time, as view.Perspective, fact journal.Ref) []sim.Time {
	c := r.circleOf(as)
	for i := r.ledger.byFact[fact]; i >= 0; i = r.ledger.cells[i].next {
		x := &r.ledger.cells[i]
		if c != nil && !c.has(x.agency, 0) {
			continue
		}
		for v := x.last; v >= 0; v = r.ledger.stamps[v].before {
			list = append(list, r.Events[r.ledger.stamps[v].num-1].At)
		}
	}
	return list
}
