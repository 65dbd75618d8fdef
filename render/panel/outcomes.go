package panel

import (
	"fmt"
	"slices"

	"entente/render/canvas"
	"entente/render/font"
	"entente/render/look"
	"entente/render/mark"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/explain"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
	"entente/sim/notation"
)

// Outcomes is the first screen: what came of every deadline, and where the time went
// of those that were late.
type Outcomes struct{ layer canvas.Layer }

// Draw draws the screen.
func (o *Outcomes) Draw(c *canvas.Canvas, run *review.Run, s *view.State, box scene.Box) {
	reads := view.State{Subject: s.Subject, Clock: s.Clock, As: s.As, Missed: s.Missed}
	if look.Strict(s) {
		reads.At, reads.Record = s.At, s.Record
	}
	reads.Scroll[view.OutcomeList] = s.Scroll[view.OutcomeList]
	o.layer.Draw(c, run, reads, box, drawOutcomes)
}

// OutcomeLine is what choosing a line of the list of outcomes does.
func OutcomeLine(run *review.Run, i int) view.Action {
	return view.Action{Do: view.Select, Subject: view.Subject{Topic: view.Deadline, Thing: run.Outcomes[i].Thing}}
}

// reasons is how much time went into each delay, the world's own aside.
type reasons [measure.NumDelays]sim.Time

// add adds the stretches of an explanation.
func (r *reasons) add(list []explain.Stretch) {
	for i := range list {
		if s := &list[i]; s.Step != journal.World {
			r[measure.DelayOf(s.Step, s.Cause)] += s.Ms()
		}
	}
}

// whole is their sum.
func (r *reasons) whole() (sum sim.Time) {
	for _, ms := range r {
		sum += ms
	}
	return sum
}

// shares are their parts of the whole in percent.
func (r *reasons) shares() []string {
	parts := make([]int64, len(r))
	for d, ms := range r {
		parts[d] = int64(ms)
	}
	return notation.Shares(parts)
}

// ordered are the delays that took time, most first.
func (r *reasons) ordered() (list []measure.Delay) {
	for d := range measure.NumDelays {
		if r[d] == 0 {
			continue
		}
		i := len(list)
		for i > 0 && r[list[i-1]] < r[d] {
			i--
		}
		list = append(list, 0)
		copy(list[i+1:], list[i:])
		list[i] = d
	}
	return list
}

// drawStack draws the delays as parts of one bar, in their fixed order.
func drawStack(c *canvas.Canvas, b scene.Box, r *reasons, terms *wording.Terms) {
	whole := r.whole()
	if whole == 0 {
		return
	}
	x := b.X
	for d := range measure.NumDelays {
		if r[d] == 0 {
			continue
		}
		w := float64(b.W*float64(r[d])) / float64(whole)
		c.Bar(scene.Box{X: x, Y: b.Y, W: max(w, 0.5), H: b.H}, d, terms.Delay(d.Code())+" "+wording.Total(r[d]))
		x += w
	}
}

// share is a part of a whole in percent.
func share(part, whole sim.Time) string { return notation.ShareOf(int64(part), int64(whole)) }

// margins of a screen: its sides, and its sizes of text.
type page struct {
	side, title, lead float64
	wide              bool
}

func pageOf(box scene.Box) page {
	switch {
	case box.W >= 1500:
		return page{side: 40, title: theme.Title, lead: 15, wide: true}
	case box.W < 700:
		return page{side: 12, title: theme.Heading, lead: theme.Body}
	default:
		return page{side: 20, title: 22, lead: theme.Body}
	}
}

func drawOutcomes(c *canvas.Canvas, run *review.Run, s *view.State, box scene.Box) {
	t, p := c.Theme, pageOf(box)
	c.Clip(box)
	defer c.Unclip()
	c.Fill(box, t.Ground[1])
	told := look.ToldOutcomes(run, s)
	if s.As.Sort != view.WhiteCell && len(run.Outcomes) > 0 {
		text := run.Speak.HiddenDeadlines(review.View(s.As), s.As.Who, len(run.Outcomes)-len(told), len(run.Outcomes))
		drawBanner(c, run, s, box, text, text)
		box.Y, box.H = box.Y+BannerHigh, box.H-BannerHigh
	}
	sum := tallied(run, s, told)
	x, w := box.X+p.side, box.W-float64(2*p.side)
	y := box.Y + p.side + float64(p.title*0.9)
	head := wording.Deadlines(sum.met, sum.late, sum.not)
	switch {
	case len(run.Outcomes) == 0:
		head = noteNoDeadlines
	case len(told) == 0 && slices.ContainsFunc(run.Outcomes, func(o review.Outcome) bool { return run.Has(s.As, o.Agency) }):
		head = noteNoneTold
	case len(told) == 0:
		head = noteNoOwn
	}
	room := w
	if s.As.Sort != view.WhiteCell { // whoever takes somebody's eyes mostly asks for this
		wide := canvas.ButtonWidth(labelKnewThen, "K")
		if room -= wide + 16; room > 160 {
			c.Button(box.X+box.W-p.side-wide, y-22, labelKnewThen, "K", false, view.Action{Do: view.ShowTab, N: int(view.KnownTab)})
		}
	}
	y = c.Tell(x, y, max(room, 160), float64(p.title*1.2), 2, head, p.title, font.SemiBold, t.Ink)
	if len(told) == 0 {
		return
	}
	worst := &run.Outcomes[told[0]]
	says := verdictOf(run, worst)
	if !look.PassedWith(run, s, worst.Why) {
		says = run.Speak.Came(worst.Why)
	}
	lines := 2
	switch { // rows need the room
	case box.H < 240 && s.As.Sort != view.WhiteCell:
		lines = 0
	case box.H < 240:
		lines = 1
	}
	y = c.Tell(x, y, min(w, 1100), float64(p.lead*1.45), lines, says, p.lead, font.Regular, t.Ink2)
	lost, note := sum.lost, noteLateTime
	if lost.whole() == 0 {
		lost, note = sum.all, noteAllTime
	}
	if lost.whole() > 0 && box.H >= 380 && !sum.hidden {
		y = drawLost(c, run, scene.Box{X: x, Y: y + 6, W: w}, &lost, note)
	}
	list := scene.Box{X: x, Y: y + 12, W: w, H: box.Y + box.H - y - 12 - float64(p.side/2)}
	if list.H < outcomeHead+outcomeHigh { // a row needs the room
		list.Y, list.H = list.Y-8, list.H+8
	}
	drawOutcomeList(c, run, s, list)
}

