package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// ROUTE: the first usable of the pair's routes in listed order. None up: wait
// `patience` for the one preferred, then take the next that is up.

func (w steps) routeStep(t TransitID) verdict {
	tr := &w.Transit[t]
	if tr.Leg > 0 {
		return w.startNextLeg(t)
	}
	if tr.Cursor > 0 && w.hasLawMoved(t) { // while it waited for a channel
		w.transits.rewindStep(t, lawAgainAt)
		return verdict{do: doPass}
	}
	x := w.routes.chooseRoute(t)
	if x.first < 0 {
		return verdict{do: doEnd, outcome: journal.Refused, reason: journal.NoChannel, object: w.spec.Agencies[tr.To].Ref}
	}
	if x.up >= 0 {
		w.transits.setRoute(t, x.up, x.chosen)
		return verdict{do: doPass}
	}
	now, until := w.k.Now(), x.soonest // the next that is up
	if tr.Cursor == 0 {
		back, _ := w.channels.nextUpInstant(x.preferred)
		until = min(back, now+w.valueTime(w.spec.Model.Patience))
	}
	w.transits.setCursor(t, min(tr.Cursor+1, 2))
	if until == sim.Never {
		return verdict{do: doEnd, outcome: journal.Refused, reason: journal.NoChannel, object: w.spec.Channels[x.preferred].Ref}
	}
	return verdict{do: doWait, stays: true, until: max(until, now+1), cause: journal.Outage, object: w.spec.Channels[x.preferred].Ref}
}

// recheckRoutes lets messages that wait for a channel go on where another is to be
// preferred by now, or none can be used any more.
func (w steps) recheckRoutes() {
	for t := 1; t < len(w.Transit); t++ {
		id, x := TransitID(t), &w.Hold[t]
		if x.State != isHeld || x.Step != journal.Route || !w.isWaitInVain(id) {
			continue
		}
		w.transits.resumeEarly(id)
		w.transits.wakeMessage(id)
	}
}

// isWaitInVain says whether a message waits for a channel that it would not wait for
// now.
func (w steps) isWaitInVain(t TransitID) bool {
	tr := &w.Transit[t]
	if tr.Leg > 0 {
		return !w.channels.isOpenTo(w.routes.currentLeg(tr).Channel, tr.From, tr.To)
	}
	x := w.routes.chooseRoute(t)
	if x.first < 0 || w.spec.Channels[x.preferred].Ref != w.Hold[t].Object {
		return true
	}
	return tr.Cursor == 2 && x.up >= 0 // it has lost patience
}

// startNextLeg goes on along the route chosen at the start, waiting for its channel.
func (w steps) startNextLeg(t TransitID) verdict {
	tr := &w.Transit[t]
	ch := w.routes.currentLeg(tr).Channel
	back, up := w.channels.nextUpInstant(ch)
	switch {
	case !w.channels.isOpenTo(ch, tr.From, tr.To):
		return verdict{do: doEnd, outcome: journal.Refused, reason: journal.NoChannel, object: w.spec.Channels[ch].Ref}
	case up:
		w.transits.setRoute(t, int(tr.Route), ch)
		return verdict{do: doPass}
	}
	return verdict{do: doWait, stays: true, until: back, cause: journal.Outage, object: w.spec.Channels[ch].Ref}
}

// GATEWAY: a channel of another security domain than the desk's costs a drawn
// delay.

func (w steps) gatewayStep(t TransitID) verdict {
	tr := &w.Transit[t]
	ch := &w.spec.Channels[tr.Channel]
	if ch.Domain == w.spec.Agencies[tr.Node].Domain || tr.Cursor == 1 {
		return verdict{do: doPass}
	}
	w.transits.setCursor(t, 1)
	key := tr.Stream.Child(w.spec.Names.ID(ch.Ref)).Nth(uint64(tr.Leg))
	return verdict{do: doWait, until: w.k.Now() + ch.Gateway.Draw(w.randomBits(drawGateway, key)), cause: journal.ByRule, object: ch.Ref}
}

// CARRY: a slot, then the latency; an outage stops progress and keeps it. The
// channel wakes the message when it has arrived.

func (w steps) carryStep(t TransitID) verdict {
	tr := w.Transit[t]
	ch := &w.spec.Channels[tr.Channel]
	if tr.Cursor == 0 {
		w.transits.setCursor(t, 1)
		key := tr.Stream.Child(w.spec.Names.ID(ch.Ref)).Nth(uint64(tr.Leg))
		w.transits.setLatency(t, ch.Latency.Draw(w.randomBits(drawLatency, key)))
		return verdict{do: doCarry, stays: true, cause: journal.Queue, object: ch.Ref}
	}
	w.channels.releaseSlot(tr.Channel, t)
	if w.drawYes(drawLoss, tr.ID.Child(w.spec.Names.ID(ch.Ref)).Nth(uint64(tr.Leg)), w.valuePPM(ch.Loss)) {
		return verdict{do: doEnd, outcome: journal.Dropped, reason: journal.ChannelLoss, object: ch.Ref}
	}
	w.transits.arriveAt(t, w.routes.currentLeg(&tr).To)
	w.channels.leakOverheard(t)
	w.noteDelivered(t)
	return verdict{do: doPass}
}

// noteDelivered notes reception at the final intake: of facts, and of a request
// whose clock then starts.
func (w steps) noteDelivered(t TransitID) {
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

// lookForRoute lets a message that waits for a slot look for another way.
func (w steps) lookForRoute(t TransitID) {
	w.channels.releaseSlot(w.Transit[t].Channel, t)
	w.transits.resumeEarly(t)
	w.transits.restartStep(t, routeAt)
	w.transits.wakeMessage(t)
}

// recheckSlots lets every channel look at who waits for its slots.
func (w steps) recheckSlots() {
	for id := range w.Channel {
		for t := w.Channel[id].Waiting; t != 0; {
			next := w.Hold[t].Next
			if tr := &w.Transit[t]; w.channels.isTooTense(model.ChannelID(id), tr.From, tr.To) {
				w.lookForRoute(t)
			}
			t = next
		}
		w.channels.fillSlots(model.ChannelID(id))
	}
}
