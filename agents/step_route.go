package agents

import (
	"entente/sim"
	"entente/sim/journal"
)

// ROUTE: the first usable of the pair's routes in listed order. None up: wait
// `patience` for the one preferred, then take the next that is up.

func (w *World) routeStep(t TransitID) verdict {
	tr := &w.Transit[t]
	if tr.Leg > 0 {
		return w.nextLeg(t)
	}
	if tr.Cursor == 1 && w.lawMoved(t) { // while it waited for a channel
		w.returns(t, lawAgainAt)
		return verdict{do: pass}
	}
	class := w.itemClass(tr)
	first, up, soonest := -1, -1, sim.Never
	var preferred, chosen ChannelID = None, None
	w.routes(tr.From, tr.To, func(i int, r *Route) bool {
		if !w.carries(tr.From, r, class) {
			return true
		}
		ch := r.Legs[0].Channel
		if first < 0 {
			first, preferred = i, ch
		}
		back, isUp := w.upAgain(ch)
		if isUp {
			up, chosen = i, ch
			return false
		}
		soonest = min(soonest, back)
		return true
	})
	if first < 0 {
		return verdict{do: end, outcome: journal.Refused, reason: journal.NoChannel, object: w.spec.Agencies[tr.To].Ref}
	}
	now := w.k.Now()
	if up >= 0 {
		w.takes(t, up, chosen)
		return verdict{do: pass}
	}
	until := soonest // the next that is up
	if tr.Cursor == 0 {
		back, _ := w.upAgain(preferred)
		until = min(back, now+w.ms(w.spec.Model.Patience))
	}
	w.at(t, 1)
	if until == sim.Never {
		return verdict{do: end, outcome: journal.Refused, reason: journal.NoChannel, object: w.spec.Channels[preferred].Ref}
	}
	return verdict{do: wait, stays: true, until: max(until, now+1), cause: journal.Outage, object: w.spec.Channels[preferred].Ref}
}

// nextLeg goes on along the route chosen at the start, waiting for its channel.
func (w *World) nextLeg(t TransitID) verdict {
	tr := &w.Transit[t]
	ch := w.legOf(tr).Channel
	back, up := w.upAgain(ch)
	switch {
	case !w.open(ch, tr.From, tr.To):
		return verdict{do: end, outcome: journal.Refused, reason: journal.NoChannel, object: w.spec.Channels[ch].Ref}
	case up:
		w.takes(t, int(tr.Route), ch)
		return verdict{do: pass}
	}
	return verdict{do: wait, stays: true, until: back, cause: journal.Outage, object: w.spec.Channels[ch].Ref}
}

// legOf is the leg that a message is about to go or on.
func (w *World) legOf(tr *transit) Leg {
	var leg Leg
	w.routes(tr.From, tr.To, func(i int, r *Route) bool {
		if i == int(tr.Route) {
			leg = r.Legs[tr.Leg]
		}
		return i != int(tr.Route)
	})
	return leg
}

// routes gives a pair's routes in order until yield says no: those that the
// scenario lists, else every channel both are members of, by name.
func (w *World) routes(from, to AgencyID, yield func(int, *Route) bool) {
	if listed, ok := w.spec.Routes[[2]AgencyID{from, to}]; ok {
		for i := range listed {
			if !yield(i, &listed[i]) {
				return
			}
		}
		return
	}
	n := 0
	w.direct.Legs = w.leg[:]
	for _, c := range w.spec.channelsOf[from] {
		if !w.spec.Channels[c].Has(to) {
			continue
		}
		w.leg[0] = Leg{Channel: c, To: to}
		if !yield(n, &w.direct) {
			return
		}
		n++
	}
}

// carries says whether a route can take an item of a class at all: members,
// class, accreditation and tension, on every leg.
func (w *World) carries(from AgencyID, r *Route, class journal.Class) bool {
	at := from
	for _, l := range r.Legs {
		ch := &w.spec.Channels[l.Channel]
		if !ch.Has(at) || !ch.Has(l.To) || ch.Class < class || !w.open(l.Channel, at, l.To) {
			return false
		}
		at = l.To
	}
	return true
}

func (w *World) itemClass(tr *transit) journal.Class {
	if tr.Item == 0 {
		return journal.Unclassified
	}
	return w.Item[tr.Item].Class
}

// GATEWAY: a channel of another security domain than the desk's costs a drawn
// delay.

func (w *World) gatewayStep(t TransitID) verdict {
	tr := &w.Transit[t]
	ch := &w.spec.Channels[tr.Channel]
	if ch.Domain == w.spec.Agencies[tr.Node].Domain || tr.Cursor == 1 {
		return verdict{do: pass}
	}
	w.at(t, 1)
	key := tr.Stream.Child(w.spec.Names.ID(ch.Ref)).Nth(uint64(tr.Leg))
	return verdict{do: wait, until: w.k.Now() + ch.Gateway.Draw(w.u(drawGateway, key)), cause: journal.ByRule, object: ch.Ref}
}

// CARRY: a slot, then the latency; an outage stops progress and keeps it. The
// channel wakes the message when it has arrived.

func (w *World) carryStep(t TransitID) verdict {
	tr := w.Transit[t]
	ch := &w.spec.Channels[tr.Channel]
	if tr.Cursor == 0 {
		w.at(t, 1)
		key := tr.Stream.Child(w.spec.Names.ID(ch.Ref)).Nth(uint64(tr.Leg))
		w.remains(t, ch.Latency.Draw(w.u(drawLatency, key)))
		return verdict{do: carry, stays: true, cause: journal.Queue, object: ch.Ref}
	}
	w.alight(tr.Channel, t)
	if w.yes(drawLoss, tr.ID.Child(w.spec.Names.ID(ch.Ref)).Nth(uint64(tr.Leg)), w.ppm(ch.Loss)) {
		return verdict{do: end, outcome: journal.Dropped, reason: journal.ChannelLoss, object: ch.Ref}
	}
	w.arrives(t, w.legOf(&tr).To)
	w.overheard(t)
	w.delivered(t)
	return verdict{do: pass}
}

// delivered notes reception at the final intake: of facts, and of a request
// whose clock then starts.
func (w *World) delivered(t TransitID) {
	tr := &w.Transit[t]
	if tr.Node != tr.To {
		return
	}
	w.startClock(t)
	w.stopClock(t)
	if tr.Item == 0 {
		return
	}
	for _, c := range w.cargo(tr.Item) {
		if c.Gone == present {
			w.receive(w.hold1(tr.To, c.Fact))
		}
	}
}
