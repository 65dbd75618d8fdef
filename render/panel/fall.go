package panel

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente/render/canvas"
	"entente/render/figure"
	"entente/render/font"
	"entente/render/mark"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/sim"
	"entente/sim/notation"
)

// chosen are the longest passages in order of time, and the sum of the others.
func (k *path) chosen(most int) (shown []int, rest sim.Time) {
	for i := range k.rows {
		shown = append(shown, i)
	}
	if len(shown) <= most {
		return shown, 0
	}
	most = max(1, most-1) // a row says what is left out
	slices.SortStableFunc(shown, func(i, j int) int { return cmp.Compare(k.rows[j].ms(), k.rows[i].ms()) })
	for _, i := range shown[most:] {
		rest += k.rows[i].ms()
	}
	shown = shown[:most]
	slices.Sort(shown)
	return shown, rest
}

// fall is where the parts of a waterfall stand.
type fall struct {
	scene.Box
	axis                 figure.Axis
	name, place, time    float64 // name begins, place and time end
	high, top            float64
	shares, byStep       bool
	nameWide, placesWide float64
}

// drawFall draws where the time of a path went, in its order, from when it began to
// the outcome, with the deadline across. Its rows add up to the whole, to the
// millisecond.
func (k *path) drawFall(c *canvas.Canvas, run *review.Run, s *view.State, b scene.Box) {
	t := c.Theme
	c.Say(b.X, b.Y+18, headTime, theme.Section, font.SemiBold, t.Ink)
	reason, cause := view.Action{Do: view.SplitTime}, view.Action{}
	if !s.ByStep {
		reason, cause = cause, reason
	}
	wide := canvas.ButtonWidth(labelByReason, "") + canvas.ButtonWidth(labelByCause, "") + 4
	if x := b.X + b.W - wide; x > b.X+font.Width(headTime, font.SemiBold, theme.Section)+12 {
		x = c.Button(x, b.Y-2, labelByReason, "", !s.ByStep, reason) - 4
		c.Button(x, b.Y-2, labelByCause, "", s.ByStep, cause)
	}
	f := fall{Box: b, top: b.Y + 50, shares: b.W > 560, byStep: s.ByStep}
	most := int((b.H - 50 - 30) / 20)
	shown, rest := k.chosen(most)
	rows := len(shown)
	if rest > 0 {
		rows++
	}
	f.high = min(28, max(20, float64((b.H-50-30)/float64(max(1, rows)))))
	for _, i := range shown {
		f.nameWide = max(f.nameWide, font.Width(k.rows[i].name, font.Medium, theme.Body))
		f.placesWide = max(f.placesWide, font.Width(k.rows[i].at(run), font.Regular, theme.Note))
	}
	f.nameWide = min(f.nameWide, float64(b.W*0.26))
	f.placesWide = min(f.placesWide, float64(b.W*0.24))
	if b.W < 560 {
		f.placesWide = 0
	}
	f.name = b.X + 52
	f.place = f.name + f.nameWide + 12 + f.placesWide
	f.time = b.X + b.W
	if f.shares {
		f.time -= 48
	}
	left := f.place + 14
	until := k.end
	if due := k.why.Due; due != sim.Never && due > until && due-k.from < 3*(k.end-k.from) {
		until = due
	}
	told, sum := k.told(shown, rest)
	timeWide := font.Width(sum, font.SemiBold, theme.Body)
	for _, text := range told {
		timeWide = max(timeWide, font.Width(text, font.SemiBold, theme.Body))
	}
	f.axis = figure.Axis{From: k.from, Until: max(until, k.from+1), X: left, W: f.time - max(84, timeWide+16) - left, Due: k.why.Due}
	bottom := f.top + float64(f.high*float64(rows))
	c.Add(f.axis.Elapsed(f.top, bottom+f.high, t)...)
	if due := k.why.Due; due != sim.Never && due >= k.from && due <= until {
		mark.Deadline(&c.Scene, f.axis.At(due), f.top-18, bottom, t)
	}
	y, shares := f.top, k.shares(shown)
	for n, i := range shown {
		k.drawPart(c, run, &f, i, y, told[n], shares[n])
		if n+1 < len(shown) && shown[n+1] == i+1 && k.rows[i].until > k.from {
			x := f.axis.At(k.rows[i].until)
			c.Rule(x, y+4, x, y+f.high+4, t.Ink3)
		}
		y += f.high
	}
	if rest > 0 {
		c.Rule(b.X, y+0.5, b.X+b.W, y+0.5, t.Line)
		c.SayIn(f.name, y+f.high-7, f.place-f.name, shorterParts(len(k.rows)-len(shown)), theme.Body, font.Regular, t.Ink2)
		c.SayEnd(f.time, y+f.high-7, told[len(shown)], theme.Body, font.Regular, t.Ink)
		y += f.high
	}
	k.drawSum(c, &f, y, sum)
}

