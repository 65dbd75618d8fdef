package viewer

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/view"
	"entente/sim"
)

// steady is a viewer that plays forward, over frames that were drawn before.
func steady(t testing.TB, name string, screen view.Screen) (v *Viewer, frame func()) {
	t.Helper()
	v = opened(t, name)
	v.State.Screen, v.State.At = screen, v.Run.Until/2
	i := 0
	from := v.State.At
	frame = func() {
		i++
		v.State.At = from + sim.Time(i%200)*sim.Minute
		v.Tick(0, 1)
		v.Frame(1280, 720)
	}
	for range 400 {
		frame()
	}
	return v, frame
}

// A frame takes no memory in steady state, whatever fills the window.
func TestFramesTakeNoMemory(t *testing.T) {
	for screen := range view.NumScreens {
		if screen == view.Lanes || screen == view.Events {
			continue // the situation folds the state of the run
		}
		_, frame := steady(t, "twelve-nations", screen)
		require.Zero(t, testing.AllocsPerRun(100, frame), "%s", screen)
	}
}

func BenchmarkFrame(b *testing.B) {
	for screen := range view.NumScreens {
		b.Run(screen.String(), func(b *testing.B) {
			_, frame := steady(b, "twelve-nations", screen)
			b.ReportAllocs()
			for b.Loop() {
				frame()
			}
		})
	}
}
