package viewer

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/scene"
	"entente/render/view"
)

// told says whether something came of an action: another state, something said, or
// something asked of the window.
func told(v *Viewer, before view.State, was string) bool {
	return v.State != before || v.Notice() != was || len(v.requests) > 0
}

// Every key does something on every screen, or says why it does not; and Esc leads
// out of wherever it led.
func TestEveryKeyOnEveryScreen(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	start := v.State
	for screen := range view.NumScreens {
		for i := range bindings {
			for _, k := range bindings[i].keys {
				v.State, v.history, v.notice, v.requests = start, nil, "", nil
				v.State.Screen = screen
				v.Frame(1280, 720)
				before := v.State
				name := fmt.Sprintf("%s shift=%t ctrl=%t on %s", k.key, k.shift, k.ctrl, screen)
				require.True(t, v.Press(k.key, k.shift, k.ctrl), name)
				require.True(t, told(v, before, ""), "%s: nothing came of it and nothing was said", name)
				v.Frame(1280, 720)
				leadsOut(t, v, name)
			}
		}
	}
}

// leadsOut presses Esc until nothing is left to go back to.
func leadsOut(t *testing.T, v *Viewer, from string) {
	t.Helper()
	for range 30 {
		if v.State.Screen == view.Outcomes && v.State.Dialog == view.NoDialog && v.State.Subject == (view.Subject{}) && v.State.Tour == 0 && v.State.As.Sort == view.WhiteCell {
			return
		}
		v.Press("Escape", false, false)
		v.Frame(1280, 720)
	}
	t.Fatalf("%s: Esc does not lead out: %+v", from, v.State)
}

// Every place of every screen and dialog does something when it is clicked.
func TestEveryPlaceOnEveryScreen(t *testing.T) {
	for _, size := range [][2]float64{{1280, 720}, {1920, 1080}, {960, 540}, {640, 480}} {
		v := opened(t, "deportation-notice-2015")
		for screen := range view.NumScreens {
			for d := range view.NumDialogs {
				if d != view.NoDialog && screen != view.Lanes {
					continue // a dialog is the same over every screen
				}
				s := view.New()
				s.At, s.Screen, s.Dialog = v.Run.Until, screen, d
				v.State = s
				hits := len(v.Frame(size[0], size[1]).Hits)
				for i := range hits {
					v.State, v.history, v.notice, v.requests = s, nil, "", nil
					c := v.Frame(size[0], size[1])
					h := c.Hits[i]
					at := scene.Point{X: h.X + float64(h.W/2), Y: h.Y + float64(h.H/2)}
					if h.Do.Do == view.None || c.Under(at) != &c.Hits[i] {
						continue
					}
					v.Click(at)
					require.True(t, told(v, s, ""), "%s, dialog %d, place %d at %v: %+v", screen, d, i, at, h.Do)
					v.Frame(size[0], size[1])
					leadsOut(t, v, fmt.Sprint(screen, d, i))
				}
			}
		}
	}
}

// Nothing is pressed twice on the page of keys, and no key stands for two things.
func TestKeysAreDistinct(t *testing.T) {
	seen := map[string]string{}
	require.NotEmpty(t, bindings)
	for _, b := range bindings {
		require.NotEmpty(t, b.says)
		require.Contains(t, groups, b.group)
		for _, k := range b.keys {
			name := fmt.Sprint(k.key, k.shift, k.ctrl)
			require.Empty(t, seen[name], "%s and %s have one key", seen[name], b.says)
			seen[name] = b.says
			a, known := stroked(b.keys, k.key, k.shift, k.ctrl)
			require.True(t, known)
			require.Equal(t, k.do, a)
		}
	}
}

// Keys are known by the names that browsers and windows have for them.
func TestSpellingsOfKeys(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	require.True(t, v.Press(" ", false, false))
	require.True(t, v.State.Playing)
	require.True(t, v.Press("W", false, false) == false, "Shift W means nothing")
	require.True(t, v.Press("?", true, false), "signs say themselves that they took Shift")
	require.Equal(t, view.KeysDialog, v.State.Dialog)
	require.True(t, v.Press("Esc", false, false))
	require.True(t, v.Press("J", true, false))
	require.False(t, v.Press("F5", false, false))
	require.False(t, v.Press("w", false, true), "Ctrl W belongs to the window")
}
