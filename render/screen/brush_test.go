package screen

import (
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/cmd/dev/depth"
	"entente/render/font"
	"entente/render/scene"
	"entente/render/still"
	"entente/render/theme"
	"entente/replay/measure"
)

// painted is a scene as a window shows it.
func painted(t *testing.T, s *scene.Scene, scale float64) *image.RGBA {
	t.Helper()
	window(t)
	w, h := int(s.W*scale), int(s.H*scale)
	to := ebiten.NewImage(w, h)
	defer to.Deallocate()
	NewBrush().Paint(to, s, scale)
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	to.ReadPixels(img.Pix)
	return img
}

// kept writes a picture to be looked at.
func kept(t *testing.T, name string, img image.Image) {
	f, err := os.Create(filepath.Join(depth.Kept(t), name+".png"))
	require.NoError(t, err)
	defer f.Close()
	require.NoError(t, png.Encode(f, img))
}

// sampler is a scene with one of everything.
func sampler(th *theme.Theme) *scene.Scene {
	s := &scene.Scene{W: 640, H: 420}
	s.Add(scene.Rect{Box: scene.Box{W: 640, H: 420}, Fill: th.Ground[1]})
	for d := range measure.NumDelays {
		y := 10 + 22*float64(d)
		s.Add(scene.NewBar(scene.Box{X: 10, Y: y, W: 150 + 10*float64(d), H: 18}, d, th, ""))
	}
	x := 340.0
	s.Add(scene.Rect{Box: scene.Box{X: x, Y: 10, W: 40, H: 20}, Fill: th.Late},
		scene.Rect{Box: scene.Box{X: x + 50, Y: 10, W: 40, H: 20}, Hollow: true, Stroke: th.Ink, Width: 1},
		scene.Rect{Box: scene.Box{X: x + 100, Y: 10, W: 40, H: 20}, Fill: th.Ground[3], Stroke: th.Ink, Width: 1.3, Radius: 4},
		scene.Rect{Box: scene.Box{X: x + 150, Y: 10, W: 11, H: 11}, Hollow: true, Stroke: th.Ink, Width: 1.3, Radius: 5.5},
		scene.Rect{Box: scene.Box{X: x + 170, Y: 10, W: 11, H: 11}, Fill: th.Ink, Radius: 5.5},
		scene.Line{A: scene.Point{X: x, Y: 50}, B: scene.Point{X: x + 200, Y: 90}, Stroke: th.Ink, Width: 1},
		scene.Line{A: scene.Point{X: x, Y: 56}, B: scene.Point{X: x + 200, Y: 96}, Stroke: th.Ink, Width: 2},
		scene.Polyline{Points: []scene.Point{{X: x, Y: 110}, {X: x + 40, Y: 90}, {X: x + 60, Y: 130}, {X: x + 64, Y: 90}, {X: x + 120, Y: 120}}, Stroke: th.Ink2, Width: 3},
		scene.Polygon{Points: []scene.Point{{X: x, Y: 150}, {X: x + 60, Y: 150}, {X: x + 30, Y: 165}, {X: x + 60, Y: 190}, {X: x, Y: 190}}, Fill: th.Late},
		scene.Clip{Box: scene.Box{X: x + 100, Y: 150, W: 60, H: 30}, Items: []scene.Item{
			scene.Polygon{Points: []scene.Point{{X: x + 90, Y: 140}, {X: x + 190, Y: 165}, {X: x + 90, Y: 190}}, Fill: th.Ink},
			scene.Text{At: scene.Point{X: x + 120, Y: 175}, Text: "cut off here", Size: 13, Fill: th.Late},
		}})
	for i, size := range []float64{theme.Tick, theme.Note, theme.Body, theme.Section, theme.Heading, theme.Title} {
		s.Add(scene.Text{At: scene.Point{X: x, Y: 220 + 26*float64(i)}, Text: "24 h 36 min · Łódź, Größe → Κύπρος 10:40", Size: size, Weight: font.Weight(i % 3), Fill: th.Ink})
	}
	s.Add(scene.Text{At: scene.Point{X: 630, Y: 380}, Text: "at the end", Size: 13, Fill: th.Ink, Anchor: scene.End},
		scene.Text{At: scene.Point{X: 480, Y: 380}, Text: "in the middle", Size: 13, Fill: th.Ink, Anchor: scene.Middle})
	return s
}

// rgb is a pixel of a picture as a colour of a theme.
func rgb(img *image.RGBA, x, y int) theme.Colour {
	c := img.RGBAAt(x, y)
	return theme.Colour(uint32(c.R)<<16 | uint32(c.G)<<8 | uint32(c.B))
}

