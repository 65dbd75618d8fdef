package lanes

import (
	"slices"

	"entente/render/canvas"
	"entente/render/look"
	"entente/render/mark"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// Lanes draws who sent what to whom and what waited where: a lane for each agency in
// the group of its nation, time from left to right, the path of the chosen outcome
// above all else.
//
// All that does not move with the playhead is drawn once and kept: once as it was and
// once as it looks before it has happened. A frame puts the first to the left of the
// playhead and the second to its right.
type Lanes struct {
	course course
	all    []crew
	from   lanesCause
	drawn  bool

	level       view.Detail
	size        laneSizes
	only        look.Filter
	rows        []row
	first, upto int
	axis        canvas.Axis
	labels      []Label
	seen        [measure.NumDelays]bool // delays that are drawn

	base, past, future canvas.Canvas
	over               canvas.Canvas // names, above the arrows
	veil               *theme.Theme

	gaps     []canvas.Gap
	turns    []sim.Time // at which something began or ended in the lanes
	times    []sim.Time
	list     []int32
	legs     []review.Leg
	spans    []laneSpan
	items    []laneItem
	place    []int32 // by Ref: the row of a lane, and 1; 0 none
	edges    []sim.Time
	columns  []review.Column
	nowAt    [2]sim.Time // what waits at the playhead
	now      [1]review.Column
	overTime []scene.Box // words over the axis
	due      dueWords
	clocks   []laneClock
	taken    []scene.Box  // by arrows of the course
	tipped   view.Subject // what the tip speaks of
	tip      string
}

// lanesCause is all that the lanes are drawn from but the playhead.
type lanesCause struct {
	run    *review.Run
	loaded journal.Num
	turn   int        // of answers that came since
	state  view.State // what lanes read of it
	box    scene.Box
	width  float64
	theme  *theme.Theme
	open   int      // the row that is opened under the pointer; -1 none
	past   sim.Time // where what is to come is hidden: the last instant up to the playhead at which something began or ended
}

// Label is a word at an instant: while that has not come it is in the ink of
// ticks, which can still be read.
type Label struct {
	Text scene.Text
	At   sim.Time

	Left, Right float64 // of the dots on both sides; 0: none
}

// reads is what lanes read of a state, but for the playhead.
func (l *Lanes) reads(s *view.State) view.State {
	r := view.State{
		As: s.As, Subject: s.Subject, Outcome: s.Outcome, From: s.From, Until: s.Until, Linear: s.Linear, Detail: s.Detail, Fitted: s.Fitted,
		Everyone: s.Everyone, Unfolded: s.Unfolded, Clock: s.Clock, Filter: s.Filter, Missed: s.Missed, Hidden: look.UptoNow(s),
	}
	r.Scroll[view.LaneList] = s.Scroll[view.LaneList]
	return r
}

// Draw draws the lanes in a box.
func (l *Lanes) Draw(c *canvas.Canvas, run *review.Run, s *view.State, box scene.Box) {
	now := lanesCause{run: run, state: l.reads(s), box: box, width: c.W, theme: c.Theme, open: l.opened(c, box)}
	now.loaded = run.Portion()
	now.turn = run.WaitTurn()
	now.past = l.pastOf(s)
	if !l.drawn || l.from != now {
		l.lay(c, run, s, now)
	}
	l.base.Paint(&c.Scene)
	at := l.axis.At(s.At)
	t := l.time(box)
	if t.H > 0 {
		c.Clip(scene.Box{X: t.X, Y: t.Y, W: at - t.X, H: t.H})
		l.past.Paint(&c.Scene)
		c.Unclip()
		if !look.UptoNow(s) && at < t.X+t.W {
			c.Clip(scene.Box{X: at, Y: t.Y, W: t.X + t.W - at, H: t.H})
			l.future.Paint(&c.Scene)
			c.Unclip()
		}
	}
	l.over.Paint(&c.Scene)
	l.drawDue(c, s, t)
	l.drawWords(c, s)
	l.drawNow(c, run, s)
	l.drawClocks(c, run, s)
	l.drawPlayhead(c, s, at, t)
	c.Hits = append(c.Hits, l.base.Hits...)
	for i := range l.past.Hits {
		h := l.past.Hits[i]
		if look.UptoNow(s) {
			if h.Box.X > at || h.Subject.From > s.At {
				continue
			}
			if over := h.Box.X + h.Box.W - at; over > 0 && h.Subject.Until > s.At { // how long it goes on nothing tells
				h.Box.W, h.Double.Until = h.Box.W-over, min(h.Double.Until, s.At)
			}
		}
		c.Hits = append(c.Hits, h)
	}
	c.Hits = append(c.Hits, l.over.Hits...)
	for i := range l.base.Lists {
		if l.base.Lists[i] != (canvas.Extent{}) {
			c.Lists[i] = l.base.Lists[i]
		}
	}
	l.drawHover(c, run, s, box)
}

// Axis is the axis of the frame that was drawn last.
func (l *Lanes) Axis() *canvas.Axis { return &l.axis }

// time is the part of a box in which time passes.
func (l *Lanes) time(box scene.Box) scene.Box {
	top := box.Y + l.size.header + l.size.axis
	return scene.Box{X: box.X + l.size.column, Y: top, W: box.W - l.size.column - l.size.padding, H: box.Y + box.H - l.legendHigh(box) - top}
}

// lay draws all that stays where it is while the playhead moves.
func (l *Lanes) lay(c *canvas.Canvas, run *review.Run, s *view.State, now lanesCause) {
	if l.from.run != run || l.from.loaded != now.loaded || !l.drawn {
		l.all = crews(run)
		l.place = slices.Grow(l.place[:0], len(run.Static.Things))[:len(run.Static.Things)]
	}
	if l.from.theme != now.theme || !l.drawn {
		l.veil = now.theme.Veiled()
	}
	l.from, l.drawn = now, true
	l.size = sizesOf(c.W)
	l.course.find(run, look.CourseOf(s))
	l.only.Set(run, s)
	from, until := WindowOf(run, s)
	l.level = s.Detail
	if l.level == view.Fitting {
		l.level = FitDetail(run, s)
	}
	l.base.Reset(c.W, c.H, c.Theme)
	l.past.Reset(c.W, c.H, c.Theme)
	l.over.Reset(c.W, c.H, c.Theme)
	l.future.Reset(c.W, c.H, l.veil)
	l.taken, l.labels, l.seen = l.taken[:0], l.labels[:0], [measure.NumDelays]bool{}

	box := now.box
	l.rows = l.rows[:0]
	if l.level == view.Single {
		l.rows = singleRows(l.rows, run, s, &l.course, l.all)
	} else {
		l.rows = loadRows(l.rows, run, s, l.all)
	}
	t := l.time(box)
	sizes := l.size.rows
	if l.level != view.Single {
		sizes = l.crowded(run, from, until, t.H)
	}
	l.first, l.upto = stack(l.rows, scene.Box{X: box.X, Y: t.Y, W: box.W, H: t.H}, sizes, s.Scroll[view.LaneList])
	l.enlarge(now.open)
	clear(l.place)
	for i := l.first; i < l.upto; i++ {
		l.settle(run, i)
	}
	l.fold(run, s, from, until, t)
	l.ground(&l.base, run, s, box)
	l.head(&l.base, run, s, box)
	l.times = l.times[:0]
	switch l.level {
	case view.Single:
		l.single(run, s, t)
	case view.Heat:
		l.heat(run, t)
	default:
		l.load(run)
	}
	l.names(&l.over, run, s, box)
	l.legend(&l.base, run, s, box)
	l.base.Lists[view.LaneList] = canvas.Extent{Rows: len(l.rows), Shown: l.upto - l.first, First: l.first}
	if l.upto-l.first < len(l.rows) {
		drawLanesBar(&l.base, scene.Box{X: box.X + box.W - 6, Y: t.Y, W: 4, H: t.H}, len(l.rows), l.upto-l.first, l.first)
	}
}

// drawLanesBar is the bar beside lanes that do not all fit: it is dragged to scroll.
func drawLanesBar(c *canvas.Canvas, b scene.Box, rows, shown, first int) {
	c.Fill(b, c.Theme.Line)
	high := max(16, float64(b.H*float64(shown))/float64(rows))
	y := b.Y + float64((b.H-high)*float64(first))/float64(max(1, rows-shown))
	c.Fill(scene.Box{X: b.X, Y: y, W: b.W, H: high}, c.Theme.Edge)
	c.Hit(canvas.Hit{Box: b.Grow(4), Drag: view.Scroll, Do: view.Action{N: int(view.LaneList)}})
}

// drawsMessage says whether a message starts or ends in one of the rows into which
// the view sees.
func (l *Lanes) drawsMessage(m *review.Message) bool {
	for _, a := range [...]journal.Ref{m.From, m.To} {
		if i := l.place[a]; i > 0 && l.rows[i-1].sort != veilRow {
			return true
		}
	}
	return false
}

// drawWords writes the words in the lanes; what has not come yet is paler or hidden.
func (l *Lanes) drawWords(c *canvas.Canvas, s *view.State) {
	for i := range l.labels {
		w := &l.labels[i]
		if w.At > s.At && look.UptoNow(s) {
			continue
		}
		c.Fill(w.Text.Box().Grow(1), c.Theme.Ground[0])
		if w.At <= s.At {
			c.Text(&w.Text)
			continue
		}
		t := w.Text
		t.Fill = c.Theme.Ink3
		c.Text(&t)
	}
}

// drawPlayhead draws the instant that is looked at.
func (l *Lanes) drawPlayhead(c *canvas.Canvas, s *view.State, at float64, t scene.Box) {
	if !l.axis.Has(s.At) {
		return
	}
	mark.Playhead(&c.Scene, canvas.SnapToPixel(at), t.Y-4, t.Y+t.H, c.Theme)
	if look.UptoNow(s) {
		return
	}
	words := scene.Text{At: scene.Point{X: at + 10, Y: l.from.box.Y + l.size.header + l.size.days}, Text: labelToCome, Size: theme.Tick, Fill: c.Theme.Ink3}
	box := words.Box().Grow(4)
	if box.X+box.W > t.X+t.W {
		return
	}
	for _, b := range l.overTime {
		if b.Meets(box) {
			return
		}
	}
	c.Text(&words)
}

// drawHover words what is said of what lies under the pointer.
func (l *Lanes) drawHover(c *canvas.Canvas, run *review.Run, s *view.State, box scene.Box) {
	if !box.Has(c.Hover) {
		return
	}
	h := c.Under(c.Hover)
	if h == nil || h.Subject.Topic != view.Hold && h.Subject.Topic != view.Message && h.Subject.Topic != view.Deadline {
		return
	}
	if look.UptoNow(s) && Untold(run, &h.Subject, s.At) {
		return
	}
	if l.tipped != h.Subject {
		l.tipped, l.tip = h.Subject, tipOf(run, &h.Subject)
	}
	h.Tip = l.tip
}

// Untold says whether a word or an outline of something would tell what is to come.
func Untold(run *review.Run, s *view.Subject, at sim.Time) bool {
	if s.Topic == view.Deadline {
		o := run.Outcome(s.Thing)
		return o == nil || min(o.When, run.Until) > at
	}
	return s.Topic == view.Hold && s.Until > at
}

// tipOf says of a stretch of time what it was and how long it lasted, of a message how
// it was sent, and of a deadline how it came out.
func tipOf(run *review.Run, s *view.Subject) string {
	switch s.Topic {
	case view.Deadline:
		why, err := run.WhyOf(s.Thing)
		if err != nil || why == nil {
			return ""
		}
		return wording.Upper(run.Speak.Verdict(why))
	case view.Message:
		rec, err := run.Records.Record(s.Record)
		if err != nil {
			return ""
		}
		return wording.Upper(run.Speak.Record(rec))
	}
	for _, h := range run.HoldsOf(s.Record) {
		if h.From == s.From {
			return wording.Upper(run.Speak.Terms.Stretch(h.Step, h.Cause)) + ", " + wording.Lasting(s.Until-s.From)
		}
	}
	return wording.Lasting(s.Until - s.From)
}
