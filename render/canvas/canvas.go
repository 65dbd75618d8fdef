package canvas

import (
	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
)

// Canvas is what a frame is drawn on: a scene, and what lies under the pointer.
// Lengths are in pixels at text of 100 %; whoever shows it scales the whole of it.
type Canvas struct {
	scene.Scene
	Theme *theme.Theme
	Hits  []Hit
	Hover scene.Point // where the pointer is; outside of everything if it is not there

	Lit   view.Subject          // what lies under the pointer: it is lit in all panels
	Lists [view.NumLists]Extent // how much of each list is shown

	live    Hit // of a map: what lies under the pointer there
	words   map[string]string
	fits    map[fitting]string
	Scratch []byte
	phrases map[Phrase]string
}

// Hit is a place that does something when it is clicked.
type Hit struct {
	scene.Box
	Do      view.Action
	Double  view.Action  // on a double click; None: nothing
	Alt     view.Action  // on a click with Alt; None: as without
	Drag    view.Verb    // while it is dragged: PanTime, JumpTo, Scroll ...; None: nothing
	Axis    *Axis        // what turns places into instants here, for drags and wheels; nil: no time
	Map     Map          // what turns places into parties here, and is zoomed and dragged; nil: no map
	Edge    int          // dragged with FitTime: -1, the beginning of the window follows; 1, its end
	Subject view.Subject // what lies there, for whoever points at it
	Tip     string       // what to say of it after a while
	Follows bool         // what is said or drawn of it follows the pointer
}

// Map is drawn matter that is found, dragged and zoomed by places of its own.
type Map interface {
	// Find fills in what lies at a point.
	Find(c *Canvas, h *Hit, at scene.Point)
	// Dragged is what it does to be dragged so far.
	Dragged(dx, dy float64) view.Action
	// Turned is what a turn of the wheel does at a point.
	Turned(by float64, at scene.Point) view.Action
}

// Reset begins a frame.
func (c *Canvas) Reset(w, h float64, t *theme.Theme) {
	c.Scene.Reset(w, h)
	c.Theme, c.Hits, c.Lists = t, c.Hits[:0], [view.NumLists]Extent{}
}

// Hit makes a place one that does something. What is added later lies above.
func (c *Canvas) Hit(h Hit) { c.Hits = append(c.Hits, h) }

// Under is what lies under a point; nil for nothing. On a map it holds until the next
// call.
func (c *Canvas) Under(p scene.Point) *Hit {
	for i := len(c.Hits) - 1; i >= 0; i-- {
		h := &c.Hits[i]
		if !h.Has(p) {
			continue
		}
		if h.Map == nil {
			return h
		}
		c.live = *h
		h.Map.Find(c, &c.live, p)
		return &c.live
	}
	return nil
}

// mostWords bounds the strings that a canvas remembers.
const mostWords = 1 << 14

// Word is text that was put together in bytes, as a string. It is made once and
// remembered, so that a clock that runs takes no memory.
func (c *Canvas) Word(b []byte) string {
	if s, known := c.words[string(b)]; known {
		return s
	}
	if c.words == nil || len(c.words) >= mostWords {
		c.words = map[string]string{}
	}
	s := string(b)
	c.words[s] = s
	return s
}

// Say writes a line of text, its baseline at y.
func (c *Canvas) Say(x, y float64, text string, size float64, w font.Weight, ink theme.Colour) {
	c.Scene.Text(&scene.Text{At: scene.Point{X: x, Y: y}, Text: text, Size: size, Weight: w, Fill: ink})
}

// Fill fills a box.
func (c *Canvas) Fill(b scene.Box, fill theme.Colour) { c.Scene.Rect(&scene.Rect{Box: b, Fill: fill}) }

// Rule draws a line of one pixel, level or upright.
func (c *Canvas) Rule(x0, y0, x1, y1 float64, ink theme.Colour) {
	c.Scene.Line(&scene.Line{A: scene.Point{X: x0, Y: y0}, B: scene.Point{X: x1, Y: y1}, Stroke: ink, Width: 1})
}
