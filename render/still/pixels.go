package still

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"math"

	"golang.org/x/image/vector"

	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
)

// tile is the most pixels that are rasterised at once, in both directions: beyond
// it the rasteriser calculates in floating point, which machines do differently.
const tile = 512

// MostPixels bounds a picture: a poster of 16,384 by 8,192.
const MostPixels = 1 << 27

// Pixels draws a scene so many times larger. The same scene gives the same pixels on
// every machine: shapes are cut into straight lines in products that are not fused,
// and filled by integers.
func Pixels(s *scene.Scene, scale float64) *image.RGBA {
	w, h := int(math.Ceil(float64(s.W*scale))), int(math.Ceil(float64(s.H*scale)))
	p := &pixels{img: image.NewRGBA(image.Rect(0, 0, w, h)), z: vector.NewRasterizer(1, 1), scale: scale}
	p.clips = append(p.clips, p.img.Rect)
	s.Paint(p)
	return p.img
}

// PNG writes a scene as a PNG file, so many times larger.
func PNG(out io.Writer, s *scene.Scene, scale float64) error {
	return png.Encode(out, Pixels(s, scale))
}

// pixels is a painter that fills pixels.
type pixels struct {
	img   *image.RGBA
	z     *vector.Rasterizer
	scale float64
	clips []image.Rectangle // the innermost last
	path  []corner
	ends  []int // where each closed line of the path ends
}

// corner is a point of a path, in pixels.
type corner struct{ x, y float64 }

func (p *pixels) clip() image.Rectangle { return p.clips[len(p.clips)-1] }

// Clip cuts to whole pixels.
func (p *pixels) Clip(b scene.Box) {
	x0, y0 := math.Round(float64(b.X*p.scale)), math.Round(float64(b.Y*p.scale))
	x1, y1 := math.Round(float64((b.X+b.W)*p.scale)), math.Round(float64((b.Y+b.H)*p.scale))
	p.clips = append(p.clips, image.Rect(int(x0), int(y0), int(x1), int(y1)).Intersect(p.clip()))
}

func (p *pixels) Unclip() { p.clips = p.clips[:len(p.clips)-1] }

func (p *pixels) to(x, y float64) {
	p.path = append(p.path, corner{float64(x * p.scale), float64(y * p.scale)})
}

func (p *pixels) shut() {
	if n := len(p.path); n > 0 && (len(p.ends) == 0 || p.ends[len(p.ends)-1] < n) {
		p.ends = append(p.ends, n)
	}
}

// fill fills the path, where it winds around, and forgets it.
func (p *pixels) fill(c theme.Colour) {
	defer func() { p.path, p.ends = p.path[:0], p.ends[:0] }()
	p.shut()
	if len(p.path) == 0 {
		return
	}
	least, most := p.path[0], p.path[0]
	for _, q := range p.path {
		if math.IsNaN(q.x) || math.IsNaN(q.y) {
			return
		}
		least, most = corner{min(least.x, q.x), min(least.y, q.y)}, corner{max(most.x, q.x), max(most.y, q.y)}
	}
	room := p.clip()
	box := image.Rect(within(math.Floor(least.x), room.Min.X, room.Max.X), within(math.Floor(least.y), room.Min.Y, room.Max.Y),
		within(math.Ceil(most.x), room.Min.X, room.Max.X), within(math.Ceil(most.y), room.Min.Y, room.Max.Y))
	src := image.NewUniform(color.NRGBA{uint8(c >> 16), uint8(c >> 8), uint8(c), 255})
	for y := box.Min.Y; y < box.Max.Y; y += tile {
		for x := box.Min.X; x < box.Max.X; x += tile {
			r := image.Rect(x, y, min(x+tile, box.Max.X), min(y+tile, box.Max.Y))
			p.z.Reset(r.Dx(), r.Dy())
			p.z.DrawOp = draw.Over
			p.trace(float64(x), float64(y))
			p.z.Draw(p.img, r, src, image.Point{})
		}
	}
}

func within(v float64, least, most int) int {
	return int(max(float64(least), min(v, float64(most))))
}

// trace hands the path to the rasteriser, its origin at a pixel.
func (p *pixels) trace(ox, oy float64) {
	from := 0
	for _, end := range p.ends {
		for i := from; i < end; i++ {
			x, y := float32(p.path[i].x-ox), float32(p.path[i].y-oy)
			if i == from {
				p.z.MoveTo(x, y)
			} else {
				p.z.LineTo(x, y)
			}
		}
		p.z.ClosePath()
		from = end
	}
}

