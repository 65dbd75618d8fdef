package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// channel is what a channel carries and whether it is up. Board heads the list of
// messages on their way, Waiting that of those without a slot; both run through
// hold.Next.
type channel struct {
	Flips       sim.Time // when it next goes down or up; Never
	Link        journal.Link
	Board       TransitID
	Waiting     TransitID
	Busy        int32
	Accredited  sim.Time // until
	Closed      sim.Time // until: by a failed test or a discovered compromise
	N           uint32   // outages begun
	Tests       uint32
	Down        bool
	Compromised bool
}

// openAtStart starts a channel's life at the beginning of the warm-up.
func (w channels) openAtStart(id model.ChannelID) {
	sp := &w.spec.Channels[id]
	w.Channel[id].Flips, w.Channel[id].Accredited, w.Channel[id].Closed = sim.Never, sp.Accredited, w.k.Now()
	if sp.Fails {
		w.scheduleFlip(id)
	}
	if sp.TestEvery > 0 {
		w.k.Schedule(w.k.Now()+sp.TestEvery, sim.PhaseWorld, nobody, ChannelTested, uint32(id), 0)
	}
	if !sp.Compromised.IsZero() {
		at := w.k.Now() + sp.Compromised.Draw(w.randomBits(drawCompromise, w.spec.Names.ID(sp.Ref)))
		w.k.Schedule(at, sim.PhaseWorld, nobody, ChannelBroken, uint32(id), 0)
	}
}

// channelBroken starts a compromise that nobody sees: each item carried from
// now on is a leak.
func (w channels) channelBroken(e sim.Event) { w.markCompromised(model.ChannelID(e.Arg)) }

func (w channels) markCompromised(id model.ChannelID) { w.Channel[id].Compromised = true }

// channelTested renews a channel's accreditation, or finds that it is
// compromised or fails the test: then it is closed for a while.
func (w channels) channelTested(e sim.Event) {
	id := model.ChannelID(e.Arg)
	c, sp := &w.Channel[id], &w.spec.Channels[id]
	key := w.spec.Names.ID(sp.Ref).Nth(uint64(c.Tests))
	c.Tests++
	now := w.k.Now()
	o := journal.Passes
	switch {
	case c.Compromised && w.drawYes(drawDiscover, key, w.valuePPM(sp.Discover)):
		o, c.Compromised = journal.Discovered, false
	case w.drawYes(drawTest, key, w.valuePPM(sp.TestFail)):
		o = journal.Fails
	}
	until := now + sp.TestEvery
	if o == journal.Passes {
		if sp.Accredited != sim.Never {
			c.Accredited = max(c.Accredited, until+1)
		}
	} else {
		until = now + sp.ClosedFor.Draw(w.randomBits(drawClosed, key))
		w.closeUntil(id, until)
	}
	w.k.Schedule(now+sp.TestEvery, sim.PhaseWorld, nobody, ChannelTested, uint32(id), 0)
	r := w.beginRecord(journal.Tested, sp.Ref, 0)
	r.Nth = w.Channel[id].Tests
	r.Args[journal.TestedOutcome], r.Args[journal.TestedUntil] = int64(o), int64(until)
	if now < 0 {
		return
	}
	l := w.emitRecord()
	if o == journal.Discovered {
		w.blameOperator(id, l)
	}
}

// blameOperator costs the operator of a compromised channel the trust of all nations
// on it.
func (w channels) blameOperator(id model.ChannelID, cause journal.Link) {
	sp := &w.spec.Channels[id]
	if sp.Operator == model.None {
		return
	}
	for n := range w.spec.Nations {
		for _, a := range w.spec.Nations[n].Agencies {
			if sp.Has(a) {
				w.relations.loseTrust(model.NationID(n), sp.Operator, w.spec.Model.TrustLeak, cause)
				break
			}
		}
	}
}

// closeByFailure closes a channel until an instant, because of what a record says.
func (w channels) closeByFailure(id model.ChannelID, until sim.Time, cause journal.Link) {
	r := w.beginRecord(journal.Channel, w.spec.Channels[id].Ref, w.spec.Names.ID(w.spec.Channels[id].Ref).Child(cause.ID))
	if cause.Num != 0 {
		r.From = append(r.From, cause)
	}
	r.Args[journal.ChannelState], r.Args[journal.ChannelUntil] = int64(journal.Down), int64(until)
	w.emitRecord()
	w.closeUntil(id, until)
}

// closeUntil stops everything on a channel until an instant.
func (w channels) closeUntil(id model.ChannelID, until sim.Time) {
	c := &w.Channel[id]
	c.Closed = max(c.Closed, until)
	for t := c.Board; t != 0; t = w.Hold[t].Next {
		w.interruptLeg(t, true)
	}
	w.k.Schedule(c.Closed, sim.PhaseWorld, nobody, ChannelReopens, uint32(id), 0)
}

func (w channels) channelReopens(e sim.Event) {
	id := model.ChannelID(e.Arg)
	if _, up := w.nextUpInstant(id); !up {
		return
	}
	for t := w.Channel[id].Board; t != 0; t = w.Hold[t].Next {
		w.interruptLeg(t, false)
	}
}

