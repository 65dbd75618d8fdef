package panel_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/canvas"
	"entente/render/panel"
	"entente/render/rendertest"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/wording"
	"entente/scenarios"
	"entente/sim/journal"
)

// says are all texts of a canvas.
func says(c *canvas.Canvas) (all []string) {
	for _, t := range c.Texts() {
		all = append(all, t.Text)
	}
	return all
}

// under is what is pressed where a canvas says something.
func under(t testing.TB, c *canvas.Canvas, text string) *canvas.Hit {
	t.Helper()
	for _, x := range c.Texts() {
		if x.Text == text {
			b := x.Box()
			return c.Under(scene.Point{X: b.X + 2, Y: b.Y + 4})
		}
	}
	require.Failf(t, "not said", "it does not say %q", text)
	return nil
}

// The first screen tells each deadline with its word, what was asked, how late it was
// and the largest reason, the worst first.
func TestOutcomesTellEveryDeadline(t *testing.T) {
	run := rendertest.Run(t, "deportation-notice-2015")
	var o panel.Outcomes
	s := view.New()
	c := painted(1920, 1028, theme.Light, func(c *canvas.Canvas, b scene.Box) { o.Draw(c, run, &s, b) })
	words := says(c)
	require.Contains(t, words, "1 of 4 deadlines was met, 2 came late, 1 not at all.")
	for i := range run.Outcomes {
		e := run.Outcomes[i].Why
		require.Contains(t, words, run.Speak.Asked(e))
		require.Contains(t, words, wording.Upper(run.Speak.Terms.Outcome(e.Outcome)))
		if m, ok := e.Margin(); ok {
			require.Contains(t, words, wording.Margin(m))
		}
	}
	require.Contains(t, words, "Off hours, 14 h 24 min · 63 %")
}

// A row chooses its deadline; chosen, it opens Why, as its button and a double click
// do at once.
func TestOutcomesLeadToWhy(t *testing.T) {
	run := rendertest.Run(t, "deportation-notice-2015")
	var o panel.Outcomes
	s := view.New()
	draw := func(c *canvas.Canvas, b scene.Box) { o.Draw(c, run, &s, b) }
	row := run.Speak.Asked(run.Outcome(run.Find(journal.SortDeadline, "return.return-known-in-belgium")).Why)
	hit := under(t, painted(1920, 1028, theme.Dark, draw), row)
	require.Equal(t, view.Select, hit.Do.Do)
	require.Equal(t, view.Deadline, hit.Do.Subject.Topic)
	require.Equal(t, view.Explain, hit.Double.Do)
	s.Subject = hit.Do.Subject
	require.Equal(t, view.Action{Do: view.Explain, Subject: s.Subject}, under(t, painted(1920, 1028, theme.Dark, draw), row).Do)
	require.Equal(t, view.Explain, under(t, painted(1920, 1028, theme.Dark, draw), "Why").Do.Do)
	require.Equal(t, journal.Late, run.Outcomes[2].Why.Outcome)
}

// A list that is longer than its room is scrolled, and never past its end.
func TestOutcomesScroll(t *testing.T) {
	run := rendertest.Run(t, "twelve-nations")
	var o panel.Outcomes
	s := view.New()
	s.Scroll[view.OutcomeList] = 1000
	c := painted(1280, 400, theme.Dark, func(c *canvas.Canvas, b scene.Box) { o.Draw(c, run, &s, b) })
	x := c.Lists[view.OutcomeList]
	require.Equal(t, len(run.Outcomes), x.Rows)
	require.Less(t, x.Shown, x.Rows)
	require.Equal(t, x.Rows, x.First+x.Shown)
}

// A frame that is drawn again takes no memory.
func TestOutcomesTakeNoMemoryAgain(t *testing.T) {
	run := rendertest.Run(t, "twelve-nations")
	var o panel.Outcomes
	var c canvas.Canvas
	s := view.New()
	frame := func() {
		c.Reset(1280, 676, theme.Dark)
		o.Draw(&c, run, &s, scene.Box{W: 1280, H: 676})
	}
	frame()
	require.Zero(t, testing.AllocsPerRun(20, frame))
}

func TestOutcomesAreLegible(t *testing.T) {
	for i, entry := range scenarios.Library() {
		run := rendertest.Run(t, entry.Name)
		var o panel.Outcomes
		s := view.New()
		s.Clock = view.Clock(i % 4)
		s.Subject = panel.OutcomeLine(run, 0).Subject
		legible(t, "outcomes-"+entry.Name, func(c *canvas.Canvas, b scene.Box) { o.Draw(c, run, &s, b) })
	}
}
