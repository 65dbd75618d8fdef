package review_test

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/render/review"
	"entente/replay"
	"entente/replay/explain"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

// told is a run of the library, as measures have it and as it is looked at.
type told struct {
	name  string
	trace *measure.Trace
	run   *review.Run
}

// library is every scenario of the library, run once and loaded.
var library = sync.OnceValues(func() (list []told, err error) {
	for _, entry := range scenarios.Library() {
		x, err := tell(entry.Name, 1)
		if err != nil {
			return nil, err
		}
		for done := false; !done; {
			if done, err = x.run.Load(1000); err != nil {
				return nil, err
			}
		}
		list = append(list, x)
	}
	return list, nil
})

func tell(name string, seed uint64) (told, error) {
	sc, err := scenarios.Load(name, scenarios.Options{})
	if err != nil {
		return told{}, err
	}
	trace := measure.NewTrace(sc.Static)
	if err := agents.New(sc.Spec, seed, trace).Run(); err != nil {
		return told{}, err
	}
	run, err := review.Open(trace.Lookup(), replay.Meta{Engine: agents.Version, Scenario: name, Seed: seed}, wording.HSEEP)
	return told{name, trace, run}, err
}

// each does something with every run of the library.
func each(t *testing.T, do func(t *testing.T, x told)) {
	list, err := library()
	require.NoError(t, err)
	for _, x := range list {
		t.Run(x.name, func(t *testing.T) { do(t, x) })
	}
}

// named gives one run of the library.
func named(t testing.TB, name string) told {
	list, err := library()
	require.NoError(t, err)
	for _, x := range list {
		if x.name == name {
			return x
		}
	}
	t.Fatalf("no run %s", name)
	return told{}
}

// Every span of every record is one hold, in the record's order, and by delay they
// sum up to what measures say.
func TestHoldsAreTheSpans(t *testing.T) {
	each(t, func(t *testing.T, x told) {
		var spans, holds [measure.NumDelays]sim.Time
		n := 0
		for i := range x.trace.Records {
			rec := &x.trace.Records[i]
			list := x.run.HoldsOf(rec.Num)
			require.Len(t, list, len(rec.Spans))
			until := rec.At
			for j := len(list) - 1; j >= 0; j-- {
				h, s := &list[j], &rec.Spans[j]
				require.Equal(t, until, h.Until)
				require.Equal(t, *s, journal.Span{Step: h.Step, Cause: h.Cause, Object: h.Object, Ms: h.Until - h.From})
				until = h.From
				holds[h.Delay] += h.Until - h.From
				n++
			}
			for _, l := range measure.Sum(rec.Spans, func(*measure.Loss) {}) {
				spans[measure.DelayOf(l.Step, l.Cause)] += l.Ms
			}
		}
		require.Len(t, x.run.Holds, n)
		require.Equal(t, spans, holds)
	})
}

// A hold stands in a lane of its own sort: at the agency whose desk it waits for,
// with a nation, a body or a channel.
func TestHoldsStandWhereThingsWait(t *testing.T) {
	seen := map[journal.Sort]int{}
	each(t, func(t *testing.T, x told) {
		for i := range x.run.Holds {
			h := &x.run.Holds[i]
			seen[x.run.Sort(h.Agency)]++
			switch object := x.trace.Static.Things[h.Object]; object.Sort {
			case "desk":
				agency := x.run.Find(journal.SortAgency, object.Name[:strings.LastIndexByte(object.Name, '.')])
				if agency == 0 { // a nation's own
					agency = x.run.Find(journal.SortNation, object.Nation)
				}
				require.Equal(t, agency, h.Agency, object.Name)
			case "agency", "nation", "body", "channel":
				require.Equal(t, h.Object, h.Agency)
			case "storyline", "fact":
				require.Contains(t, []string{"", "agency"}, x.trace.Static.Things[h.Agency].Sort)
			}
		}
	})
	for _, sort := range []journal.Sort{journal.SortAgency, journal.SortNation, journal.SortBody, journal.SortChannel} {
		require.Positive(t, seen[sort], "no hold stands with a %s", sort)
	}
}

// Messages are those of the table of messages.
func TestMessagesAreThoseOfTheTable(t *testing.T) {
	each(t, func(t *testing.T, x told) {
		list := x.trace.Transits(sim.Never)
		require.Len(t, x.run.Messages, len(list))
		for i := range list {
			m, w := &x.run.Messages[i], &list[i]
			facts := x.run.Carries(m)
			lost := 0
			for _, f := range w.Fallen {
				lost += len(f.Facts)
			}
			require.ElementsMatch(t, w.Facts, facts)
			require.Len(t, x.run.Lost(m), lost)
			require.Equal(t, *w, measure.Transit{
				ID: m.ID, Message: m.Kind, From: m.From, To: m.To, Facts: w.Facts, Fallen: w.Fallen, Sent: m.Sent, Ended: m.End(),
				Outcome: m.Outcome, Step: m.Step, Reason: m.Reason, Rule: m.Rule,
			})
			require.Same(t, m, x.run.Message(m.ID))
		}
	})
}

