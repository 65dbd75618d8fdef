package panel

import (
	"cmp"
	"slices"

	"entente/render/atlas"
	"entente/render/look"
	"entente/render/review"
	"entente/render/view"
	"entente/sim"
	"entente/sim/journal"
)

// trail is the way of the chosen outcome, or without one of the chosen message, from
// one office to the next.
type trail struct {
	of   trailed
	is   bool
	legs []review.Leg
	hops []hop
	path []atlas.Hop // as the map has it
	due  sim.Time    // what comes after it is late
}

// trailed is what it follows from.
type trailed struct {
	loaded  journal.Num
	outcome journal.Ref
	message sim.ID
	as      view.Perspective
	upto    journal.Num // where what is to come is hidden
	ring    bool
}

// hop is one step of it.
type hop struct {
	atlas.Hop
	left, came sim.Time
	message    sim.ID
}

// mostHops is how many steps are drawn at most: the last.
const mostHops = 24

// find finds the steps. Those to come are among them, unless they are hidden from whose
// view it is.
func (x *trail) find(w *Where, run *review.Run, s *view.State) {
	of := trailed{outcome: look.CourseOf(s), as: s.As, ring: w.ring()}
	of.loaded, _ = run.Loaded()
	if look.UptoNow(s) {
		of.upto = run.Upto(s.At, s.Record)
	}
	if s.Subject.Topic == view.Message && of.outcome == 0 {
		of.message = s.Subject.ID
	}
	if !look.Strict(s) {
		of.as = view.Perspective{}
	}
	if x.is && x.of == of {
		return
	}
	x.of, x.is, x.hops, x.due = of, true, x.hops[:0], sim.Never
	if o := run.Outcome(of.outcome); o != nil {
		if p, err := run.Path(of.outcome); err == nil && p != nil {
			x.due = o.At
			for _, i := range p.Messages {
				x.follow(w, run, s, &run.Messages[i])
			}
		}
	} else if m := run.Message(of.message); m != nil {
		x.follow(w, run, s, m)
	}
	slices.SortStableFunc(x.hops, func(a, b hop) int { return cmp.Or(cmp.Compare(a.left, b.left), cmp.Compare(a.came, b.came)) })
	x.hops = x.hops[max(0, len(x.hops)-mostHops):]
	x.path = x.path[:0]
	for _, h := range x.hops {
		x.path = append(x.path, h.Hop)
	}
}

// follow enters the steps of a message.
func (x *trail) follow(w *Where, run *review.Run, s *view.State, m *review.Message) {
	if x.of.as.Sort != view.WhiteCell && run.Arrived(x.of.as, m) > s.At {
		return
	}
	x.legs = run.AppendLegs(x.legs[:0], m)
	if m.Delivered == sim.Never {
		from := m.From
		if n := len(x.legs); n > 0 {
			from = x.legs[n-1].To
		}
		x.legs = append(x.legs, review.Leg{From: from, To: m.To, Left: m.Sent, Came: sim.Never})
	}
	for _, l := range x.legs {
		if x.of.upto != 0 && l.Came > s.At || x.of.as.Sort != view.WhiteCell && !run.Has(x.of.as, l.From) && !run.Has(x.of.as, l.To) {
			continue
		}
		h := hop{atlas.Hop{From: w.page.Party(l.From), To: w.page.Party(l.To)}, l.Left, l.Came, m.ID}
		if h.From == 0 || h.To == 0 || h.From == h.To || x.of.ring && run.Nation(l.From) == run.Nation(l.To) {
			continue
		}
		x.hops = append(x.hops, h)
	}
}

// made says how many steps have been made, and with 0 for none the first of them, from
// 1, that came after what it was for was due.
func (x *trail) made(at sim.Time) (n, late int) {
	for n < len(x.hops) && x.hops[n].came <= at {
		if x.hops[n].came > x.due && late == 0 {
			late = n + 1
		}
		n++
	}
	return n, late
}

// covers says whether a step is drawn between two parties.
func (x *trail) covers(f *flow, from, to atlas.Party) bool {
	for i := range x.hops {
		if f.standing(x.hops[i].From) == from && f.standing(x.hops[i].To) == to {
			return true
		}
	}
	return false
}
