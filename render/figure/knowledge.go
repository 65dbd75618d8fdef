package figure

import (
	"entente/render/scene"
	"entente/render/theme"
)

// Grade is how far something has become known: the fill of a cell, by quarters.
type Grade uint8

// The grades.
const (
	Unknown Grade = iota
	Received
	Read
	Understood
	Believed
)

var gradeWords = [...]string{"unknown", "received", "read", "understood", "believed"}

func (g Grade) String() string { return gradeWords[g] }

// Ink is the square of a grade, filled from below.
func Ink(g Grade, t *theme.Theme) *scene.Scene {
	s := &scene.Scene{W: 15, H: 15, Title: g.String()}
	s.Add(inkCell(1, 1, 13, g, t)...)
	return s
}

// inkCell is a square filled from below.
func inkCell(x, y, size float64, g Grade, t *theme.Theme) (items []scene.Item) {
	if g == Unknown {
		for _, side := range [][4]float64{{0, 0, 1, 0}, {1, 0, 1, 1}, {1, 1, 0, 1}, {0, 1, 0, 0}} {
			ax, ay, bx, by := x+float64(side[0]*size), y+float64(side[1]*size), x+float64(side[2]*size), y+float64(side[3]*size)
			for k := 0.0; k < 1; k += 0.25 {
				items = append(items, line(ax+float64((bx-ax)*k), ay+float64((by-ay)*k), ax+float64((bx-ax)*(k+0.13)), ay+float64((by-ay)*(k+0.13)), t.Line2, 1.3))
			}
		}
		return items
	}
	fill := float64(float64(size*float64(g)) / 4)
	items = append(items,
		scene.Rect{Box: scene.Box{X: x, Y: y + size - fill, W: size, H: fill}, Fill: t.Ink},
		scene.Rect{Box: scene.Box{X: x, Y: y, W: size, H: size}, Hollow: true, Stroke: t.Ink, Width: 1.3})
	if g == Believed { // a tick cut out
		items = append(items, scene.Polyline{Points: []scene.Point{{X: x + float64(size*0.24), Y: y + float64(size*0.52)}, {X: x + float64(size*0.43), Y: y + float64(size*0.72)}, {X: x + float64(size*0.78), Y: y + float64(size*0.3)}}, Stroke: t.Ground[2], Width: 1.8})
	}
	return items
}
