package screen

import (
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"entente/render/theme"
)

// box is a rectangle in pixels of the screen.
type box struct{ x0, y0, x1, y1 float32 }

func (b box) within(o box) bool {
	return b.x0 >= o.x0 && b.y0 >= o.y0 && b.x1 <= o.x1 && b.y1 <= o.y1
}

func (b box) cut(o box) box {
	return box{max(b.x0, o.x0), max(b.y0, o.y0), min(b.x1, o.x1), min(b.y1, o.y1)}
}

func (b box) empty() bool { return b.x0 >= b.x1 || b.y0 >= b.y1 }

// everywhere clips nothing.
var everywhere = box{-1e6, -1e6, 1e6, 1e6}

// ink is a colour as vertices have it.
type ink struct{ r, g, b float32 }

func inkOf(c theme.Colour) ink {
	return ink{float32(c>>16&255) / 255, float32(c>>8&255) / 255, float32(c&255) / 255}
}

// batch gathers triangles until they have to be drawn: when the part of the picture
// that they may touch changes, or when the frame ends. Most things lie within their
// clip, or are cut to it here, and then need none when they are drawn.
type batch struct {
	to       *ebiten.Image
	from     *ebiten.Image
	clip     box // that drawing obeys
	have     box // that the gathered triangles are drawn with
	vertices []ebiten.Vertex
	indices  []uint32
	calls    int // of this frame
}

func (b *batch) begin(to, from *ebiten.Image) {
	b.to, b.from, b.clip, b.have, b.calls = to, from, everywhere, everywhere, 0
}

// flush draws what was gathered.
func (b *batch) flush() {
	if len(b.indices) == 0 {
		return
	}
	to := b.to
	if b.have != everywhere {
		to = to.SubImage(image.Rect(int(b.have.x0), int(b.have.y0), int(b.have.x1), int(b.have.y1))).(*ebiten.Image)
	}
	to.DrawTriangles32(b.vertices, b.indices, b.from, &ebiten.DrawTrianglesOptions{ColorScaleMode: ebiten.ColorScaleModePremultipliedAlpha})
	b.vertices, b.indices = b.vertices[:0], b.indices[:0]
	b.calls++
}

// mostVertices is how many are gathered at most.
const mostVertices = 1 << 16

// makeRoom makes ready for something that reaches over a box, and says whether any of
// it can be seen.
func (b *batch) makeRoom(over box) bool {
	seen := over.cut(b.clip)
	if seen.empty() {
		return false
	}
	need := b.clip
	if over.within(b.clip) {
		need = everywhere
	}
	if b.have != need || len(b.vertices) > mostVertices {
		b.flush()
		b.have = need
	}
	return true
}

// vertex adds a corner in a colour that covers so much, and gives its number.
func (b *batch) vertex(x, y float32, c ink, cover float32) uint32 {
	b.vertices = append(b.vertices, ebiten.Vertex{DstX: x, DstY: y, SrcX: spot, SrcY: spot, ColorR: c.r * cover, ColorG: c.g * cover, ColorB: c.b * cover, ColorA: cover})
	return uint32(len(b.vertices) - 1)
}

func (b *batch) triangle(i, j, k uint32) { b.indices = append(b.indices, i, j, k) }

// quad joins two edges, each from one corner to another.
func (b *batch) quad(i, j, k, l uint32) { b.indices = append(b.indices, i, j, k, j, l, k) }

// solid fills a box, cut to the clip.
func (b *batch) solid(at box, c ink, cover float32) {
	if at = at.cut(b.clip); at.empty() || !b.makeRoom(at) {
		return
	}
	b.quad(b.vertex(at.x0, at.y0, c, cover), b.vertex(at.x1, at.y0, c, cover), b.vertex(at.x0, at.y1, c, cover), b.vertex(at.x1, at.y1, c, cover))
}

// copy draws a piece of the sheet with its corner at a place, cut to the clip, in a
// colour; white keeps the colours that it has.
func (b *batch) copy(piece image.Rectangle, x, y float32, c ink) {
	whole := box{x, y, x + float32(piece.Dx()), y + float32(piece.Dy())}
	at := whole.cut(b.clip)
	if at.empty() || !b.makeRoom(at) {
		return
	}
	dx, dy := float32(piece.Min.X)-x, float32(piece.Min.Y)-y
	corner := func(x, y float32) uint32 {
		b.vertices = append(b.vertices, ebiten.Vertex{DstX: x, DstY: y, SrcX: x + dx, SrcY: y + dy, ColorR: c.r, ColorG: c.g, ColorB: c.b, ColorA: 1})
		return uint32(len(b.vertices) - 1)
	}
	b.quad(corner(at.x0, at.y0), corner(at.x1, at.y0), corner(at.x0, at.y1), corner(at.x1, at.y1))
}

func round(v float64) float32 { return float32(math.Round(v)) }
