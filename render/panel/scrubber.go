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
	"entente/sim"
	"entente/sim/journal"
	"entente/sim/notation"
)

// quiet is the longest time in which nobody of a view sent anything, as far as messages
// were gone through.
type quiet struct {
	run        *review.Run
	as         view.Perspective
	from, last sim.Time
	upto       int
	long       canvas.Gap
}

// Scrubber draws all of a run's time: the clock and what plays it, how much happened
// when, the stretch that the lanes show, and the playhead. Beside a second run it is
// mirrored: what happened in that stands below the line.
type Scrubber struct {
	Pair *review.Pair // of the run with a second one; nil: alone

	quiet quiet
	told  struct { // headlines
		run   *review.Run
		words map[journal.Num]string
	}
	from  scrubCause
	drawn bool

	axis         canvas.Axis // of the whole run, which is never folded
	clock, strip scene.Box
	base         float64 // on which needles stand
	under        canvas.Canvas
	past, future canvas.Canvas
	words        []lanes.Label
	zones        []zoneClock
	goTo         string // what the clock is for, and which count it uses
	pointed      pointed
	noted        noted
	remarks      []remark

	edges  []sim.Time
	counts [3][]int
	list   []int32
}

// scrubCause is all that the strip is drawn from but playhead and window.
type scrubCause struct {
	run    *review.Run
	pair   *review.Pair
	both   bool // of the pair all is known
	loaded journal.Num
	turn   int // of answers that came since
	as     view.Perspective
	strict bool
	clock  view.Clock
	zone   notation.Clock
	chosen journal.Ref
	box    scene.Box
	width  float64
	theme  *theme.Theme
}

// Draw draws the scrubber in a box.
func (b *Scrubber) Draw(c *canvas.Canvas, run *review.Run, s *view.State, box scene.Box) {
	now := scrubCause{run: run, as: s.As, strict: look.Strict(s), clock: s.Clock, zone: canvas.ClockOf(run, s), chosen: s.Outcome, box: box, width: c.W, theme: c.Theme}
	now.loaded = run.Portion()
	now.turn = run.Turn()
	now.pair, now.both = b.Pair, b.Pair != nil && b.Pair.Done()
	if b.Pair != nil {
		now.turn += b.Pair.B.Turn()
	}
	if !b.drawn || b.from != now {
		b.from, b.drawn = now, true
		b.lay(c, run, s)
	}
	t := c.Theme
	c.Fill(box, t.Ground[1])
	c.Rule(box.X, canvas.SnapToPixel(box.Y), box.X+box.W, canvas.SnapToPixel(box.Y), t.Line)
	b.drawWindow(c, s)
	b.under.Paint(&c.Scene)
	at := b.axis.At(s.At)
	c.Clip(scene.Box{X: box.X, Y: box.Y, W: at - box.X, H: box.H})
	b.past.Paint(&c.Scene)
	c.Unclip()
	if !look.UptoNow(s) {
		c.Clip(scene.Box{X: at, Y: box.Y, W: box.X + box.W - at, H: box.H})
		b.future.Paint(&c.Scene)
		c.Unclip()
	}
	c.Hit(canvas.Hit{Box: b.strip, Drag: view.JumpTo, Axis: &b.axis, Follows: true, Tip: b.point(c, run, s)})
	mark.Playhead(&c.Scene, canvas.SnapToPixel(at), b.strip.Y+5, b.base+4, t) // it passes under words, as the edges of what the lanes show do
	b.drawEdges(c, run, s)
	for i := range b.words {
		w := &b.words[i]
		if w.At > s.At && look.UptoNow(s) {
			continue
		}
		b.plate(c, s, w.Text.Box().Grow(1))
		text := w.Text
		if w.At > s.At {
			text.Fill = t.Ink3
		}
		c.Text(&text)
		if w.Right > w.Left {
			box, y := text.Box().Grow(6), text.At.Y-4
			mark.Dashes(&c.Scene, scene.Point{X: w.Left, Y: y}, scene.Point{X: box.X, Y: y}, 2, 3, text.Fill, 1)
			mark.Dashes(&c.Scene, scene.Point{X: box.X + box.W, Y: y}, scene.Point{X: w.Right, Y: y}, 2, 3, text.Fill, 1)
		}
	}
	b.drawLit(c, run, s)
	b.drawNotes(c, run, s)
	b.drawClock(c, run, s)
}

