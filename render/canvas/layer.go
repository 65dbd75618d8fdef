package canvas

import (
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/sim/journal"
)

// Layer is a part of a frame that is kept: it is drawn again only when what it was
// drawn from changes, and handed on otherwise, which takes no memory.
type Layer struct {
	kept    Canvas
	Drawn   cause
	IsDrawn bool
}

// cause is all that a layer was drawn from.
type cause struct {
	Run    *review.Run
	loaded journal.Num
	turn   int        // of answers that came since
	known  int        // how many outcomes have been explained
	notes  int        // how many notes there are
	State  view.State // what the panel reads of it
	box    scene.Box
	theme  *theme.Theme
}

// Draw puts a layer on a canvas. The state is cut to what the panel reads.
func (l *Layer) Draw(c *Canvas, run *review.Run, s view.State, box scene.Box, paint func(c *Canvas, run *review.Run, s *view.State, box scene.Box)) {
	now := cause{Run: run, State: s, box: box, theme: c.Theme}
	if run != nil {
		now.loaded = run.Portion()
		now.turn = run.Turn()
		if run.Book != nil {
			now.notes = len(run.Book.Notes)
		}
		for i := range run.Outcomes {
			if run.Outcomes[i].Explained {
				now.known++
			}
		}
	}
	if !l.IsDrawn || l.Drawn != now {
		l.IsDrawn, l.Drawn = true, now
		l.kept.Reset(c.W, c.H, c.Theme)
		paint(&l.kept, run, &l.Drawn.State, box)
	}
	l.kept.Paint(&c.Scene)
	c.Hits = append(c.Hits, l.kept.Hits...)
	for i, x := range l.kept.Lists {
		if x != (Extent{}) {
			c.Lists[i] = x
		}
	}
}
