package panel

import (
	"entente/render/canvas"
	"entente/render/look"
	"entente/render/review"
	"entente/render/view"
	"entente/sim"
	"entente/sim/journal"
	"entente/sim/notation"
)

// pointed is what the strip says of the instant under the pointer, made once.
type pointed struct {
	from  scrubCause
	at    sim.Time
	upto  sim.Time
	words string
}

// nearby is how far from the pointer an event may stand that is named, in pixels.
const nearby = 4

// point draws a thin line under a pointer over the strip, and says what time that is
// and what of note happened there.
func (b *Scrubber) point(c *canvas.Canvas, run *review.Run, s *view.State) string {
	if !b.strip.Has(c.Hover) {
		return ""
	}
	x := min(max(c.Hover.X, b.axis.X), b.axis.X+b.axis.W)
	c.Rule(canvas.SnapToPixel(x), b.strip.Y+7, canvas.SnapToPixel(x), b.base, c.Theme.Edge)
	p := pointed{from: b.from, at: b.axis.Time(x), upto: sim.Never}
	if look.UptoNow(s) {
		p.upto = s.At
	}
	if was := &b.pointed; was.words == "" || was.from != p.from || was.at != p.at || was.upto != p.upto {
		p.words = canvas.ClockOf(run, s).At(p.at)
		if s.Clock == view.ElapsedClock {
			p.words = string(notation.AppendElapsed(nil, p.at))
		}
		if n := b.nearest(run, s, x, p.upto); n > 0 {
			if rec, err := run.Records.Record(n); err == nil {
				p.words += " · " + run.Speak.Headline(rec)
			}
		}
		b.pointed = p
	}
	return b.pointed.words
}

// nearest is the event of note that stands nearest to a place, of those that can be
// seen; 0 none.
func (b *Scrubber) nearest(run *review.Run, s *view.State, x float64, upto sim.Time) (n journal.Num) {
	at, best := b.axis.Time(x), sim.Never
	b.list = run.Heavy(b.list[:0], review.Notable, b.axis.Time(x-nearby), b.axis.Time(x+nearby)+1)
	for _, i := range b.list {
		e := &run.Events[i]
		if far := max(e.At-at, at-e.At); far < best && e.At <= upto && run.Sees(s.As, e) {
			n, best = e.Num, far
		}
	}
	return n
}

// drawLit marks below the strip when that was which lies under the pointer in another
// panel.
func (b *Scrubber) drawLit(c *canvas.Canvas, run *review.Run, s *view.State) {
	from, until, timed := look.TimeOf(run, &c.Lit)
	if !timed || look.UptoNow(s) && until > s.At {
		return
	}
	left, right := canvas.SnapToPixel(b.axis.At(from)), canvas.SnapToPixel(b.axis.At(until))
	c.Rule(left, b.base-6, left, b.base+6, c.Theme.Ink)
	c.Rule(right, b.base-6, right, b.base+6, c.Theme.Ink)
	c.Rule(left, b.base+2.5, right, b.base+2.5, c.Theme.Ink)
}
