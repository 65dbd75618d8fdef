package panel

import (
	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
)

// block is a part of a column: how high it is, and how it is drawn from a place on.
type block struct {
	high float64
	draw func(y float64)
}

// column draws blocks below each other, from the one to which a list was scrolled;
// those that do not fit whole are left out. It takes memory: for what is kept in a
// layer.
func (c *Canvas) column(list view.List, s *view.State, box scene.Box, blocks []block) {
	c.stacked(list, s, box, len(blocks), func(i int) float64 { return blocks[i].high }, func(i int, y float64) { blocks[i].draw(y) })
}

// stacked draws so many things below each other, from the one to which a list was
// scrolled; those that do not fit whole are left out.
func (c *Canvas) stacked(list view.List, s *view.State, box scene.Box, n int, high func(i int) float64, draw func(i int, y float64)) {
	last, room := n, box.H
	for last > 0 && high(last-1) <= room {
		last--
		room -= high(last)
	}
	first := min(max(0, s.Scroll[list]), min(last, max(0, n-1)))
	c.Hit(Hit{Box: box, Drag: view.Scroll, Do: view.Action{N: int(list)}})
	c.Clip(box)
	y, upto := box.Y, first
	for upto < n && (y+high(upto) <= box.Y+box.H || upto == first) {
		draw(upto, y)
		y += high(upto)
		upto++
	}
	c.Unclip()
	c.Lists[list] = Extent{Rows: n, Shown: upto - first, First: first}
	if last > 0 {
		c.scrollBar(box, n, upto-first, float64(first)/float64(last))
	}
}

// scrollBar draws how much of a list is shown, and where.
func (c *Canvas) scrollBar(box scene.Box, rows, shown int, at float64) {
	h := min(box.H, max(16, float64(box.H*float64(shown))/float64(max(1, rows))))
	x := box.X + box.W - 4
	c.Fill(scene.Box{X: x, Y: box.Y, W: 4, H: box.H}, c.Theme.Line)
	c.Fill(scene.Box{X: x, Y: box.Y + float64((box.H-h)*at), W: 4, H: h}, c.Theme.Edge)
}

// headBlock is the heading of what follows in a column.
func (c *Canvas) headBlock(x float64, text string) block {
	return block{30, func(y float64) { c.Say(x, y+20, text, theme.Section, font.SemiBold, c.Theme.Ink) }}
}

// textBlock is a paragraph in a column.
func (c *Canvas) textBlock(x, room float64, most int, text string, size float64, w font.Weight, ink theme.Colour) block {
	lines, height := wrap(text, w, size, room, most), float64(size*1.4)
	return block{float64(height*float64(len(lines))) + 2, func(y float64) {
		for _, l := range lines {
			y += height
			c.Say(x, y-float64(size*0.35), l, size, w, ink)
		}
	}}
}

// gapBlock is room between blocks, ruled where so.
func (c *Canvas) gapBlock(x0, x1 float64, ruled bool) block {
	return block{9, func(y float64) {
		if ruled {
			c.Rule(x0, y+4.5, x1, y+4.5, c.Theme.Line)
		}
	}}
}

// join makes one block of several, so that they are never apart.
func join(list ...block) block {
	high := 0.0
	for _, b := range list {
		high += b.high
	}
	return block{high, func(y float64) {
		for _, b := range list {
			b.draw(y)
			y += b.high
		}
	}}
}

// pressed makes a block a place that does something.
func (c *Canvas) pressed(b block, x, w float64, h Hit) block {
	return block{b.high, func(y float64) {
		h.Box = scene.Box{X: x, Y: y, W: w, H: b.high}
		c.Hit(h)
		b.draw(y)
	}}
}
