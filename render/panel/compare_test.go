package panel_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/render/canvas"
	"entente/render/panel"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

// seeded is a scenario of the library run with another seed.
func seeded(t testing.TB, name string, seed uint64) *review.Run {
	t.Helper()
	sc, err := scenarios.Load(name, scenarios.Options{})
	require.NoError(t, err)
	trace := measure.NewTrace(sc.Static)
	require.NoError(t, agents.New(sc.Spec, sim.Replication(seed, 0), trace).Run())
	run, err := review.Open(trace.Lookup(), replay.Meta{Seed: seed, Scenario: name}, wording.HSEEP)
	require.NoError(t, err)
	return run
}

func pairOf(t testing.TB, name string, a, b uint64) *review.Pair {
	t.Helper()
	pair, err := review.NewPair(seeded(t, name, a), seeded(t, name, b))
	require.NoError(t, err)
	for done := false; !done; {
		done, err = pair.Load(1 << 20)
		require.NoError(t, err)
	}
	return pair
}

func compared(pair *review.Pair, change func(s *view.State)) *canvas.Canvas {
	s := view.New()
	s.Screen = view.Compare
	change(&s)
	var p panel.Compare
	return painted(1920, 1028, theme.Dark, func(c *canvas.Canvas, b scene.Box) { p.Draw(c, pair, &s, b) })
}

// Two runs say in one sentence what changed, which records and which measures, and by
// how much the outcome moved.
func TestCompareSaysWhatChanged(t *testing.T) {
	pair := pairOf(t, "deportation-notice-2015", 1, 2)
	c := compared(pair, plain)
	words := says(c)
	all := strings.Join(words, " ")
	require.Contains(t, all, pair.Verdict())
	require.Contains(t, all, "are the same to the millisecond")
	require.Contains(t, words, "First difference")
	require.Contains(t, all, "enlarged")
	for i := range pair.Outcomes {
		require.Contains(t, all, pair.A.Speak.Asked(pair.Outcomes[i].A.Why))
	}
	a, err := pair.A.Measured()
	require.NoError(t, err)
	b, err := pair.B.Measured()
	require.NoError(t, err)
	var p panel.Compare
	s := view.New()
	s.Screen = view.Compare
	long := painted(1920, 6000, theme.Dark, func(c *canvas.Canvas, b scene.Box) { p.Draw(c, pair, &s, b) })
	differ := 0
	for i := range measure.Catalogue {
		f := &measure.Catalogue[i]
		if va, vb := pair.A.Speak.Figure(f, &a.Results), pair.A.Speak.Figure(f, &b.Results); va != vb {
			differ++
			require.Contains(t, says(long), f.ID)
		}
	}
	require.Positive(t, differ)

	words = says(long)
	for head, n := range map[string]int{"Messages that ended otherwise": pair.Ended, "Only in A": len(pair.OnlyA), "Only in B": len(pair.OnlyB)} {
		require.Positive(t, n)
		require.Contains(t, words, head)
	}
	located := 0
	for _, h := range long.Hits {
		if h.Do.Do == view.Locate && h.X >= 1480 {
			located++
			require.Equal(t, pair.A.Events[h.Do.Subject.Record-1].At, h.Do.At)
		}
	}
	require.Equal(t, min(8, len(pair.Messages))+min(8, len(pair.OnlyA))+1, located, "what A has leads there, and where they part")
}

// The outcome that changed the most is drawn; another is chosen with a click.
func TestCompareChoosesAnOutcome(t *testing.T) {
	pair := pairOf(t, "deportation-notice-2015", 1, 2)
	o := &pair.Outcomes[len(pair.Outcomes)-1]
	subject := view.Subject{Topic: view.Deadline, Thing: o.A.Thing}
	found := false
	for _, h := range compared(pair, plain).Hits {
		found = found || h.Do == view.Action{Do: view.Select, Subject: subject}
	}
	require.True(t, found, "each deadline can be chosen")
	c := compared(pair, func(s *view.State) { s.Subject = subject })
	require.Contains(t, strings.Join(says(c), " "), pair.A.Speak.Asked(o.A.Why)+"; faint")
}

// All outcomes stand side by side on one clock, each with the ways of both runs, and
// each is chosen there; the way to one and all of them are a switch apart.
func TestCompareShowsAllOutcomes(t *testing.T) {
	pair := pairOf(t, "deportation-notice-2015", 1, 2)
	one := compared(pair, plain)
	c := compared(pair, func(s *view.State) { s.Overview = true })
	rows, ways := map[journal.Ref]float64{}, map[float64]int{}
	for _, h := range c.Hits {
		if h.Do.Do == view.Select && h.Double.Do == view.CompareAll {
			rows[h.Subject.Thing] = h.Y
		}
		if h.Do.Do == view.Locate && h.H < 20 {
			ways[h.Y]++
		}
	}
	require.Len(t, rows, len(pair.Outcomes))
	require.Len(t, ways, 2*len(pair.Outcomes), "both ways of each")
	for _, drawn := range []*canvas.Canvas{one, c} {
		switched := 0
		for _, h := range drawn.Hits {
			if h.Do.Do == view.CompareAll {
				switched++
			}
		}
		require.Equal(t, 1, switched)
	}
	require.NotContains(t, says(c), "Where the time went")

	near := compared(pair, func(s *view.State) { s.Overview, s.From, s.Until = true, 33*sim.Day, 35*sim.Day })
	require.Contains(t, says(near), "12:00", "the clock shows the stretch of time that is looked at")
	require.NotContains(t, says(c), "12:00")
}