func TestBrushPaintsOneOfEverything(t *testing.T) {
	for _, th := range theme.All {
		img := painted(t, sampler(th), 2)
		kept(t, th.Name, img)
		ground := th.Ground[1]
		require.Equal(t, th.Late, rgb(img, 700, 40), "a filled box")
		require.Equal(t, th.Ink, rgb(img, 1031, 32), "a disc")
		require.Equal(t, ground, rgb(img, 991, 32), "a ring is hollow")
		require.Equal(t, th.Late, rgb(img, 700, 340), "a notched shape")
		require.Equal(t, ground, rgb(img, 780, 330), "and its notch")
		require.Equal(t, th.Ink, rgb(img, 890, 310), "a shape within a clip")
		require.Equal(t, ground, rgb(img, 1010, 330), "and outside of it")
		require.Equal(t, th.Delays[measure.Approval], rgb(img, 30, 20+44*int(measure.Approval)+18), "a solid bar")
		for d := range measure.NumDelays {
			marks, at := 0, 20+44*int(d)
			for y := at; y < at+36; y++ {
				for x := 20; x < 320; x++ {
					if rgb(img, x, y) != th.Delays[d] {
						marks++
					}
				}
			}
			require.Equal(t, d != measure.Approval, marks > 1000, "marks of delay %d", d)
		}
	}
}

// A bar looks the same from a tile and mark by mark, at every width.
func TestBarFromATileIsTheBarMarkByMark(t *testing.T) {
	for d := range measure.NumDelays {
		tiled, drawn := &scene.Scene{W: 420, H: 24}, &scene.Scene{W: 420, H: 24}
		bar := scene.NewBar(scene.Box{X: 3, Y: 1, W: 411, H: 22}, d, theme.Light, "")
		tiled.Bar(&bar)
		bar.Hatch(drawn)
		a, b := painted(t, tiled, 1), painted(t, drawn, 1)
		kept(t, fmt.Sprint(d), a)
		require.Less(t, differing(a, b, 48), 60, "delay %d", d)
	}
}

// cut is a part of a picture.
func cut(img *image.RGBA, part image.Rectangle) *image.RGBA {
	to := image.NewRGBA(image.Rect(0, 0, part.Dx(), part.Dy()))
	draw.Draw(to, to.Rect, img, part.Min, draw.Src)
	return to
}

// differing counts pixels of which a colour differs by more than so much.
func differing(a, b *image.RGBA, by int) (n int) {
	for i := 0; i < len(a.Pix); i += 4 {
		for c := range 3 {
			if v := int(a.Pix[i+c]) - int(b.Pix[i+c]); v > by || -v > by {
				n++
				break
			}
		}
	}
	return n
}

// Rings are cut into triangles that cover them once, whatever their shape and way.
func TestRingsAreCutWhole(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.IntRange(3, 60).Draw(r, "points")
		var ring []at
		for i := range n { // star-shaped, so it does not cross itself
			far := rapid.Float64Range(1, 100).Draw(r, "far")
			sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
			ring = append(ring, at{far * cos, far * sin})
		}
		way := 1.0
		if rapid.Bool().Draw(r, "backwards") {
			slices.Reverse(ring)
			way = -1
		}
		sum := 0.0
		var c cuts
		list := c.of(ring, way)
		require.Len(r, list, n-2)
		for _, k := range list {
			sum += math.Abs(orientation(ring[k[0]], ring[k[1]], ring[k[2]]))
		}
		require.InDelta(r, math.Abs(area(ring)), sum, 1e-6*sum)
	})
}

// When a sheet is full the frame is drawn again with a fresh one.
func TestFullSheetIsBegunAnew(t *testing.T) {
	window(t)
	brush, to := NewBrush(), ebiten.NewImage(640, 64)
	defer to.Deallocate()
	img := image.NewRGBA(image.Rect(0, 0, 640, 64))
	for size := 30.0; size < 50; size += 0.25 { // every size has letters of its own
		s := &scene.Scene{W: 640, H: 64}
		s.Add(scene.Rect{Box: scene.Box{W: 640, H: 64}, Fill: theme.Light.Ground[0]},
			scene.Text{At: scene.Point{X: 10, Y: 50}, Text: "ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789", Size: size, Fill: theme.Light.Ink})
		brush.Paint(to, s, 1)
		require.False(t, brush.sheet.full)
		to.ReadPixels(img.Pix)
		dark := 0
		for x := range 640 {
			if rgb(img, x, 45) == theme.Light.Ink {
				dark++
			}
		}
		require.Greater(t, dark, 20, "letters of %g pixels", size)
	}
}

// A window and a file show the same picture, but for how edges are smoothed.
func TestBrushPaintsWhatFilesShow(t *testing.T) {
	for _, scale := range []float64{1, 1.25, 2} {
		s := sampler(theme.Dark)
		a, b := painted(t, s, scale), still.Pixels(s, scale)
		kept(t, fmt.Sprintf("window-%g", scale), a)
		kept(t, fmt.Sprintf("file-%g", scale), b)
		require.Equal(t, b.Rect.Size(), a.Rect.Size())
		part := a.Rect
		if scale != math.Trunc(scale) { // lines of patterns stand on whole pixels in a window
			part.Min.X = int(330 * scale)
		}
		all := part.Dx() * part.Dy()
		require.Less(t, differing(cut(a, part), cut(b, part), 96), all/100, "at scale %g", scale)
	}
}
