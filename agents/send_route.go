package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// The ways from one agency to another: those that the scenario lists for the pair, else
// every channel of which both are members. No step decides here.

// routeChoice are the routes that a message could take now.
type routeChoice struct {
	first, up         int             // in the pair's order, of those usable and of those up; -1 none
	preferred, chosen model.ChannelID // their first channels
	soonest           sim.Time        // when one that is usable comes up
}

// chooseRoute looks through the routes of a message for one that is up.
func (w routes) chooseRoute(t TransitID) routeChoice {
	tr := &w.Transit[t]
	class := w.items.classOf(tr.Item)
	x := routeChoice{first: -1, up: -1, preferred: model.None, chosen: model.None, soonest: sim.Never}
	w.eachRoute(tr.From, tr.To, func(i int, r *model.Route) bool {
		if !w.canCarry(tr.From, r, class) {
			return true
		}
		ch := r.Legs[0].Channel
		if x.first < 0 {
			x.first, x.preferred = i, ch
		}
		back, isUp := w.channels.nextUpInstant(ch)
		if isUp {
			x.up, x.chosen = i, ch
			return false
		}
		x.soonest = min(x.soonest, back)
		return true
	})
	return x
}

// eachRoute gives a pair's routes in order until yield says no: those that the
// scenario lists, else every channel both are members of, by name.
func (w routes) eachRoute(from, to model.AgencyID, yield func(int, *model.Route) bool) {
	if listed, ok := w.spec.Routes[[2]model.AgencyID{from, to}]; ok {
		for i := range listed {
			if !yield(i, &listed[i]) {
				return
			}
		}
		return
	}
	n := 0
	w.direct.Legs = w.leg[:]
	for _, c := range w.spec.ChannelsOf[from] {
		if !w.spec.Channels[c].Has(to) {
			continue
		}
		w.leg[0] = model.Leg{Channel: c, To: to}
		if !yield(n, &w.direct) {
			return
		}
		n++
	}
}

// currentLeg is the leg that a message is about to go or on.
func (w routes) currentLeg(tr *transit) model.Leg {
	var leg model.Leg
	w.eachRoute(tr.From, tr.To, func(i int, r *model.Route) bool {
		if i == int(tr.Route) {
			leg = r.Legs[tr.Leg]
		}
		return i != int(tr.Route)
	})
	return leg
}

// legStart is where the leg that a message has just gone began.
func (w routes) legStart(tr *transit) model.AgencyID {
	if tr.Leg == 0 {
		return tr.From
	}
	at := tr.From
	w.eachRoute(tr.From, tr.To, func(i int, r *model.Route) bool {
		if i == int(tr.Route) {
			at = r.Legs[tr.Leg-1].To
		}
		return i != int(tr.Route)
	})
	return at
}

// canCarry says whether a route can take an item of a class at all: members,
// class, accreditation and tension, on every leg.
func (w routes) canCarry(from model.AgencyID, r *model.Route, class journal.Class) bool {
	at := from
	for _, l := range r.Legs {
		ch := &w.spec.Channels[l.Channel]
		if !ch.Has(at) || !ch.Has(l.To) || ch.Class < class || !w.channels.isOpenTo(l.Channel, at, l.To) {
			return false
		}
		at = l.To
	}
	return true
}

// canReach says whether any route leads from one agency to another at all.
func (w routes) canReach(from, to model.AgencyID) bool {
	found := false
	w.eachRoute(from, to, func(_ int, r *model.Route) bool {
		found = w.canCarry(from, r, journal.Unclassified)
		return !found
	})
	return found
}

// fitsRecipient says whether an item of class c may lie on the recipient's
// desk and travel on some route to it.
func (w routes) fitsRecipient(c journal.Class, from, to model.AgencyID) bool {
	if !w.isCleared(c, to) {
		return false
	}
	found := false
	w.eachRoute(from, to, func(_ int, r *model.Route) bool {
		found = w.canCarry(from, r, c)
		return !found
	})
	return found
}

// isCleared says whether an agency may hold what is of class c, once that is
// mapped to its nation's scheme: upwards where there is no equal.
func (w routes) isCleared(c journal.Class, a model.AgencyID) bool {
	scheme := w.spec.Nations[w.spec.Agencies[a].Nation].Classes
	for c < journal.TopSecret && scheme>>c&1 == 0 {
		c++
	}
	return scheme>>c&1 == 1 && w.spec.Agencies[a].Classes>>c&1 == 1
}

// goesByLiaison says whether the first route of a pair goes through a liaison
// officer or mission, who adds to trust in what it relays.
func (w routes) goesByLiaison(from, to model.AgencyID) bool {
	by := false
	w.eachRoute(from, to, func(_ int, r *model.Route) bool {
		by = r.Liaison
		return false
	})
	return by
}