// Runs that are the same say so, and one run alone how to get a second.
func TestCompareOfNothing(t *testing.T) {
	same := pairOf(t, "two-nations", 1, 1)
	require.Contains(t, strings.Join(says(compared(same, plain)), " "), "The two runs are the same, record by record.")
	require.Contains(t, says(compared(nil, plain)), "Hold a second run against this one")
}

func TestCompareIsLegible(t *testing.T) {
	for _, name := range []string{"deportation-notice-2015", "two-nations", "last-mile-2019", "twelve-nations"} {
		pair := pairOf(t, name, 1, 2)
		var p panel.Compare
		s := view.New()
		legible(t, "compare-"+name, func(c *canvas.Canvas, b scene.Box) { p.Draw(c, pair, &s, b) })
	}
	pair := pairOf(t, "twelve-nations", 1, 2)
	var all panel.Compare
	over := view.New()
	over.Overview = true
	legible(t, "compare-all", func(c *canvas.Canvas, b scene.Box) { all.Draw(c, pair, &over, b) })
	var p panel.Compare
	s := view.New()
	legible(t, "compare-none", func(c *canvas.Canvas, b scene.Box) { p.Draw(c, nil, &s, b) })
}

// Two runs are no sample: the panel says so, with the commands that come to the interval;
// with the result of a study it shows the interval, and where these two lie in it.
func TestCompareSaysThatTwoRunsAreNoSample(t *testing.T) {
	pair := pairOf(t, "deportation-notice-2015", 1, 2)
	scrolled := func(n int) string {
		return strings.Join(says(compared(pair, func(s *view.State) { s.Scroll[view.DifferenceList] = n })), " ")
	}
	everything := func() (all string) {
		for n := range 30 {
			all += scrolled(n) + " "
		}
		return all
	}
	all := everything()
	require.Contains(t, all, "Two runs are no sample")
	require.Contains(t, all, "entente run deportation-notice-2015 --reps 200", "both have the same settings")
	require.Contains(t, all, "on this way")
	require.Contains(t, all, "their seeds differ")

	pair.B.Meta.Set = []string{"model.trust=0.9"}
	require.Contains(t, everything(), "entente sweep analyze results --json > study.json")
	pair.B.Meta.Branches = []replay.Branch{{At: 1}}
	require.Contains(t, everything(), "made from the start")

	low, high, middle := 1e6, 4e9, 2e9
	figure := review.SampleFigure{Figure: &measure.Catalogue[0], Options: []review.SampleOption{
		{Name: "as-it-is", Runs: 20, Low: &low, High: &high, Median: &middle},
		{Name: "told", Runs: 20, Never: 2, Low: &low, Less: &review.SampleInterval{Value: -7.2e6, Low: -9e6, High: -3.6e6, Runs: 18}},
	}}
	alike := figure
	alike.Options = []review.SampleOption{figure.Options[0], {Name: "told", Runs: 20, Less: &review.SampleInterval{Low: -1, High: 1}}}
	require.NoError(t, pair.Join(&review.Sample{Study: "pairs", Scenario: "deportation-notice-2015", Level: 0.95, Paired: true, Baseline: "as-it-is", Figures: []review.SampleFigure{figure, alike}}))
	all = everything()
	require.NotContains(t, all, "no sample")
	require.Contains(t, all, "20 paired runs of each option")
	require.Contains(t, strings.Join(strings.Fields(all), " "), "told against as-it-is: −2 h 00 min (−2 h 30 min to −1 h 00 min at 95 %), never in 2 of 20")
	require.Contains(t, all, "1 other measure: no difference")
	var p panel.Compare
	s := view.New()
	s.Screen = view.Compare
	long := painted(1920, 6000, theme.Dark, func(c *canvas.Canvas, b scene.Box) { p.Draw(c, pair, &s, b) })
	top, marks := 0.0, map[string]scene.Point{}
	for _, text := range long.Texts() {
		switch {
		case text.Text == "as-it-is":
			top = text.At.Y
		case (text.Text == "A" || text.Text == "B") && top > 0 && text.At.Y < top+30 && text.At.X > 1500:
			marks[text.Text] = text.At
		}
	}
	require.InDelta(t, top, marks["A"].Y, 4, "A is one of the baseline")
	require.Greater(t, marks["B"].Y, marks["A"].Y+10, "B is one of the other option")
}