// leakOverheard lets out what a compromised channel carries.
func (w channels) leakOverheard(t TransitID) {
	tr := w.Transit[t]
	if !w.Channel[tr.Channel].Compromised || tr.Item == 0 || tr.Story == model.None {
		return
	}
	w.threats.leakStoryline(tr.Story, leakChannel, w.spec.Channels[tr.Channel].Ref, w.spec.Agencies[tr.To].Nation, tr.Last)
}

// scheduleFlip draws how long the channel stays as it is, numbered per channel.
func (w channels) scheduleFlip(id model.ChannelID) {
	c, sp := &w.Channel[id], &w.spec.Channels[id]
	key := w.spec.Names.ID(sp.Ref).Nth(uint64(c.N))
	d := sp.UpFor.Draw(w.randomBits(drawUp, key))
	if c.Down {
		d = sp.DownFor.Draw(w.randomBits(drawDown, key))
	}
	c.Flips = w.k.Now() + max(d, 1)
	w.k.Schedule(c.Flips, sim.PhaseWorld, nobody, ChannelFlips, uint32(id), 0)
}

// channelFlips takes a channel down or up. What it carries stops, or goes on
// with the latency that was left.
func (w channels) channelFlips(e sim.Event) {
	id := model.ChannelID(e.Arg)
	c, ref := &w.Channel[id], w.spec.Channels[e.Arg].Ref
	c.Down = !c.Down
	for t := c.Board; t != 0 && c.Closed <= w.k.Now(); t = w.Hold[t].Next {
		w.interruptLeg(t, c.Down)
	}
	if c.Down {
		c.N++
	}
	w.scheduleFlip(id)
	if w.k.Now() < 0 {
		return // the warm-up is not recorded
	}
	r := w.beginRecord(journal.Channel, ref, 0)
	r.Nth, r.Args[journal.ChannelUntil] = 2*c.N+uint32(sim.Bit(!c.Down)), int64(c.Flips)
	r.Args[journal.ChannelState] = int64(journal.Up)
	if c.Down {
		r.Args[journal.ChannelState] = int64(journal.Down)
	}
	c.Link = w.emitRecord()
}

// nextUpInstant says whether a channel is up, and if not when it will be.
func (w channels) nextUpInstant(id model.ChannelID) (sim.Time, bool) {
	c, now := &w.Channel[id], w.k.Now()
	switch {
	case c.Down:
		return max(c.Flips, c.Closed), false
	case c.Closed > now:
		return c.Closed, false
	}
	return now, true
}

// isOpenTo says whether a channel may be used by a pair at all.
func (w channels) isOpenTo(id model.ChannelID, a, b model.AgencyID) bool {
	return w.k.Now() < w.Channel[id].Accredited && !w.isTooTense(id, a, b)
}

// isTooTense says whether tension between a pair has closed a channel for it.
func (w channels) isTooTense(id model.ChannelID, a, b model.AgencyID) bool {
	sp := &w.spec.Channels[id]
	x := w.relations.tensionWith(w.spec.Agencies[a].Nation, w.spec.Agencies[b].Nation)
	return !sp.SurvivesTension && x >= w.valuePPM(sp.ClosesAt)
}

// hasFreeSlot says whether a channel can take one message more. Those on board stay
// there when its slots become fewer.
func (w channels) hasFreeSlot(id model.ChannelID) bool {
	slots := w.value(w.spec.Channels[id].Slots)
	return slots == 0 || int64(w.Channel[id].Busy) < slots
}

// requestSlot is a message's asking for a slot: it travels, or waits by precedence.
func (w channels) requestSlot(id model.ChannelID, t TransitID) (travels bool) {
	c := &w.Channel[id]
	if w.hasFreeSlot(id) {
		c.Busy++
		c.Board = w.transits.linkAtHead(t, c.Board)
		return true
	}
	c.Waiting = w.transits.linkAtTail(c.Waiting, t)
	return false
}

// releaseSlot takes a message off a channel and gives its slot to the next.
func (w channels) releaseSlot(id model.ChannelID, t TransitID) {
	c := &w.Channel[id]
	if c.Waiting != 0 {
		if rest, ok := w.transits.unlinkFrom(c.Waiting, t); ok {
			c.Waiting = rest
			return
		}
	}
	rest, ok := w.transits.unlinkFrom(c.Board, t)
	if !ok {
		return
	}
	c.Board = rest
	c.Busy--
	w.fillSlots(id)
}

// startLeg lets a message that has a slot travel, or wait on board until the channel is up.
func (w channels) startLeg(t TransitID) {
	if _, up := w.nextUpInstant(w.Transit[t].Channel); !up {
		w.transits.changeCause(t, journal.Outage)
		return
	}
	w.transits.startLatency(t)
}

// interruptLeg stops a message where it is when its channel goes down, and lets it
// go on with the rest when it comes up.
func (w channels) interruptLeg(t TransitID, down bool) {
	if down {
		w.transits.stopLatency(t)
		return
	}
	w.startLeg(t)
}

// fillSlots gives the free slots of a channel to those who wait for one.
func (w channels) fillSlots(id model.ChannelID) {
	for c := &w.Channel[id]; c.Waiting != 0 && w.hasFreeSlot(id); {
		t := c.Waiting
		c.Waiting = w.Hold[t].Next
		c.Busy++
		c.Board = w.transits.linkAtHead(t, c.Board)
		w.startLeg(t)
	}
}
