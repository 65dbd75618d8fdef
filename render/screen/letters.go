package screen

import (
	"image"
	"math"

	"golang.org/x/image/vector"

	"entente/render/font"
)

// letters has the letters of the product as they were drawn into a sheet. They are
// drawn from the outlines that files are drawn from, each where it stands to a
// quarter of a pixel, so a text is as long in a window as in a file at every size.
type letters struct {
	cells map[letter]cell
	lines map[line]float64
	z     *vector.Rasterizer
	alpha image.Alpha
	pix   []byte
}

// letter is a letter of a weight at a size in pixels of the screen, so many quarters
// of a pixel to the right of a whole one.
type letter struct {
	rune   rune
	weight font.Weight
	size   float64
	right  int8
}

// cell is where a letter lies in the sheet, where its corner stands from the pen on
// the baseline, and how far the pen moves on. A blank has no piece.
type cell struct {
	piece   image.Rectangle
	x, y    float32
	advance float64
}

// line is a text in a weight at a size.
type line struct {
	text   string
	weight font.Weight
	size   float64
}

const (
	parts     = 4 // of a pixel at which letters stand
	mostLines = 1 << 14
)

func newLetters() *letters {
	l := &letters{z: vector.NewRasterizer(1, 1)}
	l.forget()
	return l
}

// forget lets go of what lies in a sheet.
func (l *letters) forget() { l.cells, l.lines = map[letter]cell{}, map[line]float64{} }

// letterAt gives a letter whose pen stands at x, and the whole pixel from which it is
// placed.
func (l *letters) letterAt(c rune, w font.Weight, size, x float64, s *sheet) (cell, float32) {
	quarters := math.Round(x * parts)
	whole := math.Floor(quarters / parts)
	key := letter{c, w, size, int8(quarters - whole*parts)}
	at, known := l.cells[key]
	if !known {
		at = l.draw(key, s)
		if !s.full {
			l.cells[key] = at
		}
	}
	return at, float32(whole)
}

// draw draws a letter into the sheet.
func (l *letters) draw(k letter, s *sheet) cell {
	outline, advance := font.Outline(k.rune, k.weight)
	at := cell{advance: advance * k.size}
	right := float64(k.right) / parts
	lo, hi := [2]float64{math.Inf(1), math.Inf(1)}, [2]float64{math.Inf(-1), math.Inf(-1)}
	for _, c := range outline {
		for _, p := range c {
			for i := range 2 {
				lo[i], hi[i] = min(lo[i], p[i]*k.size), max(hi[i], p[i]*k.size)
			}
		}
	}
	if lo[0] >= hi[0] {
		return at
	}
	x0, y0 := math.Floor(lo[0]+right), math.Floor(lo[1])
	wide, high := int(math.Ceil(hi[0]+right)-x0), int(math.Ceil(hi[1])-y0)
	piece, ok := s.cell(wide, high)
	if !ok {
		return at
	}
	l.z.Reset(wide, high)
	for _, c := range outline {
		for i, p := range c {
			x, y := float32(p[0]*k.size+right-x0), float32(p[1]*k.size-y0)
			if i == 0 {
				l.z.MoveTo(x, y)
			} else {
				l.z.LineTo(x, y)
			}
		}
		l.z.ClosePath()
	}
	l.alpha = image.Alpha{Pix: append(l.alpha.Pix[:0], make([]byte, wide*high)...), Stride: wide, Rect: image.Rect(0, 0, wide, high)}
	l.z.Draw(&l.alpha, l.alpha.Rect, image.Opaque, image.Point{})
	l.pix = l.pix[:0]
	for _, a := range l.alpha.Pix {
		l.pix = append(l.pix, a, a, a, a)
	}
	s.write(piece, l.pix)
	at.piece, at.x, at.y = piece, float32(x0), float32(y0)
	return at
}

// width is how wide a text is, in pixels of the screen.
func (l *letters) width(t string, w font.Weight, size float64) float64 {
	key := line{t, w, size}
	if v, known := l.lines[key]; known {
		return v
	}
	if len(l.lines) >= mostLines {
		clear(l.lines)
	}
	v := font.Width(t, w, size)
	l.lines[key] = v
	return v
}