// brushed is the ground of the stretch of time in the lanes: late can be read on it.
func brushed(t *theme.Theme) theme.Colour { return t.Ground[3].Over(t.Ground[1], 60) }

// plate keeps lines from crossing letters: it has the colour of what lies there.
func (b *Scrubber) plate(c *canvas.Canvas, s *view.State, box scene.Box) {
	ground := c.Theme.Ground[1]
	if s.From != 0 || s.Until != 0 {
		from, until := b.axis.At(s.From), b.axis.At(s.Until)
		if from < box.X+box.W && box.X < until {
			left, right := max(from, box.X), min(until, box.X+box.W)
			c.Fill(box, ground)
			box.X, box.W, ground = left, right-left, brushed(c.Theme)
		}
	}
	c.Fill(box, ground)
}

// lay lays out the strip and draws all of it that stays.
func (b *Scrubber) lay(c *canvas.Canvas, run *review.Run, s *view.State) {
	box := b.from.box
	left := 248.0
	if c.W >= 1500 {
		left = 310
	}
	b.clock = scene.Box{X: box.X, Y: box.Y, W: left, H: box.H}
	b.strip = scene.Box{X: box.X + left, Y: box.Y + 1, W: box.W - left, H: box.H - 1}
	foot := 42.0
	if box.H < 120 {
		foot = 28
	}
	low := float64(int(box.Y + box.H - foot)) // below it stand times
	begin, until := min(0, run.Begin), run.Until
	if b.base = low; b.from.both {
		b.base = float64(int(low - float64((box.H-foot-16)*mirrored)))
		begin, until = min(begin, b.Pair.B.Begin), max(until, b.Pair.B.Until)
	}
	b.axis.Set(begin, until, b.strip.X+16, b.strip.W-36, nil, 0)
	b.under.Reset(c.W, c.H, c.Theme)
	b.past.Reset(c.W, c.H, c.Theme)
	b.future.Reset(c.W, c.H, c.Theme.Veiled())
	b.words = b.words[:0]
	b.findZones(run, s)

	t := c.Theme
	b.under.Rule(canvas.SnapToPixel(b.clock.X+left), box.Y+12, canvas.SnapToPixel(b.clock.X+left), box.Y+box.H-12, t.Line)
	b.under.Rule(b.axis.X, b.base+0.5, b.axis.X+b.axis.W, b.base+0.5, t.Line2)
	k := canvas.Ticks{
		Clock: s.Clock, At: canvas.ClockOf(run, s), Days: low + 20, Hours: low + 20, Lines: [2]float64{low, low + 5},
		Room: scene.Box{X: b.strip.X, Y: low + 6, W: b.strip.W, H: 24},
	}
	if foot < 40 {
		k.Days, k.Hours = low+18, low+18
	}
	k.Draw(&b.under, &b.axis)

	placer := scene.NewPlacer(scene.Box{X: b.strip.X + 4, Y: box.Y + 4, W: b.strip.W - 8, H: b.base - box.Y - 4})
	if b.from.both {
		b.mirror(run, s, low, placer)
		return
	}
	b.needles(run, s)
	for _, c := range [...]*canvas.Canvas{&b.past, &b.future} {
		c.Gaps(run, &b.axis, scene.Box{X: b.axis.X, Y: box.Y + 22, W: b.axis.W, H: b.base - box.Y - 22}, false)
	}
	b.keyEvents(run, s, placer)
	b.silence(run, s, placer)
}

// The limits of the strip.
const (
	mostNeedles = 200 // events that have a needle each
	binWide     = 3
)

