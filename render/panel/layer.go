package panel

import (
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/sim/journal"
)

// layer is a part of a frame that is kept: it is drawn again only when what it was
// drawn from changes, and handed on otherwise, which takes no memory.
type layer struct {
	kept  Canvas
	drawn cause
	is    bool
}

// cause is all that a layer was drawn from.
type cause struct {
	run    *review.Run
	loaded journal.Num
	turn   int        // of answers that came since
	known  int        // how many outcomes have been explained
	notes  int        // how many notes there are
	state  view.State // what the panel reads of it
	box    scene.Box
	theme  *theme.Theme
}

// draw puts a layer on a canvas. The state is cut to what the panel reads.
func (l *layer) draw(c *Canvas, run *review.Run, s view.State, box scene.Box, paint func(c *Canvas, run *review.Run, s *view.State, box scene.Box)) {
	now := cause{run: run, state: s, box: box, theme: c.Theme}
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
	if !l.is || l.drawn != now {
		l.is, l.drawn = true, now
		l.kept.Reset(c.W, c.H, c.Theme)
		paint(&l.kept, run, &l.drawn.state, box)
	}
	l.kept.Paint(&c.Scene)
	c.Hits = append(c.Hits, l.kept.Hits...)
	for i, x := range l.kept.Lists {
		if x != (Extent{}) {
			c.Lists[i] = x
		}
	}
}
