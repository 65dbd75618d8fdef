package explain_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/agents"
	"entente/agents/agentstest"
	"entente/cmd/dev/depth"
	"entente/replay/explain"
	"entente/replay/measure"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

// ran runs a scenario of the library and keeps its story.
func ran(t testing.TB, name string, seed uint64, until sim.Time, opts scenarios.Options) *measure.Trace {
	t.Helper()
	sc, err := scenarios.Load(name, opts)
	require.NoError(t, err)
	trace := measure.NewTrace(sc.Static)
	w := agents.New(sc.Spec, seed, trace)
	if until == 0 {
		until = sc.Spec.End
	}
	require.NoError(t, w.RunUntil(until))
	return trace
}

func reader(t require.TestingT, s *measure.Trace) *explain.Reader {
	x, err := explain.New(s.Lookup())
	require.NoError(t, err)
	return x
}

// tiles holds that the stretches of an explanation are its window, without gap or
// overlap, to the millisecond.
func tiles(t require.TestingT, e *explain.Explanation, what string) {
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
func everything(t require.TestingT, s *measure.Trace, visit func(what string, e *explain.Explanation)) {
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
	for i, f := range s.Static.Facts {
		for j, a := range s.Static.Agencies {
			if (i+j)%max(len(s.Records)/2000, 1) != 0 {
				continue // of large runs a part
			}
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

// small are the scenarios that are asked about everything in a moment.
var small = []string{"two-nations", "three-nations", "deportation-notice-2015", "last-mile-2019", "capacity-gate", "invented-institutions", "two-clocks-2008"}

// Every waterfall is its window, to the millisecond: of every deadline, fact and
// agency, message, decision, entry, action and of any record, in every scenario.
func TestWaterfallsTileTheirWindow(t *testing.T) {
	for i, x := range scenarios.Library() {
		if !slices.Contains(small, x.Name) && i%depth.Pick(7, 1, 1) != 0 {
			continue
		}
		s, n := ran(t, x.Name, 1, 0, scenarios.Options{}), 0
		everything(t, s, func(what string, e *explain.Explanation) {
			tiles(t, e, x.Name+": "+what)
			n++
		})
		require.NotZero(t, n)
	}
}

// So it is in worlds that nobody wrote: with any seed, parameters of any value, and
// stopped at any moment.
func TestWaterfallsTileTheirWindowInAnyWorld(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		name := rapid.SampledFrom(small).Draw(rt, "scenario")
		sc, err := scenarios.Load(name, scenarios.Options{})
		require.NoError(rt, err)
		for range rapid.IntRange(0, 3).Draw(rt, "parameters") {
			p := &sc.Spec.Params[rapid.IntRange(1, len(sc.Spec.Params)-1).Draw(rt, "parameter")]
			p.Value = rapid.Int64Range(p.Min, max(p.Min, min(p.Max, 20_000_000))).Draw(rt, "value")
		}
		trace := measure.NewTrace(sc.Static)
		w := agents.New(sc.Spec, rapid.Uint64().Draw(rt, "seed"), trace)
		until := sim.Time(rapid.Int64Range(1, int64(sc.Spec.End)).Draw(rt, "until"))
		if err := w.RunUntil(until); err != nil {
			rt.Skip(err) // a world that goes on at one instant for ever
		}
		everything(rt, trace, func(what string, e *explain.Explanation) { tiles(rt, e, name+": "+what) })
	})
}

// So it is where the world itself is drawn: its nations, laws, desks, channels, bodies
// and storylines.
func TestWaterfallsTileTheirWindowInDrawnWorlds(t *testing.T) {
	agentstest.InWorlds(t, depth.Pick(25, 80, 3000), func(rt *rapid.T, text string) {
		sc, err := scenarios.LoadSources([]scenarios.Source{{Name: "drawn.yaml", Data: []byte(text)}}, scenarios.Options{})
		require.NoError(rt, err)
		trace := measure.NewTrace(sc.Static)
		require.NoError(rt, agents.New(sc.Spec, rapid.Uint64().Draw(rt, "seed"), trace).Run())
		everything(rt, trace, func(what string, e *explain.Explanation) { tiles(rt, e, what) })
	})
}
