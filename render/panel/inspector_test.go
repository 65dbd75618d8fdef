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
	"entente/sim"
	"entente/sim/journal"
)

// subjects are some things of a run of every sort that can be chosen.
func subjects(run *review.Run) (list []view.Subject) {
	list = append(list, view.Subject{})
	for i := range run.Events {
		if i%(1+len(run.Events)/6) == 0 {
			list = append(list, view.Subject{Topic: view.Event, Record: run.Events[i].Num})
		}
	}
	for i := range run.Messages {
		if i%(1+len(run.Messages)/2) == 0 {
			list = append(list, view.Subject{Topic: view.Message, ID: run.Messages[i].ID})
		}
	}
	for i := range run.Holds {
		if h := &run.Holds[i]; i%(1+len(run.Holds)/2) == 0 {
			list = append(list, view.Subject{Topic: view.Hold, ID: h.Subject, Record: h.Record, From: h.From, Until: h.Until})
		}
	}
	agency := journal.Ref(0)
	counts := map[string]int{}
	for i, x := range run.Static.Things {
		if counts[x.Sort]++; counts[x.Sort] > 2 {
			continue
		}
		r := journal.Ref(i)
		switch journal.SortOf(x.Sort) {
		case journal.SortAgency:
			agency = r
			list = append(list, view.Subject{Topic: view.Agency, Agency: r})
		case journal.SortNation:
			list = append(list, view.Subject{Topic: view.Nation, Agency: r})
		case journal.SortFact:
			list = append(list, view.Subject{Topic: view.Fact, Thing: r}, view.Subject{Topic: view.Fact, Thing: r, Agency: agency})
		case journal.SortDeadline:
			list = append(list, view.Subject{Topic: view.Deadline, Thing: r})
		case journal.SortMotion:
			list = append(list, view.Subject{Topic: view.Decision, Thing: r})
		case journal.SortEntry:
			list = append(list, view.Subject{Topic: view.Entry, Thing: r})
		case journal.SortAction:
			list = append(list, view.Subject{Topic: view.Measure, Thing: r})
		}
	}
	return append(list, view.Subject{Topic: view.Span, From: sim.Day, Until: 2 * sim.Day})
}

func inspected(run *review.Run, at sim.Time, subject view.Subject) *canvas.Canvas {
	s := view.New()
	s.At, s.Subject = at, subject
	var p panel.Inspector
	return painted(440, 1400, theme.Dark, func(c *canvas.Canvas, b scene.Box) { p.Draw(c, run, &s, b) })
}

// Why late has the length, the sentence, every reason by size, and their sum to the
// millisecond.
func TestInspectorTellsWhyLate(t *testing.T) {
	run := rendertest.Run(t, "deportation-notice-2015")
	c := inspected(run, run.Until, panel.OutcomeLine(run, 2).Subject)
	words := says(c)
	require.Contains(t, words, "Why late")
	require.Contains(t, words, "22 h 51 min", "without the 32 days in which nobody could know")
	require.Contains(t, words, "32 d 23 h 10 min")
	require.Contains(t, words, "18 h 25 min late")
	require.Contains(t, words, "814:01:10.706")
	require.Less(t, index(t, words, "Off hours"), index(t, words, "Reading"), "the largest first")
	require.Equal(t, view.Explain, under(t, c, "W").Do.Do)
}

func index(t *testing.T, words []string, word string) int {
	for i, w := range words {
		if w == word {
			return i
		}
	}
	require.Failf(t, "not said", "it does not say %q", word)
	return -1
}

// A record tells itself as a sentence, and its causes and effects as sentences that
// lead to theirs.
func TestInspectorLeadsToCauses(t *testing.T) {
	run := rendertest.Run(t, "two-nations")
	end := run.Outcomes[0].Why.Back[1]
	c := inspected(run, end.At, view.Subject{Topic: view.Event, Record: end.Num})
	words := says(c)
	require.Contains(t, strings.Join(words, " "), wording.Upper(run.Speak.Record(end)))
	require.Contains(t, words, "Causes")
	require.Contains(t, words, "Effects")
	cause, err := run.Records.Record(end.Binding().Num)
	require.NoError(t, err)
	found := false
	for _, h := range c.Hits {
		found = found || h.Do == view.Action{Do: view.Locate, At: cause.At, Subject: view.Subject{Topic: view.Event, Record: cause.Num}}
	}
	require.True(t, found, "the binding cause can be pressed")
}

// With nothing chosen the situation tells what falls due next with who is informed,
// what waits, and since when.
func TestInspectorTellsTheSituation(t *testing.T) {
	run := rendertest.Run(t, "two-nations")
	words := says(inspected(run, 20*sim.Hour, view.Subject{}))
	require.Contains(t, words, "Situation")
	require.Contains(t, words, "0 of 1 informed")
	require.Contains(t, words, "Off hours")
	over := says(inspected(run, run.Until, view.Subject{}))
	require.Contains(t, over, "Nothing falls due any more.")
}

// Whatever can be chosen is told with a heading, and its labels are legible.
func TestInspectorKnowsEverySubject(t *testing.T) {
	for _, entry := range scenarios.Library() {
		run := rendertest.Run(t, entry.Name)
		var p panel.Inspector
		for i, subject := range subjects(run) {
			s := view.New()
			s.At, s.Subject = run.Until/2, subject
			for _, f := range []scene.Box{{W: 352, H: 568}, {W: 440, H: 820}, {W: 336, H: 400}, {W: 300, H: 300}} {
				c := painted(f.W, f.H, theme.Light, func(c *canvas.Canvas, b scene.Box) { p.Draw(c, run, &s, b) })
				require.NotEmpty(t, c.Texts(), "%s: %+v", entry.Name, subject)
				for _, found := range faults(c) {
					t.Errorf("%s %+v at %.0f: %s", entry.Name, subject, f.W, found)
				}
				if f.W == 440 {
					sheet(t, fmt.Sprintf("inspector-%s-%d-%d", entry.Name, subject.Topic, i), c)
				}
			}
		}
	}
}
