package panel_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/panel"
	"entente/render/rendertest"
	"entente/render/view"
)

// A message stands out in a nation's lanes under a filter by what it is about once the
// nation has read it, not before; by what can be seen of it unread at once; and for the
// White Cell, and where what was missed is shown, always.
func TestFilterKeepsWhatLiesUnread(t *testing.T) {
	run := rendertest.Run(t, "twelve-nations")
	unread := 0
	for i := range run.Messages {
		m := &run.Messages[i]
		s := view.New()
		s.As = view.Perspective{Sort: view.OfNation, Who: run.Nation(m.To)}
		if s.As.Who == 0 || m.Storyline == 0 || run.Nation(m.From) == s.As.Who || run.Opened(s.As, m) > run.Until || run.Opened(s.As, m) <= run.Arrived(s.As, m) {
			continue
		}
		about := "thread:" + run.Static.Things[m.Storyline].Name
		s.Filter, s.At = about, run.Opened(s.As, m)-1
		require.False(t, panel.Highlights(run, &s, m), "it lies there unread")
		s.Missed = true
		require.True(t, panel.Highlights(run, &s, m), "what was missed is shown")
		s.Missed, s.At = false, s.At+1
		require.True(t, panel.Highlights(run, &s, m), "it was read")
		s.At--
		s.As = view.Perspective{}
		require.True(t, panel.Highlights(run, &s, m), "the White Cell sees all")
		if unread++; unread == 30 {
			break
		}
	}
	require.Equal(t, 30, unread)
}
