package lanes

import (
	"strings"

	"entente/render/canvas"
	"entente/render/font"
	"entente/render/look"
	"entente/render/mark"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
)

// ground draws what lies under the lanes: their heads and lines, the axis, and where
// the view does not see.
func (l *Lanes) ground(c *canvas.Canvas, run *review.Run, s *view.State, box scene.Box) {
	t, area := c.Theme, l.time(box)
	c.Fill(box, t.Ground[0])
	c.Fill(scene.Box{X: box.X, Y: box.Y, W: box.W, H: l.size.header}, t.Ground[1])
	c.Hit(canvas.Hit{Box: scene.Box{X: area.X, Y: box.Y + l.size.header, W: area.W, H: l.size.axis}, Drag: view.PanTime, Axis: &l.axis})
	c.Hit(canvas.Hit{Box: area, Do: view.Action{Do: view.Clear}, Double: view.Action{Do: view.FitTime}, Drag: view.PanTime, Axis: &l.axis})
	bottom := area.Y
	for i := l.first; i < l.upto; i++ {
		r := &l.rows[i]
		bottom = r.top + r.high
		switch r.sort {
		case headRow:
			c.Fill(scene.Box{X: box.X, Y: r.top, W: box.W, H: r.high}, t.Ground[2])
		case veilRow:
			l.hatch(c, scene.Box{X: area.X, Y: r.top + 4, W: area.W, H: r.high - 8})
		}
		c.Rule(box.X, canvas.SnapToPixel(bottom)-1, box.X+box.W, canvas.SnapToPixel(bottom)-1, t.Line)
	}
	l.ticks(c, run, s, box, bottom)
	for i := l.first; i < l.upto; i++ {
		if r := &l.rows[i]; r.sort == headRow { // over the lines of the ticks
			c.Fill(scene.Box{X: box.X, Y: r.top, W: box.W, H: r.high - 1}, t.Ground[2])
		}
	}
	c.Gaps(run, &l.axis, scene.Box{X: area.X, Y: area.Y, W: area.W, H: bottom - area.Y}, false)
	l.deadlines(c, run, s, box, bottom)
}

// hatch shows that there is something into which the view does not see.
func (l *Lanes) hatch(c *canvas.Canvas, b scene.Box) {
	c.Fill(b, c.Theme.Ground[1])
	c.Clip(b)
	for x := b.X - b.H; x < b.X+b.W; x += l.size.hatchStep {
		c.Scene.Line(&scene.Line{A: scene.Point{X: x, Y: b.Y + b.H}, B: scene.Point{X: x + b.H, Y: b.Y}, Stroke: c.Theme.Line2, Width: 1})
	}
	c.Unclip()
}

// ticks draws the axis.
func (l *Lanes) ticks(c *canvas.Canvas, run *review.Run, s *view.State, box scene.Box, bottom float64) {
	area, top := l.time(box), box.Y+l.size.header
	k := canvas.Ticks{
		Clock: s.Clock, At: canvas.ClockOf(run, s), Days: top + l.size.days, Hours: top + l.size.hours, Lines: [2]float64{area.Y, bottom},
		Room: scene.Box{X: area.X - 8, Y: top - 4, W: area.W + 8 + l.size.padding, H: l.size.axis},
	}
	before := len(c.Texts())
	k.Draw(c, &l.axis)
	l.overTime = l.overTime[:0]
	for _, t := range c.Texts()[before:] {
		l.overTime = append(l.overTime, t.Box())
	}
	c.Rule(box.X, canvas.SnapToPixel(area.Y)-1, box.X+box.W, canvas.SnapToPixel(area.Y)-1, c.Theme.Line)
}

