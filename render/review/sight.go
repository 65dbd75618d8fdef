package review

import (
	"slices"
	"sort"

	"entente/render/view"
	"entente/sim"
	"entente/sim/journal"
)

// sight is who can see a kind of record beside the White Cell.
type sight uint8

const (
	byNobody sight = iota // what is true, and how the exercise is run
	byAll
	byActor  // whom it happens to or by
	byBoth   // and by the other party
	byToward // the other party alone
	byVoters // all members of the body that it is before
	byOwner  // whose network, store or desk it is, and the other party
	byTeam   // the members of the team
)

var sights = [256]sight{
	journal.StartEx: byAll, journal.EndEx: byAll, journal.Inject: byToward,
	journal.Detected: byActor, journal.Collected: byActor, journal.Held: byActor, journal.Credited: byActor, journal.Assessed: byActor,
	journal.Level: byActor, journal.Dormant: byActor, journal.Purged: byActor, journal.Hit: byActor, journal.Credibility: byActor,
	journal.Sent: byActor, journal.Passed: byActor, journal.Parked: byActor, journal.Delivered: byActor, journal.Read: byActor, journal.Ended: byActor, journal.Unanswered: byActor,
	journal.Connected: byActor, journal.Omitted: byActor, journal.Crisis: byActor,
	journal.Exception: byActor, journal.Review: byActor, journal.ClockStart: byActor, journal.ClockEnd: byActor, journal.ClockMoved: byActor,
	journal.Authority: byActor, journal.Available: byActor, journal.Ordered: byActor, journal.Closed: byActor, journal.Ordering: byActor,
	journal.Asked: byBoth, journal.Answered: byBoth, journal.Support: byBoth, journal.Crossing: byBoth, journal.Assurance: byBoth,
	journal.Proposed: byVoters, journal.Circulated: byVoters, journal.Vote: byVoters, journal.Decided: byVoters, journal.Implemented: byVoters,
	journal.Channel: byOwner, journal.Tested: byOwner, journal.Overload: byOwner, journal.Changed: byOwner, journal.Listed: byOwner, journal.Unlisted: byOwner,
	journal.Team: byTeam,
}

// Sees says whether a perspective could see an event when it happened: what its own
// agencies did or met, what was addressed to it or put before a body in which it
// votes. It sees no truth, no sending of others before it arrives, and nothing of how
// the exercise is run. A coalition that shares sees what every member sees, one that
// pools what any does.
func (r *Run) Sees(as view.Perspective, e *Event) bool {
	c := r.circleOf(as)
	if c == nil {
		return true
	}
	if as.Sort != view.Shared {
		return r.canSee(c, 0, e)
	}
	for g := range c.groups {
		if !r.canSee(c, g+1, e) {
			return false
		}
	}
	return true
}

// canSee says whether a group could see an event; with 0 any group.
func (r *Run) canSee(c *circle, group int, e *Event) bool {
	switch sights[e.Kind] {
	case byAll:
		return true
	case byActor:
		return c.has(e.Actor, group)
	case byBoth:
		return c.has(e.Actor, group) || c.has(e.Toward, group)
	case byToward:
		return c.has(e.Toward, group)
	case byVoters:
		return c.has(e.Actor, group) || c.has(e.Toward, group) || slices.ContainsFunc(r.ledger.voters[e.Toward], func(n journal.Ref) bool { return c.has(n, group) })
	case byOwner:
		return c.has(e.Actor, group) || c.has(e.Toward, group) || c.has(r.owners[e.Actor], group) || c.has(r.Nation(e.Actor), group)
	case byTeam:
		for i := range r.Static.Teams {
			if t := &r.Static.Teams[i]; t.Name == r.names.Text(e.Actor) {
				return slices.ContainsFunc(t.Members, func(name string) bool { return c.has(r.Find(journal.SortAgency, name), group) })
			}
		}
	}
	return false
}

// Arrived says when a perspective could first see a message: when it was sent from
// there, or first reached an intake there; sim.Never if it could not.
func (r *Run) Arrived(as view.Perspective, m *Message) sim.Time {
	return r.mergeInstants(as, m.Sent, func(c *circle, group int) sim.Time {
		if c.has(m.From, group) {
			return m.Sent
		}
		return r.arrived(m, func(agency journal.Ref) bool { return c.has(agency, group) })
	})
}

// Opened says when a perspective knew what a message carries: when it was sent from
// there, or read there; sim.Never if it did not.
func (r *Run) Opened(as view.Perspective, m *Message) sim.Time {
	return r.mergeInstants(as, m.Sent, func(c *circle, group int) sim.Time {
		switch {
		case c.has(m.From, group):
			return m.Sent
		case c.has(m.To, group):
			return m.Read
		}
		return sim.Never
	})
}

// mergeInstants gives an instant of a perspective from those of its members: of a coalition
// that shares the last.
func (r *Run) mergeInstants(as view.Perspective, all sim.Time, of func(c *circle, group int) sim.Time) sim.Time {
	c := r.circleOf(as)
	switch {
	case c == nil:
		return all
	case as.Sort != view.Shared:
		return of(c, 0)
	}
	last := sim.Time(0)
	for g := range c.groups {
		at := of(c, g+1)
		if g == 0 || at > last {
			last = at
		}
		if at == sim.Never {
			return sim.Never
		}
	}
	return last
}

// Seen are the places in the column of the events that a perspective could see, in
// order, as far as they have been gone through; of the White Cell nil, which sees all.
// The list is kept for the perspective that was asked for last.
func (r *Run) Seen(as view.Perspective) []int32 {
	c := r.circleOf(as)
	if c == nil {
		return nil
	}
	r.extend(c)
	return c.seen
}

// Hidden is what a perspective could not have seen up to an instant, of how much.
type Hidden struct {
	Messages, OfMessages, Facts, OfFacts int
	Counting                             bool // the events have not been gone through so far
}

// Hidden counts the messages that had been sent up to an instant and the facts that
// were there to be noticed, and of them those that a perspective had not seen, or not
// understood. Nothing is hidden from the White Cell.
func (r *Run) Hidden(as view.Perspective, at sim.Time, record journal.Num) (h Hidden) {
	n := r.Upto(at, record)
	h.OfMessages = sort.Search(len(r.Messages), func(i int) bool { return r.Messages[i].First > n })
	h.OfFacts = sort.Search(len(r.ledger.shown), func(i int) bool { return r.ledger.shown[i].num > n })
	c := r.circleOf(as)
	if c == nil {
		return h
	}
	r.extend(c)
	upto := func(list []journal.Num) int { return sort.Search(len(list), func(i int) bool { return list[i] > n }) }
	h.Messages, h.Facts, h.Counting = h.OfMessages-upto(c.arrivals), h.OfFacts-upto(c.learnt), n > journal.Num(c.upto)
	return h
}
