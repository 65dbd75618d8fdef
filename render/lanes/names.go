package lanes

import (
	"entente/render/canvas"
	"entente/render/font"
	"entente/render/look"
	"entente/render/mark"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/measure"
	"entente/sim/journal"
	"entente/sim/notation"
)

// names writes nations and agencies beside their rows.
func (l *Lanes) names(c *canvas.Canvas, run *review.Run, s *view.State, box scene.Box) {
	l.clocks = l.clocks[:0]
	for i := l.first; i < l.upto; i++ {
		l.name(c, run, s, &l.rows[i], box)
	}
}

// leastName is the least room in which a nation's name is cut.
const leastName = 60

func (l *Lanes) name(c *canvas.Canvas, run *review.Run, s *view.State, r *row, box scene.Box) {
	t, x, mid := c.Theme, box.X+l.size.padding, r.middle()
	room := l.size.column - l.size.padding - 8
	subject := view.Subject{Topic: view.Agency, Agency: r.who}
	hit := canvas.Hit{Box: scene.Box{X: box.X, Y: r.top, W: l.size.column - 4, H: r.high}, Do: view.Action{Do: view.Select, Subject: subject}, Subject: subject}
	nation := r.sort == headRow || r.sort == wholeRow || r.sort == veilRow
	if nation {
		hit.Subject.Topic = view.Nation
		hit.Do.Subject, hit.Tip = hit.Subject, look.NationName(run, r.nation)
		hit.Double = view.Action{Do: view.Unfold, Ref: r.nation}
	}
	switch {
	case r.sort == moreRow:
		return
	case r.sort == headRow:
		hit.Box.W = box.W
		name := c.Fit(look.NationName(run, r.nation), font.SemiBold, l.size.name, box.W-60)
		c.Fill(scene.Box{X: x, Y: r.top + 1, W: 16 + mark.ChipWidth(look.NationCode(run, r.nation)) + font.Width(name, font.SemiBold, l.size.name) + 70, H: r.high - 3}, t.Ground[2])
		x += mark.Chip(&c.Scene, x, mid, look.NationCode(run, r.nation), s.As.Sort == view.OfNation && s.As.Who == r.nation, t) + 8
		l.clocks = append(l.clocks, laneClock{r.nation, run.ClockOf(r.nation), scene.Point{X: x + font.Width(name, font.SemiBold, l.size.name) + 12, Y: mid + 5}})
		c.Say(x, mid+5, name, l.size.name, font.SemiBold, t.Ink)
	case nation:
		room = max(40, room-l.nowRoom())
		if r.high < 22 {
			c.SayIn(x, mid+4, room, look.NationCode(run, r.nation), theme.Tick, font.SemiBold, t.Ink2)
			break
		}
		wide := mark.Chip(&c.Scene, x, mid, look.NationCode(run, r.nation), s.As.Sort == view.OfNation && s.As.Who == r.nation, t) + 8
		ink := t.Ink
		if r.sort == veilRow {
			ink = t.Ink3
		}
		if name := look.NationName(run, r.nation); room-wide >= leastName {
			c.SayIn(x+wide, mid+5, room-wide, name, l.size.name, font.Medium, ink)
		} else { // its code says more than three letters of it
			c.SayWhole(x+wide, mid+5, room-wide, l.size.name, font.Medium, ink, name)
		}
	default:
		hit.Tip = run.Speak.Name(r.who)
		weight, ink := font.Regular, t.Ink2
		if r.strong {
			weight, ink = font.SemiBold, t.Ink
		}
		if l.level != view.Single {
			x, room = x+12, max(40, room-12-l.nowRoom())
		}
		l.twoLines(c, x, mid, room, look.RoleName(run, r.who), weight, ink, r.high)
	}
	c.Hit(hit)
	if s.Subject.Topic == hit.Subject.Topic && s.Subject.Agency == hit.Subject.Agency {
		c.Fill(scene.Box{X: box.X, Y: r.top + 1, W: 3, H: r.high - 2}, t.Ink)
	}
}

// twoLines writes a name in a line, or in two where it is long and there is room.
func (l *Lanes) twoLines(c *canvas.Canvas, x, mid, room float64, name string, w font.Weight, ink theme.Colour, high float64) {
	if font.Width(name, w, l.size.name) <= room || high < 26 {
		c.SayIn(x, mid+5, room, name, l.size.name, w, ink)
		return
	}
	size, up, down := l.size.name, -3.0, 13.0
	if high < 34 {
		size, up, down = theme.Tick, -2, 10
	}
	lines := canvas.Wrap(name, w, size, room, 2)
	if len(lines) < 2 {
		c.SayIn(x, mid+5, room, name, size, w, ink)
		return
	}
	c.Say(x, mid+up, lines[0], size, w, ink)
	c.Say(x, mid+down, lines[1], size, w, ink)
}

// laneClock is where the local time of a nation stands.
type laneClock struct {
	nation journal.Ref
	clock  notation.Clock
	at     scene.Point
}

// drawClocks writes what time it is in each nation, and that offices are shut there
// where something waits for one to open: more of office hours a run does not tell.
func (l *Lanes) drawClocks(c *canvas.Canvas, run *review.Run, s *view.State) {
	if len(l.clocks) == 0 {
		return
	}
	l.list = run.AppendHolds(l.list[:0], s.At, s.At+1)
	for i := range l.clocks {
		k := &l.clocks[i]
		c.Scratch = append(k.clock.AppendHour(c.Scratch[:0], s.At), wordLocal...)
		for _, j := range l.list {
			if h := &run.Holds[j]; h.Delay == measure.OffHours && run.Nation(h.Agency) == k.nation && (!look.Strict(s) || run.Has(s.As, h.Agency)) {
				c.Scratch = append(c.Scratch, wordShut...)
				break
			}
		}
		words := scene.Text{At: k.at, Text: c.Word(c.Scratch), Size: theme.Tick, Fill: c.Theme.Ink3}
		c.Fill(words.Box().Grow(1), c.Theme.Ground[2]) // the line of a deadline passes under it
		c.Text(&words)
	}
}
