package panel

import (
	"sort"

	"entente/render/atlas"
	"entente/render/canvas"
	"entente/render/look"
	"entente/render/review"
	"entente/render/view"
	"entente/replay/wording"
)

// ways is what a way under the pointer stands for, and what that was worked out from.
type ways struct {
	way     atlas.Way
	message *review.Message
	tie     tie
	names   string
	hit     canvas.Hit
}

// light says which party or way lies under the pointer, here or in another panel.
func (w *Where) light(c *canvas.Canvas, run *review.Run) {
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
		if m := run.Message(look.AboutID(run, &c.Lit)); m != nil && (!look.Strict(&w.state) || run.Arrived(w.state.As, m) <= w.state.At) {
			f.Lit = atlas.Way{From: w.page.Party(m.From), To: w.page.Party(m.To)}
		}
	}
}

// chooseWay makes a way say what went along it, and choose the last message that did.
func (w *Where) chooseWay(c *canvas.Canvas, h *canvas.Hit, way atlas.Way) {
	f, k := &w.flow, &w.ways
	from, to := f.standing(way.From), f.standing(way.To)
	message := w.lastAlong(from, to)
	var now tie
	if p, known := f.at[[2]atlas.Party{from, to}]; known {
		now = f.pairs[p]
	}
	if k.names == "" || k.way != way {
		*k = ways{way: way, names: wording.Upper(w.run.Called(w.page.Ref(way.From))) + " to " + w.run.Called(w.page.Ref(way.To))}
	}
	if k.hit.Tip == "" || k.message != message || k.tie != now {
		k.message, k.tie = message, now
		k.hit = w.along(c, message)
	}
	h.Do, h.Double, h.Subject, h.Tip = k.hit.Do, view.Action{}, k.hit.Subject, k.hit.Tip
}

// along says what went along the way under the pointer, and chooses a message that did;
// nil for none.
func (w *Where) along(c *canvas.Canvas, m *review.Message) (h canvas.Hit) {
	k := &w.ways
	c.Scratch = append(c.Scratch[:0], k.names...)
	if n := int(k.tie.count); k.tie.size() > 0 {
		c.Scratch = append(wording.AppendThousands(append(c.Scratch, ": "...), n), wordsMessages[min(n, 2)]...)
	}
	if k.tie.flying > 0 {
		c.Scratch = append(wording.AppendThousands(append(c.Scratch, ", "...), int(k.tie.flying)), wordUnderWay...)
	}
	list := k.tie.delays
	for n := 0; n < 3 && list[largest(&list)] > 0; n++ {
		if n > 0 {
			c.Scratch = append(c.Scratch, ", "...)
		}
		d := largest(&list)
		c.Scratch = wording.AppendThousands(append(append(c.Scratch, w.delay(d)...), ' '), int(list[d]))
		list[d] = 0
	}
	if h.Tip = c.Word(c.Scratch); m != nil {
		h.Subject = look.MessageSubject(w.run, &w.state, m)
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
	sent := sort.Search(len(f.pairOf), func(i int) bool { return w.run.Messages[i].Sent > s.At })
	for i := sent - 1; i >= 0 && known; i-- {
		if m := &w.run.Messages[i]; f.pairOf[i] == p && (!look.Strict(s) || w.run.Arrived(s.As, m) <= s.At) {
			return m
		}
	}
	return nil
}