// deadlines draws the deadline of the chosen outcome with how late it came, or the
// flags of all.
func (l *Lanes) deadlines(c *canvas.Canvas, run *review.Run, s *view.State, box scene.Box, bottom float64) {
	area := l.time(box)
	l.due = dueWords{}
	if l.course.found == nil {
		for i := range run.Outcomes {
			o := &run.Outcomes[i]
			if !l.axis.Has(o.At) || !run.Has(s.As, o.Agency) {
				continue
			}
			x, ink := canvas.SnapToPixel(l.axis.At(o.At)), c.Theme.Ink3
			if o.Late && !look.Strict(s) {
				ink = c.Theme.Late
			}
			c.Scene.Line(&scene.Line{A: scene.Point{X: x, Y: area.Y - 14}, B: scene.Point{X: x, Y: area.Y}, Stroke: ink, Width: 1.6})
			mark.Flag(&c.Scene, x, area.Y-14, ink)
			subject := view.Subject{Topic: view.Deadline, Thing: o.Thing}
			c.Hit(canvas.Hit{Box: scene.Box{X: x - 2, Y: area.Y - 16, W: 14, H: 14}, Do: view.Action{Do: view.Select, Subject: subject}, Subject: subject})
		}
		return
	}
	why := l.course.why
	if !l.axis.Has(why.Due) || !run.Has(s.As, why.Agency) {
		return
	}
	x, y := canvas.SnapToPixel(l.axis.At(why.Due)), box.Y+l.size.header+l.size.due
	mark.Deadline(&c.Scene, x, y-9, bottom, c.Theme)
	l.due.is, l.due.came = true, min(why.Came, run.Until)
	ink := c.Theme.Ink2
	if l.course.found.Late {
		ink = c.Theme.Late
	}
	text := func(x float64, words string, a scene.Anchor) scene.Text {
		return scene.Text{At: scene.Point{X: x, Y: y}, Text: words, Size: theme.Tick, Weight: font.SemiBold, Fill: ink, Anchor: a}
	}
	outcome := wording.Upper(run.Speak.Terms.Outcome(why.Outcome))
	if margin, came := why.Margin(); came {
		outcome = wording.Margin(margin)
		if margin < 0 {
			l.due.from, l.due.to = why.Due, why.Came
		}
	}
	due := WordDue + " " + canvas.HourOf(run, s, why.Due)
	room := scene.Box{X: area.X - 8, Y: y - 14, W: area.W + 8 + l.size.padding, H: 20}
	l.due.whole, _ = scene.NewPlacer(room).Place(text(x+13, due+": "+outcome, scene.Start), text(x-5, due+": "+outcome, scene.End), text(x+13, outcome, scene.Start), text(x-5, outcome, scene.End))
	l.due.alone, _ = scene.NewPlacer(room).Place(text(x+13, due, scene.Start), text(x-5, due, scene.End))
}

// dueWords is what the deadline of the chosen outcome says above the lanes: how it
// came out only once it has.
type dueWords struct {
	is           bool
	whole, alone scene.Text
	came         sim.Time // when that is known
	from, to     sim.Time // of the bar of lateness
}

// drawDue writes when the deadline was, and how late it came as far as it has.
func (l *Lanes) drawDue(c *canvas.Canvas, s *view.State, area scene.Box) {
	d := &l.due
	if !d.is {
		return
	}
	if now := min(s.At, d.to); d.from < d.to {
		if !look.UptoNow(s) {
			mark.Lateness(&c.Scene, l.axis.At(d.from), max(l.axis.At(d.to), l.axis.At(d.from)+2), area.Y-5, l.veil)
		}
		if now > d.from {
			mark.Lateness(&c.Scene, l.axis.At(d.from), max(l.axis.At(now), l.axis.At(d.from)+2), area.Y-5, c.Theme)
		}
	}
	t := d.whole
	if s.At < d.came {
		if t = d.alone; look.UptoNow(s) {
			t.Fill = c.Theme.Ink2 // how it came out is not told by a colour either
		} else {
			t = d.whole
			t.Fill = c.Theme.Ink3
		}
	}
	if t.Text != "" {
		c.Text(&t)
	}
}

// head writes what is drawn, and what can be drawn instead.
func (l *Lanes) head(c *canvas.Canvas, run *review.Run, s *view.State, box scene.Box) {
	t := c.Theme
	titles := [...]string{view.Single: headLanes, view.Load: headLoad, view.Heat: headHeat}
	x, y := box.X+l.size.padding, box.Y+26
	c.Say(x, y, titles[l.level], theme.Section, font.SemiBold, t.Ink)
	x += font.Width(titles[l.level], font.SemiBold, theme.Section) + 10
	right := box.X + box.W - l.size.padding
	if s.Filter != "" {
		label := c.Fit(LabelOnly+s.Filter, font.Medium, theme.Body, min(220, right-x-40)) + " ×"
		right -= canvas.ButtonWidth(label, "")
		c.Button(right, box.Y+7, label, "", true, view.Action{Do: view.Filter, Text: s.Filter})
		c.Hits[len(c.Hits)-1].Tip = LabelClearFilter + ": " + s.Filter
		right -= 6
	}
	if l.size.buttons {
		right = l.buttons(c, s, right, box.Y+7, right-x > 560)
	}
	note := l.note(run, s)
	first, _, _ := strings.Cut(note, " · ")
	c.SayWhole(x, y, right-x-10, theme.Note, font.Regular, t.Ink3, note, first, noteColumns[l.level])
}

