package canvas

import (
	"strings"

	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/measure"
)

// fitting is a text, how it is written and the room that it has.
type fitting struct {
	text   string
	weight font.Weight
	size   float64
	room   float64
}

// mostFits bounds the texts whose cut a canvas remembers.
const mostFits = 1 << 13

// Fit cuts text to a room and ends it with an ellipsis. Each cut is made once.
func (c *Canvas) Fit(text string, w font.Weight, size, room float64) string {
	key := fitting{text, w, size, room}
	if s, known := c.fits[key]; known {
		return s
	}
	if c.fits == nil || len(c.fits) >= mostFits {
		c.fits = map[fitting]string{}
	}
	s := font.Fit(text, w, size, max(0, room))
	if room < size {
		s = ""
	}
	c.fits[key] = s
	return s
}

// SayIn writes a line that is cut to a room.
func (c *Canvas) SayIn(x, y, room float64, text string, size float64, w font.Weight, ink theme.Colour) {
	c.Say(x, y, c.Fit(text, w, size, room), size, w, ink)
}

// SayWhole writes the first of some lines that fits into a room whole, or none.
func (c *Canvas) SayWhole(x, y, room float64, size float64, w font.Weight, ink theme.Colour, texts ...string) {
	for _, text := range texts {
		if text != "" && font.Width(text, w, size) <= room {
			c.Say(x, y, text, size, w, ink)
			return
		}
	}
}

// SayEnd writes a line that ends at x.
func (c *Canvas) SayEnd(x, y float64, text string, size float64, w font.Weight, ink theme.Colour) {
	c.Scene.Text(&scene.Text{At: scene.Point{X: x, Y: y}, Text: text, Size: size, Weight: w, Fill: ink, Anchor: scene.End})
}

// SayMid writes a line around x.
func (c *Canvas) SayMid(x, y float64, text string, size float64, w font.Weight, ink theme.Colour) {
	c.Scene.Text(&scene.Text{At: scene.Point{X: x, Y: y}, Text: text, Size: size, Weight: w, Fill: ink, Anchor: scene.Middle})
}

// Wrap breaks text into at most so many lines that fit a room; the last is cut.
func Wrap(text string, w font.Weight, size, room float64, most int) (lines []string) {
	words := strings.Fields(text)
	for len(words) > 0 {
		n := 1
		for n < len(words) && font.Width(strings.Join(words[:n+1], " "), w, size) <= room {
			n++
		}
		if len(lines) == most-1 {
			n = len(words)
		}
		lines = append(lines, font.Fit(strings.Join(words[:n], " "), w, size, room))
		words = words[n:]
	}
	return lines
}

// Lines cuts text into at most so many lines that have room in a width.
func Lines(text string, w font.Weight, size, room float64, most int) []string {
	return Wrap(text, w, size, room, most)
}

// Tell writes text in lines of a height from the baseline y on, and gives the
// baseline after the last one. It takes memory: for what is kept in a layer.
func (c *Canvas) Tell(x, y, room, height float64, most int, text string, size float64, w font.Weight, ink theme.Colour) float64 {
	for _, line := range Wrap(text, w, size, room, most) {
		c.Say(x, y, line, size, w, ink)
		y += height
	}
	return y
}

// Bar draws a box in the colour and pattern of a delay.
func (c *Canvas) Bar(b scene.Box, d measure.Delay, tip string) {
	bar := scene.NewBar(b, d, c.Theme, tip)
	c.Scene.Bar(&bar)
}

// Frame draws the outline of a box.
func (c *Canvas) Frame(b scene.Box, ink theme.Colour, width, radius float64) {
	c.Scene.Rect(&scene.Rect{Box: b, Hollow: true, Stroke: ink, Width: width, Radius: radius})
}

// ButtonHeight is the height of a button.
const ButtonHeight = 28

// ButtonWidth is the width of a button with its key.
func ButtonWidth(label, key string) float64 {
	w := 24 + font.Width(label, font.Medium, theme.Body)
	if key != "" {
		w += 8 + font.Width(key, font.Regular, theme.Note)
	}
	return w
}

// Button draws a button from x on and gives where the next may begin. The chosen one
// is ink, the others are outlines.
func (c *Canvas) Button(x, y float64, label, key string, chosen bool, do view.Action) float64 {
	t := c.Theme
	b := scene.Box{X: x, Y: y, W: ButtonWidth(label, key), H: ButtonHeight}
	fill, ink, faint := t.Ground[2], t.Ink, t.Ink3
	if chosen {
		fill, ink, faint = t.Ink, t.Ground[1], t.Ground[3]
	}
	c.Scene.Rect(&scene.Rect{Box: b, Fill: fill, Stroke: t.Edge, Width: 1, Radius: 4})
	c.Say(x+12, y+18, label, theme.Body, font.Medium, ink)
	if key != "" {
		c.SayEnd(x+b.W-12, y+18, key, theme.Note, font.Regular, faint)
	}
	c.Hit(Hit{Box: b, Do: do, Tip: label})
	return x + b.W + 8
}

// Toggle draws a row of choices of which one is chosen, from x on, and gives where
// it ends.
func (c *Canvas) Toggle(x, y float64, labels []string, chosen int, do func(i int) view.Action) float64 {
	for i, l := range labels {
		x = c.Button(x, y, l, "", i == chosen, do(i)) - 4
	}
	return x
}

// KeyCap draws the name of a key and gives where the next may begin.
func (c *Canvas) KeyCap(x, y float64, key string) float64 {
	t := c.Theme
	w := 12 + font.Width(key, font.Medium, theme.Tick)
	c.Scene.Rect(&scene.Rect{Box: scene.Box{X: x, Y: y - 13, W: w, H: 18}, Fill: t.Ground[2], Stroke: t.Line2, Width: 1, Radius: 3})
	c.Say(x+6, y, key, theme.Tick, font.Medium, t.Ink2)
	return x + w + 8
}

// Extent says how much of a list a frame shows, for whoever scrolls it.
type Extent struct {
	Rows, Shown, First int
}

// VisibleRows is which rows of a list are shown, of so many, where so many fit. It tells
// the canvas, and draws a bar beside the list where not all are shown.
func (c *Canvas) VisibleRows(list view.List, s *view.State, rows, fit int, box scene.Box) (first, upto int) {
	fit = max(1, fit)
	first = min(max(0, s.Scroll[list]), max(0, rows-fit))
	upto = min(rows, first+fit)
	c.Lists[list] = Extent{Rows: rows, Shown: upto - first, First: first}
	c.Hit(Hit{Box: box, Drag: view.Scroll, Do: view.Action{N: int(list)}})
	if rows > fit {
		c.ScrollBar(box, rows, fit, float64(first)/float64(rows-fit))
	}
	return first, upto
}
