package panel_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/canvas"
	"entente/render/panel"
	"entente/render/rendertest"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/wording"
	"entente/scenarios"
	"entente/sim/journal"
)

// whyOf draws why one outcome came as it did.
func whyOf(run *review.Run, outcome int, change func(s *view.State)) *canvas.Canvas {
	s := view.New()
	s.Screen, s.Subject = view.Why, panel.OutcomeLine(run, outcome).Subject
	change(&s)
	var w panel.Why
	return painted(1920, 1028, theme.Light, func(c *canvas.Canvas, b scene.Box) { w.Draw(c, run, &s, b) })
}

func plain(*view.State) {}

// Why opens with what came of it and because of what, and its parts add up to the
// whole to the millisecond.
func TestWhyAddsUp(t *testing.T) {
	run := rendertest.Run(t, "deportation-notice-2015")
	e := run.Outcomes[2].Why
	for _, byStep := range []bool{false, true} {
		words := says(whyOf(run, 2, func(s *view.State) { s.ByStep = byStep }))
		all := strings.Join(words, " ")
		require.Contains(t, words, run.Speak.Came(e))
		require.Contains(t, all, run.Speak.Because(e))
		require.Contains(t, words, "814:01:10.706")
		require.Equal(t, int64(e.Length()), int64((814*3600+1*60+10)*1000+706))
		require.Contains(t, words, "33 d 22 h 01 min")
	}
}

// The parts of every outcome of the library add up to its window, to the millisecond,
// by reason and by step and cause; what does not fit is summed up in a row.
func TestWhyAddsUpEverywhere(t *testing.T) {
	summed := 0
	for _, entry := range scenarios.Library() {
		run := rendertest.Run(t, entry.Name)
		for i := range run.Outcomes {
			e := run.Outcomes[i].Why
			if len(e.Stretches) == 0 {
				continue
			}
			ms := int64(e.Length())
			exact := fmt.Sprintf("%d:%02d:%02d.%03d", ms/3600000, ms/60000%60, ms/1000%60, ms%1000)
			for _, byStep := range []bool{false, true} {
				require.Contains(t, says(whyOf(run, i, func(s *view.State) { s.ByStep = byStep })), exact, "%s %d", entry.Name, i)
			}
			s := view.New()
			s.Subject, s.ByStep = panel.OutcomeLine(run, i).Subject, true
			var w panel.Why
			low := says(painted(1280, 400, theme.Dark, func(c *canvas.Canvas, b scene.Box) { w.Draw(c, run, &s, b) }))
			if strings.Contains(strings.Join(low, " "), "shorter part") {
				summed++
			} else {
				require.Less(t, len(e.Stretches), 14, "%s %d", entry.Name, i)
			}
		}
	}
	require.Positive(t, summed)
}

// Time is told by reason, or by step and cause, one press apart.
func TestWhyTellsTimeInTwoWays(t *testing.T) {
	run := rendertest.Run(t, "two-nations")
	byReason := whyOf(run, 0, plain)
	require.Contains(t, says(byReason), "Judicial authorisation")
	require.Equal(t, view.Action{Do: view.SplitTime}, under(t, byReason, "By step and cause").Do)
	require.Equal(t, view.Action{}, under(t, byReason, "By reason").Do)
	byStep := whyOf(run, 0, func(s *view.State) { s.ByStep = true })
	require.Contains(t, says(byStep), wording.Upper(run.Speak.Terms.Stretch(journal.Law, journal.Work)))
	require.Equal(t, view.Action{Do: view.SplitTime}, under(t, byStep, "By reason").Do)
}

// A row of the waterfall and a sentence of the chain lead to the lanes, at the
// instant of their record and with it chosen.
func TestWhyLeadsToLanes(t *testing.T) {
	run := rendertest.Run(t, "two-nations")
	c := whyOf(run, 0, plain)
	row := under(t, c, "Judicial authorisation").Do
	require.Equal(t, view.Locate, row.Do)
	rec, err := run.Records.Record(row.Subject.Record)
	require.NoError(t, err)
	require.Equal(t, rec.At, row.At)
	back := run.Outcomes[0].Why.Back
	root := back[len(back)-1]
	first := under(t, c, wording.Upper(run.Speak.Record(root))).Do
	require.Equal(t, view.Action{Do: view.Locate, At: root.At, Subject: view.Subject{Topic: view.Event, Record: root.Num}}, first)
}

// What never came says what was missing, and which conditions held and which not.
func TestWhyTellsWhatWasMissing(t *testing.T) {
	run := rendertest.Run(t, "twelve-nations")
	e := run.Outcomes[0].Why
	words := strings.Join(says(whyOf(run, 0, plain)), " ")
	require.NotEmpty(t, e.Missing)
	require.NotEmpty(t, e.Tests)
	for i := range e.Missing {
		require.Contains(t, words, run.Speak.Whereabouts(&e.Missing[i]))
	}
	for i := range e.Tests {
		require.Contains(t, words, wording.Upper(run.Speak.Test(&e.Tests[i])))
	}
}

// Without anything chosen the worst is explained, and what has no explanation says
// what can be chosen.
func TestWhyOfNothing(t *testing.T) {
	run := rendertest.Run(t, "two-nations")
	clear := func(s *view.State) { s.Subject = view.Subject{} }
	require.Contains(t, says(whyOf(run, 0, clear)), run.Speak.Came(run.Outcomes[0].Why))
	bare := *run
	bare.Outcomes = nil
	var w panel.Why
	s := view.New()
	c := painted(1280, 676, theme.Dark, func(c *canvas.Canvas, b scene.Box) { w.Draw(c, &bare, &s, b) })
	require.Contains(t, strings.Join(says(c), " "), "Choose what is to be explained")
}

func TestWhyIsLegible(t *testing.T) {
	for _, entry := range scenarios.Library() {
		run := rendertest.Run(t, entry.Name)
		var w panel.Why
		for i := 0; i < len(run.Outcomes); i += 1 + len(run.Outcomes)/2 {
			s := view.New()
			s.Clock = view.Clock(i % 4)
			s.Subject, s.ByStep = panel.OutcomeLine(run, i).Subject, i%2 == 1
			legible(t, fmt.Sprintf("why-%s-%d", entry.Name, i), func(c *canvas.Canvas, b scene.Box) { w.Draw(c, run, &s, b) })
		}
	}
}
