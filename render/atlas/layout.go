package atlas

import (
	"math"
	"slices"

	"entente/render/scene"
	"entente/render/theme"
)

// View is how a map is looked at. The zero View shows all nations of the scenario.
type View struct {
	Zoom float64 // times that; 0 is 1
	X, Y float64 // how far the middle has moved, in widths of the box at zoom 1
}

// MostZoom is the largest zoom.
const MostZoom = 32

// Layout is what a Map is laid out for.
type Layout struct {
	Box   scene.Box
	Theme *theme.Theme
	View  View
	Ring  bool    // a ring although there is a world map
	Path  []Hop   // the chosen path, whose hops are numbered
	Text  float64 // times the size of letters; 0 is 1
}

func (l *Layout) equal(o *Layout) bool {
	return l.Box == o.Box && l.Theme == o.Theme && l.View == o.View && l.Ring == o.Ring && l.Text == o.Text && slices.Equal(l.Path, o.Path)
}

// px is a length at the size of letters.
func (l *Layout) px(v float64) float64 { return float64(v * l.Text) }

// pane is a part of the box that shows a part of the world.
type pane struct {
	lens
	ground
}

// lens says which part of the world is seen where.
type lens struct {
	box    scene.Box
	cx, cy float64 // the spot in its middle
	scale  float64 // pixels to a unit of the grid
}

// point is where a spot is drawn.
func (p *lens) point(x, y float64) scene.Point {
	return scene.Point{X: p.box.X + float64(p.box.W/2) + float64((x-p.cx)*p.scale), Y: p.box.Y + float64(p.box.H/2) + float64((y-p.cy)*p.scale)}
}

// frame is the box that a part of the grid covers.
func (p *lens) frame(f frame) scene.Box {
	a, b := p.point(float64(f.x0), float64(f.y0)), p.point(float64(f.x1), float64(f.y1))
	return scene.Box{X: a.X, Y: a.Y, W: b.X - a.X, H: b.Y - a.Y}
}

// extent is a stretch of the grid, as floats.
type extent struct{ x0, y0, x1, y1 float64 }

func (e *extent) add(x0, y0, x1, y1 float64) {
	e.x0, e.y0, e.x1, e.y1 = min(e.x0, x0), min(e.y0, y0), max(e.x1, x1), max(e.y1, y1)
}

