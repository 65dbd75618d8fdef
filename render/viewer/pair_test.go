package viewer

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/rendertest"
	"entente/render/view"
)

// With a second run C shows both on one clock, gone through a piece at a time; a run
// of another scenario is told and let go.
func TestCompareBesideASecondRun(t *testing.T) {
	v := opened(t, "two-nations")
	v.Other = rendertest.Run(t, "two-nations")
	require.True(t, v.Press("c", false, false))
	require.Equal(t, view.Compare, v.State.Screen)
	require.True(t, v.Busy(), "there is something to go through")
	require.Contains(t, strings.Join(words(v.Frame(1280, 720)), " "), "Going through both runs")
	for range 100 {
		v.Tick(10, 50)
	}
	require.True(t, v.Changed())
	all := strings.Join(words(v.Frame(1280, 720)), " ")
	require.Contains(t, all, "The two runs are the same, record by record.")
	require.Contains(t, all, "Two runs on one clock")
	require.False(t, v.aligning())

	v.Other = rendertest.Run(t, "last-mile-2019")
	v.Frame(1280, 720)
	require.Nil(t, v.Other)
	require.Contains(t, v.Notice(), "only runs of one scenario can be compared")
}

// Shift C shows all outcomes of both runs, from any screen, and the way to one again;
// the strip of time is mirrored there alone.
func TestAllOutcomesOfBothRuns(t *testing.T) {
	v := opened(t, "two-nations")
	require.True(t, v.Press("c", true, false))
	require.Equal(t, saysNoSecond, v.Notice())
	v.Other = rendertest.Run(t, "two-nations")
	require.True(t, v.Press("c", true, false))
	require.Equal(t, view.Compare, v.State.Screen)
	require.True(t, v.State.Overview)
	for range 100 {
		v.Frame(1280, 720)
		v.Tick(10, 5000)
	}
	require.Contains(t, words(v.Frame(1280, 720)), "the same throughout")
	link := view.Link(v.Run.Static, v.State)
	require.Contains(t, link, "overview=yes")
	clickOn(t, v, "One outcome")
	require.False(t, v.State.Overview)
	press(t, v, "u")
	require.NotContains(t, words(v.Frame(1280, 720)), "the same throughout")
}
