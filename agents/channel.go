package agents

import (
	"entente/sim"
	"entente/sim/journal"
)

// channel is what a channel carries and whether it is up. On board are the
// messages on their way, waiting those without a slot, both in lists through
// transit.next.
type channel struct {
	Flips   sim.Time // when it next goes down or up; Never
	Link    journal.Link
	Board   TransitID
	Waiting TransitID
	Busy    int32
	N       uint32 // outages begun
	Down    bool
}

// openChannel starts a channel's life at the beginning of the warm-up.
func (w *World) openChannel(id ChannelID) {
	w.Channel[id].Flips = sim.Never
	if w.spec.Channels[id].Fails {
		w.scheduleFlip(id)
	}
}

// scheduleFlip draws how long the channel stays as it is, numbered per channel.
func (w *World) scheduleFlip(id ChannelID) {
	c, sp := &w.Channel[id], &w.spec.Channels[id]
	key := w.spec.Names.ID(sp.Ref).Nth(uint64(c.N))
	d := sp.UpFor.Draw(w.u(drawUp, key))
	if c.Down {
		d = sp.DownFor.Draw(w.u(drawDown, key))
	}
	c.Flips = w.k.Now() + max(d, 1)
	w.k.Schedule(c.Flips, sim.PhaseWorld, nobody, ChannelFlips, uint32(id), 0)
}

// channelFlips takes a channel down or up. What it carries stops, or goes on
// with the latency that was left.
func (w *World) channelFlips(e sim.Event) {
	id := ChannelID(e.Arg)
	c, ref := &w.Channel[id], w.spec.Channels[e.Arg].Ref
	c.Down = !c.Down
	for t := c.Board; t != 0; t = w.Transit[t].Next {
		w.interrupt(t, c.Down)
	}
	if c.Down {
		c.N++
	}
	w.scheduleFlip(id)
	if w.k.Now() < 0 {
		return // the warm-up is not recorded
	}
	r := w.note(journal.Channel, ref, 0)
	r.Nth, r.Args[1] = 2*c.N+uint32(b2i(!c.Down)), int64(c.Flips)
	r.Args[0] = int64(journal.Up)
	if c.Down {
		r.Args[0] = int64(journal.Down)
	}
	c.Link = w.emit()
}

// upAgain says whether a channel is up, and if not when it will be.
func (w *World) upAgain(id ChannelID) (sim.Time, bool) {
	if w.Channel[id].Down {
		return w.Channel[id].Flips, false
	}
	return w.k.Now(), true
}

// open says whether a channel may be used by a pair at all.
func (w *World) open(id ChannelID, a, b AgencyID) bool {
	sp := &w.spec.Channels[id]
	x := w.tension(w.spec.Agencies[a].Nation, w.spec.Agencies[b].Nation)
	return w.k.Now() < sp.Accredited && (sp.SurvivesTension || x < w.ppm(sp.ClosesAt))
}

// boarded is a message's asking for a slot: it travels, or waits by precedence.
func (w *World) boarded(id ChannelID, t TransitID) (travels bool) {
	c := &w.Channel[id]
	if slots := w.p(w.spec.Channels[id].Slots); slots == 0 || int64(c.Busy) < slots {
		c.Busy++
		c.Board = w.linked(t, c.Board)
		return true
	}
	c.Waiting = w.lineUp(c.Waiting, t)
	return false
}

// alight takes a message off a channel and gives its slot to the next.
func (w *World) alight(id ChannelID, t TransitID) {
	c := &w.Channel[id]
	if c.Waiting != 0 {
		if rest, ok := w.unlinked(c.Waiting, t); ok {
			c.Waiting = rest
			return
		}
	}
	rest, ok := w.unlinked(c.Board, t)
	if !ok {
		return
	}
	c.Board = rest
	c.Busy--
	if n := c.Waiting; n != 0 {
		c.Waiting = w.Transit[n].Next
		c.Busy++
		c.Board = w.linked(n, c.Board)
		w.travel(n)
	}
}