func nowhere() extent {
	return extent{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
}

// fit shows an extent with so much room on every side, of at least so many units.
func (p *lens) fit(e extent, room, least float64) {
	p.cx, p.cy = float64((e.x0+e.x1)/2), float64((e.y0+e.y1)/2)
	w, h := max(e.x1-e.x0, least), max(e.y1-e.y0, least)
	p.scale = min(p.box.W/float64(w*(1+float64(2*room))), p.box.H/float64(h*(1+float64(2*room))))
	p.clamp()
}

// clamp keeps the world in the pane: no view is wider than the world, and none
// leaves it.
func (p *lens) clamp() {
	w := earth()
	p.scale = max(p.scale, min(p.box.W/float64(w.wide), p.box.H/float64(w.high)))
	hold := func(c, half, size float64) float64 {
		if half >= float64(size/2) {
			return float64(size / 2)
		}
		return min(max(c, half), size-half)
	}
	p.cx = hold(p.cx, float64(p.box.W/2)/p.scale, float64(w.wide))
	p.cy = hold(p.cy, float64(p.box.H/2)/p.scale, float64(w.high))
}

const (
	fitRoom    = 0.12  // of the extent, on every side
	fitLeast   = 600.0 // units of the grid, about 730 km
	insetRoom  = 0.3   // names stand beside what is enlarged
	insetLeast = 120.0
	insetMost  = 3.0 // times the whole: shapes have no more detail
	insetPart  = 6   // a path that fits into this part of the frame is enlarged
)

// Lay puts the map into a box. Where nothing of the layout changed it does nothing.
func (m *Map) Lay(l Layout) {
	if l.Text == 0 {
		l.Text = 1
	}
	if l.View.Zoom == 0 {
		l.View.Zoom = 1
	}
	if m.stamp > 0 && m.laid.equal(&l) {
		return
	}
	l.Path = slices.Clone(l.Path)
	m.laid = l
	m.stamp++
	m.labels, m.badges = m.labels[:0], m.badges[:0]
	if m.onRing() {
		m.layRing()
	} else {
		m.layWorld()
	}
	m.placeLabels()
}

// Stamp changes when what Ground draws does.
func (m *Map) Stamp() uint64 { return m.stamp }

// involved says which nation has a land; -1 none.
func (m *Map) involved() []int {
	of := make([]int, len(earth().lands))
	for i := range of {
		of[i] = -1
	}
	for i, l := range m.lands {
		if l >= 0 {
			of[l] = i
		}
	}
	return of
}

func (m *Map) layWorld() {
	l := &m.laid
	m.note = scene.Box{X: l.Box.X, Y: l.Box.Y + l.Box.H - l.px(noteHigh), W: l.Box.W, H: l.px(noteHigh)}
	m.layShelf()
	m.whole = scene.Box{X: l.Box.X, Y: l.Box.Y, W: l.Box.W, H: m.shelf.Y - l.Box.Y}
	main := m.visibleExtent(l.View)
	path, ok := m.pathExtent()
	m.panes = m.store[:1]
	if ok && l.View == (View{Zoom: 1}) && fitsPart(&main, path) {
		m.panes = m.store[:2]
		inset := &m.store[1].lens
		main.box, inset.box = split(m.whole)
		main.fit(m.extent(), fitRoom, fitLeast)
		inset.fit(path, insetRoom, insetLeast)
		inset.scale = min(inset.scale, float64(main.scale*insetMost))
	}
	m.panes[0].lens = main
	of := m.involved()
	for i := range m.panes {
		m.panes[i].build(of, mostPoints/len(m.panes))
	}
	m.standNodes()
}

// split cuts a box for the whole, above or to the left, and for the inset.
func split(b scene.Box) (main, inset scene.Box) {
	main, inset = b, b
	if float64(b.H*1.25) >= b.W {
		main.H = math.Round(float64(b.H * 0.42))
		inset.Y, inset.H = b.Y+main.H, b.H-main.H
	} else {
		main.W = math.Round(float64(b.W * 0.46))
		inset.X, inset.W = b.X+main.W, b.W-main.W
	}
	return main, inset
}

// extent holds all nations that lie on the map, and all sites.
func (m *Map) extent() extent {
	e := nowhere()
	w := earth()
	for _, l := range m.lands {
		if l >= 0 {
			h := w.lands[l].home
			e.add(float64(h.x0), float64(h.y0), float64(h.x1), float64(h.y1))
		}
	}
	for _, s := range m.sites {
		x, y := w.project(s.at)
		e.add(x, y, x, y)
	}
	return e
}

// pathExtent holds the ends of the path; false if it stays at one place.
func (m *Map) pathExtent() (extent, bool) {
	e := nowhere()
	for _, h := range m.laid.Path {
		for _, p := range [2]Party{h.From, h.To} {
			if n := m.node(p); n >= 0 {
				if x, y, ok := m.gridSpot(n); ok {
					e.add(x, y, x, y)
				}
			}
		}
	}
	return e, e.x1 > e.x0 || e.y1 > e.y0
}

// fitsPart says whether an extent fits into a frame of a part of the pane's size.
func fitsPart(p *lens, e extent) bool {
	part := math.Sqrt(insetPart)
	return float64((e.x1-e.x0)*p.scale) <= p.box.W/part && float64((e.y1-e.y0)*p.scale) <= p.box.H/part
}

// gridSpot is where a node lies on the grid; false if it has no land.
func (m *Map) gridSpot(node int) (x, y float64, ok bool) {
	w := earth()
	if node < len(m.nations) && m.seats[node] >= 0 {
		node = m.seats[node]
	}
	if node >= len(m.nations) {
		x, y = w.project(m.sites[node-len(m.nations)].at)
		return x, y, true
	}
	if l := m.lands[node]; l >= 0 {
		at := w.lands[l].at
		return float64(at.x), float64(at.y), true
	}
	return 0, 0, false
}

// visibleExtent is the part of the world that a view shows in the whole box.
func (m *Map) visibleExtent(v View) lens {
	p := lens{box: m.whole}
	p.fit(m.extent(), fitRoom, fitLeast)
	unit := float64(p.box.W) / p.scale
	p.scale = float64(p.scale * min(max(v.Zoom, 1.0/MostZoom), MostZoom))
	p.cx, p.cy = p.cx+float64(v.X*unit), p.cy+float64(v.Y*unit)
	p.clamp()
	return p
}

// view is the view that shows so much of the world.
func (m *Map) view(p *lens) View {
	all := m.visibleExtent(View{Zoom: 1})
	unit := float64(all.box.W) / all.scale
	p.scale = min(p.scale, float64(all.scale*MostZoom))
	p.clamp()
	return View{Zoom: p.scale / all.scale, X: (p.cx - all.cx) / unit, Y: (p.cy - all.cy) / unit}
}

// Zoomed is the view after zooming by a factor with a point held in place.
func (m *Map) Zoomed(by float64, hold scene.Point) View {
	if m.onRing() || by <= 0 {
		return m.laid.View
	}
	p := m.visibleExtent(m.laid.View)
	dx, dy := hold.X-p.box.X-float64(p.box.W/2), hold.Y-p.box.Y-float64(p.box.H/2)
	was := p.scale
	p.scale = min(float64(p.scale*by), float64(m.visibleExtent(View{Zoom: 1}).scale*MostZoom))
	p.cx, p.cy = p.cx+float64(dx/was)-float64(dx/p.scale), p.cy+float64(dy/was)-float64(dy/p.scale)
	return m.view(&p)
}

// Panned is the view after the map was dragged by so many pixels.
func (m *Map) Panned(dx, dy float64) View {
	if m.onRing() {
		return m.laid.View
	}
	p := m.visibleExtent(m.laid.View)
	p.cx, p.cy = p.cx-dx/p.scale, p.cy-dy/p.scale
	return m.view(&p)
}

// Fitted is the view in which a party fills the box.
func (m *Map) Fitted(party Party) View {
	n := m.node(party)
	if m.onRing() || n < 0 {
		return View{Zoom: 1}
	}
	x, y, ok := m.gridSpot(n)
	if !ok {
		return View{Zoom: 1}
	}
	e := extent{x, y, x, y}
	if n < len(m.nations) && m.lands[n] >= 0 {
		h := earth().lands[m.lands[n]].home
		e.add(float64(h.x0), float64(h.y0), float64(h.x1), float64(h.y1))
	}
	p := lens{box: m.whole}
	p.fit(e, fitRoom, insetLeast)
	return m.view(&p)
}
