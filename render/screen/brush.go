package screen

import (
	"image"
	"image/color"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"entente/render/scene"
	"entente/render/theme"
	"entente/replay/measure"
)

// Brush paints scenes onto images. One brush serves one window; it keeps the
// letters and patterns that it has drawn.
type Brush struct {
	batch   batch
	sheet   *sheet
	letters *letters
	cuts    cuts
	tiles   map[pattern]image.Rectangle
	scale   float64 // pixels of the screen for one of the scene
	clips   []box
	points  []at
}

// pattern is a tile of a bar: how a delay looks in a strip of a height.
type pattern struct {
	delay      measure.Delay
	fill, mark theme.Colour
	high       int
	scale      float64
}

// NewBrush makes a brush.
func NewBrush() *Brush { return &Brush{letters: newLetters(), tiles: map[pattern]image.Rectangle{}} }

// Paint draws a scene enlarged by scale. If letters and patterns of earlier frames
// leave no room for those of this one, they are forgotten and the frame is drawn
// again.
func (b *Brush) Paint(to *ebiten.Image, s *scene.Scene, scale float64) {
	if b.sheet == nil {
		b.sheet = newSheet()
	}
	for try := 0; ; try++ {
		b.scale, b.clips = scale, b.clips[:0]
		b.batch.begin(to, b.sheet.img)
		s.Paint(b)
		b.batch.flush()
		if !b.sheet.full || try == 1 {
			return
		}
		b.sheet.clear()
		b.letters.forget()
		clear(b.tiles)
	}
}

// Calls is how many draw calls the last frame took, and how many corners wait.
func (b *Brush) Calls() int { return b.batch.calls }

// A Brush is a scene.Painter.

// Rect paints a rectangle: filled on whole pixels, outlined along its middle.
func (b *Brush) Rect(r *scene.Rect) {
	radius := min(r.Radius, r.W/2, r.H/2) * b.scale
	if radius > 0.5 {
		b.rounded(r, radius)
		return
	}
	if !r.Hollow {
		b.plain(r.Box, r.Fill)
	}
	if r.Width > 0 {
		b.frame(r)
	}
}

// plain fills a box on whole pixels; one that is thinner than a pixel shines through.
func (b *Brush) plain(r scene.Box, fill theme.Colour) {
	x0, x1, thinX := b.span(r.X, r.W)
	y0, y1, thinY := b.span(r.Y, r.H)
	b.batch.solid(box{x0, y0, x1, y1}, inkOf(fill), thinX*thinY)
}

// span is where a stretch begins and ends in whole pixels, and how much of them it
// covers.
func (b *Brush) span(from, long float64) (lo, hi, cover float32) {
	lo, hi = round(from*b.scale), round((from+long)*b.scale)
	if lo < hi {
		return lo, hi, 1
	}
	lo = float32(math.Floor(from * b.scale))
	return lo, lo + 1, float32(min(1, max(0, long*b.scale)))
}

// frame draws the outline of a rectangle with four bars.
func (b *Brush) frame(r *scene.Rect) {
	t := max(1, round(r.Width*b.scale))
	x0, x1 := b.rule(r.X, t), b.rule(r.X+r.W, t)
	y0, y1 := b.rule(r.Y, t), b.rule(r.Y+r.H, t)
	c := inkOf(r.Stroke)
	b.batch.solid(box{x0, y0, x1 + t, y0 + t}, c, 1)
	b.batch.solid(box{x0, y1, x1 + t, y1 + t}, c, 1)
	b.batch.solid(box{x0, y0 + t, x0 + t, y1}, c, 1)
	b.batch.solid(box{x1, y0 + t, x1 + t, y1}, c, 1)
}

// rule is where a line of a thickness begins whose middle is at v.
func (b *Brush) rule(v float64, thick float32) float32 {
	return round(v*b.scale - float64(thick)/2)
}

