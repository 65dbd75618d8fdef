package screen

import (
	"image"
	"image/color"

	"github.com/hajimehoshi/ebiten/v2"
)

// sheetSide is the width and height of a sheet in pixels: more than the letters and
// patterns of a frame take at twice the size, and within what every browser allows.
const sheetSide = 2048

// sheet is the texture that everything is drawn from: a white spot for what is
// solid, letters, and tiles of patterns, packed in rows. Full, it is begun anew.
type sheet struct {
	img  *ebiten.Image
	x, y int // where the next cell goes
	row  int // the height of the row so far
	full bool
}

func newSheet() *sheet {
	s := &sheet{img: ebiten.NewImageWithOptions(image.Rect(0, 0, sheetSide, sheetSide), &ebiten.NewImageOptions{Unmanaged: true})}
	s.clear()
	return s
}

// clear begins a sheet anew; whoever kept cells must let go of them.
func (s *sheet) clear() {
	s.img.Clear()
	s.x, s.y, s.row, s.full = 4, 0, 4, false
	s.img.SubImage(image.Rect(0, 0, 3, 3)).(*ebiten.Image).Fill(color.White)
}

// spot is a place in a sheet that is white all around.
const spot = 1.5

// cell finds room for w x h pixels, with one free pixel between cells. It says
// false, and that the sheet is full, if there is none.
func (s *sheet) cell(w, h int) (image.Rectangle, bool) {
	if s.x+w > sheetSide {
		s.x, s.y, s.row = 0, s.y+s.row+1, 0
	}
	if w > sheetSide || s.y+h > sheetSide {
		s.full = true
		return image.Rectangle{}, false
	}
	at := image.Rect(s.x, s.y, s.x+w, s.y+h)
	s.x, s.row = s.x+w+1, max(s.row, h)
	return at, true
}

// write puts pixels into a cell.
func (s *sheet) write(at image.Rectangle, pix []byte) {
	s.img.SubImage(at).(*ebiten.Image).WritePixels(pix)
}
