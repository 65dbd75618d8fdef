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
	"entente/replay/explain"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// passage is a stretch of the way to an outcome, or some that follow each other under
// one heading at one place.
type passage struct {
	from, until sim.Time
	delay       measure.Delay
	step        journal.Step
	cause       journal.Cause
	object      journal.Ref
	lane        journal.Ref // whose lane it stands in
	record      journal.Num // that accounts for it
	world       bool        // the deciding fact did not exist yet
	name        string      // the heading
	says        string      // as a phrase
	kind        string      // its step and cause
	several     bool
}

func (x *passage) ms() sim.Time { return x.until - x.from }

// path is the way to an outcome as a picture shows it.
type path struct {
	why  *explain.Explanation
	rows []passage
	from sim.Time // where the clock begins: before it nobody could know
	end  sim.Time
}

// pathOf puts stretches that follow each other under one heading at one place
// together: by reason, or by step and cause.
func pathOf(run *review.Run, e *explain.Explanation, byStep bool) *path {
	k := &path{why: e, from: e.From, end: e.To}
	lane := journal.Ref(0)
	for i := range e.Stretches {
		x := &e.Stretches[i]
		if x.Ms() == 0 {
			continue
		}
		p := passage{
			from: x.From, until: x.To, delay: measure.DelayOf(x.Step, x.Cause), step: x.Step, cause: x.Cause, object: x.Object, record: x.Record, world: x.Step == journal.World,
			says: strings.TrimPrefix(run.Speak.Stretch(explain.Share{Step: x.Step, Cause: x.Cause, Object: x.Object, Ended: x.Ended, Ms: x.Ms(), First: x.From}), "="),
		}
		p.kind = run.Speak.Terms.Stretch(x.Step, x.Cause)
		if p.name = run.Speak.Terms.Delay(p.delay.Code()); byStep {
			p.name = wording.Upper(p.kind)
		}
		if h := run.House(x.Object); h != 0 {
			lane = h
		}
		p.lane = lane
		if n := len(k.rows) - 1; n >= 0 && k.rows[n].name == p.name && k.rows[n].object == p.object && k.rows[n].world == p.world {
			o := &k.rows[n]
			o.until, o.record, o.several = p.until, p.record, true
			o.says = wording.Upper(run.Speak.Name(p.object))
			continue
		}
		k.rows = append(k.rows, p)
	}
	for i := len(k.rows) - 2; i >= 0; i-- {
		if k.rows[i].lane == 0 {
			k.rows[i].lane = k.rows[i+1].lane
		}
	}
	for i := 0; i < len(k.rows)-1 && k.rows[i].world; i++ {
		k.from = k.rows[i].until
	}
	return k
}

// work is the time of a path without the world's own: of that shares are taken, for
// before a fact exists nobody is late with it.
func (k *path) work() (sum sim.Time) {
	for i := range k.rows {
		if x := &k.rows[i]; !x.world {
			sum += x.ms()
		}
	}
	return sum
}

// lanes are the places that the way went through, in its order; of many those with
// most time.
func (k *path) lanes(most int) []journal.Ref {
	var list []journal.Ref
	sums := map[journal.Ref]sim.Time{}
	for i := range k.rows {
		x := &k.rows[i]
		if x.until <= k.from {
			continue
		}
		if !slices.Contains(list, x.lane) {
			list = append(list, x.lane)
		}
		sums[x.lane] += x.ms()
	}
	if len(list) > most {
		order := slices.Clone(list)
		slices.SortStableFunc(order, func(a, b journal.Ref) int { return cmp.Compare(sums[b], sums[a]) })
		keep := order[:most]
		list = slices.DeleteFunc(list, func(r journal.Ref) bool { return !slices.Contains(keep, r) })
	}
	return list
}

// heights of the lanes.
const (
	laneTop  = 42.0
	mostPath = 8
)

func laneHigh(wide bool) float64 {
	if wide {
		return 44
	}
	return 30
}

// lanesHigh is how high the lanes of a path are; at most a third of a screen.
func (k *path) lanesHigh(box scene.Box, wide bool) float64 {
	return laneTop + float64(laneHigh(wide)*float64(len(k.lanes(k.fitting(box, wide))))) + 6
}

func (k *path) fitting(box scene.Box, wide bool) int {
	return max(1, min(mostPath, int((float64(box.H*0.36)-laneTop)/laneHigh(wide))))
}