// rounded paints a rectangle with round corners.
func (b *Brush) rounded(r *scene.Rect, radius float64) {
	x0, y0, x1, y1 := r.X*b.scale, r.Y*b.scale, (r.X+r.W)*b.scale, (r.Y+r.H)*b.scale
	if radius < (x1-x0)/2 || radius < (y1-y0)/2 { // not a disc: sides on whole pixels
		half := 0.0
		if r.Width > 0 {
			half = float64(max(1, round(r.Width*b.scale))) / 2
		}
		snap := func(v float64) float64 { return math.Round(v-half) + half }
		x0, y0, x1, y1 = snap(x0), snap(y0), snap(x1), snap(y1)
	}
	points := b.points[:0]
	steps := int(min(16, max(3, math.Ceil(radius))))
	for corner, m := range [4]at{{x1 - radius, y1 - radius}, {x0 + radius, y1 - radius}, {x0 + radius, y0 + radius}, {x1 - radius, y0 + radius}} {
		for i := range steps + 1 {
			sin, cos := math.Sincos(math.Pi / 2 * (float64(corner) + float64(i)/float64(steps)))
			points = append(points, at{m.x + radius*cos, m.y + radius*sin})
		}
	}
	b.points = points
	if !r.Hollow {
		b.batch.fill(points, inkOf(r.Fill), &b.cuts)
	}
	if r.Width > 0 {
		b.points = append(b.points, b.points[0])
		b.batch.stroke(b.points, r.Width*b.scale, inkOf(r.Stroke))
	}
}

// Line paints a stroke: level and upright ones on whole pixels.
func (b *Brush) Line(l *scene.Line) {
	t := max(1, round(l.Width*b.scale))
	cover := float32(min(1, l.Width*b.scale))
	switch {
	case l.A.X == l.B.X:
		x := b.rule(l.A.X, t)
		b.batch.solid(box{x, round(min(l.A.Y, l.B.Y) * b.scale), x + t, round(max(l.A.Y, l.B.Y) * b.scale)}, inkOf(l.Stroke), cover)
	case l.A.Y == l.B.Y:
		y := b.rule(l.A.Y, t)
		b.batch.solid(box{round(min(l.A.X, l.B.X) * b.scale), y, round(max(l.A.X, l.B.X) * b.scale), y + t}, inkOf(l.Stroke), cover)
	default:
		b.points = append(b.points[:0], at{l.A.X * b.scale, l.A.Y * b.scale}, at{l.B.X * b.scale, l.B.Y * b.scale})
		b.batch.stroke(b.points, l.Width*b.scale, inkOf(l.Stroke))
	}
}

// Polyline paints a stroke through points.
func (b *Brush) Polyline(points []scene.Point, stroke theme.Colour, width float64) {
	b.batch.stroke(b.scaled(points), width*b.scale, inkOf(stroke))
}

// Polygon fills a shape.
func (b *Brush) Polygon(points []scene.Point, fill theme.Colour) {
	b.batch.fill(b.scaled(points), inkOf(fill), &b.cuts)
}

func (b *Brush) scaled(points []scene.Point) []at {
	b.points = b.points[:0]
	for _, p := range points {
		b.points = append(b.points, at{p.X * b.scale, p.Y * b.scale})
	}
	return b.points
}

// Text paints a line of letters, its baseline on a whole pixel.
func (b *Brush) Text(t *scene.Text) {
	size := t.Size * b.scale
	x := t.At.X * b.scale
	if !b.batch.clip.isNear(x, t.At.Y*b.scale, size*float64(len(t.Text)+1)) {
		return
	}
	switch t.Anchor {
	case scene.Middle:
		x -= b.letters.width(t.Text, t.Weight, size) / 2
	case scene.End:
		x -= b.letters.width(t.Text, t.Weight, size)
	}
	y, c := round(t.At.Y*b.scale), inkOf(t.Fill)
	for _, r := range t.Text {
		l, whole := b.letters.letterAt(r, t.Weight, size, x, b.sheet)
		if !l.piece.Empty() {
			b.batch.copy(l.piece, whole+l.x, y+l.y, c)
		}
		x += l.advance
	}
}

// isNear says whether something around a place can be seen.
func (b box) isNear(x, y, by float64) bool {
	return !(box{float32(x - by), float32(y - by), float32(x + by), float32(y + by)}).cut(b).empty()
}

// Clip paints inside a box only, until Unclip.
func (b *Brush) Clip(r scene.Box) {
	b.clips = append(b.clips, b.batch.clip)
	c := box{round(r.X * b.scale), round(r.Y * b.scale), round((r.X + r.W) * b.scale), round((r.Y + r.H) * b.scale)}
	b.batch.clip = c.cut(b.batch.clip)
}

