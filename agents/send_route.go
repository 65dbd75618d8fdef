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
		return w.startNextLeg(t)
	}
	if tr.Cursor > 0 && w.hasLawMoved(t) { // while it waited for a channel
		w.rewindStep(t, lawAgainAt)
		return verdict{do: doPass}
	}
	x := w.chooseRoute(t)
	if x.first < 0 {
		return verdict{do: doEnd, outcome: journal.Refused, reason: journal.NoChannel, object: w.spec.Agencies[tr.To].Ref}
	}
	if x.up >= 0 {
		w.setRoute(t, x.up, x.chosen)
		return verdict{do: doPass}
	}
	now, until := w.k.Now(), x.soonest // the next that is up
	if tr.Cursor == 0 {
		back, _ := w.channels.nextUpInstant(x.preferred)
		until = min(back, now+w.valueTime(w.spec.Model.Patience))
	}
	w.setCursor(t, min(tr.Cursor+1, 2))
	if until == sim.Never {
		return verdict{do: doEnd, outcome: journal.Refused, reason: journal.NoChannel, object: w.spec.Channels[x.preferred].Ref}
	}
	return verdict{do: doWait, stays: true, until: max(until, now+1), cause: journal.Outage, object: w.spec.Channels[x.preferred].Ref}
}

// routeChoice are the routes that a message could take now.
type routeChoice struct {
	first, up         int             // in the pair's order, of those usable and of those up; -1 none
	preferred, chosen model.ChannelID // their first channels
	soonest           sim.Time        // when one that is usable comes up
}

func (w transits) chooseRoute(t TransitID) routeChoice {
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

// recheckRoutes lets messages that wait for a channel go on where another is to be
// preferred by now, or none can be used any more.
func (w transits) recheckRoutes() {
	for t := 1; t < len(w.Transit); t++ {
		id, x := TransitID(t), &w.Hold[t]
		if x.State != isHeld || x.Step != journal.Route || !w.isWaitInVain(id) {
			continue
		}
		w.resumeEarly(id)
		w.wakeMessage(id)
	}
}

// isWaitInVain says whether a message waits for a channel that it would not wait for
// now.
func (w transits) isWaitInVain(t TransitID) bool {
	tr := &w.Transit[t]
	if tr.Leg > 0 {
		return !w.channels.isOpenTo(w.currentLeg(tr).Channel, tr.From, tr.To)
	}
	x := w.chooseRoute(t)
	if x.first < 0 || w.spec.Channels[x.preferred].Ref != w.Hold[t].Object {
		return true
	}
	return tr.Cursor == 2 && x.up >= 0 // it has lost patience
}

// startNextLeg goes on along the route chosen at the start, waiting for its channel.
func (w transits) startNextLeg(t TransitID) verdict {
	tr := &w.Transit[t]
	ch := w.currentLeg(tr).Channel
	back, up := w.channels.nextUpInstant(ch)
	switch {
	case !w.channels.isOpenTo(ch, tr.From, tr.To):
		return verdict{do: doEnd, outcome: journal.Refused, reason: journal.NoChannel, object: w.spec.Channels[ch].Ref}
	case up:
		w.setRoute(t, int(tr.Route), ch)
		return verdict{do: doPass}
	}
	return verdict{do: doWait, stays: true, until: back, cause: journal.Outage, object: w.spec.Channels[ch].Ref}
}

// currentLeg is the leg that a message is about to go or on.
func (w transits) currentLeg(tr *transit) model.Leg {
	var leg model.Leg
	w.eachRoute(tr.From, tr.To, func(i int, r *model.Route) bool {
		if i == int(tr.Route) {
			leg = r.Legs[tr.Leg]
		}
		return i != int(tr.Route)
	})
	return leg
}

// eachRoute gives a pair's routes in order until yield says no: those that the
// scenario lists, else every channel both are members of, by name.
func (w transits) eachRoute(from, to model.AgencyID, yield func(int, *model.Route) bool) {
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

// canCarry says whether a route can take an item of a class at all: members,
// class, accreditation and tension, on every leg.
func (w transits) canCarry(from model.AgencyID, r *model.Route, class journal.Class) bool {
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

// GATEWAY: a channel of another security domain than the desk's costs a drawn
// delay.

func (w transits) gatewayStep(t TransitID) verdict {
	tr := &w.Transit[t]
	ch := &w.spec.Channels[tr.Channel]
	if ch.Domain == w.spec.Agencies[tr.Node].Domain || tr.Cursor == 1 {
		return verdict{do: doPass}
	}
	w.setCursor(t, 1)
	key := tr.Stream.Child(w.spec.Names.ID(ch.Ref)).Nth(uint64(tr.Leg))
	return verdict{do: doWait, until: w.k.Now() + ch.Gateway.Draw(w.randomBits(drawGateway, key)), cause: journal.ByRule, object: ch.Ref}
}

// CARRY: a slot, then the latency; an outage stops progress and keeps it. The
// channel wakes the message when it has arrived.

func (w transits) carryStep(t TransitID) verdict {
	tr := w.Transit[t]
	ch := &w.spec.Channels[tr.Channel]
	if tr.Cursor == 0 {
		w.setCursor(t, 1)
		key := tr.Stream.Child(w.spec.Names.ID(ch.Ref)).Nth(uint64(tr.Leg))
		w.setLatency(t, ch.Latency.Draw(w.randomBits(drawLatency, key)))
		return verdict{do: doCarry, stays: true, cause: journal.Queue, object: ch.Ref}
	}
	w.channels.releaseSlot(tr.Channel, t)
	if w.drawYes(drawLoss, tr.ID.Child(w.spec.Names.ID(ch.Ref)).Nth(uint64(tr.Leg)), w.valuePPM(ch.Loss)) {
		return verdict{do: doEnd, outcome: journal.Dropped, reason: journal.ChannelLoss, object: ch.Ref}
	}
	w.arriveAt(t, w.currentLeg(&tr).To)
	w.channels.leakOverheard(t)
	w.noteDelivered(t)
	return verdict{do: doPass}
}

// noteDelivered notes reception at the final intake: of facts, and of a request
// whose clock then starts.
func (w transits) noteDelivered(t TransitID) {
	tr := &w.Transit[t]
	if tr.Node != tr.To {
		return
	}
	w.tellDelivered(t)
	if tr.Item == 0 {
		return
	}
	for _, c := range w.factsOf(tr.Item) {
		if c.Gone == present {
			w.holdings.markDelivered(w.holdings.ensure(tr.To, c.Fact))
		}
	}
}
