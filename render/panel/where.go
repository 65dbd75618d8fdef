package panel

import (
	"fmt"

	"entente/render/atlas"
	"entente/render/canvas"
	"entente/render/font"
	"entente/render/look"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/wording"
	"entente/sim/journal"
)

// Where shows where everybody is: what each nation knows at the playhead as ink, who
// sent to whom, what is on its way and what waits. Invented nations stand on a ring.
type Where struct {
	Whole bool // it stands in the lanes' place

	run    *review.Run
	page   *atlas.Page
	things []journal.Ref // nations and bodies, in the order of the map
	box    scene.Box     // of the map
	laid   atlas.Layout
	stamp  uint64
	kept   scene.Scene // the ground
	spots  []spot
	head   canvas.Layer
	paint  func(*canvas.Canvas, *review.Run, *view.State, scene.Box) // the heading
	frame  atlas.Frame
	ink    ink
	flow   flow
	trail  trail
	hover  hover
	ways   ways
	state  view.State // that was drawn last
}

// spot is where a party stands, for the keys.
type spot struct {
	scene.Box
	party atlas.Party
}

// HasWorld says whether the nations of a run lie on a world map: others stand on a
// ring alone.
func HasWorld(run *review.Run) bool { return atlas.OfPage(run.Static, mapName(run)).World() }

// mapName names what stands on a map: nations, and offices by what they are.
func mapName(run *review.Run) func(journal.Ref) string {
	return func(thing journal.Ref) string {
		if run.Sort(thing) == journal.SortAgency {
			return look.RoleName(run, thing)
		}
		return look.NationName(run, thing)
	}
}

// whereHead is how high the heading is.
const whereHead = 37.0

// narrowHead is the width below which its button is without its key.
const narrowHead = 400.0

// Draw draws the panel.
func (w *Where) Draw(c *canvas.Canvas, run *review.Run, s *view.State, box scene.Box) {
	c.Fill(box, c.Theme.Ground[1])
	w.open(run)
	w.state = *s
	w.box = scene.Box{X: box.X, Y: box.Y + whereHead, W: box.W, H: box.H - whereHead}
	w.head.Draw(c, run, view.State{As: s.As, Missed: s.Missed, Subject: s.Subject, Outcome: s.Outcome, Place: s.Place}, box, w.paint)
	if w.box.H < 80 || w.box.W < 80 {
		return
	}
	w.trail.find(w, run, s)
	w.lay(c, s)
	w.ink.find(w, run, s)
	w.flow.find(w, run, s)
	f := &w.frame
	f.Hops, f.LateFrom = w.trail.made(s.At)
	f.Self, f.Chosen, f.Hover = w.self(run, s), w.page.Party(s.Subject.Agency), 0
	w.light(c, run)
	c.Clip(w.box)
	w.kept.Paint(&c.Scene)
	w.page.Show(&c.Scene, f)
	c.Unclip()
	w.hits(c)
}

// open makes the map of a run, once.
func (w *Where) open(run *review.Run) {
	if w.run == run {
		return
	}
	*w = Where{Whole: w.Whole, run: run, page: atlas.OfPage(run.Static, mapName(run))}
	w.paint = w.drawHead
	for p := atlas.Party(1); ; p++ {
		thing := w.page.Ref(p)
		if sort := run.Sort(thing); thing == 0 || sort != journal.SortNation && sort != journal.SortBody {
			break
		}
		w.things = append(w.things, thing)
	}
	w.frame.Levels, w.frame.Veiled, w.frame.Late = make([]atlas.Level, len(w.things)), make([]bool, len(w.things)), make([]bool, len(w.things))
}

// lay puts the map into its box and keeps what does not move.
func (w *Where) lay(c *canvas.Canvas, s *view.State) {
	w.laid = atlas.Layout{
		Box: w.box, Theme: c.Theme, Ring: s.Place == view.Ring, Path: w.trail.path,
		View: atlas.View{Zoom: max(s.Zoom, 1), X: s.Pan[0], Y: s.Pan[1]},
	}
	w.page.Lay(w.laid)
	if w.stamp == w.page.Stamp() {
		return
	}
	w.stamp = w.page.Stamp()
	w.kept.Reset(c.W, c.H)
	w.page.Ground(&w.kept)
	w.spots = w.spots[:0]
	for p := atlas.Party(1); w.page.Ref(p) != 0; p++ {
		if b, in := w.page.Spot(p); in && w.page.Stand(p) == p {
			w.spots = append(w.spots, spot{b, p})
		}
	}
}

// ring says whether nations stand on a ring.
func (w *Where) ring() bool { return w.state.Place == view.Ring || !w.page.World() }

// self is the nation whose view it is.
func (w *Where) self(run *review.Run, s *view.State) atlas.Party {
	if s.As.Sort == view.WhiteCell {
		return 0
	}
	return w.page.Party(run.Nation(s.As.Who))
}

// drawHead says what the map shows and of whose view, with its buttons.
func (w *Where) drawHead(c *canvas.Canvas, run *review.Run, s *view.State, box scene.Box) {
	right := w.buttons(c, s, box)
	side := 16.0
	head, note, short := headWhere, noteInk+" of "+w.about(run, s), noteInk
	if w.ring() {
		head = headTalk
	}
	switch who := run.Speak.Viewer(review.View(s.As), s.As.Who); {
	case s.As.Sort == view.WhiteCell:
	case review.View(s.As) == wording.OfOne:
		head, note, short = fmt.Sprintf(headAsItSaw, who), noteVeiled, noteVeiledShort
	default:
		head, note, short = wording.Upper(who), noteVeiled, noteVeiledShort
	}
	x, y := box.X+side, box.Y+24
	c.SayIn(x, y, right-x-8, head, theme.Section, font.SemiBold, c.Theme.Ink)
	x += font.Width(head, font.SemiBold, theme.Section) + 10
	c.SayWhole(x, y, right-x-8, theme.Note, font.Regular, c.Theme.Ink3, note, short)
}

// about names the facts that the ink is of.
func (w *Where) about(run *review.Run, s *view.State) string {
	switch line := run.Storyline(s.Outcome); {
	case s.Subject.Topic == view.Fact:
		return run.Called(s.Subject.Thing)
	case line != 0:
		return run.Speak.Name(line)
	}
	return noteAllFacts
}

// buttons are the switches of the map, from the right; it gives where they begin.
func (w *Where) buttons(c *canvas.Canvas, s *view.State, box scene.Box) float64 {
	place := func(p view.Place) view.Action { return view.Action{Do: view.SwitchMap, N: int(p) + 1} }
	right, y := box.X+box.W-12, box.Y+5
	put := func(label, key string, chosen bool, do view.Action) {
		wide := canvas.ButtonWidth(label, key)
		right -= wide
		c.Button(right, y, label, key, chosen, do)
		right -= 6
	}
	switch {
	case !w.Whole:
		key := "M"
		if box.W < narrowHead {
			key = ""
		}
		put(labelEnlarge, key, false, place(view.Whole))
	case w.page.World():
		put(labelRing, "", s.Place == view.Ring, place(view.Ring))
		put(labelMap, "", s.Place != view.Ring, place(view.Whole))
		fallthrough
	default:
		if s.Place != view.Inset {
			put(labelLanes, "", false, place(view.Inset))
		}
	}
	return right
}
