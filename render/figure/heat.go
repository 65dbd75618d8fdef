package figure

import (
	"math"

	"entente/render/document"
	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
)

// Heat is a table of numbers that are to be compared, row by column. NaN: none.
type Heat struct {
	Rows, Columns []string
	Across, Down  string      // what columns and rows are
	Values        [][]float64 // by row
	Says          [][]string
	Low, High     float64 // of the palest and the darkest
}

// darkest is how dark the darkest cell is, in percent of ink: letters stay legible.
const darkest = 38

// HeatMap draws a table of numbers, the greater the darker, with the number in each cell.
func HeatMap(id, title, says string, h *Heat, t *theme.Theme) document.Figure {
	return drawBoth(func(wide float64) document.Figure { return heatMap(wide, id, title, says, h, t) })
}

func heatMap(wide float64, id, title, says string, h *Heat, t *theme.Theme) document.Figure {
	const top, row, gap = 44.0, 26.0, 2.0
	left := 250.0
	if wide < Wide {
		left = 110
	}
	s := &scene.Scene{W: wide, H: top + float64(row*float64(len(h.Rows))) + 6, Title: title, Says: says}
	w := float64((wide - left) / float64(max(len(h.Columns), 1)))
	numbers := document.Table{Head: append([]string{h.Down}, h.Columns...)}
	s.Add(cutText(0, top-10, h.Down, theme.Tick, font.Regular, t.Ink3, scene.Start, left-12), cutText(left, 14, h.Across, theme.Tick, font.Regular, t.Ink3, scene.Start, wide-left))
	for c, name := range h.Columns {
		numbers.Right = append(numbers.Right, c+1)
		s.Add(cutText(left+float64(w*(float64(c)+0.5)), top-10, name, theme.Note, font.Medium, t.Ink, scene.Middle, w-8))
	}
	for r, name := range h.Rows {
		y := top + float64(row*float64(r))
		s.Add(cutText(0, y+row/2+4, name, theme.Note, font.Medium, t.Ink, scene.Start, left-12))
		cells := append([]string{name}, h.Says[r]...)
		numbers.Rows = append(numbers.Rows, document.Plain(cells...))
		for c, v := range h.Values[r] {
			box := scene.Box{X: left + float64(w*float64(c)), Y: y, W: w - gap, H: row - gap}
			cell := scene.Rect{Box: box, Fill: t.Ground[0], Radius: 2}
			if !math.IsNaN(v) {
				share := 1.0
				if h.High > h.Low {
					share = min(max((v-h.Low)/(h.High-h.Low), 0), 1)
				}
				cell.Fill = t.Ink.Over(t.Ground[2], uint32(math.Round(float64(share*darkest))+2))
			}
			s.Add(cell, cutText(box.X+float64(box.W/2), y+row/2+3, h.Says[r][c], theme.Note, font.Regular, t.Ink, scene.Middle, box.W-6))
		}
	}
	return document.Figure{ID: id, Scene: s, Numbers: numbers, Spec: heatSpec(title, h)}
}
