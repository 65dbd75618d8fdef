package still_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image/png"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/font"
	"entente/render/scene"
	"entente/render/still"
	"entente/render/theme"
	"entente/replay/measure"
)

// sampler has one of everything that can be drawn, in places between pixels.
func sampler() *scene.Scene {
	s := &scene.Scene{W: 700, H: 620, Title: "Sampler"}
	t := theme.Dark
	s.Add(scene.Rect{Box: scene.Box{W: s.W, H: s.H}, Fill: t.Ground[0]})
	for d := range measure.NumDelays {
		x, y := 10+float64(float64(d%4)*170), 12+float64(float64(d/4)*40)
		s.Add(scene.NewBar(scene.Box{X: x + 0.3, Y: y, W: 150.5, H: 22}, d, t, ""))
		s.Add(scene.Text{At: scene.Point{X: x, Y: y + 33.4}, Text: d.Code() + " Türkiye Łódź Україна 12:30 → ≥", Size: 9.5, Weight: font.Weight(d % 3), Fill: t.Ink2})
	}
	for i := range 40 {
		f := float64(i)
		s.Add(scene.Line{A: scene.Point{X: 10, Y: 190 + f}, B: scene.Point{X: 690 - float64(f*3.3), Y: 400 - float64(f/1.7)}, Stroke: t.Delays[i%int(measure.NumDelays)], Width: 0.6 + float64(f/20)})
	}
	var wave []scene.Point
	for i := range 60 {
		wave = append(wave, scene.Point{X: 20 + float64(float64(i)*11.1), Y: 430 + float64(float64(i*i%37)*1.3)})
	}
	s.Polyline(wave, t.Ink, 2)
	s.Polygon([]scene.Point{{X: 40, Y: 500}, {X: 190.5, Y: 510.25}, {X: 120, Y: 600.7}}, t.Late)
	s.Add(scene.Rect{Box: scene.Box{X: 220.5, Y: 500.5, W: 120, H: 80}, Fill: t.Ground[2], Stroke: t.Edge, Width: 1, Radius: 6},
		scene.Rect{Box: scene.Box{X: 360, Y: 500, W: 80, H: 80}, Hollow: true, Stroke: t.Ink, Width: 3, Radius: 40})
	s.Clip(scene.Box{X: 460, Y: 500, W: 60, H: 60})
	s.Add(scene.Rect{Box: scene.Box{X: 440, Y: 480, W: 60, H: 60}, Fill: t.Delays[measure.Transport], Radius: 20})
	s.Unclip()
	s.Add(scene.Text{At: scene.Point{X: 690, Y: 560}, Text: "24 h 36 min", Size: theme.Figure, Weight: font.SemiBold, Fill: t.Ink, Anchor: scene.End},
		scene.Text{At: scene.Point{X: 610, Y: 590}, Text: "missing: 漢", Size: theme.Body, Fill: t.Ink, Anchor: scene.Middle})
	return s
}

// TestPixelsAreTheSameEverywhere pins the pixels of one of everything. The same
// numbers must come out on every architecture.
func TestPixelsAreTheSameEverywhere(t *testing.T) {
	var got strings.Builder
	for _, scale := range []float64{1, 1.5, 2} {
		img := still.Pixels(sampler(), scale)
		sum := sha256.Sum256(img.Pix)
		got.WriteString(img.Rect.Max.String() + " " + hex.EncodeToString(sum[:]) + "\n")
	}
	const pinned = "testdata/sampler.txt"
	if os.Getenv("UPDATE_PIXELS") != "" {
		require.NoError(t, os.WriteFile(pinned, []byte(got.String()), 0o644))
	}
	want, err := os.ReadFile(pinned)
	require.NoError(t, err)
	require.Equal(t, string(want), got.String(), "the pixels changed: look at them, then UPDATE_PIXELS=1")
}

func TestPNGHasThePixels(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, still.PNG(&b, sampler(), 1))
	if keep := os.Getenv("ENTENTE_KEEP"); keep != "" {
		require.NoError(t, os.WriteFile(keep+"/sampler.png", b.Bytes(), 0o644))
	}
	img, err := png.Decode(&b)
	require.NoError(t, err)
	require.Equal(t, 700, img.Bounds().Dx())
	r, g, bl, _ := img.At(120, 540).RGBA()
	require.Equal(t, theme.Dark.Late, theme.Colour(r>>8<<16|g>>8<<8|bl>>8), "inside the polygon")
	r, g, bl, _ = img.At(515, 555).RGBA()
	require.Equal(t, theme.Dark.Ground[0], theme.Colour(r>>8<<16|g>>8<<8|bl>>8), "outside the clip nothing is drawn")
}

func BenchmarkPixels(b *testing.B) {
	s := sampler()
	for b.Loop() {
		still.Pixels(s, 1)
	}
}
