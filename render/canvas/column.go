package canvas

import (
	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
)

// Block is a part of a column: how high it is, and how it is drawn from a place on.
type Block struct {
	High float64
	Draw func(y float64)
}

// Column draws blocks below each other, from the one to which a list was scrolled;
// those that do not fit whole are left out. It takes memory: for what is kept in a
// layer.
func (c *Canvas) Column(list view.List, s *view.State, box scene.Box, blocks []Block) {
	c.Stack(list, s, box, len(blocks), func(i int) float64 { return blocks[i].High }, func(i int, y float64) { blocks[i].Draw(y) })
}

// Stack draws so many things below each other, from the one to which a list was
// scrolled; those that do not fit whole are left out.
func (c *Canvas) Stack(list view.List, s *view.State, box scene.Box, n int, high func(i int) float64, draw func(i int, y float64)) {
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
		c.ScrollBar(box, n, upto-first, float64(first)/float64(last))
	}
}

// ScrollBar draws how much of a list is shown, and where.
func (c *Canvas) ScrollBar(box scene.Box, rows, shown int, at float64) {
	h := min(box.H, max(16, float64(box.H*float64(shown))/float64(max(1, rows))))
	x := box.X + box.W - 4
	c.Fill(scene.Box{X: x, Y: box.Y, W: 4, H: box.H}, c.Theme.Line)
	c.Fill(scene.Box{X: x, Y: box.Y + float64((box.H-h)*at), W: 4, H: h}, c.Theme.Edge)
}

// HeadBlock is the heading of what follows in a column.
func (c *Canvas) HeadBlock(x float64, text string) Block {
	return Block{30, func(y float64) { c.Say(x, y+20, text, theme.Section, font.SemiBold, c.Theme.Ink) }}
}

// TextBlock is a paragraph in a column.
func (c *Canvas) TextBlock(x, room float64, most int, text string, size float64, w font.Weight, ink theme.Colour) Block {
	lines, height := Wrap(text, w, size, room, most), float64(size*1.4)
	return Block{float64(height*float64(len(lines))) + 2, func(y float64) {
		for _, l := range lines {
			y += height
			c.Say(x, y-float64(size*0.35), l, size, w, ink)
		}
	}}
}

// GapBlock is room between blocks, ruled where so.
func (c *Canvas) GapBlock(x0, x1 float64, ruled bool) Block {
	return Block{9, func(y float64) {
		if ruled {
			c.Rule(x0, y+4.5, x1, y+4.5, c.Theme.Line)
		}
	}}
}

// JoinBlocks makes one block of several, so that they are never apart.
func JoinBlocks(list ...Block) Block {
	high := 0.0
	for _, b := range list {
		high += b.High
	}
	return Block{high, func(y float64) {
		for _, b := range list {
			b.Draw(y)
			y += b.High
		}
	}}
}

// Pressed makes a block a place that does something.
func (c *Canvas) Pressed(b Block, x, w float64, h Hit) Block {
	return Block{b.High, func(y float64) {
		h.Box = scene.Box{X: x, Y: y, W: w, H: b.High}
		c.Hit(h)
		b.Draw(y)
	}}
}
