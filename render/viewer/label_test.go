package viewer

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/canvas"
	"entente/render/rendertest"
	"entente/render/theme"
	"entente/render/view"
)

// faults says which labels of a frame lie over each other or leave their room.
func faults(c *canvas.Canvas) []string { return rendertest.Faults(&c.Scene, true) }

// windows are sizes at text of 100 %: those of 1280x720 and 1920x1080 at text of 80 to
// 200 %.
var windows = [][2]float64{{1280, 720}, {1920, 1080}, {1600, 900}, {960, 540}, {853, 480}, {640, 360}, {2400, 1350}}

// Dialogs are legible at every size, and say all of what they hold.
func TestDialogsAreLegible(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	for d := view.NoDialog + 1; d < view.NumDialogs; d++ {
		for _, size := range windows {
			v.State = view.New()
			v.State.Screen = view.Compare // with nothing below
			v.State.Dialog = d
			c := v.Frame(size[0], size[1])
			require.NotEmpty(t, c.Hits)
			over := &canvas.Canvas{}
			over.Reset(size[0], size[1], theme.Dark)
			from := 0
			for i, x := range c.Texts() {
				if x.Text == heads[d].title {
					from = i
				}
			}
			for i, x := range c.Texts()[from:] {
				b := x.Box()
				if b.X < 0 || b.Y < 0 || b.X+b.W > size[0]+1.5 || b.Y+b.H > size[1]+1.5 {
					t.Errorf("dialog %d at %.0f x %.0f: %q leaves the window", d, size[0], size[1], x.Text)
				}
				for _, y := range c.Texts()[from : from+i] {
					if o := y.Box(); x.Text != "" && y.Text != "" && min(b.X+b.W, o.X+o.W)-max(b.X, o.X) > 1.5 && min(b.Y+b.H, o.Y+o.H)-max(b.Y, o.Y) > 1.5 {
						t.Errorf("dialog %d at %.0f x %.0f: %q lies over %q", d, size[0], size[1], x.Text, y.Text)
					}
				}
			}
		}
	}
}
