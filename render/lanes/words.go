package lanes

import (
	"cmp"
	"slices"

	"entente/render/canvas"
	"entente/render/font"
	"entente/render/mark"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/wording"
	"entente/sim"
)

// write puts words to the course: how it came out, how long its longest stretches
// lasted, and when its messages left.
func (l *Lanes) write(run *review.Run, s *view.State, area scene.Box) {
	k := &l.course
	if k.found == nil {
		return
	}
	placer := scene.NewPlacer(area)
	if l.axis.Has(k.why.Due) {
		placer.Take(scene.Box{X: l.axis.At(k.why.Due) - 1, Y: area.Y, W: 2, H: 1})
	}
	for i := range k.bars {
		if r := l.rowOf(k.bars[i].agency); r != nil && r.sort != veilRow {
			placer.Take(l.lineBox(r, 0, k.bars[i].from, k.bars[i].until))
		}
	}
	for i := l.first; i < l.upto; i++ {
		if r := &l.rows[i]; r.sort == headRow {
			placer.Take(scene.Box{X: area.X, Y: r.top, W: area.W, H: r.high})
		}
	}
	for _, b := range l.taken {
		placer.Take(b)
	}
	for i := range l.past.Hits {
		if h := &l.past.Hits[i]; h.Subject.Topic == view.Message {
			placer.Take(h.Box)
		}
	}
	l.writeEnd(run, s, placer)
	l.writeSendings(run, s, placer)
	l.writeStretches(run, placer)
}

// put places a word and keeps it.
func (l *Lanes) put(placer *scene.Placer, at sim.Time, offers ...scene.Text) bool {
	t, ok := placer.Place(offers...)
	if ok {
		l.labels = append(l.labels, Label{Text: t, At: at})
	}
	return ok
}

// writeEnd draws how the deadline came out, where and when it did.
func (l *Lanes) writeEnd(run *review.Run, s *view.State, placer *scene.Placer) {
	why := l.course.why
	at := why.Came
	if at == sim.Never {
		at = why.Due
	}
	r := l.rowOf(why.Agency)
	if l.hides(r) || !l.axis.Has(at) {
		return
	}
	p := scene.Point{X: canvas.SnapToPixel(l.axis.At(at)), Y: r.middle() + 0.5}
	for _, c := range [...]*canvas.Canvas{&l.past, &l.future} {
		c.Fill(scene.Box{X: p.X - 8, Y: p.Y - 8, W: 16, H: 16}, c.Theme.Ground[0])
		mark.Verdict(&c.Scene, p, 7, why.Outcome, c.Theme, c.Theme.Ground[0])
	}
	placer.Take(scene.Box{X: p.X - 8, Y: p.Y - 8, W: 16, H: 16})
	ink := l.past.Theme.Ink
	if l.course.found.Late {
		ink = l.past.Theme.Late
	}
	words := run.Speak.Terms.Outcome(why.Outcome) + " " + canvas.HourOf(run, s, at)
	text := func(x, y float64, a scene.Anchor) scene.Text {
		return scene.Text{At: scene.Point{X: x, Y: y}, Text: words, Size: theme.Note, Weight: font.SemiBold, Fill: ink, Anchor: a}
	}
	up := float64(l.size.bar/2) + 6
	l.put(placer, at, text(p.X+12, p.Y+4, scene.Start), text(p.X-12, p.Y+4, scene.End), text(p.X+8, p.Y-up, scene.End), text(p.X+8, p.Y+up+10, scene.End))
	subject := view.Subject{Topic: view.Deadline, Thing: why.Thing}
	l.past.Hit(canvas.Hit{Box: scene.Box{X: p.X - 8, Y: p.Y - 8, W: 16, H: 16}, Do: view.Action{Do: view.Select, Subject: subject}, Subject: subject})
}

// writeStretches names the longest stretches above their bars.
func (l *Lanes) writeStretches(run *review.Run, placer *scene.Placer) {
	k := &l.course
	order := make([]int, len(k.bars))
	for i := range order {
		order[i] = i
	}
	long := func(i int) float64 { return l.axis.At(k.bars[i].until) - l.axis.At(k.bars[i].from) }
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(long(b), long(a)) })
	for _, i := range order {
		x := &k.bars[i]
		r := l.rowOf(x.agency)
		if l.hides(r) || long(i) < 24 || x.until < l.axis.From || x.from > l.axis.Until {
			continue
		}
		b := l.lineBox(r, 0, x.from, x.until)
		lasting := wording.Lasting(x.until - x.from)
		whole := run.Speak.Terms.Delay(x.delay.Code()) + " " + lasting
		text := func(words string) scene.Text {
			return scene.Text{At: scene.Point{X: float64(int(b.X + float64(b.W/2))), Y: b.Y - 7}, Text: words, Size: theme.Note, Weight: font.SemiBold, Fill: l.past.Theme.Ink, Anchor: scene.Middle}
		}
		left, end := text(whole), text(whole)
		left.At.X, left.Anchor = b.X, scene.Start
		end.At.X, end.Anchor = b.X+b.W, scene.End
		short, low := text(lasting), text(lasting)
		shortLeft, shortEnd := left, end
		shortLeft.Text, shortEnd.Text = lasting, lasting
		low.At.Y = b.Y + b.H + 13
		if font.Width(whole, font.SemiBold, theme.Note) > float64(b.W*1.6)+30 {
			l.put(placer, x.from, short, shortEnd, shortLeft, low)
			continue
		}
		l.put(placer, x.from, text(whole), end, left, short, shortEnd, shortLeft, low)
	}
}

// writeSendings writes when the messages of the course left.
func (l *Lanes) writeSendings(run *review.Run, s *view.State, placer *scene.Placer) {
	for _, i := range l.list {
		m := &run.Messages[i]
		l.legs = run.AppendLegs(l.legs[:0], m)
		r := l.rowOf(m.From)
		if len(l.legs) == 0 || !l.course.records[l.legs[0].Record] || l.hides(r) || !l.axis.Has(l.legs[0].Left) {
			continue
		}
		x, y, up := l.axis.At(l.legs[0].Left), r.middle(), float64(l.size.bar/2)+7
		text := func(x, y float64, a scene.Anchor) scene.Text {
			return scene.Text{At: scene.Point{X: float64(int(x)), Y: y}, Text: canvas.HourOf(run, s, l.legs[0].Left), Size: theme.Note, Weight: font.SemiBold, Fill: l.past.Theme.Ink, Anchor: a}
		}
		l.put(placer, l.legs[0].Left, text(x-11, y+5, scene.End), text(x+11, y+5, scene.Start), text(x+9, y-up, scene.Start), text(x-9, y-up, scene.End), text(x-9, y+up+9, scene.End))
	}
}