// note says how much is shown.
func (l *Lanes) note(run *review.Run, s *view.State) string {
	var parts []string
	if n := l.axis.Folds(); n > 0 {
		parts = append(parts, wording.Plural(n, "idle span")+" folded")
	}
	switch l.level {
	case view.Load:
		parts = append(parts, noteLoad)
	case view.Heat:
		parts = append(parts, noteHeat)
	default:
		if l.course.found != nil && !s.Everyone {
			parts = append(parts, noteParties)
		}
	}
	return strings.Join(parts, " · ")
}

// buttons are the switches of the lanes, from the right; it gives where they begin.
func (l *Lanes) buttons(c *canvas.Canvas, s *view.State, right, y float64, keys bool) float64 {
	list := [...]struct {
		label, key string
		chosen     bool
		do         view.Action
	}{
		{labelEveryone, "", s.Everyone, view.Action{Do: view.ShowEveryone}},
		{labelSingle, "E", l.level == view.Single, view.Action{Do: view.PinDetail, N: int(view.Single)}},
		{labelLoad, "", l.level == view.Load, view.Action{Do: view.PinDetail, N: int(view.Load)}},
		{labelHeat, "", l.level == view.Heat, view.Action{Do: view.PinDetail, N: int(view.Heat)}},
		{labelLinear, "L", s.Linear, view.Action{Do: view.FoldTime}},
	}
	for i := len(list) - 1; i >= 0; i-- {
		b := &list[i]
		if b.label == labelEveryone && l.course.found == nil {
			continue
		}
		if !keys {
			b.key = ""
		}
		wide := canvas.ButtonWidth(b.label, b.key)
		if right-wide < l.from.box.X+float64(l.from.box.W*0.3) {
			break
		}
		right -= wide
		c.Button(right, y, b.label, b.key, b.chosen, b.do)
		right -= 6
	}
	return right
}

// ReasonHit filters by a reason, and with Alt by it alone.
func ReasonHit(b scene.Box, d measure.Delay) canvas.Hit {
	term := "reason:" + d.Code()
	return canvas.Hit{Box: b, Do: view.Action{Do: view.FilterTerm, Text: term}, Alt: view.Action{Do: view.Filter, Text: term}, Tip: d.Code() + ": " + noteFilterReason}
}

// The legend.
const (
	legendWide = 156.0
	legendLine = 26.0
)

func (l *Lanes) legendColumns(box scene.Box) int {
	return max(1, int((box.W-l.size.padding)/legendWide))
}

// legendHigh is how high the legend is; 0 where there is none.
func (l *Lanes) legendHigh(box scene.Box) float64 {
	if !l.size.legend {
		return 0
	}
	n := l.legendColumns(box)
	return float64(legendLine*float64((int(measure.NumDelays)+n-1)/n)) + 16
}

// legend names the delays; those that are not drawn are faint. A click filters one.
func (l *Lanes) legend(c *canvas.Canvas, run *review.Run, s *view.State, box scene.Box) {
	high := l.legendHigh(box)
	if high == 0 {
		return
	}
	t, top := c.Theme, box.Y+box.H-high
	c.Fill(scene.Box{X: box.X, Y: top, W: box.W, H: high}, t.Ground[1])
	c.Rule(box.X, canvas.SnapToPixel(top), box.X+box.W, canvas.SnapToPixel(top), t.Line)
	n := l.legendColumns(box)
	wide := float64(int((box.W - l.size.padding) / float64(n)))
	for d := range measure.NumDelays {
		x, y := box.X+l.size.padding+float64(float64(int(d)%n)*wide), top+8+float64(float64(int(d)/n)*legendLine)
		bar := scene.Bar{Box: scene.Box{X: x, Y: y + 6, W: 18, H: 13}, Delay: d, Fill: t.Delays[d], Mark: t.Ground[1]}
		ink := t.Ink2
		if !l.seen[d] {
			bar.Fill, ink = bar.Fill.Over(t.Ground[1], 42), t.Ink3
		}
		c.Scene.Bar(&bar)
		c.SayIn(x+24, y+17, wide-26, run.Speak.Terms.Delay(d.Code()), theme.Note, font.Regular, ink)
		if l.only.Some && l.only.Reasons[d] {
			c.Fill(scene.Box{X: x, Y: y + 22, W: 18, H: 2}, t.Ink)
		}
		c.Hit(ReasonHit(scene.Box{X: x, Y: y, W: wide - 4, H: legendLine}, d))
	}
}
