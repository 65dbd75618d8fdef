package lanes

import (
	"cmp"
	"slices"

	"entente/render/canvas"
	"entente/render/look"
	"entente/render/mark"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// laneSpan is a stretch of time of an item that waits in a lane.
type laneSpan struct {
	hold int32 // place in the column
	item int32
}

// laneItem is one thing that waits in a lane, from its arrival to when it goes on.
type laneItem struct {
	from, until sim.Time
	line        int
	calendar    bool // it only waits for its date
}

// mostArrows is how many messages there are before arrows are only those of what is
// chosen, mostSpans how many stretches are drawn at most.
const (
	mostArrows = 300
	mostSpans  = 4000
	mostLines  = 12
)

// single draws every hold as a bar, every message as an arrow, and above them the
// course of the chosen outcome.
func (l *Lanes) single(run *review.Run, s *view.State, area scene.Box) {
	for i := l.first; i < l.upto; i++ {
		if r := &l.rows[i]; r.sort == laneRow || r.sort == wholeRow {
			l.gather(run, r)
			l.bars(run, s, r)
		}
	}
	l.list = run.AppendMessages(l.list[:0], l.axis.From, l.axis.Until)
	many := len(l.list) > mostArrows
	for _, c := range [...]*canvas.Canvas{&l.past, &l.future} {
		for _, i := range l.list {
			l.message(c, run, s, &run.Messages[i], many, false)
		}
		l.courseBars(c, run, s)
		for _, i := range l.list {
			l.message(c, run, s, &run.Messages[i], many, true)
		}
	}
	l.write(run, s, area)
}

// gather lists what waits in a row, and gives each thing a line of its own where
// several wait at once.
func (l *Lanes) gather(run *review.Run, r *row) {
	l.spans, l.items = l.spans[:0], l.items[:0]
	l.list = run.AppendLane(l.list[:0], r.who, l.axis.From, l.axis.Until)
	slices.SortFunc(l.list, func(a, b int32) int {
		return cmp.Or(cmp.Compare(run.Holds[a].From, run.Holds[b].From), cmp.Compare(a, b))
	})
	last := map[sim.ID]int32{}
	for _, i := range l.list {
		h := &run.Holds[i]
		if !own(run, h) || l.course.has(h.Record, h.From) || r.sort == laneRow && h.Agency != r.who || len(l.spans) >= mostSpans {
			continue
		}
		at, known := last[h.Subject]
		if !known || l.items[at].until != h.From {
			at = int32(len(l.items))
			l.items = append(l.items, laneItem{from: h.From, calendar: true})
			last[h.Subject] = at
		}
		l.items[at].calendar = l.items[at].calendar && h.Delay == measure.WaitingForDate
		l.items[at].until = h.Until
		l.spans = append(l.spans, laneSpan{i, at})
	}
	l.line(r)
}

// line gives the items of a row their lines: the first that is free. The course has
// the first line, and what only waits for its date has none of it.
func (l *Lanes) line(r *row) {
	var ends [mostLines]float64
	lines := l.lines(r)
	for i := range ends {
		ends[i] = l.axis.X - 1
	}
	for i := range l.items {
		x := &l.items[i]
		left, right := l.axis.At(x.from), l.axis.At(x.until)
		for x.line = 0; x.line < lines-1; x.line++ {
			if left >= ends[x.line] && (x.line > 0 || !x.calendar && !l.course.crosses(r.who, x.from, x.until)) {
				break
			}
		}
		ends[x.line] = max(ends[x.line], right+1)
	}
}

// lines is how many things have room above each other in a row.
func (l *Lanes) lines(r *row) int {
	if r.sort == wholeRow {
		return max(1, min(mostLines, int((r.high-4)/(l.size.thin+1))))
	}
	below := float64(r.high/2) - float64(l.size.bar/2) - 3
	return max(1, min(mostLines, 1+int(below/(l.size.thin+2))))
}

// lineBox is where a stretch of time stands in a line of a row.
func (l *Lanes) lineBox(r *row, line int, from, until sim.Time) scene.Box {
	left := float64(int(l.axis.At(from) + 0.5))
	b := scene.Box{X: left, W: max(1, float64(int(l.axis.At(until)+0.5))-left)}
	switch {
	case r.sort == wholeRow:
		b.Y, b.H = r.top+2+float64(float64(line)*(l.size.thin+1)), l.size.thin
	case line == 0:
		b.Y, b.H = r.middle()-float64(int(float64(l.size.bar/2))), l.size.bar
	default:
		b.Y, b.H = r.middle()+float64(int(float64(l.size.bar/2)))+3+float64(float64(line-1)*(l.size.thin+2)), l.size.thin
	}
	return b
}

// bars draws what waits in a row.
func (l *Lanes) bars(run *review.Run, s *view.State, r *row) {
	for _, x := range l.spans {
		h := &run.Holds[x.hold]
		b := l.lineBox(r, l.items[x.item].line, h.From, h.Until)
		full := l.only.Hold(h) && (l.course.found == nil || l.only.On()) || chosen(s, h.Subject)
		l.seen[h.Delay] = true
		for _, c := range [...]*canvas.Canvas{&l.past, &l.future} {
			drawHold(c, b, h.Delay, full)
		}
		subject := view.Subject{Topic: view.Hold, ID: h.Subject, Record: h.Record, From: h.From, Until: h.Until, Agency: h.Agency}
		l.holdHit(b, subject)
		if s.Subject.Topic == view.Hold && s.Subject.Record == h.Record && s.Subject.From == h.From {
			l.past.Frame(b.Grow(1.5), l.past.Theme.Ink, 2, 0)
		}
	}
}

// drawHold draws a bar, faint where it is off the chosen path.
func drawHold(c *canvas.Canvas, b scene.Box, d measure.Delay, full bool) {
	bar := scene.Bar{Box: b, Delay: d, Fill: c.Theme.Delays[d], Mark: c.Theme.Ground[0]}
	if !full {
		bar.Fill = c.Theme.Aside(d)
	}
	c.Scene.Bar(&bar)
}

// holdHit makes a bar one that can be chosen, and fitted with some time around it.
func (l *Lanes) holdHit(b scene.Box, subject view.Subject) {
	around := (subject.Until - subject.From) / 4
	wide := b
	if wide.W < 4 {
		wide = scene.Box{X: b.X - 2, Y: b.Y, W: b.W + 4, H: b.H}
	}
	l.past.Hit(canvas.Hit{
		Box: wide, Do: view.Action{Do: view.Select, Subject: subject}, Subject: subject, Axis: &l.axis, Drag: view.PanTime,
		Double: view.Action{Do: view.FitTime, From: subject.From - around, Until: subject.Until + around},
	})
}

// chosen says whether a message or job is what is chosen.
func chosen(s *view.State, id sim.ID) bool {
	return id != 0 && s.Subject.ID == id && (s.Subject.Topic == view.Message || s.Subject.Topic == view.Hold)
}

// rowOf is the row in which somebody's lane stands; nil where it is not shown.
func (l *Lanes) rowOf(a journal.Ref) *row {
	if i := l.place[a]; i > 0 {
		return &l.rows[i-1]
	}
	return nil
}

// courseBars draws the stretches of the chosen outcome, in full colour.
func (l *Lanes) courseBars(c *canvas.Canvas, run *review.Run, s *view.State) {
	for i := range l.course.bars {
		x := &l.course.bars[i]
		r := l.rowOf(x.agency)
		if r == nil || r.sort == veilRow || x.until < l.axis.From || x.from > l.axis.Until {
			continue
		}
		b := l.lineBox(r, 0, x.from, x.until)
		drawHold(c, b, x.delay, true)
		if c != &l.past {
			continue
		}
		l.seen[x.delay] = true
		subject := view.Subject{Topic: view.Hold, ID: x.subject, Record: x.record, From: x.from, Until: x.until, Agency: x.agency}
		l.holdHit(b, subject)
		if s.Subject.Topic == view.Hold && s.Subject.Record == x.record && s.Subject.From == x.from {
			c.Frame(b.Grow(1.5), c.Theme.Ink, 2, 0)
		}
	}
}

// message draws a message: its sign where it left, and an arrow to where it came.
// What is on the course is drawn last, bold; of many others only the signs.
func (l *Lanes) message(c *canvas.Canvas, run *review.Run, s *view.State, m *review.Message, many, course bool) {
	l.legs = run.AppendLegs(l.legs[:0], m)
	bold, on := chosen(s, m.ID), false
	for i := range l.legs {
		on = on || l.course.records[l.legs[i].Record]
	}
	if bold = bold || on; bold != course {
		return
	}
	from, to := l.rowOf(m.From), l.rowOf(m.To)
	if l.hides(from) && l.hides(to) || run.Arrived(s.As, m) == sim.Never {
		return
	}
	l.cross(run, s)
	stroke, r := mark.OtherStroke(c.Theme), l.size.glyph
	if bold {
		stroke, r = mark.PathStroke(c.Theme), l.size.pathGlyph
	} else if !l.only.Message(m, s.At) {
		stroke.Ink = c.Theme.Line2
	}
	left := m.Sent
	for i := range l.legs {
		g := &l.legs[i]
		if i == 0 {
			left = g.Left
		}
		if bold || !many {
			l.arrow(c, g, stroke, r, bold)
		}
	}
	if known := run.Sees(s.As, &run.Events[m.Last-1]) || s.Missed; len(l.legs) == 0 && known {
		left = min(m.End(), run.Until)
		if m.Ended != sim.Never && (bold || !many) {
			l.stub(c, m, stroke, from, to)
		}
	}
	if from != nil && l.axis.Has(left) {
		l.glyph(c, m, left, from, r, bold, stroke.Ink)
	}
}

// cross puts what came into a view, or went out of it, at the one instant of it that
// the view knows: that at which it came or left.
func (l *Lanes) cross(run *review.Run, s *view.State) {
	if s.As.Sort == view.WhiteCell || s.Missed {
		return
	}
	for i := range l.legs {
		g := &l.legs[i]
		switch from, to := run.Has(s.As, g.From), run.Has(s.As, g.To); {
		case !from && to:
			g.Left = g.Came
		case from && !to:
			g.Came = g.Left
		case !from:
			g.Left, g.Came = sim.Never, sim.Never
		}
	}
	l.legs = slices.DeleteFunc(l.legs, func(g review.Leg) bool { return g.Left == sim.Never })
}

// hides says whether what happens in a row is not to be drawn: there is none, or the
// view does not see into it.
func (l *Lanes) hides(r *row) bool { return r == nil || r.sort == veilRow }

// arrow draws one stage of a way. On the course it is upright and the time that it
// took stands as a bar in the lane to which it goes; others slant if that can be seen.
func (l *Lanes) arrow(c *canvas.Canvas, g *review.Leg, stroke mark.Stroke, r float64, bold bool) {
	from, to := l.rowOf(g.From), l.rowOf(g.To)
	if from == nil || to == nil || from == to || g.Left > l.axis.Until || g.Came < l.axis.From || l.hides(from) && l.hides(to) {
		return
	}
	a, b := l.axis.At(g.Left), l.axis.At(g.Came)
	if l.course.records[g.Record] || b-a < 3 {
		b = a
	}
	y0, y1 := from.middle(), to.middle()
	reach := float64(l.size.bar/2) + 1
	if to.sort == veilRow {
		reach = 4
	}
	if y1 > y0 {
		y0, y1 = y0+r+1, y1-reach
	} else {
		y0, y1 = y0-r-1, y1+reach
	}
	stroke.Draw(&c.Scene, scene.Point{X: canvas.SnapToPixel(a), Y: y0}, scene.Point{X: canvas.SnapToPixel(b), Y: y1})
	if bold && c == &l.past {
		l.taken = append(l.taken, scene.Box{X: min(a, b) - 5, Y: min(y0, y1), W: float64(max(a, b)-min(a, b)) + 10, H: max(y0, y1) - min(y0, y1)})
	}
}

// stub draws where a message ended that did not arrive: a bar where it was refused, a
// cross where it was lost.
func (l *Lanes) stub(c *canvas.Canvas, m *review.Message, stroke mark.Stroke, from, to *row) {
	if from == nil || to == nil || from == to || !l.axis.Has(m.Ended) {
		return
	}
	stroke.End = mark.Stopped
	if m.Outcome == journal.Dropped {
		stroke.End = mark.Lost
	}
	way := 1.0
	if to.middle() < from.middle() {
		way = -1
	}
	x, y := canvas.SnapToPixel(l.axis.At(m.Ended)), from.middle()
	stroke.Draw(&c.Scene, scene.Point{X: x, Y: y + float64(way*(l.size.glyph+1))}, scene.Point{X: x, Y: y + float64(way*(l.size.glyph+16))})
}

// glyph draws the sign of a message where it left.
func (l *Lanes) glyph(c *canvas.Canvas, m *review.Message, at sim.Time, r *row, size float64, bold bool, ink theme.Colour) {
	if !bold && ink == c.Theme.Ink3 {
		ink = c.Theme.Ink2
	}
	p := scene.Point{X: canvas.SnapToPixel(l.axis.At(at)), Y: r.middle() + 0.5}
	if r.sort == wholeRow {
		p.Y = r.top + float64(r.high*0.75)
	}
	mark.OfMessage(m.Kind, m.Outcome).Draw(&c.Scene, p, size, ink, c.Theme.Ground[0])
	if c != &l.past {
		return
	}
	subject := look.MessageSubject(l.from.run, &l.from.state, m)
	around := (subject.Until-subject.From)/4 + sim.Minute
	c.Hit(canvas.Hit{
		Box: scene.Box{X: p.X - size, Y: p.Y - size, W: float64(2 * size), H: float64(2 * size)}, Do: view.Action{Do: view.Select, Subject: subject}, Subject: subject,
		Double: view.Action{Do: view.FitTime, From: subject.From - around, Until: subject.Until + around}, Axis: &l.axis, Drag: view.PanTime,
	})
	if s := &l.from.state.Subject; s.Topic == view.Message && s.ID == m.ID {
		c.Frame(scene.Box{X: p.X - size, Y: p.Y - size, W: float64(2 * size), H: float64(2 * size)}.Grow(2.5), c.Theme.Ink, 2, 3)
	}
}