// Events are the records, with a storyline and a nation where there is one.
func TestEventsAreTheRecords(t *testing.T) {
	without, late := map[string]int{}, 0
	each(t, func(t *testing.T, x told) {
		require.Len(t, x.run.Events, len(x.trace.Records))
		for i := range x.run.Events {
			e, rec := &x.run.Events[i], &x.trace.Records[i]
			require.Equal(t, []any{rec.Num, rec.At, rec.Kind, rec.Actor, rec.Subject}, []any{e.Num, e.At, e.Kind, e.Actor, e.Subject})
			if e.Late {
				late++
			}
			m := x.run.Message(e.Subject)
			if e.Storyline == 0 && (m == nil || m.Kind != journal.Proposal) { // a proposal may be on how nations work
				without[e.Kind.String()]++
			}
			if actor := x.trace.Static.Things[rec.Actor]; actor.Nation != "" {
				require.Equal(t, actor.Nation, x.trace.Static.Things[e.Nation].Name)
			}
		}
	})
	require.Positive(t, late)
	for _, kind := range []string{"sent", "read", "delivered", "held", "collected", "credited", "level", "deadline", "stage", "exposed", "asked"} {
		require.Zero(t, without[kind], kind)
	}
}

// What is on its way at an instant is what the state has under way, and every hold
// that lasts then.
func TestInFlightIsTheState(t *testing.T) {
	each(t, func(t *testing.T, x told) {
		for _, at := range instants(x.run) {
			state, err := x.run.State(at, 0)
			require.NoError(t, err)
			var want, got []sim.ID
			for _, m := range state.Transits() {
				want = append(want, m.ID)
			}
			for _, i := range x.run.AppendMessages(nil, at, at+1) {
				if m := &x.run.Messages[i]; m.Sent <= at && m.End() > at {
					got = append(got, m.ID)
				}
			}
			require.ElementsMatch(t, want, got)
			n := 0
			for i := range x.run.Holds {
				if h := &x.run.Holds[i]; h.From <= at && at < h.Until {
					n++
				}
			}
			for i := range x.run.Open {
				if x.run.Open[i].From <= at {
					n++
				}
			}
			require.Len(t, x.run.InFlight(at), n)
		}
		last, err := x.run.State(sim.Never, 0)
		require.NoError(t, err)
		require.Len(t, x.run.Open, len(last.Transits()))
		for i := range x.run.Open {
			require.Equal(t, x.run.Open[i].From, last.Transit(x.run.Open[i].Subject).Hold.Since)
		}
	})
}

// instants are twenty of a run.
func instants(r *review.Run) (list []sim.Time) {
	for i := range sim.Time(20) {
		list = append(list, r.Begin+(r.Until-r.Begin)*i/19)
	}
	return list
}

// Outcomes come in the order in which they are explained, each with what took most
// of its time and the lane and storyline that it belongs to.
func TestOutcomesAreThoseExplained(t *testing.T) {
	each(t, func(t *testing.T, x told) {
		all, err := x.run.Explain.Deadlines()
		require.NoError(t, err)
		require.Len(t, x.run.Outcomes, len(all))
		for i, e := range all {
			o := &x.run.Outcomes[i]
			require.Equal(t, e, o.Why)
			require.Equal(t, []any{e.Thing, e.Agency, e.Storyline, e.Outcome, e.Due, e.Came}, []any{o.Thing, o.Agency, o.Storyline, o.Verdict, o.At, o.When})
			require.Equal(t, e.Outcome == journal.Late || e.Outcome == journal.NotMet, o.Late)
			margin, ok := e.Margin()
			its, has := o.Margin()
			require.Equal(t, []any{margin, ok}, []any{its, has})
			if most := explain.Most(e.Stretches); most != nil {
				require.Equal(t, *most, o.Largest)
				require.Equal(t, measure.DelayOf(most.Step, most.Cause), o.Delay)
			}
		}
	})
}

