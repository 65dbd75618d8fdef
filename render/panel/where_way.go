package panel

import (
	"fmt"
	"strings"

	"entente/render/atlas"
	"entente/render/review"
	"entente/render/view"
	"entente/replay/wording"
	"entente/sim"
)

// ways is what a way under the pointer stands for, worked out once.
type ways struct {
	way    atlas.Way
	lo, hi int
	at     sim.Time
	of     wanted
	hit    Hit
}

// light says which party or way lies under the pointer, here or in another panel.
func (w *Where) light(c *Canvas, run *review.Run) {
	f := &w.frame
	f.Hover, f.Lit = 0, atlas.Way{}
	if w.box.Has(c.Hover) {
		var mark, way bool
		if f.Hover, mark = w.page.MarkAt(c.Hover); mark {
			return
		}
		if f.Lit, way = w.page.WayAt(f, c.Hover); !way {
			f.Hover, _ = w.page.At(c.Hover)
		}
		return
	}
	switch c.Lit.Topic {
	case view.Nation, view.Agency:
		f.Hover = w.page.Party(c.Lit.Agency)
	case view.Message, view.Hold, view.Event:
		if m := run.Message(aboutID(run, &c.Lit)); m != nil && (!veils(&w.state) || run.Arrived(w.state.As, m) <= w.state.At) {
			f.Lit = atlas.Way{From: w.page.Party(m.From), To: w.page.Party(m.To)}
		}
	}
}

// chooseWay makes a way say what went along it, and choose the last message that did.
func (w *Where) chooseWay(h *Hit, way atlas.Way) {
	f, k := &w.flow, &w.ways
	now := ways{way: way, lo: f.lo, hi: f.hi, at: w.state.At, of: f.of}
	if now.hit = k.hit; k.way != now.way || k.lo != now.lo || k.hi != now.hi || k.at != now.at || k.of != now.of {
		now.hit = w.along(way)
		*k = now
	}
	h.Do, h.Double, h.Subject, h.Tip = k.hit.Do, view.Action{}, k.hit.Subject, k.hit.Tip
}

// along says what went along a way, and which message was the last.
func (w *Where) along(way atlas.Way) Hit {
	f := &w.flow
	from, to := f.standing(way.From), f.standing(way.To)
	tip := wording.Upper(w.run.Called(w.page.Ref(way.From))) + " to " + w.run.Called(w.page.Ref(way.To))
	if p, known := f.at[[2]atlas.Party{from, to}]; known && f.pairs[p].size() > 0 {
		tip += ": " + wording.Plural(int(f.pairs[p].count), "message") + w.underWay(&f.pairs[p])
	}
	h := Hit{Tip: tip}
	if m := w.lastAlong(from, to); m != nil {
		h.Subject = messageSubject(w.run, m)
		h.Do = view.Action{Do: view.Select, Subject: h.Subject}
	}
	return h
}

// lastAlong is the message of the path that went from one party to another, or else the
// last that was sent in the time looked at; nil for none.
func (w *Where) lastAlong(from, to atlas.Party) *review.Message {
	f, s := &w.flow, &w.state
	for i := range w.trail.hops {
		if x := &w.trail.hops[i]; f.standing(x.From) == from && f.standing(x.To) == to {
			return w.run.Message(x.message)
		}
	}
	p, known := f.at[[2]atlas.Party{from, to}]
	for i := len(f.pairOf) - 1; i >= 0 && known; i-- {
		m := &w.run.Messages[i]
		if f.pairOf[i] == p && m.Sent <= s.At && (!veils(s) || w.run.Arrived(s.As, m) <= s.At) {
			return m
		}
	}
	return nil
}

// underWay says how much is still on its way between two parties, and why.
func (w *Where) underWay(p *tie) string {
	if p.flying == 0 {
		return ""
	}
	list, parts := p.delays, []string(nil)
	for len(parts) < 3 {
		d := largest(&list)
		if list[d] == 0 {
			break
		}
		parts = append(parts, fmt.Sprintf("%s %d", w.delay(d), list[d]))
		list[d] = 0
	}
	return ", " + fmt.Sprintf(wordUnderWay, p.flying) + strings.Join(parts, ", ")
}

// messageSubject is a message as what is chosen.
func messageSubject(run *review.Run, m *review.Message) view.Subject {
	return view.Subject{Topic: view.Message, ID: m.ID, Record: m.First, Agency: m.From, From: m.Sent, Until: min(m.End(), run.Until)}
}
