package viewer

import (
	"cmp"
	"slices"

	"entente/render/canvas"
	"entente/render/scene"
	"entente/render/view"
	"entente/sim"
)

// grip is what a pointer holds while it is pressed.
type grip struct {
	is   bool
	verb view.Verb
	hit  canvas.Hit
	axis canvas.Axis // as it was when it was grabbed
	was  view.State
	from scene.Point // where it was pressed
	at   scene.Point // where it was last
}

// Click does what lies under a point. On the ground it lets go of what is chosen, and
// beside a dialog it closes it.
func (v *Viewer) Click(p scene.Point) {
	if v.pointCaret(p) {
		return
	}
	if h := v.canvas.Under(p); h != nil && (h.Do.Do != view.None || h.Drag != view.None) {
		if h.Do.Do != view.None {
			v.Do(h.Do)
		} else if h.Drag == view.JumpTo && h.Axis != nil {
			v.Do(view.Action{Do: view.JumpTo, At: h.Axis.Time(p.X)})
		}
		return
	}
	if v.State.Dialog != view.NoDialog {
		v.Do(withNumber(view.Back, 0))
	} else if v.zones.zoneAt(p) == view.MiddleZone && v.State.Screen == view.Lanes && v.State.Subject != (view.Subject{}) {
		v.Do(withNumber(view.Clear, 0))
	}
}

// Alternate does what a click with Alt on a point does.
func (v *Viewer) Alternate(p scene.Point) {
	if h := v.canvas.Under(p); h != nil && h.Alt.Do != view.None {
		v.Do(h.Alt)
		return
	}
	v.Click(p)
}

// Double does what a double click on a point does; where that means nothing, it is a
// second click.
func (v *Viewer) Double(p scene.Point) {
	if h := v.canvas.Under(p); h != nil && h.Double.Do != view.None {
		v.Do(h.Double)
		return
	}
	v.Click(p)
}

// Drag moves what was pressed at from to a point. With Shift a stretch of time is
// chosen instead.
func (v *Viewer) Drag(from, at scene.Point, shift bool) {
	g := &v.grabbed
	if !g.is || g.from != from {
		*g = grip{is: true, from: from, at: from, was: v.State}
		if h := v.findDragged(from); h != nil {
			g.hit, g.verb = *h, h.Drag
			if h.Axis != nil {
				g.axis = h.Axis.Clone()
			}
			if shift && h.Axis != nil {
				g.verb = view.SelectSpan
			}
		}
	}
	v.dragged(g, at)
	g.at = at
	v.stale = true
}

// findDragged finds what is dragged from a point: what lies there, or below it where
// that cannot be dragged, as the list of which it is a row.
func (v *Viewer) findDragged(p scene.Point) *canvas.Hit {
	first := v.canvas.Under(p)
	for i := len(v.canvas.Hits) - 1; i >= 0 && first != nil && first.Drag == view.None && first.Axis == nil; i-- {
		if h := &v.canvas.Hits[i]; h.Drag != view.None && h.Has(p) {
			return h
		}
	}
	return first
}

// Drop lets go of what was dragged.
func (v *Viewer) Drop() { v.grabbed, v.stale = grip{}, true }

func (v *Viewer) dragged(g *grip, at scene.Point) {
	timed := g.hit.Axis != nil
	switch g.verb {
	case view.JumpTo:
		if timed {
			v.perform(view.Action{Do: view.JumpTo, At: g.axis.Time(at.X)})
			v.State.From, v.State.Until = g.was.From, g.was.Until // what is looked at stays while time is scrubbed
		}
	case view.PanTime:
		if timed { // the instant that was grabbed stays under the pointer
			by := g.axis.Time(g.from.X) - g.axis.Time(at.X)
			from, until := shownStretch(v.Run, &g.was)
			showStretch(v.Run, &v.State, from+by, until+by)
		}
	case view.FitTime:
		if timed {
			v.resize(g, g.axis.Time(at.X))
		}
	case view.SelectSpan:
		v.perform(view.Action{Do: view.SelectSpan, From: g.axis.Time(g.from.X), Until: g.axis.Time(at.X)})
	case view.Scroll:
		x := v.canvas.Lists[min(max(g.hit.Do.N, 0), int(view.NumLists)-1)]
		if g.hit.H > 0 && x.Shown > 0 {
			rows := float64((at.Y-g.from.Y)*float64(x.Shown)) / g.hit.H
			v.State.Scroll[g.hit.Do.N] = min(max(0, g.was.Scroll[g.hit.Do.N]-int(rows)), max(0, x.Rows-x.Shown))
		}
	case view.PanMap:
		if g.hit.Map != nil { // from where it was last drawn
			v.perform(g.hit.Map.Dragged(at.X-g.at.X, at.Y-g.at.Y))
		}
	case view.Widen:
		wide := at.X
		if view.Zone(g.hit.Do.N) == view.RightZone {
			wide = v.wide - at.X
		}
		v.perform(view.Action{Do: view.Widen, N: g.hit.Do.N, X: wide})
	}
}

