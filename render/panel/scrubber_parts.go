package panel

import (
	"entente/render/canvas"
	"entente/render/font"
	"entente/render/lanes"
	"entente/render/look"
	"entente/render/mark"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/notes"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// transport draws the buttons that play and step, and the speed.
func (b *Scrubber) transport(c *canvas.Canvas, run *review.Run, s *view.State, x, y float64) {
	const wide = 28
	list := [...]struct {
		tip string
		do  view.Action
	}{
		{labelStart, view.Action{Do: view.JumpTo, At: b.axis.From}},
		{labelBack1, view.Action{Do: view.StepEvent, N: -1}},
		{labelPlay, view.Action{Do: view.Play}},
		{labelOn1, view.Action{Do: view.StepEvent, N: 1}},
		{labelEnd, view.Action{Do: view.JumpTo, At: b.axis.Until}},
	}
	t := c.Theme
	for i := range list {
		box := scene.Box{X: x, Y: y, W: wide, H: wide}
		fill, ink := t.Ground[2], t.Ink
		if i == 2 {
			fill, ink = t.Ink, t.Ground[1]
		}
		c.Scene.Rect(&scene.Rect{Box: box, Fill: fill, Stroke: t.Edge, Width: 1, Radius: 4})
		b.icon(c, i, s.Playing, scene.Point{X: x + wide/2, Y: y + wide/2}, ink)
		c.Hit(canvas.Hit{Box: box, Do: list[i].do, Tip: list[i].tip})
		x += wide + 4
	}
	x += 6
	c.Scratch = wording.AppendThousands(append(c.Scratch[:0], "×"...), int(view.Speeds[min(max(0, s.Speed), len(view.Speeds)-1)]))
	speed := c.Word(c.Scratch)
	c.Say(x, y+18, speed, theme.Note, font.SemiBold, t.Ink)
	w := font.Width(speed, font.SemiBold, theme.Note)
	c.Hit(canvas.Hit{Box: scene.Box{X: x - 3, Y: y, W: w + 6, H: wide}, Do: view.Action{Do: view.Quicken, N: 1}, Tip: labelQuicker})
	x += w + 10
	skip := font.Width(labelSkips, font.Regular, theme.Note)
	if x+skip > b.clock.X+b.clock.W-6 {
		return
	}
	ink, mid := t.Ink3, y+14
	if s.Skips {
		ink = t.Ink
	}
	c.Say(x, y+18, labelSkips, theme.Note, font.Regular, ink)
	if !s.Skips {
		c.Rule(x, canvas.SnapToPixel(mid), x+skip, canvas.SnapToPixel(mid), t.Ink3)
	}
	c.Hit(canvas.Hit{Box: scene.Box{X: x - 3, Y: y, W: skip + 6, H: wide}, Do: view.Action{Do: view.SkipIdle}, Tip: labelSkips})
}

// icon draws the sign of a transport button: to the start, back, play or pause, on,
// to the end.
func (b *Scrubber) icon(c *canvas.Canvas, i int, playing bool, at scene.Point, ink theme.Colour) {
	way := 1.0
	if i < 2 {
		way = -1
	}
	reach := 5.0
	if i == 1 || i == 3 {
		reach = 4
	}
	if i == 2 && playing {
		c.Fill(scene.Box{X: at.X - 5, Y: at.Y - 6, W: 3.5, H: 12}, ink)
		c.Fill(scene.Box{X: at.X + 1.5, Y: at.Y - 6, W: 3.5, H: 12}, ink)
		return
	}
	tip, back := at.X+float64(way*reach), at.X-float64(way*float64(reach*0.8))
	c.Scene.Polygon([]scene.Point{{X: back, Y: at.Y - reach - 1}, {X: tip, Y: at.Y}, {X: back, Y: at.Y + reach + 1}}, ink)
	if i == 0 || i == 4 {
		c.Fill(scene.Box{X: at.X + float64(way*6) - 1, Y: at.Y - 6, W: 2, H: 12}, ink)
	}
}

// keyEvent is an event with a word above the strip.
type keyEvent struct {
	at    sim.Time
	words string
	late  bool
	rank  int
}

// mostKeys is how many words there are above the strip at most.
const mostKeys = 24

// keyEvents flags the deadlines and names what set the story going. Words that find
// no room are left out: the needle stays.
func (b *Scrubber) keyEvents(run *review.Run, s *view.State, placer *scene.Placer) {
	var list []keyEvent
	for i := range run.Outcomes {
		o := &run.Outcomes[i]
		if o.At >= sim.Never || !run.Has(s.As, o.Agency) {
			continue
		}
		k := keyEvent{at: o.At, late: o.Late && !look.Strict(s), rank: 1}
		if o.Thing == s.Outcome {
			k.rank, k.words = 0, lanes.WordDue+" "+canvas.HourOf(run, s, o.At)
		}
		list = append(list, k)
	}
	near := (b.axis.Until - b.axis.From) / 100
	for _, i := range run.Scenes() {
		if look.Strict(s) { // what it will be handed it does not know yet
			break
		}
		e := &run.Events[i]
		if len(list) >= mostKeys {
			break
		}
		if e.At < b.axis.From || e.At > b.axis.Until || !run.Sees(s.As, e) {
			continue
		}
		if n := len(list) - 1; n >= 0 && list[n].rank == 2 && e.At-list[n].at < near {
			continue // of some that come close upon each other the first is named
		}
		if words := b.headline(run, e.Num); words != "" {
			list = append(list, keyEvent{at: e.At, words: words, rank: 2})
		}
	}
	for rank := range 3 {
		for i := range list {
			if list[i].rank == rank {
				b.keyEvent(&list[i], placer)
			}
		}
	}
}

// headline is what a record is called, which is read once; empty for one that cannot be
// read.
func (b *Scrubber) headline(run *review.Run, n journal.Num) string {
	if b.told.run != run {
		b.told.run, b.told.words = run, map[journal.Num]string{}
	}
	words, known := b.told.words[n]
	if !known {
		if rec, err := run.Records.Record(n); err == nil {
			words = run.Speak.Headline(rec)
		}
		b.told.words[n] = words
	}
	return words
}

func (b *Scrubber) keyEvent(k *keyEvent, placer *scene.Placer) {
	t := b.past.Theme
	x, top := canvas.SnapToPixel(b.axis.At(k.at)), b.from.box.Y+12
	weight, ink := font.Regular, t.Ink2
	if k.rank < 2 {
		for _, c := range [...]*canvas.Canvas{&b.past, &b.future} {
			flag := c.Theme.Ink2
			if k.late {
				flag = c.Theme.Late
			}
			c.Scene.Line(&scene.Line{A: scene.Point{X: x, Y: top + 2}, B: scene.Point{X: x, Y: b.base}, Stroke: flag, Width: 1.2})
			mark.Flag(&c.Scene, x, top+2, flag)
		}
		placer.Take(scene.Box{X: x - 1, Y: top, W: 12, H: 12})
		weight = font.SemiBold
		if k.late {
			ink = t.Late
		}
	}
	if k.words == "" {
		return
	}
	room := float64(b.strip.W / 5)
	text := func(x float64, a scene.Anchor, line int) scene.Text {
		return scene.Text{
			At: scene.Point{X: x, Y: top + 10 + float64(15*line)}, Text: font.Fit(k.words, weight, theme.Tick, min(220, room)), Size: theme.Tick, Weight: weight, Fill: ink, Anchor: a,
		}
	}
	right := x + 4
	if k.rank < 2 {
		right = x + 13
	}
	lines := 1
	if b.from.box.H > 130 {
		lines = 3
	}
	for line := range lines {
		if w, ok := placer.Place(text(right, scene.Start, line), text(x-5, scene.End, line)); ok {
			if k.rank == 2 {
				b.past.Rule(x, w.At.Y-8, x, b.base, t.Edge)
				b.future.Rule(x, w.At.Y-8, x, b.base, b.future.Theme.Edge)
			}
			b.words = append(b.words, lanes.Label{Text: w, At: k.at})
			return
		}
	}
}

// longSilence is the share of a run, in percent, from which on a silence is named.
const longSilence = 12

// silence names the longest time in which nothing was sent.
func (b *Scrubber) silence(run *review.Run, s *view.State, placer *scene.Placer) {
	q := &b.quiet
	if q.run != run || q.as != s.As || q.from != b.axis.From {
		*q = quiet{run: run, as: s.As, from: b.axis.From, last: b.axis.From}
	}
	for upto := q.upto + run.Afford(len(run.Messages)-q.upto); q.upto < upto; q.upto++ {
		m := &run.Messages[q.upto]
		if !run.Has(s.As, m.From) {
			continue
		}
		if m.Sent-q.last > q.long.Until-q.long.From {
			q.long = canvas.Gap{From: q.last, Until: m.Sent}
		}
		q.last = max(q.last, m.Sent)
	}
	long := q.long
	if long.Until-long.From < (b.axis.Until-b.axis.From)*longSilence/100 {
		return
	}
	from, until := b.axis.At(long.From)+8, b.axis.At(long.Until)-8
	words := wordSilence + " " + wording.Lasting(long.Until-long.From)
	wide := font.Width(words, font.Regular, theme.Tick)
	y := b.base - 14
	text := scene.Text{At: scene.Point{X: float64(int(from + float64((until-from)/2))), Y: y + 4}, Text: words, Size: theme.Tick, Fill: b.past.Theme.Ink3, Anchor: scene.Middle}
	if until-from < wide+40 {
		return
	}
	if _, ok := placer.Place(text); !ok {
		return
	}
	b.words = append(b.words, lanes.Label{Text: text, At: long.Until, Left: from, Right: until})
}

// mostNotes is how many bookmarks and notes the strip shows at most.
const mostNotes = 200

// drawNotes draws bookmarks and notes where they were set; a click goes there.
func (b *Scrubber) drawNotes(c *canvas.Canvas, run *review.Run, s *view.State) {
	standing := run.Book.Standing()
	for i := range standing[:min(mostNotes, len(standing))] {
		n := &standing[i]
		at := n.Time()
		if look.UptoNow(s) && at > s.At || n.Kind == notes.Rating {
			continue
		}
		subject := b.remarkOf(run, i, n)
		x, y := float64(int(b.axis.At(at))), b.base-15
		box := scene.Box{X: x - 4, Y: y, W: 8, H: 14}
		ink := c.Theme.Ink
		if at > s.At {
			ink = b.future.Theme.Ink
		}
		if n.Kind == notes.Bookmark {
			mark.Bookmark(&c.Scene, box.X, y, ink)
		} else {
			box = scene.Box{X: x - 6.5, Y: y, W: 13, H: 14}
			c.Fill(box, c.Theme.Ground[1])
			mark.Note(&c.Scene, box.X, y, ink)
		}
		if s.Subject == subject {
			c.Frame(box.Grow(2), c.Theme.Ink, 1.5, 2)
		}
		c.Hit(canvas.Hit{Box: box, Do: view.Action{Do: view.Select, Subject: subject}, Subject: subject, Tip: b.remarks[i].says})
	}
}

// remark is a note as the strip has it, worked out once.
type remark struct {
	subject view.Subject
	says    string
}

// remarkOf is the i-th note that counts as what is chosen. The notes are worked out
// anew when there is another line.
func (b *Scrubber) remarkOf(run *review.Run, i int, n *notes.Note) view.Subject {
	if now := (noted{run, len(run.Book.Notes)}); b.noted != now {
		b.noted, b.remarks = now, b.remarks[:0]
	}
	if i >= len(b.remarks) {
		b.remarks = append(b.remarks, make([]remark, i+1-len(b.remarks))...)
	}
	if x := &b.remarks[i]; x.says == "" {
		*x = remark{RemarkOf(n), NoteLine(run, n)}
	}
	return b.remarks[i].subject
}

// noted is what the notes of the strip follow from.
type noted struct {
	run   *review.Run
	lines int
}
