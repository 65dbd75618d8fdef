package figure_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/document"
	"entente/render/figure"
	"entente/render/scene"
	"entente/render/theme"
	"entente/sim"
	"entente/sim/notation"
)

// placeText is the place at which a text of a picture stands.
func placeText(t *testing.T, s *scene.Scene, words string) float64 {
	t.Helper()
	for _, x := range s.Texts() {
		if x.Text == words {
			return x.At.X
		}
	}
	t.Fatalf("no text %q", words)
	return 0
}

// cells are the texts of a table.
func cells(rows [][]document.Cell) (list [][]string) {
	for _, row := range rows {
		var words []string
		for _, c := range row {
			words = append(words, c.Text)
		}
		list = append(list, words)
	}
	return list
}

// What came before stands left of the line, what came late right of it, to one scale;
// the numbers are those of the deadlines, to the millisecond.
func TestLeadTimes(t *testing.T) {
	f := figure.LeadTimes("f", "Lead times", []figure.Lead{
		{Name: "a", Late: true, Says: "not met"},
		{Name: "b", Margin: -14*sim.Hour - 1, Came: true, Late: true, Says: "14 h 00 min late"},
		{Name: "c", Margin: 20 * sim.Hour, Came: true, Says: "20 h 00 min before"},
	}, theme.Light)
	due := placeText(t, f.Scene, "due")
	require.InDelta(t, due-placeText(t, f.Scene, "12 h before"), placeText(t, f.Scene, "12 h late")-due, 0.01)
	require.Equal(t, [][]string{{"a", "", "not met", ""}, {"b", "14 h 00 min late", "14 h 00 min late", "-50400001"}, {"c", "20 h 00 min before", "20 h 00 min before", "72000000"}}, cells(f.Numbers.Rows))
	require.Empty(t, f.Caption)

	// Weeks before do not hide the hours that count.
	far := figure.LeadTimes("f", "Lead times", []figure.Lead{
		{Name: "b", Margin: -10 * sim.Hour, Came: true, Late: true, Says: "10 h 00 min late"},
		{Name: "c", Margin: 20 * sim.Day, Came: true, Says: "20 d 0 h before"},
	}, theme.Light)
	require.Contains(t, far.Caption, "goes beyond the picture")
	require.Less(t, placeText(t, far.Scene, "due"), 660.0, "there is room for what was late")
	for _, margin := range []sim.Time{0, 1, -1, 4000 * sim.Day} {
		require.NotPanics(t, func() {
			figure.LeadTimes("f", "", []figure.Lead{{Name: "x", Margin: margin, Came: true, Late: margin < 0}}, theme.Light)
		})
	}
}

// A tick's words stay in the picture where the axis begins at its edge, and may stand to
// the left of an axis that has room there.
func TestTicksStayInThePicture(t *testing.T) {
	clock := notation.Clock{Start: 8 * int64(sim.Hour)}
	for x, least := range map[float64]float64{6: 0, 100: 70} {
		a := figure.Axis{From: 0, Until: 6 * sim.Hour, X: x, W: 600, Due: sim.Never}
		items := a.Calendar(20, 40, clock, theme.Light)
		require.NotEmpty(t, items)
		for _, i := range items {
			if words, ok := i.(scene.Text); ok {
				require.GreaterOrEqual(t, words.Box().X, least)
			}
		}
	}
}
