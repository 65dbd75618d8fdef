package still_test

import (
	"bytes"
	"image/gif"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/scene"
	"entente/render/still"
	"entente/render/theme"
)

func TestGIFMovesOnlyWhatChanges(t *testing.T) {
	var frames []*scene.Scene
	for i := range 5 {
		s := &scene.Scene{W: 60, H: 40}
		s.Add(scene.Rect{Box: scene.Box{W: 60, H: 40}, Fill: theme.Dark.Ground[0]})
		if i > 0 {
			s.Add(scene.Rect{Box: scene.Box{X: float64(10 * min(i, 3)), Y: 10, W: 8, H: 8}, Fill: theme.Dark.Late})
		}
		frames = append(frames, s)
	}
	var b, again bytes.Buffer
	require.NoError(t, still.GIF(&b, frames, 1, 4))
	require.NoError(t, still.GIF(&again, frames, 1, 4))
	require.Equal(t, b.Bytes(), again.Bytes())
	film, err := gif.DecodeAll(&b)
	require.NoError(t, err)
	require.Len(t, film.Image, 5)
	require.Equal(t, "(10,10)-(18,18)", film.Image[1].Bounds().String())
	require.Equal(t, "(10,10)-(28,18)", film.Image[2].Bounds().String())
	require.Equal(t, 1, film.Image[4].Bounds().Dx(), "nothing changed")
	r, g, bl, _ := film.Image[1].At(12, 12).RGBA()
	require.Equal(t, theme.Dark.Late, theme.Colour(r>>8<<16|g>>8<<8|bl>>8))
	require.Error(t, still.GIF(&b, nil, 1, 4))
}
