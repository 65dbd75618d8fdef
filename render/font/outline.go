package font

import (
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Contour is one closed line of a letter: its corners in em, y downwards from the
// baseline.
type Contour [][2]float64

// chords is into how many straight lines a curve is cut.
const chords = 6

// Outline is the shape of a letter as closed lines, filled where they wind around,
// and its advance in em. Curves are cut into chords here, in products that are not
// fused, so that every machine draws the same pixels. A letter that the subset lacks
// is a hollow box. The result is shared: do not change it.
func Outline(c rune, w Weight) ([]Contour, float64) {
	r := rulers[w]
	r.mu.Lock()
	defer r.mu.Unlock()
	advance := float64(r.advance(c)) / r.em
	if o, known := r.outlines[c]; known {
		return o, advance
	}
	o := r.outline(c)
	if o == nil {
		o = missing(advance)
	}
	r.outlines[c] = o
	return o, advance
}

// outline cuts a glyph's segments; nil for a letter that there is not.
func (r *ruler) outline(c rune) []Contour {
	g, err := r.font.GlyphIndex(&r.buf, c)
	if err != nil || g == 0 {
		return nil
	}
	segments, err := r.font.LoadGlyph(&r.buf, g, fixed.I(int(r.em)), nil)
	if err != nil {
		return nil
	}
	cut := cutter{em: r.em, list: []Contour{}}
	for _, s := range segments {
		cut.add(s)
	}
	return cut.list
}

// missing is the box that stands for a letter that there is not.
func missing(advance float64) []Contour {
	x0, x1, y0, y1, t := 0.06, advance-0.06, -0.72, 0.0, 0.06
	return []Contour{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}, {{x0 + t, y0 + t}, {x0 + t, y1 - t}, {x1 - t, y1 - t}, {x1 - t, y0 + t}}}
}

// cutter cuts curves into chords.
type cutter struct {
	em   float64
	list []Contour
}

func (k *cutter) at(p fixed.Point26_6) [2]float64 {
	return [2]float64{float64(p.X) / 64 / k.em, float64(p.Y) / 64 / k.em}
}

func (k *cutter) to(p [2]float64) {
	last := &k.list[len(k.list)-1]
	*last = append(*last, p)
}

func (k *cutter) last() [2]float64 {
	c := k.list[len(k.list)-1]
	return c[len(c)-1]
}

func mix(a, b [2]float64, t float64) [2]float64 {
	return [2]float64{a[0] + float64(t*float64(b[0]-a[0])), a[1] + float64(t*float64(b[1]-a[1]))}
}

func (k *cutter) add(s sfnt.Segment) {
	switch s.Op {
	case sfnt.SegmentOpMoveTo:
		k.list = append(k.list, Contour{k.at(s.Args[0])})
	case sfnt.SegmentOpLineTo:
		k.to(k.at(s.Args[0]))
	case sfnt.SegmentOpQuadTo:
		a, b, c := k.last(), k.at(s.Args[0]), k.at(s.Args[1])
		for i := 1; i <= chords; i++ {
			t := float64(i) / chords
			k.to(mix(mix(a, b, t), mix(b, c, t), t))
		}
	case sfnt.SegmentOpCubeTo:
		a, b, c, d := k.last(), k.at(s.Args[0]), k.at(s.Args[1]), k.at(s.Args[2])
		for i := 1; i <= chords; i++ {
			t := float64(i) / chords
			ab, bc, cd := mix(a, b, t), mix(b, c, t), mix(c, d, t)
			k.to(mix(mix(ab, bc, t), mix(bc, cd, t), t))
		}
	}
}