// The path of an outcome is its chain of causes: every stretch of its time that a
// record accounts for is one of the holds that stand out, and stepping goes through
// all of its key records.
func TestPathsAreTheChains(t *testing.T) {
	steps, messages := 0, 0
	each(t, func(t *testing.T, x told) {
		for i := range x.run.Outcomes {
			o := &x.run.Outcomes[i]
			p, err := x.run.Path(o.Thing)
			require.NoError(t, err)
			if o.Why.End != nil {
				require.True(t, p.Passes(o.Why.End.Num))
			}
			for _, r := range o.Why.Back {
				require.True(t, p.Passes(r.Num))
			}
			var told, shown sim.Time
			for _, s := range o.Why.Stretches {
				if s.Record != 0 && x.run.Events[s.Record-1].At >= s.To && (s.Step != journal.World || s.Cause != journal.Idle) {
					told += s.Ms()
				}
			}
			for _, h := range p.Holds {
				require.True(t, slices.ContainsFunc(o.Why.Stretches, func(s explain.Stretch) bool {
					h := &x.run.Holds[h]
					return s.Step == h.Step && s.Cause == h.Cause && s.Object == h.Object && s.Record == h.Record && h.From < s.To && h.Until > s.From
				}))
				if h := &x.run.Holds[h]; h.Until > o.Why.From {
					shown += min(h.Until, o.Why.To) - max(h.From, o.Why.From)
				}
			}
			require.GreaterOrEqual(t, shown, told)
			for _, m := range p.Messages {
				require.True(t, p.Carries(m))
				messages++
			}
			at, n := journal.Num(0), 0
			for ; n < len(p.Keys); n++ {
				next := p.Key(at, 1)
				require.Greater(t, next, at)
				require.Equal(t, p.Keys[n], next)
				at = next
			}
			if n > 0 {
				require.Equal(t, at, p.Key(at, 1), "it stays at the end")
				require.Equal(t, p.Keys[0], p.Key(at, -n), "and goes back to the beginning")
			}
			steps += n
		}
	})
	require.Greater(t, steps, 300)
	require.Greater(t, messages, 100)
}

// A run of very many records opens without an explanation: what came of its deadlines
// is known once loading begins, and why, one with each step, once all is loaded.
func TestLongRunsAreExplainedLast(t *testing.T) {
	x, err := tell("two-nations", 1)
	require.NoError(t, err)
	records := x.trace.Records
	end := records[len(records)-1]
	for range 60_000 {
		end.Num++
		end.Kind, end.From, end.Spans = journal.Set, nil, nil
		records = append(records, end)
	}
	run, err := review.Open(replay.NewMemory(x.trace.Static, records), replay.Meta{}, wording.HSEEP)
	require.NoError(t, err)
	require.NotEmpty(t, run.Outcomes)
	require.False(t, run.Outcomes[0].Explained)
	require.Equal(t, x.run.Speak.Asked(x.run.Outcomes[0].Why), run.Speak.Asked(run.Outcomes[0].Why))
	_, err = run.Load(1)
	require.NoError(t, err)
	require.Equal(t, x.run.Outcomes[0].Verdict, run.Outcomes[0].Verdict)
	require.Equal(t, x.run.Speak.Came(x.run.Outcomes[0].Why), run.Speak.Came(run.Outcomes[0].Why))
	require.False(t, run.Outcomes[0].Explained)
	steps := 0
	for done := false; !done; steps++ {
		done, err = run.Load(10_000)
		require.NoError(t, err)
	}
	require.Equal(t, 7+len(run.Outcomes), steps)
	n, of := run.Loaded()
	require.Equal(t, of, n)
	for i := range run.Outcomes {
		require.True(t, run.Outcomes[i].Explained)
		require.Equal(t, x.run.Outcomes[i].Why.Stretches, run.Outcomes[i].Why.Stretches)
	}
}

// BenchmarkLoad loads thirty days of twelve nations from a file.
func BenchmarkLoad(b *testing.B) {
	x := named(b, "twelve-nations")
	var file bytes.Buffer
	names := journal.NamesOf(x.trace.Static.Things)
	out, err := replay.Create(&file, replay.Meta{Engine: agents.Version, Scenario: x.name, Seed: 1}, x.trace.Static, names, nil)
	require.NoError(b, err)
	chain := journal.NewChain(names)
	for i := range x.trace.Records {
		require.NoError(b, out.Record(&x.trace.Records[i]))
		chain.Add(&x.trace.Records[i])
	}
	require.NoError(b, out.Close(chain.Digest(), chain.Count()))
	b.ReportAllocs()
	records := 0
	for b.Loop() {
		f, err := replay.Open(bytes.NewReader(file.Bytes()), int64(file.Len()))
		require.NoError(b, err)
		run, err := review.Open(f, f.Meta(), wording.HSEEP)
		require.NoError(b, err)
		for done := false; !done; {
			done, err = run.Load(5000)
			require.NoError(b, err)
		}
		records += len(run.Events)
	}
	b.ReportMetric(float64(records)/b.Elapsed().Seconds(), "records/s")
}