// Unclip ends the innermost Clip.
func (b *Brush) Unclip() {
	b.batch.clip = b.clips[len(b.clips)-1]
	b.clips = b.clips[:len(b.clips)-1]
}

// Bar paints a bar from a tile of its pattern. What changes with the width of a bar
// or does not repeat is drawn mark by mark.
func (b *Brush) Bar(r *scene.Bar) {
	x0, x1, _ := b.span(r.X, r.W)
	y0, y1, _ := b.span(r.Y, r.H)
	at := box{x0, y0, x1, y1}
	if at.cut(b.batch.clip).empty() {
		return
	}
	if r.W < 6 || r.H < 6 || r.Delay == measure.Approval {
		b.plain(r.Box, r.Fill)
		return
	}
	tile, ok := b.tile(r, int(y1-y0))
	if !ok {
		r.Hatch(b)
		return
	}
	white := ink{1, 1, 1}
	for ; at.x0 < at.x1; at.x0 += float32(tile.Dx()) {
		piece := tile
		piece.Max.X = min(piece.Max.X, piece.Min.X+int(at.x1-at.x0))
		b.batch.copy(piece, at.x0, at.y0, white)
	}
}

// Tiles are about so wide, in pixels of the scene, and at most so high.
const (
	tileWidth  = 180
	tallestBar = 64
	mostTiles  = 256
)

// repeats is after how many pixels of the scene the pattern of a delay begins
// again; 0: never.
var repeats = [measure.NumDelays]float64{
	measure.DeskQueue: 5, measure.OffHours: 7, measure.ReadingTime: 1, measure.Analysis: 9, measure.JudicialAuthority: 7,
	measure.CarryingOut: 10, measure.Classification: 8, measure.OriginatorConsent: 8, measure.Unwillingness: 9,
	measure.Translation: 8, measure.Gateway: 9, measure.Transport: 6, measure.OutageTime: 8, measure.WaitingForDate: 8,
	measure.PutAside: 10, measure.NotConnected: 10,
}

// tile gives the tile of a bar: a whole number of repeats on a whole number of
// pixels. At scales where there is none nearby, marks are drawn one by one.
func (b *Brush) tile(r *scene.Bar, high int) (image.Rectangle, bool) {
	pitch := repeats[r.Delay]
	if pitch == 0 || r.H > tallestBar {
		return image.Rectangle{}, false
	}
	key := pattern{r.Delay, r.Fill, r.Mark, high, b.scale}
	if at, known := b.tiles[key]; known {
		return at, true
	}
	n := math.Floor(tileWidth / pitch)
	for ; n > 0; n-- {
		if w := n * pitch * b.scale; math.Abs(w-math.Round(w)) < 0.02 {
			break
		}
	}
	if n == 0 || len(b.tiles) >= mostTiles {
		return image.Rectangle{}, false
	}
	at, ok := b.sheet.cell(int(math.Round(n*pitch*b.scale)), high)
	if !ok {
		return at, false
	}
	b.tiles[key] = at
	b.draw(at, r, float64(high)/b.scale)
	return at, true
}

// draw draws the marks of a bar into a cell of the sheet. A texture cannot be drawn
// from itself, so they are drawn beside it and copied.
func (b *Brush) draw(at image.Rectangle, r *scene.Bar, high float64) {
	side := ebiten.NewImage(at.Dx(), at.Dy())
	defer side.Deallocate()
	white := ebiten.NewImage(3, 3)
	defer white.Deallocate()
	white.Fill(color.White)
	of := Brush{letters: b.letters, scale: b.scale}
	of.batch.begin(side, white)
	strip := *r
	strip.Box = scene.Box{W: float64(at.Dx()) / b.scale, H: high}
	strip.Hatch(&of)
	of.batch.flush()
	o := &ebiten.DrawImageOptions{Blend: ebiten.BlendCopy}
	o.GeoM.Translate(float64(at.Min.X), float64(at.Min.Y))
	b.sheet.img.DrawImage(side, o)
}

var _ scene.Painter = (*Brush)(nil)