// needles draws when something happened: a needle for each event by how much it
// matters, or a histogram where there are many. Light is all, darker what is notable,
// and a cap what is critical.
func (b *Scrubber) needles(run *review.Run, s *view.State) {
	seen, some := run.Seen(s.As), s.As.Sort != view.WhiteCell
	count := len(run.Events)
	if some {
		count = len(seen)
	}
	high := b.base - b.from.box.Y - 26
	if count > mostNeedles {
		b.histogram(run, s, high)
		return
	}
	for i := range count {
		e := &run.Events[i]
		if some {
			e = &run.Events[seen[i]]
		}
		x := canvas.SnapToPixel(b.axis.At(e.At))
		share := [...]float64{review.Plain: 0.2, review.Notable: 0.45, review.Critical: 0.75}[e.Weight]
		top := b.base - float64(high*share)
		for _, c := range [...]*canvas.Canvas{&b.past, &b.future} {
			ink := [...]theme.Colour{review.Plain: c.Theme.Edge, review.Notable: c.Theme.Ink2, review.Critical: c.Theme.Ink}[e.Weight]
			c.Rule(x, top, x, b.base, ink)
			if e.Weight == review.Critical {
				c.Scene.Rect(&scene.Rect{Box: scene.Box{X: x - 2.5, Y: top - 2.5, W: 5, H: 5}, Fill: ink, Radius: 2.5})
			}
		}
	}
}

// histogram counts events in bins of three pixels.
func (b *Scrubber) histogram(run *review.Run, s *view.State, high float64) {
	b.bin(run, s)
	b.columns(high, b.most(), -1)
}

// bin counts what happened in a run in bins of three pixels.
func (b *Scrubber) bin(run *review.Run, s *view.State) {
	n := max(1, int(b.axis.W/binWide))
	b.edges = b.edges[:0]
	for i := range n + 1 {
		b.edges = append(b.edges, b.axis.Time(b.axis.X+float64(float64(i)*b.axis.W)/float64(n)))
	}
	b.edges[n]++
	for i := range b.counts {
		b.counts[i] = append(b.counts[i][:0], make([]int, n)...)
	}
	run.Density(s.As, b.edges, b.counts[0], b.counts[1], b.counts[2])
}

// most is what the largest bin holds, and 1 at least.
func (b *Scrubber) most() int {
	most := 1
	for _, k := range b.counts[0] {
		most = max(most, k)
	}
	return most
}

// columns draws the bins from the line upwards, with way -1, or downwards, with 1.
func (b *Scrubber) columns(high float64, most int, way float64) {
	n := len(b.counts[0])
	for i := range n {
		all, notable, critical := b.counts[0][i], b.counts[1][i], b.counts[2][i]
		if all == 0 {
			continue
		}
		x, wide := b.axis.At(b.edges[i]), float64(b.axis.W)/float64(n)-0.6
		column := func(c *canvas.Canvas, k int, from, least float64, ink theme.Colour) {
			long := max(least, float64(high*float64(k))/float64(most))
			y := b.base + from
			if way < 0 {
				y = b.base - from - long
			}
			c.Fill(scene.Box{X: x, Y: y, W: wide, H: long}, ink)
		}
		for _, c := range [...]*canvas.Canvas{&b.past, &b.future} {
			column(c, all, 0, 1, c.Theme.Edge.Over(c.Theme.Ground[1], 60))
			if notable > 0 {
				column(c, notable, 0, 1, c.Theme.Ink2)
			}
			if critical > 0 {
				column(c, 0, max(1, float64(high*float64(all))/float64(most)), 3, c.Theme.Ink)
			}
		}
	}
}

// drawWindow shades the stretch that the lanes show.
func (b *Scrubber) drawWindow(c *canvas.Canvas, s *view.State) {
	if s.From == 0 && s.Until == 0 {
		return
	}
	from, until := b.axis.At(s.From), b.axis.At(s.Until)
	c.Fill(scene.Box{X: from, Y: b.strip.Y + 7, W: max(2, until-from), H: b.base - b.strip.Y - 7}, brushed(c.Theme))
}