// shares are the parts of the rows that are shown of what somebody worked on or waited
// for, in percent.
func (k *path) shares(shown []int) []string {
	parts, rest := make([]int64, len(shown)), int64(k.work())
	for n, i := range shown {
		if !k.rows[i].world {
			parts[n] = int64(k.rows[i].ms())
			rest -= parts[n]
		}
	}
	return notation.Shares(append(parts, rest))
}

// told are the rows that are shown, what the others come to, and the sum of all.
func (k *path) told(shown []int, rest sim.Time) (parts []string, sum string) {
	var lengths []sim.Time
	for _, i := range shown {
		lengths = append(lengths, k.rows[i].ms())
	}
	return notation.Parts(append(lengths, rest))
}

func shorterParts(n int) string {
	if n == 1 {
		return "and 1 shorter part"
	}
	return fmt.Sprintf("and %d shorter parts", n)
}

// at is the place of a passage as a row calls it.
func (x *passage) at(run *review.Run) string {
	r := x.object
	if h := run.House(r); h != 0 {
		r = h
	}
	return strings.TrimPrefix(run.Speak.Name(r), "the ")
}

// drawPart draws one row of a waterfall: what it was, where, its bar with what
// happened beside it, and how long.
func (k *path) drawPart(c *canvas.Canvas, run *review.Run, f *fall, i int, y float64, told, part string) {
	t, x := c.Theme, &k.rows[i]
	line := y + float64(f.high/2) + 4.5
	c.Rule(f.X, y+0.5, f.X+f.W, y+0.5, t.Line)
	h := canvas.Hit{Box: scene.Box{X: f.X, Y: y, W: f.W, H: f.high}, Tip: x.says}
	if x.record > 0 {
		h.Do, h.Subject = locate(x.record, x.until), view.Subject{Topic: view.Event, Record: x.record}
	}
	c.Hit(h)
	c.Say(f.X, line, fmt.Sprint(i+1), theme.Note, font.Regular, t.Ink3)
	c.Bar(scene.Box{X: f.X + 20, Y: y + float64(f.high/2) - 6, W: 24, H: 12}, x.delay, x.name)
	ink := t.Ink
	if x.world {
		ink = t.Ink3
	}
	c.SayIn(f.name, line, f.nameWide, x.name, theme.Body, font.Medium, ink)
	if f.placesWide > 0 {
		c.SayEnd(f.place, line, c.Fit(x.at(run), font.Regular, theme.Note, f.placesWide), theme.Note, font.Regular, t.Ink3)
	}
	c.SayEnd(f.time, line, told, theme.Body, font.SemiBold, ink)
	if f.shares && !x.world {
		c.SayEnd(f.X+f.W, line, part, theme.Note, font.Regular, t.Ink3)
	}
	left, end := f.axis.At(max(x.from, k.from)), f.axis.At(x.until)
	if x.until > k.from {
		thick := min(16, f.high-7)
		c.Bar(scene.Box{X: left, Y: y + float64((f.high-thick)/2), W: max(end-left, 1), H: thick}, x.delay, x.says)
	} else {
		left, end = f.axis.X, f.axis.X-2
	}
	k.drawNote(c, f, x, left, end, line)
}

// drawNote says beside a bar what happened, where there is room for it.
func (k *path) drawNote(c *canvas.Canvas, f *fall, x *passage, left, end, line float64) {
	says := x.says
	wide := font.Width(says, font.Regular, theme.Note)
	after, before := f.axis.X+f.axis.W-end-10, left-f.axis.X-10
	text := scene.Text{At: scene.Point{X: end + 8, Y: line}, Size: theme.Note, Fill: c.Theme.Ink3}
	room := after
	if wide > after && before > after {
		text.At.X, text.Anchor, room = left-8, scene.End, before
	}
	if wide > room && !f.byStep { // a phrase that is cut says less than a short one
		says = x.kind
		wide = font.Width(says, font.Regular, theme.Note)
	}
	if wide > room {
		return
	}
	text.Text = says
	c.Plate(&text)
}

// drawSum draws the sum of the parts to the millisecond, with a tick where it is the
// whole.
func (k *path) drawSum(c *canvas.Canvas, f *fall, y float64, told string) {
	t, sum := c.Theme, sim.Time(0)
	for i := range k.rows {
		sum += k.rows[i].ms()
	}
	line := y + 18
	c.Rule(f.X, y+0.5, f.X+f.W, y+0.5, t.Ink)
	c.Say(f.X, line, labelSum, theme.Body, font.SemiBold, t.Ink)
	exact := exactly(sum)
	if f.place-font.Width(exact, font.Regular, theme.Note) > f.X+font.Width(labelSum, font.SemiBold, theme.Body)+10 {
		c.SayEnd(f.place, line, exact, theme.Note, font.Regular, t.Ink3)
	}
	c.Fill(scene.Box{X: f.axis.X, Y: y + 12, W: f.axis.At(k.end) - f.axis.X, H: 3}, t.Ink)
	c.SayEnd(f.time, line, told, theme.Body, font.SemiBold, t.Ink)
	if f.shares {
		c.Tick(scene.Point{X: f.X + f.W - 8, Y: line - 4}, sum == k.why.Length())
	}
}
