package screen

import (
	"bytes"
	"fmt"
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/text/v2"

	"entente/render/font"
)

// letters has the letters of the product as they were drawn into a sheet.
type letters struct {
	sources map[font.Weight]*text.GoTextFaceSource
	faces   map[face]*text.GoTextFace
	lines   map[line][]letter
	cells   map[*ebiten.Image]image.Rectangle
	glyphs  []text.Glyph
}

// face is a weight at a size in pixels of the screen.
type face struct {
	weight font.Weight
	size   float64
}

// line is a text in a face.
type line struct {
	face
	text string
}

// letter is a letter of a line: its piece of the sheet, and where its corner stands
// from where the line begins.
type letter struct {
	piece image.Rectangle
	x, y  float32
}

// mostLines is how many lines are remembered.
const mostLines = 1 << 14

func newLetters() *letters {
	l := &letters{sources: map[font.Weight]*text.GoTextFaceSource{}, faces: map[face]*text.GoTextFace{}}
	for _, w := range []font.Weight{font.Regular, font.Medium, font.SemiBold} {
		s, err := text.NewGoTextFaceSource(bytes.NewReader(font.OpenType(w)))
		if err != nil {
			panic(fmt.Sprintf("screen: letters of weight %d: %v", w.CSS(), err)) // a file of ours
		}
		l.sources[w] = s
	}
	l.forget()
	return l
}

// forget lets go of what lies in a sheet.
func (l *letters) forget() {
	l.lines, l.cells = map[line][]letter{}, map[*ebiten.Image]image.Rectangle{}
}

// of lays a text out once and remembers it.
func (l *letters) of(t string, w font.Weight, size float64, s *sheet) []letter {
	key := line{face{w, size}, t}
	if list, known := l.lines[key]; known {
		return list
	}
	if len(l.lines) >= mostLines {
		l.lines = map[line][]letter{}
	}
	f := l.face(key.face)
	top := math.Floor(f.Metrics().HAscent) // letters stand on whole pixels
	l.glyphs = text.AppendGlyphs(l.glyphs[:0], t, f, nil)
	list := make([]letter, 0, len(l.glyphs))
	for _, g := range l.glyphs {
		if g.Image == nil {
			continue
		}
		piece, known := l.cells[g.Image]
		if !known {
			var ok bool
			if piece, ok = s.keep(g.Image); !ok {
				return list // the sheet is full: the frame is drawn again
			}
			l.cells[g.Image] = piece
		}
		list = append(list, letter{piece, float32(g.X), float32(g.Y - top)})
	}
	l.lines[key] = list
	return list
}

func (l *letters) face(k face) *text.GoTextFace {
	f, known := l.faces[k]
	if !known {
		if len(l.faces) > 256 { // every size that text is enlarged to has its own
			l.faces = map[face]*text.GoTextFace{}
		}
		f = &text.GoTextFace{Source: l.sources[k.weight], Size: k.size}
		l.faces[k] = f
	}
	return f
}

// width is how wide a text comes out, in pixels of the screen.
func (l *letters) width(t string, w font.Weight, size float64) float64 {
	return text.Advance(t, l.face(face{w, size}))
}