// tally counts the deadlines of which somebody is told, and sums their time.
type tally struct {
	met, late, not int
	hidden         bool    // of some it does not know how they came out
	lost, all      reasons // of those that were late, and of all
}

func tallied(run *review.Run, s *view.State, told []int) (y tally) {
	for _, i := range told {
		o := &run.Outcomes[i]
		y.hidden = y.hidden || !look.PassedWith(run, s, o.Why)
		y.all.add(o.Why.Stretches)
		switch o.Verdict {
		case journal.Met:
			y.met++
		case journal.Late:
			y.late++
		case journal.NotMet:
			y.not++
		}
		if o.Late {
			y.lost.add(o.Why.Stretches)
		}
	}
	return y
}

// drawLost draws where the time went, the largest part first in words, and gives
// where it ends.
func drawLost(c *canvas.Canvas, run *review.Run, b scene.Box, lost *reasons, note string) float64 {
	t, terms := c.Theme, run.Speak.Terms
	y := b.Y + 16
	c.Say(b.X, y, headTime, theme.Section, font.SemiBold, t.Ink)
	if at := b.X + font.Width(headTime, font.SemiBold, theme.Section) + 12; b.W > 700 {
		c.SayIn(at, y, b.X+b.W-at, note, theme.Note, font.Regular, t.Ink3)
	}
	y += 12
	drawStack(c, scene.Box{X: b.X, Y: y, W: b.W, H: 24}, lost, terms)
	y += 24 + 24
	x := b.X
	told, _ := notation.Parts(lost[:])
	shares := lost.shares()
	for i, d := range lost.ordered() {
		size, ink := float64(theme.Body), t.Ink2
		if i == 0 {
			size, ink = theme.Heading, t.Ink
		}
		name, time := terms.Delay(d.Code()), told[d]+" · "+shares[d]
		wide := 40 + font.Width(name, font.SemiBold, size) + 8 + font.Width(time, font.Regular, size)
		if x+wide > b.X+b.W {
			break
		}
		c.Bar(scene.Box{X: x, Y: y - 12, W: 30, H: 14}, d, name)
		c.Say(x+38, y, name, size, font.SemiBold, ink)
		c.SayEnd(x+wide, y, time, size, font.Regular, ink)
		x += wide + 28
	}
	return y + 10
}

// columns are where those of the list of outcomes begin, and how wide they are.
type columns struct {
	verdict, asked, due, came, margin, largest, why float64
	askedWide, largestWide                          float64
	dates                                           bool
	narrow                                          bool // the largest reason stands in the second line
}

func columnsOf(b scene.Box) (k columns) {
	end := b.X + b.W - 20
	k.why = end - canvas.ButtonWidth(labelWhy, "")
	end = k.why - 20
	k.verdict = b.X + 8
	k.asked = k.verdict + 104
	if k.narrow = b.W < 760; k.narrow {
		k.margin, k.largest, k.largestWide = end, k.asked, end-k.asked
		k.askedWide = k.largestWide
		return k
	}
	k.largestWide = min(560, max(180, float64(b.W*0.22), b.W-1300))
	k.largest = end - k.largestWide
	end = k.largest - 20
	k.margin = end // ends there
	end -= 128
	if k.dates = b.W > 900; k.dates {
		k.came = end - 100
		k.due = k.came - 110
		end = k.due - 12
	}
	k.askedWide = max(40, end-k.asked)
	return k
}

const outcomeHead, outcomeHigh = 24, 48

// verdictOf is what came of a deadline, and because of what where that is known yet.
func verdictOf(run *review.Run, o *review.Outcome) string {
	if !o.Explained {
		return run.Speak.Came(o.Why)
	}
	return run.Speak.Verdict(o.Why)
}

