package explain_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/replay/explain"
	"entente/replay/measure"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

// ran runs a scenario of the library and keeps its story.
func ran(t testing.TB, name string, seed uint64, until sim.Time, opts scenarios.Options) *measure.Story {
	t.Helper()
	sc, err := scenarios.Load(name, opts)
	require.NoError(t, err)
	story := measure.NewStory(sc.Static)
	w := agents.New(sc.Spec, seed, story)
	if until == 0 {
		until = sc.Spec.End
	}
	require.NoError(t, w.RunUntil(until))
	return story
}

func reader(t testing.TB, s *measure.Story) *explain.Reader {
	t.Helper()
	x, err := explain.New(s.Lookup())
	require.NoError(t, err)
	return x
}

// tiles holds that the stretches of an explanation are its window, without gap or
// overlap, to the millisecond.
func tiles(t testing.TB, e *explain.Explanation, what string) {
	t.Helper()
	require.LessOrEqual(t, e.From, e.To, what)
	at := e.From
	for i, s := range e.Stretches {
		require.Equal(t, at, s.From, "%s: stretch %d", what, i)
		require.Greater(t, s.To, s.From, "%s: stretch %d", what, i)
		at = s.To
	}
	require.Equal(t, e.To, at, what)
}

// everything asks about all that a run has.
func everything(t testing.TB, s *measure.Story, visit func(what string, e *explain.Explanation)) {
	t.Helper()
	x := reader(t, s)
	ask := func(what string, e *explain.Explanation, err error) {
		require.NoError(t, err, what)
		visit(what, e)
	}
	all, err := x.Deadlines()
	require.NoError(t, err)
	for _, e := range all {
		visit("deadline "+s.Name(e.Thing), e)
	}
	for _, f := range s.Static.Facts {
		for _, a := range s.Static.Agencies {
			e, err := x.Fact(f.Name, a.Name)
			ask("fact "+f.Name+" at "+a.Name, e, err)
		}
	}
	for _, n := range s.Static.Entries {
		e, err := x.Entry(n.Number)
		ask("entry "+n.Number, e, err)
	}
	for _, a := range s.Static.Actions {
		for _, d := range s.Static.Storylines {
			e, err := x.Action(a.Agency + ":" + a.Term + "/" + d.Name)
			ask("action "+a.Name+" on "+d.Name, e, err)
		}
	}
	for i, n := 0, map[int64]int{}; i < len(s.Records); i++ {
		r := &s.Records[i]
		switch r.Kind {
		case journal.Sent:
			e, err := x.Message(fmt.Sprintf("%016x", uint64(r.Subject)))
			ask(fmt.Sprintf("message sent in record %d", r.Num), e, err)
		case journal.Proposed:
			n[r.Args[0]]++
			e, err := x.Decision(fmt.Sprintf("%s/%d", s.Name(journal.Ref(r.Args[0])), n[r.Args[0]]))
			ask(fmt.Sprintf("proposal of record %d", r.Num), e, err)
		}
		if i%7 == 0 {
			e, err := x.Record(r.Num)
			ask(fmt.Sprintf("record %d", r.Num), e, err)
		}
	}
}

// quick are the scenarios that are asked about everything in a moment.
var quick = []string{"two-nations", "three-nations", "deportation-notice-2015", "silence-broken", "last-mile-2019", "capacity-gate"}

// Every waterfall is its window, to the millisecond.
func TestWaterfallsTileTheirWindow(t *testing.T) {
	for _, name := range quick {
		s := ran(t, name, 1, 0, scenarios.Options{})
		n := 0
		everything(t, s, func(what string, e *explain.Explanation) {
			tiles(t, e, name+": "+what)
			n++
		})
		require.NotZero(t, n)
	}
}