// Rect fills and outlines a rectangle.
func (p *pixels) Rect(r *scene.Rect) {
	if !r.Hollow {
		p.round(r.Box, r.Radius, false)
		p.fill(r.Fill)
	}
	if r.Width > 0 {
		half := float64(r.Width / 2)
		p.round(r.Box.Grow(half), r.Radius+min(half, r.Radius), false)
		p.round(r.Box.Grow(-half), max(r.Radius-half, 0), true)
		p.fill(r.Stroke)
	}
}

// arc is a quarter of a circle of radius 1 as chords, from right to bottom.
var arc = quarter()

func quarter() (list [9]corner) {
	const cos, sin = 0.980785280403230449126182236134239036973933731 /* of pi/16 */, 0.195090322016128267848284868477022240927691618
	at := corner{1, 0}
	for i := range list {
		list[i] = at
		at = corner{float64(at.x*cos) - float64(at.y*sin), float64(at.x*sin) + float64(at.y*cos)}
	}
	return list
}

// round adds a rectangle with round corners to the path, clockwise or back.
func (p *pixels) round(b scene.Box, radius float64, back bool) {
	if b.W <= 0 || b.H <= 0 {
		return
	}
	p.shut()
	from := len(p.path)
	r := min(radius, float64(b.W/2), float64(b.H/2))
	if r <= 0 {
		p.to(b.X, b.Y)
		p.to(b.X+b.W, b.Y)
		p.to(b.X+b.W, b.Y+b.H)
		p.to(b.X, b.Y+b.H)
	} else {
		for _, a := range arc {
			p.to(b.X+b.W-r+float64(r*a.x), b.Y+b.H-r+float64(r*a.y))
		}
		for _, a := range arc {
			p.to(b.X+r-float64(r*a.y), b.Y+b.H-r+float64(r*a.x))
		}
		for _, a := range arc {
			p.to(b.X+r-float64(r*a.x), b.Y+r-float64(r*a.y))
		}
		for _, a := range arc {
			p.to(b.X+b.W-r+float64(r*a.y), b.Y+r-float64(r*a.x))
		}
	}
	if back {
		for i, j := from, len(p.path)-1; i < j; i, j = i+1, j-1 {
			p.path[i], p.path[j] = p.path[j], p.path[i]
		}
	}
	p.shut()
}

// Bar fills a bar and cuts its hatching.
func (p *pixels) Bar(b *scene.Bar) { b.Hatch(p) }

// Line strokes a line.
func (p *pixels) Line(l *scene.Line) {
	p.stroke(l.A, l.B, l.Width)
	p.fill(l.Stroke)
}

// Polyline strokes a line through points, with round joints.
func (p *pixels) Polyline(points []scene.Point, stroke theme.Colour, width float64) {
	for i := 1; i < len(points); i++ {
		p.stroke(points[i-1], points[i], width)
		if half := float64(width / 2); i > 1 && float64(width*p.scale) > 1 {
			p.round(scene.Box{X: points[i-1].X - half, Y: points[i-1].Y - half, W: width, H: width}, half, false)
		}
	}
	p.fill(stroke)
}

// stroke adds a line to the path as a narrow rectangle, clockwise.
func (p *pixels) stroke(a, b scene.Point, width float64) {
	dx, dy := b.X-a.X, b.Y-a.Y
	long := math.Sqrt(float64(dx*dx) + float64(dy*dy))
	if long == 0 || width <= 0 {
		return
	}
	nx, ny := float64(float64(-dy*width)/long/2), float64(float64(dx*width)/long/2)
	p.shut()
	p.to(a.X-nx, a.Y-ny)
	p.to(b.X-nx, b.Y-ny)
	p.to(b.X+nx, b.Y+ny)
	p.to(a.X+nx, a.Y+ny)
	p.shut()
}

// Polygon fills a shape.
func (p *pixels) Polygon(points []scene.Point, fill theme.Colour) {
	for _, q := range points {
		p.to(q.X, q.Y)
	}
	p.fill(fill)
}

// Text draws letters by their outlines, each at its own place between pixels.
func (p *pixels) Text(t *scene.Text) {
	x := t.At.X
	switch w := font.Width(t.Text, t.Weight, t.Size); t.Anchor {
	case scene.Middle:
		x -= float64(w / 2)
	case scene.End:
		x -= w
	}
	for _, c := range t.Text {
		lines, advance := font.Outline(c, t.Weight)
		for _, l := range lines {
			for _, q := range l {
				p.to(x+float64(q[0]*t.Size), t.At.Y+float64(q[1]*t.Size))
			}
			p.shut()
		}
		p.fill(t.Fill)
		x += float64(advance * t.Size)
	}
}
