package figure

import (
	"entente/render/document"
	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
)

// Grid draws a table of small pictures, such as who knew what, for where a table
// cannot stand: a heading for each column, a line for each row, the first and
// the last column the widest.
func Grid(t *document.Table, says string, th *theme.Theme) *scene.Scene {
	const label, last, top, row = 200.0, 152.0, 34.0, 26.0
	cell := (Wide - label - last) / float64(max(1, len(t.Head)-2))
	s := &scene.Scene{W: Wide, H: top + float64(row*float64(len(t.Rows))) + 4, Title: t.Caption, Says: says}
	at := func(column int) (x, room float64) {
		switch column {
		case 0:
			return 0, label - 10
		case len(t.Head) - 1:
			return Wide - last, last
		}
		return label + float64(float64(column-1)*cell), cell - 8
	}
	for i, h := range t.Head {
		x, room := at(i)
		s.Add(cutText(x, top-12, h, theme.Note, font.SemiBold, th.Ink, scene.Start, room))
	}
	for r, cells := range t.Rows {
		y := top + float64(row*float64(r))
		s.Add(line(0, y, Wide, y, th.Line, 1))
		for i := range cells {
			x, room := at(i)
			c, weight := &cells[i], font.Regular
			if c.Strong {
				weight = font.SemiBold
			}
			if c.Chip != nil {
				s.Add(scene.Inset{At: scene.Point{X: x, Y: y + float64((row-c.Chip.H)/2)}, Scene: c.Chip})
				x, room = x+c.Chip.W+6, room-c.Chip.W-6
			}
			s.Add(cutText(x, y+row/2+4, c.Text, theme.Note, weight, th.Ink, scene.Start, room))
		}
	}
	return s
}
