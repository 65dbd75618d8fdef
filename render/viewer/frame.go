package viewer

import (
	"entente/render/canvas"
	"entente/render/font"
	"entente/render/lanes"
	"entente/render/look"
	"entente/render/panel"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// panels are the parts that others draw. Each keeps what it needs between frames.
type panels struct {
	outcomes   panel.Outcomes
	why        panel.Why
	lanes      lanes.Lanes
	scrubber   panel.Scrubber
	inspector  panel.Inspector
	events     panel.Events
	objectives panel.Objectives
	records    panel.Records
	compare    panel.Compare
	known      panel.Knowledge
	table      panel.Knowledge // in the lanes' place
	tracks     panel.Tracks
	below      panel.Tracks // the lanes
	viewpoint  panel.Viewpoint
	banner     panel.Banner
	where      panel.Where
	atlas      panel.Where // in the lanes' place
}

// Frame draws the state at a size in pixels at text of 100 %. The canvas is valid
// until the next frame.
func (v *Viewer) Frame(w, h float64) *canvas.Canvas {
	c, s := &v.canvas, &v.State
	v.wide, v.high = w, h
	if v.Gate != nil {
		v.drawGate()
		return c
	}
	over := s.Dialog != view.NoDialog
	look := v.theme()
	if over {
		look = v.dimmed()
	}
	c.Reset(w, h, look)
	v.Run.BeginFrame()
	c.Lit = v.lit
	v.fitDetail()
	v.drawn, v.turn, v.stale = *s, v.answerCount(), false
	v.zones = layOut(s, w, h)
	c.Fill(scene.Box{W: w, H: h}, look.Ground[1])
	v.drawScreen()
	v.drawBar()
	if over {
		c.Hits, c.Theme = c.Hits[:0], v.theme()
		v.drawDialog()
	} else if s.Tour > 0 {
		v.drawTour()
	}
	v.drawLit()
	v.drawCaption()
	v.drawFocus()
	v.drawNotice()
	if !over {
		v.drawTip()
	}
	c.Scene.Title = v.title()
	if v.lightPointed(); v.lit != c.Lit { // something else has come under a pointer that rests
		v.stale = true
	}
	return c
}

// fitting is all that the fitting detail of the lanes follows from, beside what it
// was.
type fitting struct {
	run         *review.Run
	loaded      journal.Num
	from, until sim.Time
	outcome     journal.Ref
	everyone    bool
}

// fitDetail keeps in the state how much of the lanes is drawn.
func (v *Viewer) fitDetail() {
	s := &v.State
	loaded := v.Run.Portion()
	now := fitting{v.Run, loaded, s.From, s.Until, s.Outcome, s.Everyone}
	if s.Screen != view.Lanes || s.Fitted != view.Fitting && now == v.fitted {
		return
	}
	s.Fitted, v.fitted = lanes.FitDetail(v.Run, s), now
}

// dimmed is the theme in which a screen is drawn below a dialog.
func (v *Viewer) dimmed() *theme.Theme {
	if v.dim[v.State.Look] == nil {
		percent := uint32(28)
		if v.State.Look == view.HighContrast {
			percent = 75
		}
		v.dim[v.State.Look] = v.theme().Dimmed(percent)
	}
	return v.dim[v.State.Look]
}

// drawScreen draws the parts between bar and bottom, and the bottom.
func (v *Viewer) drawScreen() {
	c, s, z := &v.canvas, &v.State, &v.zones
	switch s.Screen {
	case view.Outcomes:
		v.inside(z.Middle, func(b scene.Box) { v.panels.outcomes.Draw(c, v.Run, s, b) })
	case view.Why:
		v.inside(z.Middle, func(b scene.Box) { v.panels.why.Draw(c, v.Run, s, b) })
	case view.Lanes:
		v.drawLanes()
	case view.Events:
		v.inside(z.Middle, func(b scene.Box) { v.panels.events.Draw(c, v.Run, s, b) })
	case view.Objectives:
		v.inside(z.Middle, func(b scene.Box) { v.panels.objectives.Draw(c, v.Run, s, b) })
	case view.Records:
		v.inside(z.Middle, func(b scene.Box) { v.panels.records.Draw(c, v.Run, s, b) })
	case view.Compare:
		v.inside(z.Middle, func(b scene.Box) { v.panels.compare.Draw(c, v.pairing(), s, b) })
	}
	v.drawInspector()
	if z.Bottom.H > 0 {
		v.panels.scrubber.Pair = nil
		if s.Screen == view.Compare {
			v.panels.scrubber.Pair = v.pairing()
		}
		v.inside(z.Bottom, func(b scene.Box) { v.panels.scrubber.Draw(c, v.Run, s, b) })
	}
}

// leastBoth is the height from which on there is room for lanes and tracks below each
// other.
const leastBoth = 520

// drawLanes draws the screen of the lanes with what stands beside them.
func (v *Viewer) drawLanes() {
	c, s, z := &v.canvas, &v.State, &v.zones
	if z.Parts.H > 0 {
		v.drawParts()
	}
	c.Fill(z.Middle, c.Theme.Ground[0])
	middle := z.Middle
	if s.As.Sort != view.WhiteCell {
		v.inside(middle, func(b scene.Box) { v.panels.banner.Draw(c, v.Run, s, b) })
		middle.Y, middle.H = middle.Y+panel.BannerHigh, middle.H-panel.BannerHigh
	}
	switch {
	case s.Tab == view.KnownTab && z.Where.W > 0: // the table stands beside it
		v.inside(middle, func(b scene.Box) { v.panels.tracks.Draw(c, v.Run, s, b) })
	case s.Tab == view.KnownTab:
		v.inside(middle, v.drawWhereKnown(func(b scene.Box) { v.panels.table.Draw(c, v.Run, s, b) }))
	case isMapShown(s):
		v.panels.atlas.Whole = true
		v.inside(middle, v.drawWhereKnown(func(b scene.Box) { v.panels.atlas.Draw(c, v.Run, s, b) }))
	default:
		if s.As.Sort != view.WhiteCell && s.Missed && z.Where.W > 0 && middle.H >= leastBoth { // and where each fact was meanwhile
			below := middle
			v.panels.below.Nations = true
			middle.H = float64(int(float64(middle.H / 2)))
			below.Y, below.H = middle.Y+middle.H, below.H-middle.H
			v.inside(below, func(b scene.Box) { v.panels.below.Draw(c, v.Run, s, b) })
			c.Rule(below.X, below.Y+0.5, below.X+below.W, below.Y+0.5, c.Theme.Line2)
		}
		v.inside(middle, func(b scene.Box) { v.panels.lanes.Draw(c, v.Run, s, b) })
	}
	if z.Where.W > 0 {
		v.inside(z.Where, v.drawWhereKnown(func(b scene.Box) { v.panels.where.Draw(c, v.Run, s, b) }))
		v.inside(z.Known, v.drawWhereKnown(func(b scene.Box) { v.panels.known.Draw(c, v.Run, s, b) }))
		c.Rule(0, z.Known.Y+0.5, z.Known.W, z.Known.Y+0.5, c.Theme.Line)
		v.divider(view.LeftZone, z.Middle.X)
	}
}

// drawInspector draws what is said of the subject, on the screens that have room.
func (v *Viewer) drawInspector() {
	c, z := &v.canvas, &v.zones
	if z.Right.W == 0 {
		return
	}
	c.Fill(z.Right, c.Theme.Ground[1])
	v.inside(z.Right, func(b scene.Box) {
		if s := &v.State; s.As.Sort != view.WhiteCell && s.Subject.Topic == view.Nothing {
			v.drawWhereKnown(func(b scene.Box) { v.panels.viewpoint.Draw(c, v.Run, s, b) })(b)
		} else if g := look.UnclearAt(v.Run, s); g != nil && ofState[s.Subject.Topic] {
			panel.Unclear{}.Draw(c, v.Run, g, b)
		} else {
			p := &v.panels.inspector
			if p.Held = v.State.Playing && v.calm > 0; !p.Held {
				v.calm = tellEvery
			}
			v.panels.inspector.Draw(c, v.Run, s, b)
		}
	})
	if z.Sheet {
		c.Rule(z.Right.X+0.5, z.Right.Y, z.Right.X+0.5, z.Right.Y+z.Right.H, c.Theme.Edge)
		return
	}
	v.divider(view.RightZone, z.Right.X)
}

// ofState are the subjects of which is told how they stand at the instant.
var ofState = [view.NumTopics]bool{view.Nothing: true, view.Agency: true, view.Nation: true, view.Fact: true}

// drawWhereKnown draws what tells how things stood only where that is known.
func (v *Viewer) drawWhereKnown(draw func(scene.Box)) func(scene.Box) {
	g := look.UnclearAt(v.Run, &v.State)
	if g == nil {
		return draw
	}
	return func(b scene.Box) { panel.Unclear{}.Draw(&v.canvas, v.Run, g, b) }
}

// inside draws a part and nothing outside of it.
func (v *Viewer) inside(b scene.Box, draw func(scene.Box)) {
	if b.W <= 0 || b.H <= 0 {
		return
	}
	v.canvas.Clip(b)
	draw(b)
	v.canvas.Unclip()
}

// divider is the line beside a panel. It is dragged; a double click gives the panel
// its own width back.
func (v *Viewer) divider(of view.Zone, x float64) {
	c, z := &v.canvas, &v.zones
	ink := c.Theme.Line2
	grip := scene.Box{X: x - 3, Y: z.Middle.Y, W: 7, H: v.high - z.Middle.Y - z.Bottom.H}
	if grip.Has(c.Hover) || v.grabbed.verb == view.Widen && v.grabbed.hit.Do.N == int(of) {
		ink = c.Theme.Ink
	}
	c.Rule(x+0.5, grip.Y, x+0.5, grip.Y+grip.H, ink)
	c.Hit(canvas.Hit{Box: grip, Drag: view.Widen, Do: withNumber(view.None, int(of)), Double: withNumber(view.Widen, int(of))})
}

// drawParts draws the tabs of the lanes' screen where there is no room for all.
func (v *Viewer) drawParts() {
	c, b := &v.canvas, v.zones.Parts
	x := b.X + 16
	for i, text := range tabs {
		ink, weight := c.Theme.Ink3, font.Medium
		w := font.Width(text, font.SemiBold, theme.Section)
		if view.Tab(i) == v.State.Tab {
			ink, weight = c.Theme.Ink, font.SemiBold
			c.Fill(scene.Box{X: x, Y: b.Y + b.H - 6, W: w, H: 2}, c.Theme.Ink)
		}
		c.Say(x, b.Y+22, text, theme.Section, weight, ink)
		c.Hit(canvas.Hit{Box: scene.Box{X: x - 8, Y: b.Y + 4, W: w + 16, H: b.H - 6}, Do: withNumber(view.ShowTab, i)})
		x += w + 24
	}
}

// drawFocus draws a ring around what the keys act on.
func (v *Viewer) drawFocus() {
	if v.State.Item == 0 || v.State.Dialog != view.NoDialog {
		return
	}
	if h := v.focused(); h != nil {
		v.canvas.Frame(h.Box.Grow(3), v.canvas.Theme.Ink, 2, 4)
	}
}

// drawCaption tells, while bookmarks are presented, what was noted at this one.
func (v *Viewer) drawCaption() {
	if !v.State.Presenting {
		return
	}
	c, t, list := &v.canvas, v.canvas.Theme, notedMoments(v.Run)
	for i := range list {
		n := &list[i]
		if n.Time() != v.State.At || i+1 < len(list) && list[i+1].Time() == n.Time() && n.Text == "" {
			continue
		}
		b := scene.Box{X: 0, Y: v.high - v.zones.Bottom.H - 76, W: v.wide, H: 76}
		c.Fill(b, t.Ground[2])
		c.Rule(0, b.Y+0.5, b.W, b.Y+0.5, t.Edge)
		head := v.Run.Speak.Clock.At(n.Time())
		if n.By != "" {
			head += ", " + n.By
		}
		c.SayIn(24, b.Y+22, b.W-160, head, theme.Note, font.Regular, t.Ink3)
		c.SayEnd(b.W-24, b.Y+22, wording.Thousands(i+1)+" of "+wording.Thousands(len(list)), theme.Note, font.Regular, t.Ink3)
		text := panel.NoteLine(v.Run, n)
		c.Tell(24, b.Y+46, b.W-48, 20, 2, text, theme.Section, font.SemiBold, t.Ink)
		return
	}
}

// drawNotice says for a while why a key did nothing, or what was done.
func (v *Viewer) drawNotice() {
	if v.notice == "" {
		return
	}
	c := &v.canvas
	text := c.Fit(v.notice, font.Medium, theme.Body, v.wide-80)
	w := font.Width(text, font.Medium, theme.Body) + 32
	y := v.high - v.zones.Bottom.H - 44
	b := scene.Box{X: float64(v.wide/2) - float64(w/2), Y: y, W: w, H: 32}
	c.Scene.Rect(&scene.Rect{Box: b, Fill: c.Theme.Ink, Radius: 4})
	c.SayMid(float64(v.wide/2), y+21, text, theme.Body, font.Medium, c.Theme.Ground[1])
}
