package panel

import (
	"fmt"
	"strings"

	"entente/render/atlas"
	"entente/render/canvas"
	"entente/render/look"
	"entente/render/scene"
	"entente/render/view"
	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// hits makes the map a place that is zoomed and dragged, with one place for each that
// stands on it.
func (w *Where) hits(c *canvas.Canvas) {
	c.Hit(canvas.Hit{Box: w.box, Drag: view.PanMap, Map: w})
	for i := range w.spots {
		x := &w.spots[i]
		h := canvas.Hit{Box: x.Box, Drag: view.PanMap, Map: w}
		w.choose(&h, x.party)
		c.Hit(h)
	}
}

// choose makes a place choose a party, and fit it with a double click; on a ring it
// unfolds the nation.
func (w *Where) choose(h *canvas.Hit, p atlas.Party) {
	thing := w.page.Ref(p)
	h.Subject = view.Subject{Topic: view.Nation, Agency: thing}
	if w.run.Sort(thing) == journal.SortAgency {
		h.Subject.Topic = view.Agency
	}
	h.Do = view.Action{Do: view.Select, Subject: h.Subject}
	if w.ring() {
		h.Double = view.Action{Do: view.Unfold, Ref: w.run.Nation(thing)}
	}
}

// Find says what lies under a point of the map.
func (w *Where) Find(c *canvas.Canvas, h *canvas.Hit, p scene.Point) {
	party, ok := w.page.MarkAt(p)
	if !ok { // a way lies above the land that it crosses
		if way, is := w.page.WayAt(&w.frame, p); is {
			w.chooseWay(c, h, way)
			return
		}
		party, ok = w.page.At(p)
	}
	if !ok {
		h.Do, h.Double, h.Subject = view.Action{}, view.Action{}, view.Subject{}
		if w.state.Subject != (view.Subject{}) {
			h.Do = view.Action{Do: view.Clear}
		}
		return
	}
	w.choose(h, party)
	if !w.ring() {
		h.Double = w.fit(party)
	}
	h.Tip = w.tip(party)
}

// fit fits a party into the map, or all of it where that is what is shown.
func (w *Where) fit(p atlas.Party) view.Action {
	v := w.page.Fitted(p)
	if near(v.Zoom, w.laid.View.Zoom) && near(v.X, w.laid.View.X) && near(v.Y, w.laid.View.Y) {
		v = atlas.View{Zoom: 1}
	}
	return w.towards(v)
}

func near(a, b float64) bool { return a-b < 1e-6 && b-a < 1e-6 }

// towards makes another view of the map.
func (w *Where) towards(v atlas.View) view.Action {
	was := w.laid.View
	if near(v.Zoom, was.Zoom) {
		return view.Action{Do: view.PanMap, X: v.X - was.X, Y: v.Y - was.Y}
	}
	return view.Action{Do: view.ZoomMap, F: v.Zoom / was.Zoom, X: v.X - was.X, Y: v.Y - was.Y}
}

// Turned zooms by a factor with a point held in place; nothing on a ring.
func (w *Where) Turned(by float64, hold scene.Point) view.Action {
	if w.ring() {
		return view.Action{}
	}
	return w.towards(w.page.Zoomed(by, hold))
}

// Dragged moves the map by so many pixels; nothing on a ring.
func (w *Where) Dragged(dx, dy float64) view.Action {
	if w.ring() {
		return view.Action{}
	}
	return w.towards(w.page.Panned(dx, dy))
}

// hover is what is said of what lies under the pointer, made once.
type hover struct {
	party  atlas.Party
	at     sim.Time
	record journal.Num
	as     view.Perspective
	missed bool
	text   string
}

// levelNames are those of levels, by reach of the map.
var levelNames = [...]string{
	atlas.Unknown: levelUnknown, atlas.Received: levelReceived, atlas.Read: levelRead, atlas.Understood: levelUnderstood,
	atlas.Usable: levelUsable, atlas.Stale: levelStale, atlas.Redacted: levelRedacted,
}

// tip names a party with what waits there.
func (w *Where) tip(p atlas.Party) string {
	s := &w.state
	now := hover{party: p, at: s.At, record: s.Record, as: s.As, missed: s.Missed, text: w.hover.text}
	if now == w.hover && now.text != "" {
		return now.text
	}
	text := w.run.Called(w.page.Ref(p))
	if i := int(p) - 1; i < len(w.things) && s.Subject.Topic == view.Fact && !(look.Strict(s) && w.frame.Veiled[i]) {
		text += ", " + levelNames[w.frame.Levels[i]]
	}
	now.text = text + w.waiting(p)
	w.hover = now
	return now.text
}

// waiting says what waits at a party.
func (w *Where) waiting(p atlas.Party) string {
	stand := w.page.Stand(p)
	if stand == 0 {
		return ""
	}
	list := w.flow.waits[stand]
	n := total(&list)
	if n == 0 {
		return ""
	}
	var parts []string
	for len(parts) < 3 {
		d := largest(&list)
		if list[d] == 0 {
			break
		}
		parts = append(parts, fmt.Sprintf("%s %d", w.delay(d), list[d]))
		list[d] = 0
	}
	return " · " + fmt.Sprintf(wordWaits, n) + strings.Join(parts, ", ")
}

func (w *Where) delay(d measure.Delay) string { return w.run.Speak.Terms.Delay(d.Code()) }