// drawEdges draws the edges of that stretch, which can be dragged.
func (b *Scrubber) drawEdges(c *canvas.Canvas, run *review.Run, s *view.State) {
	from, until := lanes.WindowOf(run, s)
	for i, at := range [...]sim.Time{from, until} {
		x := canvas.SnapToPixel(b.axis.At(at))
		side := 2*i - 1
		grip := scene.Box{X: x - 2.5, Y: b.strip.Y + float64(int(float64((b.base-b.strip.Y)/2))) - 6, W: 5, H: 15}
		if s.From != 0 || s.Until != 0 {
			c.Rule(x, b.strip.Y+7, x, b.base, c.Theme.Edge)
		}
		c.Scene.Rect(&scene.Rect{Box: grip, Fill: c.Theme.Ink2, Radius: 2})
		c.Hit(canvas.Hit{Box: grip.Grow(5), Drag: view.FitTime, Edge: side, Axis: &b.axis})
	}
}

// drawClock writes the instant on three clocks, and what plays the run.
func (b *Scrubber) drawClock(c *canvas.Canvas, run *review.Run, s *view.State) {
	t, x := c.Theme, b.clock.X+20
	high := b.clock.H
	lines := [...]float64{38, 60, 79}
	size, buttons := 26.0, high-44
	switch {
	case high < 90:
		lines, size, buttons = [...]float64{22, 38, 0}, 17, 46
	case high < 100:
		lines, size, buttons = [...]float64{24, 42, 0}, 18, 54
	case high < 130:
		lines, size, buttons = [...]float64{28, 45, 60}, 20, 69
	}
	c.Scratch = notation.AppendElapsed(c.Scratch[:0], s.At)
	c.Say(x, b.clock.Y+lines[0], c.Word(c.Scratch), size, font.SemiBold, t.Ink)
	c.Scratch = run.Speak.Clock.AppendUTC(c.Scratch[:0], s.At)
	c.SayIn(x, b.clock.Y+lines[1], b.clock.W-28, c.Word(c.Scratch), theme.Note, font.Regular, t.Ink2)
	if lines[2] > 0 {
		c.Scratch = run.Speak.Clock.AppendAt(c.Scratch[:0], s.At)
		for i := range b.zones {
			c.Scratch = b.zones[i].clock.AppendHour(append(c.Scratch, b.zones[i].code...), s.At)
		}
		c.SayIn(x, b.clock.Y+lines[2], b.clock.W-28, c.Word(c.Scratch), theme.Note, font.Regular, t.Ink3)
	}
	c.Hit(canvas.Hit{Box: scene.Box{X: b.clock.X + 12, Y: b.clock.Y + 4, W: b.clock.W - 24, H: buttons - 6}, Do: view.Action{Do: view.Open, N: int(view.GotoDialog)}, Tip: b.goTo})
	b.transport(c, run, s, x, b.clock.Y+buttons)
}

// zoneClock is the clock of a nation whose local time is not that of the exercise.
type zoneClock struct {
	code  string
	clock notation.Clock
}

// mostZones is how many local times stand beside that of the exercise.
const mostZones = 2

// findZones finds the local times that differ: of a nation's view its own alone.
func (b *Scrubber) findZones(run *review.Run, s *view.State) {
	b.zones, b.goTo = b.zones[:0], labelGoto+". "+run.Legend
	for i := range run.Static.Things {
		r := journal.Ref(i)
		if run.Static.Things[i].Sort != journal.SortNation.String() || !run.Has(s.As, r) && run.Nation(s.As.Who) != r {
			continue
		}
		clock, known := run.ClockOf(r), false
		for j := range b.zones {
			known = known || b.zones[j].clock == clock
		}
		if clock != run.Speak.Clock && !known && len(b.zones) < mostZones {
			b.zones = append(b.zones, zoneClock{" · " + look.NationCode(run, r) + " ", clock})
		}
	}
}
