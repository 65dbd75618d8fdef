package scene_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/scene"
	"entente/render/theme"
	"entente/replay/measure"
)

// teller writes down what it is handed.
type teller struct{ strings.Builder }

func (w *teller) Rect(r *scene.Rect) { fmt.Fprintln(w, "rect", r.X, r.Y, r.W, r.H) }
func (w *teller) Bar(b *scene.Bar)   { fmt.Fprintln(w, "bar", b.X, b.Y, b.W, b.H) }
func (w *teller) Line(l *scene.Line) { fmt.Fprintln(w, "line", l.A, l.B) }
func (w *teller) Text(t *scene.Text) { fmt.Fprintln(w, "text", t.At, t.Text) }
func (w *teller) Polyline(p []scene.Point, _ theme.Colour, _ float64) {
	fmt.Fprintln(w, "polyline", p)
}
func (w *teller) Polygon(p []scene.Point, _ theme.Colour) { fmt.Fprintln(w, "polygon", p) }
func (w *teller) Clip(b scene.Box)                        { fmt.Fprintln(w, "clip", b) }
func (w *teller) Unclip()                                 { fmt.Fprintln(w, "unclip") }

// everything adds one of each item.
func everything(s *scene.Scene) {
	s.Add(scene.Rect{Box: scene.Box{X: 1, Y: 2, W: 3, H: 4}}, scene.NewBar(scene.Box{X: 5, Y: 6, W: 40, H: 20}, measure.OffHours, theme.Dark, "tip"))
	s.Add(scene.Line{A: scene.Point{X: 1}, B: scene.Point{Y: 1}}, scene.Text{At: scene.Point{X: 7, Y: 8}, Text: "words"})
	s.Polyline([]scene.Point{{X: 1}, {X: 2}}, 0, 1)
	s.Polygon([]scene.Point{{X: 1}, {X: 2}, {Y: 3}}, 0)
	s.Clip(scene.Box{W: 9, H: 9})
	s.Add(scene.Line{A: scene.Point{X: 4}, B: scene.Point{Y: 4}})
	s.Unclip()
}

func TestAnInsetIsTheSceneMoved(t *testing.T) {
	var inner, outer scene.Scene
	everything(&inner)
	outer.Add(scene.Inset{At: scene.Point{X: 100, Y: 1000}, Scene: &inner})
	var got teller
	outer.Paint(&got)
	require.Equal(t, `rect 101 1002 3 4
bar 105 1006 40 20
line {101 1000} {100 1001}
text {107 1008} words
polyline [{101 1000} {102 1000}]
polygon [{101 1000} {102 1000} {100 1003}]
clip {100 1000 9 9}
line {104 1000} {100 1004}
unclip
`, got.String())
}

func TestAPictureDrawnAgainTakesNoMemory(t *testing.T) {
	var s scene.Scene
	everything(&s)
	require.Zero(t, testing.AllocsPerRun(100, func() {
		s.Reset(100, 100)
		everything(&s)
	}))
	require.Equal(t, 9, s.Len())
}

// nothing is a painter that draws nothing and counts.
type nothing struct{ items int }

func (n *nothing) Rect(*scene.Rect)                              { n.items++ }
func (n *nothing) Bar(*scene.Bar)                                { n.items++ }
func (n *nothing) Line(*scene.Line)                              { n.items++ }
func (n *nothing) Text(*scene.Text)                              { n.items++ }
func (n *nothing) Polyline([]scene.Point, theme.Colour, float64) { n.items++ }
func (n *nothing) Polygon([]scene.Point, theme.Colour)           { n.items++ }
func (n *nothing) Clip(scene.Box)                                {}
func (n *nothing) Unclip()                                       {}

func TestEveryDelayHasMarksOfItsOwn(t *testing.T) {
	seen := map[string]measure.Delay{}
	for d := range measure.NumDelays {
		b := scene.NewBar(scene.Box{X: 10, Y: 10, W: 60, H: 24}, d, theme.Light, "")
		var w teller
		b.Hatch(&w)
		other, twice := seen[w.String()]
		require.False(t, twice, "%v is hatched as %v is", d, other)
		seen[w.String()] = d

		small := scene.NewBar(scene.Box{W: 5, H: 24}, d, theme.Light, "")
		var n nothing
		small.Hatch(&n)
		require.Equal(t, 1, n.items, "a bar of five pixels has no room for marks")
	}
}
