package viewer

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/view"
)

// A click chooses; on what is chosen it follows, as Enter does; and a double click on
// what knows none is two clicks.
func TestASecondClickFollows(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	inLanes(t, v, 2)
	v.State.Subject = view.Subject{}
	for _, h := range v.Frame(1280, 720).Hits {
		if h.Subject.Topic != view.Message || v.canvas.Under(middleOf(h.Box)).Subject != h.Subject {
			continue
		}
		v.Click(middleOf(h.Box))
		require.Equal(t, h.Subject, v.State.Subject)
		require.Equal(t, view.Lanes, v.State.Screen)
		v.Frame(1280, 720)
		v.Click(middleOf(h.Box))
		require.Equal(t, view.Why, v.State.Screen)
		break
	}
	v.Do(withNumber(view.Show, int(view.Outcomes)))
	v.State.Subject = view.Subject{}
	for _, h := range v.Frame(1280, 720).Hits {
		if h.Do.Do == view.Show && h.Do.N == int(view.Objectives) {
			require.Equal(t, view.None, h.Double.Do)
			v.Double(middleOf(h.Box))
			require.Equal(t, view.Objectives, v.State.Screen)
			return
		}
	}
	t.Fatal("no such tab")
}