// resize moves an edge of the window in the scrubber, or with no edge all of it.
func (v *Viewer) resize(g *grip, at sim.Time) {
	from, until := shownStretch(v.Run, &g.was)
	switch {
	case g.hit.Edge < 0:
		from = min(at, until-sim.Second)
	case g.hit.Edge > 0:
		until = max(at, from+sim.Second)
	default:
		by := at - g.axis.Time(g.from.X)
		from, until = from+by, until+by
	}
	showStretch(v.Run, &v.State, from, until)
}

// Zooming by wheel is so much a notch.
const notch = 1.25

// Wheel turns the wheel over a point by so many notches, away from whoever turns it
// above 0: it zooms time or the map, and with Shift pans; over lists it scrolls.
func (v *Viewer) Wheel(p scene.Point, notches float64, shift bool) {
	for i := len(v.canvas.Hits) - 1; i >= 0; i-- {
		h := &v.canvas.Hits[i]
		if !h.Has(p) {
			continue
		}
		factor := 1.0
		for n := notches; n > 0; n-- {
			factor = float64(factor * notch)
		}
		for n := notches; n < 0; n++ {
			factor /= notch
		}
		switch {
		case h.Drag == view.Scroll:
			x := v.canvas.Lists[min(max(h.Do.N, 0), int(view.NumLists)-1)]
			v.State.Scroll[h.Do.N] = min(max(0, x.First-int(float64(notches*3))), max(0, x.Rows-x.Shown))
			return
		case h.Axis != nil && shift:
			from, until := shownStretch(v.Run, &v.State)
			v.perform(view.Action{Do: view.PanTime, At: -sim.Time(float64(float64(until-from)*notches) / 10)})
			return
		case h.Axis != nil:
			v.perform(view.Action{Do: view.ZoomTime, F: factor, At: h.Axis.Time(p.X)})
			return
		case h.Drag == view.PanMap:
			if h.Map != nil {
				v.perform(h.Map.Turned(factor, p))
			}
			return
		}
	}
}

// Pinch zooms what lies under a point by a factor, time or the map.
func (v *Viewer) Pinch(p scene.Point, by float64) {
	for i := len(v.canvas.Hits) - 1; i >= 0; i-- {
		switch h := &v.canvas.Hits[i]; {
		case !h.Has(p):
		case h.Axis != nil:
			v.perform(view.Action{Do: view.ZoomTime, F: by, At: h.Axis.Time(p.X)})
			return
		case h.Drag == view.PanMap && h.Map != nil:
			v.perform(h.Map.Turned(by, p))
			return
		case h.Drag == view.Scroll:
			return
		}
	}
}

// middleOf is the middle of a box.
func middleOf(b scene.Box) scene.Point {
	return scene.Point{X: b.X + float64(b.W/2), Y: b.Y + float64(b.H/2)}
}

// placesIn are the places of a part of the window that do something, in reading
// order.
func (v *Viewer) placesIn(z view.Zone) []int32 {
	v.places = v.places[:0]
	box := v.zones.zoneBox(z)
	for i := range v.canvas.Hits {
		h := &v.canvas.Hits[i]
		mid := middleOf(h.Box)
		if h.Do.Do != view.None && box.Has(mid) && v.zones.zoneAt(mid) == z {
			v.places = append(v.places, int32(i))
		}
	}
	slices.SortStableFunc(v.places, func(a, b int32) int {
		x, y := &v.canvas.Hits[a], &v.canvas.Hits[b]
		return cmp.Or(cmp.Compare(x.Y, y.Y), cmp.Compare(x.X, y.X))
	})
	return v.places
}

// focused is the place that keys act on; nil for none.
func (v *Viewer) focused() *canvas.Hit {
	s := &v.State
	if s.Item == 0 || s.Focus == view.NoZone {
		return nil
	}
	list := v.placesIn(s.Focus)
	if s.Item > len(list) {
		return nil
	}
	return &v.canvas.Hits[list[s.Item-1]]
}
