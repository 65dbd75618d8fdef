package panel_test

import (
	"cmp"
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
	"entente/sim"
	"entente/sim/journal"
)

// seenAs is the inspector as somebody has it.
func seenAs(run *review.Run, as view.Perspective, missed bool, subject view.Subject) *canvas.Canvas {
	s := view.New()
	s.At, s.As, s.Missed, s.Subject = run.Until, as, missed, subject
	var p panel.Inspector
	return painted(440, 1400, theme.Dark, func(c *canvas.Canvas, b scene.Box) { p.Draw(c, run, &s, b) })
}

// Of what a nation knows it is told only causes, effects and a course that it could
// see, and into what time went only where that passed with it.
func TestInspectorLeadsToNothingUnseen(t *testing.T) {
	run := rendertest.Run(t, "two-nations")
	as := view.Perspective{Sort: view.OfNation, Who: run.Find(journal.SortNation, "belmora")}
	shown, left := 0, 0
	for i := range run.Events {
		subject := view.Subject{Topic: view.Event, Record: run.Events[i].Num}
		if !run.Knows(as, subject, run.Until, 0) {
			continue
		}
		shown++
		links := func(missed bool) (list []journal.Num) {
			for _, h := range seenAs(run, as, missed, subject).Hits {
				if n := h.Do.Subject.Record; h.Do.Do == view.Locate && n > 0 {
					list = append(list, n)
				}
			}
			return list
		}
		for _, n := range links(false) {
			require.True(t, run.Sees(as, &run.Events[n-1]), "record %d leads to %d", subject.Record, n)
		}
		left += len(links(true)) - len(links(false))
	}
	require.Positive(t, shown)
	require.Positive(t, left, "what was missed is told on demand")
	words := func(missed bool) []string {
		return says(seenAs(run, as, missed, view.Subject{Topic: view.Deadline, Thing: run.Outcomes[0].Thing}))
	}
	require.NotContains(t, words(false), "Off hours", "how long others slept is theirs to know")
	require.Contains(t, words(true), "Off hours")
}

// The screens of outcomes and reasons tell a nation of its own deadlines only, once they
// are settled and about what it knows, and of reasons only where all of them lay with it;
// what was missed is one press away.
func TestOutcomesAndWhyAsSeen(t *testing.T) {
	run := rendertest.Run(t, "twelve-nations")
	as := view.Perspective{Sort: view.OfNation, Who: run.Find(journal.SortNation, "kastovia")}
	s := view.New()
	s.As, s.At = as, run.Until
	draw := func() []string {
		var o panel.Outcomes
		return says(painted(1920, 1028, theme.Dark, func(c *canvas.Canvas, b scene.Box) { o.Draw(c, run, &s, b) }))
	}
	strict := draw()
	s.Missed = true
	all := draw()
	theirs := 0
	for i := range run.Outcomes {
		o := &run.Outcomes[i]
		asked := run.Speak.Asked(o.Why)
		require.Contains(t, all, asked)
		if run.Told(as, o, s.At, s.Record) {
			theirs++
			require.Contains(t, strict, asked)
		} else {
			require.NotContains(t, strict, asked)
		}
	}
	require.Positive(t, theirs)
	require.Less(t, theirs, len(run.Outcomes))

	s.Missed = false
	s.Subject = view.Subject{Topic: view.Deadline, Thing: run.Find(journal.SortDeadline, "signal.threat-read")}
	var w panel.Why
	c := painted(1920, 1028, theme.Dark, func(c *canvas.Canvas, b scene.Box) { w.Draw(c, run, &s, b) })
	require.NotContains(t, says(c), "Where the time went")
	require.Equal(t, view.Missed, under(t, c, "Show what was missed").Do.Do)
	s.Missed = true
	require.Contains(t, says(painted(1920, 1028, theme.Dark, func(c *canvas.Canvas, b scene.Box) { w.Draw(c, run, &s, b) })), "Where the time went")
}

// Of the events list a nation sees what had been handed to it by then, and no word of
// what was expected; of objectives nothing. The banner counts the rest.
func TestEventsAsSeen(t *testing.T) {
	run := rendertest.Run(t, "twelve-nations")
	measured, err := run.Measured()
	require.NoError(t, err)
	handed := 0
	for i := range measured.Entries {
		e := &measured.Entries[i]
		who := run.Find(journal.SortAgency, e.To)
		if who == 0 || e.When == sim.Never {
			continue
		}
		handed++
		title := cmp.Or(e.Title, e.Text)
		title = title[:min(len(title), 40)]
		require.NotEmpty(t, title)
		as := view.Perspective{Sort: view.OfNation, Who: run.Nation(who)}
		draw := func(at sim.Time) string {
			s := view.New()
			s.As, s.At = as, at
			var p panel.Events
			var o panel.Objectives
			c := painted(1600, 3000, theme.Dark, func(c *canvas.Canvas, b scene.Box) {
				p.Draw(c, run, &s, scene.Box{X: b.X, Y: b.Y, W: b.W, H: 2000})
				o.Draw(c, run, &s, scene.Box{X: b.X, Y: 2000, W: b.W, H: 1000})
			})
			return strings.Join(says(c), "\n")
		}
		subject := view.Subject{Topic: view.Entry, Thing: run.Find(journal.SortEntry, e.Number)}
		require.False(t, run.Knows(as, subject, e.When-1, 0))
		require.True(t, run.Knows(as, subject, e.When, 0))
		require.NotContains(t, draw(e.When-1), title)
		now := draw(e.When)
		require.Contains(t, now, title)
		require.Contains(t, now, " are hidden from ")
		for _, k := range run.Static.Tasks {
			require.NotContains(t, now, k.Text)
		}
		if e.Expected != "" {
			require.NotContains(t, now, e.Expected)
		}
	}
	require.Positive(t, handed)
}