// drawOutcomeList draws the rows below their heading: without it where there is room
// for one row only, and nothing where there is none, as under an open sheet.
func drawOutcomeList(c *canvas.Canvas, run *review.Run, s *view.State, b scene.Box) {
	t, k, told, y := c.Theme, columnsOf(b), look.ToldOutcomes(run, s), b.Y
	if b.H < outcomeHigh {
		return
	}
	if b.H >= outcomeHead+outcomeHigh {
		y += outcomeHead
		head := func(x float64, text string) { c.Say(x, b.Y+14, text, theme.Note, font.Regular, t.Ink3) }
		c.Say(k.verdict, b.Y+14, headDeadlines, theme.Section, font.SemiBold, t.Ink)
		if k.dates {
			head(k.due, "Due")
			head(k.came, "Came")
		}
		if !k.narrow && slices.ContainsFunc(told, func(i int) bool { return look.PassedWith(run, s, run.Outcomes[i].Why) }) {
			head(k.largest, headLargest)
		}
	}
	rows := scene.Box{X: b.X, Y: y, W: b.W, H: b.Y + b.H - y}
	first, upto := c.VisibleRows(view.OutcomeList, s, len(told), int(rows.H/outcomeHigh), rows)
	c.Clip(rows)
	for _, i := range told[first:upto] {
		drawOutcome(c, run, s, i, scene.Box{X: b.X, Y: y, W: b.W - 8, H: outcomeHigh}, &k)
		y += outcomeHigh
	}
	c.Rule(b.X, y-0.5, b.X+b.W-8, y-0.5, t.Line)
	c.Unclip()
}

func drawOutcome(c *canvas.Canvas, run *review.Run, s *view.State, i int, b scene.Box, k *columns) {
	t, o := c.Theme, &run.Outcomes[i]
	e := o.Why
	choose := OutcomeLine(run, i)
	explained := view.Action{Do: view.Explain, Subject: choose.Subject}
	chosen, ground := s.Subject == choose.Subject, t.Ground[1]
	if chosen {
		ground = t.Ground[2]
		c.Fill(b, t.Ground[2])
		choose = explained
	}
	c.Rule(b.X, b.Y+0.5, b.X+b.W, b.Y+0.5, t.Line)
	c.Hit(canvas.Hit{Box: b, Do: choose, Double: explained, Subject: explained.Subject, Tip: run.Speak.Came(e)})
	one, two := b.Y+20, b.Y+37
	mark.Verdict(&c.Scene, scene.Point{X: k.verdict + 8, Y: b.Y + float64(b.H/2)}, 8, o.Verdict, t, ground)
	ink := t.Ink
	if o.Late {
		ink = t.Late
	} else if o.Verdict != journal.Met {
		ink = t.Ink3
	}
	c.Say(k.verdict+24, b.Y+float64(b.H/2)+4.5, wording.Upper(run.Speak.Terms.Outcome(o.Verdict)), theme.Body, font.SemiBold, ink)
	c.SayIn(k.asked, one, k.askedWide, run.Speak.Asked(e), theme.Body, font.Medium, t.Ink)
	if !k.narrow {
		c.SayIn(k.asked, two, k.askedWide, wording.Upper(run.Speak.Name(o.Storyline)), theme.Note, font.Regular, t.Ink3)
	}
	if k.dates {
		c.Say(k.due, one, canvas.Instant(run, s.Clock, o.At), theme.Body, font.Regular, t.Ink2)
		c.Say(k.came, one, canvas.Instant(run, s.Clock, o.When), theme.Body, font.Regular, t.Ink2)
	}
	largestWide := k.largestWide
	if m, ok := o.Margin(); ok {
		if k.narrow {
			one = two
			largestWide -= font.Width(wording.Margin(m), font.SemiBold, theme.Body) + 12
		}
		c.SayEnd(k.margin, one, wording.Margin(m), theme.Body, font.SemiBold, ink)
	}
	var r reasons
	if look.PassedWith(run, s, e) {
		r.add(e.Stretches)
	}
	if whole := r.whole(); whole > 0 {
		if !k.narrow {
			drawStack(c, scene.Box{X: k.largest, Y: b.Y + 8, W: k.largestWide, H: 14}, &r, run.Speak.Terms)
		}
		largest := r.ordered()[0]
		words := fmt.Sprintf("%s, %s · %s", run.Speak.Terms.Delay(largest.Code()), wording.Lasting(r[largest]), share(r[largest], whole))
		c.Bar(scene.Box{X: k.largest, Y: two - 9, W: 18, H: 10}, largest, "")
		c.SayIn(k.largest+24, two, largestWide-24, words, theme.Note, font.Regular, t.Ink2)
	}
	c.Button(k.why, b.Y+10, labelWhy, "", chosen, explained)
	if chosen {
		c.Frame(scene.Box{X: b.X + 1, Y: b.Y + 1, W: b.W - 2, H: b.H - 2}, t.Ink, 2, 0)
	}
}
