package rendertest

import (
	"fmt"
	"sync"

	"entente/render/scene"
	"entente/render/theme"
	"entente/replay/measure"
)

// Least are what colours that stand together must keep: the contrast of letters with
// what lies under them, that of a delay with its ground and with its own pattern, and
// how far two delays beside each other are apart for any eyes.
const (
	LeastText  = 4.5
	LeastMark  = 3.0
	LeastApart = 9.0
)

// fill is a place that was painted over: in one colour, or a bar in that of a delay
// and that of its pattern.
type fill struct {
	box    scene.Box
	points []scene.Point // of a polygon
	colour theme.Colour
	bar    bool
	mark   theme.Colour
	marked bool
}

func (f *fill) has(p scene.Point) bool {
	if !f.box.Has(p) {
		return false
	}
	if f.points == nil {
		return true
	}
	in := false
	for i, j := 0, len(f.points)-1; i < len(f.points); i, j = i+1, i {
		a, b := f.points[i], f.points[j]
		if (a.Y > p.Y) != (b.Y > p.Y) && p.X < (b.X-a.X)*(p.Y-a.Y)/(b.Y-a.Y)+a.X {
			in = !in
		}
	}
	return in
}

// grounds looks at a scene as it is painted: at each text and bar, and at what lies
// under it.
type grounds struct {
	look  *theme.Theme
	clips []scene.Box
	fills []fill
	bars  []scene.Bar // the last ones
	found []string
}

// Colours says where letters cannot be read on what they stand on, where a delay or
// its pattern cannot be seen, and where two delays side by side look alike to
// somebody. Delays are judged in their own colours: what is off the chosen path or has
// not happened yet is meant to stand back, and is told by its pattern.
func Colours(s *scene.Scene, look *theme.Theme) []string {
	g := &grounds{look: look, clips: []scene.Box{{W: s.W, H: s.H}}}
	s.Paint(g)
	return g.found
}

func (g *grounds) clip() scene.Box { return g.clips[len(g.clips)-1] }

func (g *grounds) Clip(b scene.Box) { g.clips = append(g.clips, common(b, g.clip())) }
func (g *grounds) Unclip()          { g.clips = g.clips[:len(g.clips)-1] }

func (g *grounds) Line(*scene.Line)                              {}
func (g *grounds) Polyline([]scene.Point, theme.Colour, float64) {}

func (g *grounds) Rect(r *scene.Rect) {
	if !r.Hollow {
		g.fills = append(g.fills, fill{box: common(r.Box, g.clip()), colour: r.Fill})
	}
}

func (g *grounds) Polygon(points []scene.Point, c theme.Colour) {
	b := scene.Box{X: points[0].X, Y: points[0].Y}
	right, bottom := b.X, b.Y
	for _, p := range points {
		b.X, b.Y, right, bottom = min(b.X, p.X), min(b.Y, p.Y), max(right, p.X), max(bottom, p.Y)
	}
	b.W, b.H = right-b.X, bottom-b.Y
	g.fills = append(g.fills, fill{box: common(b, g.clip()), points: points, colour: c})
}

// under is what was painted last at a place.
func (g *grounds) under(p scene.Point) *fill {
	for i := len(g.fills) - 1; i >= 0; i-- {
		if g.fills[i].has(p) {
			return &g.fills[i]
		}
	}
	return &fill{}
}

func (g *grounds) Text(t *scene.Text) {
	b := t.Box()
	for _, at := range []float64{0.1, 0.5, 0.9} {
		p := scene.Point{X: b.X + b.W*at, Y: t.At.Y - t.Size*0.3}
		if t.Text == "" || !g.clip().Has(p) {
			continue
		}
		f := g.under(p)
		ratio := Contrast(t.Fill, f.colour)
		if f.marked {
			ratio = min(ratio, Contrast(t.Fill, f.mark))
		}
		if ratio < LeastText {
			g.found = append(g.found, fmt.Sprintf("%q in %s on %s has a contrast of %.1f at %.0f %.0f", t.Text, t.Fill.CSS(), f.colour.CSS(), ratio, p.X, p.Y))
			return
		}
	}
}

func (g *grounds) Bar(b *scene.Bar) {
	box := common(b.Box, g.clip())
	if box.W <= 0 || box.H <= 0 {
		return
	}
	f := fill{box: box, bar: true, colour: b.Fill, mark: b.Mark, marked: box.W >= 6 && box.H >= 6}
	if b.Fill == g.look.Delays[b.Delay] {
		below := g.under(scene.Point{X: box.X + box.W/2, Y: box.Y + box.H/2})
		if r := Contrast(b.Fill, below.colour); r < LeastMark && !below.bar && (below.points == nil || below.box.W > leastGround) && b.Delay != measure.NobodyActed {
			g.found = append(g.found, fmt.Sprintf("a bar of %s on %s has a contrast of %.1f at %.0f", b.Delay.Code(), below.colour.CSS(), r, box))
		}
		if r := Contrast(b.Fill, b.Mark); r < LeastMark {
			g.found = append(g.found, fmt.Sprintf("the pattern of %s in %s has a contrast of %.1f at %.0f", b.Delay.Code(), b.Mark.CSS(), r, box))
		}
		g.beside(b, box)
	}
	g.fills = append(g.fills, f)
}

// leastGround is the width from which on a shape is a ground and not a mark.
const leastGround = 20

// near is how many bars back a neighbour is looked for: those that stand together are
// drawn together.
const near = 8

// beside holds a bar against those that it touches.
func (g *grounds) beside(b *scene.Bar, box scene.Box) {
	for i := max(0, len(g.bars)-near); i < len(g.bars); i++ {
		o := &g.bars[i]
		if o.Delay == b.Delay || !o.Box.Grow(1).Meets(box) {
			continue
		}
		for e := range AllEyes {
			if d := apart(e, b.Fill, o.Fill); d < LeastApart {
				g.found = append(g.found, fmt.Sprintf("%s beside %s is %.1f apart (%s) at %.0f", b.Delay.Code(), o.Delay.Code(), d, AllEyes[e].Name, box))
			}
		}
	}
	g.bars = append(g.bars, scene.Bar{Box: box, Delay: b.Delay, Fill: b.Fill})
}

// common is what two boxes have in common.
func common(a, b scene.Box) scene.Box {
	x, y := max(a.X, b.X), max(a.Y, b.Y)
	return scene.Box{X: x, Y: y, W: max(0, min(a.X+a.W, b.X+b.W)-x), H: max(0, min(a.Y+a.H, b.Y+b.H)-y)}
}

// distances are worked out once: frames have few colours.
var distances sync.Map

func apart(eyes int, a, b theme.Colour) float64 {
	key := [3]uint32{uint32(eyes), uint32(a), uint32(b)}
	if d, known := distances.Load(key); known {
		return d.(float64)
	}
	d := AllEyes[eyes].Apart(a, b)
	distances.Store(key, d)
	return d
}