// drawLanes draws a path as one lane for each place, on a clock that is linear
// throughout.
func (k *path) drawLanes(c *canvas.Canvas, run *review.Run, s *view.State, b scene.Box) {
	t := c.Theme
	lanes := k.lanes(int((b.H - laneTop) / laneHigh(b.W > 1400)))
	high := laneHigh(b.W > 1400)
	label := 130.0
	for _, r := range lanes {
		label = max(label, min(float64(b.W*0.24), 62+font.Width(laneName(run, r), font.Medium, theme.Body)))
	}
	until := k.end
	if due := k.why.Due; due != sim.Never && due > until && due-k.from < 3*(k.end-k.from) {
		until = due
	}
	a := figure.Axis{From: k.from, Until: until + (until-k.from)/30 + 1, X: b.X + label, W: b.W - label, Due: k.why.Due}
	top, bottom := b.Y+laneTop, b.Y+laneTop+float64(high*float64(len(lanes)))
	c.Add(a.Calendar(top, bottom, run.Speak.Clock, t)...)
	for i, r := range lanes {
		y := top + float64(high*float64(i))
		c.Rule(b.X, y+0.5, b.X+b.W, y+0.5, t.Line)
		x := b.X
		if code := run.Code(r); code != "" {
			x += mark.Chip(&c.Scene, x, y+float64(high/2), code, false, t) + 8
		}
		c.SayIn(x, y+float64(high/2)+4.5, b.X+label-x-10, laneName(run, r), theme.Body, font.Medium, t.Ink)
	}
	c.Rule(b.X, bottom+0.5, b.X+b.W, bottom+0.5, t.Line)
	k.drawPassages(c, run, a, lanes, top, high)
	if due := k.why.Due; due != sim.Never && due >= a.From && due <= a.Until {
		k.drawDue(c, run, s, a, b, bottom)
	}
}

// drawDue draws the deadline across the lanes, and the time from it to the outcome.
func (k *path) drawDue(c *canvas.Canvas, run *review.Run, s *view.State, a figure.Axis, b scene.Box, bottom float64) {
	t, x := c.Theme, a.At(k.why.Due)
	mark.Deadline(&c.Scene, x, b.Y+4, bottom, t)
	words := scene.Text{At: scene.Point{X: x + 13, Y: b.Y + 13}, Text: "due " + canvas.Instant(run, s.Clock, k.why.Due), Size: theme.Note, Weight: font.SemiBold, Fill: t.Late}
	if o := words.Box(); o.X+o.W > b.X+b.W {
		words.At.X, words.Anchor = x-6, scene.End
	}
	c.Scene.Text(&words)
	m, came := k.why.Margin()
	if !came || m >= 0 {
		return
	}
	end := a.At(k.why.Came)
	mark.Lateness(&c.Scene, x, end, b.Y+17, t)
	late := wording.Margin(m)
	if o := words.Box(); end-font.Width(late, font.SemiBold, theme.Note) > o.X+o.W+12 {
		c.SayEnd(end, b.Y+13, late, theme.Note, font.SemiBold, t.Late)
	}
}

func laneName(run *review.Run, r journal.Ref) string {
	if r == 0 {
		return labelWorld
	}
	return wording.Upper(run.Speak.Name(r))
}

// drawPassages draws the bars of a path in its lanes and the arrows between them.
func (k *path) drawPassages(c *canvas.Canvas, run *review.Run, a figure.Axis, lanes []journal.Ref, top, high float64) {
	t, thick := c.Theme, float64(high*0.56)
	lane := func(r journal.Ref) float64 {
		return top + float64(high*float64(slices.Index(lanes, r))) + float64((high-thick)/2)
	}
	labels := scene.NewPlacer(scene.Box{X: a.X, Y: top - 14, W: a.W, H: float64(high*float64(len(lanes))) + 14})
	for i := range k.rows {
		x := &k.rows[i]
		if x.until <= k.from || slices.Index(lanes, x.lane) < 0 {
			continue
		}
		y, left, end := lane(x.lane), a.At(max(x.from, k.from)), a.At(x.until)
		bar := scene.Box{X: left, Y: y, W: max(end-left, 1.5), H: thick}
		c.Bar(bar, x.delay, x.says)
		labels.Take(bar)
		if x.record > 0 {
			c.Hit(canvas.Hit{Box: bar.Grow(1), Do: locate(x.record, x.until), Tip: x.says})
		}
		if i+1 < len(k.rows) && k.rows[i+1].lane != x.lane && slices.Index(lanes, k.rows[i+1].lane) >= 0 {
			to := lane(k.rows[i+1].lane)
			from, tip := y+thick, to
			if to < y {
				from, tip = y, to+thick
			}
			mark.PathStroke(t).Draw(&c.Scene, scene.Point{X: end, Y: from}, scene.Point{X: end, Y: tip})
			labels.Take(scene.Box{X: end - 5, Y: min(from, tip), W: 10, H: max(from, tip) - min(from, tip)})
		}
	}
	// The longest passages say what they are, where there is room above or beside.
	order := make([]int, len(k.rows))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(k.rows[j].ms(), k.rows[i].ms()) })
	for _, i := range order[:min(3, len(order))] {
		x := &k.rows[i]
		if x.until <= k.from || slices.Index(lanes, x.lane) < 0 {
			continue
		}
		y, left, end := lane(x.lane), a.At(max(x.from, k.from)), a.At(x.until)
		text := scene.Text{Text: x.name + " " + wording.Lasting(x.ms()), Size: theme.Note, Weight: font.SemiBold, Fill: t.Ink}
		right, before := text, text
		right.At = scene.Point{X: end + 10, Y: y + float64(thick/2) + 4}
		before.At, before.Anchor = scene.Point{X: left - 10, Y: y + float64(thick/2) + 4}, scene.End
		if placed, ok := labels.Place(right, before); ok {
			c.Plate(&placed)
		}
	}
}

// exactly writes a stretch of time to the millisecond.
func exactly(ms sim.Time) string {
	return fmt.Sprintf("%d:%02d:%02d.%03d", ms/sim.Hour, ms/sim.Minute%60, ms/sim.Second%60, ms%sim.Second)
}
