package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// ROUTE: the first usable of the pair's routes in listed order. None up: wait
// `patience` for the one preferred, then take the next that is up.

func (w transits) routeStep(t TransitID) verdict {
	tr := &w.Transit[t]
	if tr.Leg > 0 {
		return w.nextLeg(t)
	}
	if tr.Cursor > 0 && w.lawMoved(t) { // while it waited for a channel
		w.returns(t, lawAgainAt)
		return verdict{do: pass}
	}
	x := w.ways(t)
	if x.first < 0 {
		return verdict{do: end, outcome: journal.Refused, reason: journal.NoChannel, object: w.spec.Agencies[tr.To].Ref}
	}
	if x.up >= 0 {
		w.takes(t, x.up, x.chosen)
		return verdict{do: pass}
	}
	now, until := w.k.Now(), x.soonest // the next that is up
	if tr.Cursor == 0 {
		back, _ := w.channels.upAgain(x.preferred)
		until = min(back, now+w.ms(w.spec.Model.Patience))
	}
	w.at(t, min(tr.Cursor+1, 2))
	if until == sim.Never {
		return verdict{do: end, outcome: journal.Refused, reason: journal.NoChannel, object: w.spec.Channels[x.preferred].Ref}
	}
	return verdict{do: wait, stays: true, until: max(until, now+1), cause: journal.Outage, object: w.spec.Channels[x.preferred].Ref}
}

// ways are the routes that a message could take now.
type ways struct {
	first, up         int             // in the pair's order, of those usable and of those up; -1 none
	preferred, chosen model.ChannelID // their first channels
	soonest           sim.Time        // when one that is usable comes up
}

func (w transits) ways(t TransitID) ways {
	tr := &w.Transit[t]
	class := w.itemClass(tr)
	x := ways{first: -1, up: -1, preferred: model.None, chosen: model.None, soonest: sim.Never}
	w.routes(tr.From, tr.To, func(i int, r *model.Route) bool {
		if !w.carries(tr.From, r, class) {
			return true
		}
		ch := r.Legs[0].Channel
		if x.first < 0 {
			x.first, x.preferred = i, ch
		}
		back, isUp := w.channels.upAgain(ch)
		if isUp {
			x.up, x.chosen = i, ch
			return false
		}
		x.soonest = min(x.soonest, back)
		return true
	})
	return x
}

// lookRoutes lets messages that wait for a channel go on where another is to be
// preferred by now, or none can be used any more.
func (w transits) lookRoutes() {
	for t := 1; t < len(w.Transit); t++ {
		id, x := TransitID(t), &w.Hold[t]
		if x.State != isHeld || x.Step != journal.Route || !w.waitsInVain(id) {
			continue
		}
		w.resume(id)
		w.wake(id)
	}
}

// waitsInVain says whether a message waits for a channel that it would not wait for
// now.
func (w transits) waitsInVain(t TransitID) bool {
	tr := &w.Transit[t]
	if tr.Leg > 0 {
		return !w.channels.open(w.legOf(tr).Channel, tr.From, tr.To)
	}
	x := w.ways(t)
	if x.first < 0 || w.spec.Channels[x.preferred].Ref != w.Hold[t].Object {
		return true
	}
	return tr.Cursor == 2 && x.up >= 0 // it has lost patience
}

// nextLeg goes on along the route chosen at the start, waiting for its channel.
func (w transits) nextLeg(t TransitID) verdict {
	tr := &w.Transit[t]
	ch := w.legOf(tr).Channel
	back, up := w.channels.upAgain(ch)
	switch {
	case !w.channels.open(ch, tr.From, tr.To):
		return verdict{do: end, outcome: journal.Refused, reason: journal.NoChannel, object: w.spec.Channels[ch].Ref}
	case up:
		w.takes(t, int(tr.Route), ch)
		return verdict{do: pass}
	}
	return verdict{do: wait, stays: true, until: back, cause: journal.Outage, object: w.spec.Channels[ch].Ref}
}

// legOf is the leg that a message is about to go or on.
func (w transits) legOf(tr *transit) model.Leg {
	var leg model.Leg
	w.routes(tr.From, tr.To, func(i int, r *model.Route) bool {
		if i == int(tr.Route) {
			leg = r.Legs[tr.Leg]
		}
		return i != int(tr.Route)
	})
	return leg
}

// routes gives a pair's routes in order until yield says no: those that the
// scenario lists, else every channel both are members of, by name.
func (w transits) routes(from, to model.AgencyID, yield func(int, *model.Route) bool) {
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

// carries says whether a route can take an item of a class at all: members,
// class, accreditation and tension, on every leg.
func (w transits) carries(from model.AgencyID, r *model.Route, class journal.Class) bool {
	at := from
	for _, l := range r.Legs {
		ch := &w.spec.Channels[l.Channel]
		if !ch.Has(at) || !ch.Has(l.To) || ch.Class < class || !w.channels.open(l.Channel, at, l.To) {
			return false
		}
		at = l.To
	}
	return true
}

func (w transits) itemClass(tr *transit) journal.Class {
	if tr.Item == 0 {
		return journal.Unclassified
	}
	return w.Item[tr.Item].Class
}

// GATEWAY: a channel of another security domain than the desk's costs a drawn
// delay.

func (w transits) gatewayStep(t TransitID) verdict {
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

func (w transits) carryStep(t TransitID) verdict {
	tr := w.Transit[t]
	ch := &w.spec.Channels[tr.Channel]
	if tr.Cursor == 0 {
		w.at(t, 1)
		key := tr.Stream.Child(w.spec.Names.ID(ch.Ref)).Nth(uint64(tr.Leg))
		w.remains(t, ch.Latency.Draw(w.u(drawLatency, key)))
		return verdict{do: carry, stays: true, cause: journal.Queue, object: ch.Ref}
	}
	w.channels.alight(tr.Channel, t)
	if w.yes(drawLoss, tr.ID.Child(w.spec.Names.ID(ch.Ref)).Nth(uint64(tr.Leg)), w.ppm(ch.Loss)) {
		return verdict{do: end, outcome: journal.Dropped, reason: journal.ChannelLoss, object: ch.Ref}
	}
	w.arrives(t, w.legOf(&tr).To)
	w.channels.overheard(t)
	w.delivered(t)
	return verdict{do: pass}
}

// delivered notes reception at the final intake: of facts, and of a request
// whose clock then starts.
func (w transits) delivered(t TransitID) {
	tr := &w.Transit[t]
	if tr.Node != tr.To {
		return
	}
	w.clocks.startClock(t)
	w.clocks.stopClock(t)
	if tr.Item == 0 {
		return
	}
	for _, c := range w.items.cargo(tr.Item) {
		if c.Gone == present {
			w.holdings.receive(w.holdings.hold1(tr.To, c.Fact))
		}
	}
}
