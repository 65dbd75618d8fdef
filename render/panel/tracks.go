package panel

import (
	"slices"

	"entente/render/canvas"
	"entente/render/font"
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

// Tracks shows where each fact was over time: a track for every nation, or as a nation
// for its own agencies too, as high as the fact had come there.
type Tracks struct {
	Nations bool // each is one track: there is less room

	layer canvas.Layer
	laid  tracks
	above tracksAbove
	paint func(*canvas.Canvas, *review.Run, *view.State, scene.Box)
}

// Draw draws the panel.
func (p *Tracks) Draw(c *canvas.Canvas, run *review.Run, s *view.State, box scene.Box) {
	reads := view.State{
		At: s.At, Record: s.Record, As: s.As, Missed: s.Missed, Subject: s.Subject, Outcome: s.Outcome, Unfolded: s.Unfolded, Clock: s.Clock,
		From: s.From, Until: s.Until, Linear: s.Linear, Hidden: look.UptoNow(s),
	}
	reads.Scroll[view.FactList] = s.Scroll[view.FactList]
	if p.paint == nil {
		p.paint = p.draw
	}
	p.layer.Draw(c, run, reads, box, p.paint)
}

// tracks is the picture as it is laid out.
type tracks struct {
	matrix
	axis  canvas.Axis
	steps []review.Step // of one track
	times []sim.Time    // at which something changed
	gaps  []canvas.Gap
	above *tracksAbove
	high  float64 // of a track
}

// tracksAbove is what stands above the tracks, and the lines below it: it is kept, for
// a playhead does not move it.
type tracksAbove struct {
	kept  canvas.Canvas
	drawn aboveCause
	gaps  []canvas.Gap
}

// aboveCause is what it was drawn from, beside the gaps.
type aboveCause struct {
	from, until sim.Time
	left, wide  float64
	clock       view.Clock
	at          notation.Clock
	theme       *theme.Theme
	days, hours float64
	lines       [2]float64
	room        scene.Box
}

func (k *tracksAbove) draw(c *canvas.Canvas, a *canvas.Axis, gaps []canvas.Gap, of *aboveCause) {
	if k.drawn != *of || !slices.Equal(k.gaps, gaps) {
		k.drawn, k.gaps = *of, append(k.gaps[:0], gaps...)
		k.kept.Reset(c.W, c.H, c.Theme)
		x := canvas.Ticks{Clock: of.clock, At: of.at, Days: of.days, Hours: of.hours, Lines: of.lines, Room: of.room}
		x.Draw(&k.kept, a)
	}
	k.kept.Paint(&c.Scene)
}

// Sizes of tracks: how high each is for so many, and what names of facts take.
const (
	tracksHead  = 84.0
	trackLabel  = 118.0
	trackWide   = 182.0
	leastTrack  = 3.0
	codeTrack   = 13.0 // room for a code
	mostTrack   = 20.0
	blockTracks = 200.0 // what the tracks of one fact may take together
)

func (p *Tracks) draw(c *canvas.Canvas, run *review.Run, s *view.State, box scene.Box) {
	c.Clip(box)
	defer c.Unclip()
	t := c.Theme
	c.Fill(box, t.Ground[0])
	m := &p.laid
	*m = tracks{axis: m.axis, steps: m.steps, times: m.times, gaps: m.gaps, above: &p.above, matrix: matrix{rows: m.rows[:0], posts: m.posts[:0], c: c, run: run, s: s, n: run.Upto(s.At, s.Record), own: s.As.Sort != view.WhiteCell && !s.Missed, wide: box.W >= 600}}
	m.label = trackLabel
	if m.wide {
		m.label = trackWide
	}
	c.Say(box.X+16, box.Y+24, headTracks, theme.Section, font.SemiBold, t.Ink)
	at := box.X + 16 + font.Width(headTracks, font.SemiBold, theme.Section) + 10
	c.SayIn(at, box.Y+24, box.X+box.W-at-12, noteTracks, theme.Note, font.Regular, t.Ink3)
	m.findRows()
	m.rows = slices.DeleteFunc(m.rows, func(r factRow) bool { return r.fact == 0 })
	fold := someFold
	if p.Nations && s.As.Sort != view.OfAgency {
		fold = allFold
	}
	m.posts, _ = m.postsOf(m.posts, run.Involved(m.storyline()), fold)
	if len(m.rows) == 0 || len(m.posts) == 0 {
		c.SayIn(box.X+16, box.Y+64, box.W-32, noteKnowsNothing, theme.Body, font.Regular, t.Ink3)
		return
	}
	posts := float64(len(m.posts))
	fit := float64((float64((box.H-tracksHead)/float64(len(m.rows))) - 12) / posts) // all facts at once
	m.high = min(mostTrack, max(fit, codeTrack), max(leastTrack, float64(blockTracks/posts)))
	m.draw(box)
}

// mostFolding is of how many facts at most the time is folded in which nothing changed.
const mostFolding = 60

// fold lays out the axis, and folds the time in which no fact came any further.
func (m *tracks) fold(room scene.Box) {
	from, until := m.s.From, m.s.Until
	if from == until {
		from, until = m.run.Begin, m.run.Until
	}
	m.gaps, m.times = m.gaps[:0], m.times[:0]
	if !m.s.Linear && !look.UptoNow(m.s) && len(m.rows) <= mostFolding {
		as := view.Perspective{}
		if m.own {
			as = m.s.As
		}
		for _, r := range m.rows {
			m.times = m.run.Turns(m.times, as, r.fact)
			if !m.own {
				m.times = append(m.times, m.run.Shown(r.fact), m.run.DueOf(r.fact))
			}
		}
		slices.Sort(m.times)
		m.gaps = canvas.Idle(m.gaps, m.times, nil, from, until)
	}
	m.axis.Set(from, until, room.X, room.W, m.gaps, 26)
}

// stepsOf are the steps of one track. Of what lay unopened nobody there knew what it
// was.
func (m *tracks) stepsOf(p *post, fact journal.Ref) []review.Step {
	m.steps = m.run.Steps(m.steps[:0], p.who, fact)
	if m.own {
		m.steps = slices.DeleteFunc(m.steps, func(x review.Step) bool { return x.Cell.Hidden() })
	}
	return m.steps
}

func (m *tracks) draw(box scene.Box) {
	c, t := m.c, m.c.Theme
	room := scene.Box{X: box.X + m.label + 40, Y: box.Y + tracksHead, W: box.W - m.label - 56, H: box.H - tracksHead}
	m.fold(room)
	m.above.draw(c, &m.axis, m.gaps, &aboveCause{
		from: m.axis.From, until: m.axis.Until, left: m.axis.X, wide: m.axis.W, clock: m.s.Clock, at: canvas.ClockOf(m.run, m.s), theme: t,
		days: box.Y + 52, hours: box.Y + 70, lines: [2]float64{room.Y, box.Y + box.H}, room: scene.Box{X: room.X - 20, Y: box.Y + 36, W: room.W + 36, H: tracksHead - 36},
	})
	block := max(float64(m.high*float64(len(m.posts))), 30) + 12
	first, upto := c.VisibleRows(view.FactList, m.s, len(m.rows), int(room.H/block), scene.Box{X: box.X, Y: room.Y, W: box.W - 4, H: room.H})
	c.Hit(canvas.Hit{Box: room, Axis: &m.axis, Do: view.Action{Do: view.Clear}})
	y := room.Y
	for i := first; i < upto; i++ {
		m.drawBlock(i, scene.Box{X: box.X, Y: y, W: box.W - 8, H: block}, room)
		y += block
	}
	c.Gaps(m.run, &m.axis, scene.Box{X: room.X, Y: room.Y, W: room.W, H: y - room.Y}, true)
	c.Rule(box.X, y+0.5, box.X+box.W, y+0.5, t.Line)
	if m.axis.Has(m.s.At) {
		mark.Playhead(&c.Scene, canvas.SnapToPixel(m.axis.At(m.s.At)), room.Y-4, box.Y+box.H, t)
	}
}

// drawBlock draws the tracks of one fact.
func (m *tracks) drawBlock(row int, b, room scene.Box) {
	c, t, fact := m.c, m.c.Theme, m.rows[row].fact
	choose := view.Action{Do: view.Select, Subject: view.Subject{Topic: view.Fact, Thing: fact}}
	if m.s.Subject.Topic == view.Fact && m.s.Subject.Thing == fact {
		c.Fill(scene.Box{X: b.X, Y: b.Y, W: m.label, H: b.H}, t.Ground[2])
	}
	c.Rule(b.X, b.Y+0.5, b.X+b.W, b.Y+0.5, t.Line)
	c.Hit(canvas.Hit{Box: scene.Box{X: b.X, Y: b.Y, W: m.label, H: b.H}, Do: choose, Subject: choose.Subject, Tip: m.run.Called(fact)})
	if f := m.run.Fact(fact); f != nil {
		c.SayIn(b.X+16, b.Y+16, m.label-20, f.Kind, theme.Tick, font.Medium, t.Ink3)
	}
	c.SayIn(b.X+16, b.Y+32, m.label-20, m.run.Called(fact), theme.Body, font.Regular, t.Ink)
	y := b.Y + 6
	for i := range m.posts {
		p := &m.posts[i]
		if m.high >= codeTrack {
			text, weight := m.head(p)
			ink := t.Ink3
			if m.s.As.Sort != view.WhiteCell && m.run.Has(m.s.As, p.who) {
				ink, weight = t.Ink, font.SemiBold
			}
			c.SayEnd(room.X-8, y+float64(m.high/2)+4, text, theme.Tick, weight, ink)
		}
		subject := choosePost(p).Subject
		c.Hit(canvas.Hit{Box: scene.Box{X: b.X + m.label, Y: y, W: room.X - b.X - m.label, H: m.high}, Do: choosePost(p), Subject: subject, Tip: m.run.Called(p.who)})
		m.drawTrack(p, m.stepsOf(p, fact), scene.Box{X: room.X, Y: y, W: room.W, H: m.high - 1})
		y += m.high
	}
	if due := m.run.DueOf(fact); due != sim.Never && m.axis.Has(due) && !m.own {
		mark.Deadline(&c.Scene, canvas.SnapToPixel(m.axis.At(due)), b.Y+1, b.Y+b.H, t)
	}
}

// drawTrack draws one track: nothing where the fact was not there, else a bar as high
// as it had come, hatched where it was stale.
func (m *tracks) drawTrack(p *post, steps []review.Step, b scene.Box) {
	c, t := m.c, m.c.Theme
	c.Rule(b.X, b.Y+b.H-0.5, b.X+b.W, b.Y+b.H-0.5, t.Line)
	for i := range steps {
		from, until := steps[i].At, m.axis.Until
		if i+1 < len(steps) {
			until = steps[i+1].At
		}
		k := knownOf(&steps[i].Cell, m.own)
		if k.Level == mark.Unknown {
			continue
		}
		ink := t.Ink2
		if m.s.As.Sort != view.WhiteCell && m.run.Has(m.s.As, p.who) {
			ink = t.Ink
		}
		if k.Stale || k.Redacted {
			ink = t.Ink3.Over(t.Ground[0], 75)
		}
		m.span(from, min(until, m.s.At), k.Level, ink, b)
		if !look.UptoNow(m.s) {
			m.span(max(from, m.s.At), until, k.Level, ink.Over(t.Ground[0], 28), b)
		}
	}
}

// span draws a level that lasted from an instant to another.
func (m *tracks) span(from, until sim.Time, level mark.Level, ink theme.Colour, b scene.Box) {
	from, until = max(from, m.axis.From), min(until, m.axis.Until)
	if from >= until {
		return
	}
	x0, x1 := m.axis.At(from), m.axis.At(until)
	h := float64(float64(b.H*float64(level)) / 4)
	m.c.Fill(scene.Box{X: x0, Y: b.Y + b.H - h, W: max(1, x1-x0), H: h}, ink)
}
