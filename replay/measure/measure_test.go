package measure_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/replay/explain"
	"entente/replay/measure"
	"entente/sim"
	"entente/sim/journal"
)

// scene is a small story told by hand through a journal.Writer, so that every
// record in it adds up.
type scene struct {
	t     *testing.T
	names journal.Names
	ref   map[string]journal.Ref
	trace *measure.Trace
	w     *journal.Writer
	nth   uint32
}

func newScene(t *testing.T) *scene {
	st := &journal.Static{Things: []journal.Thing{{}}}
	s := &scene{t: t, ref: map[string]journal.Ref{}, trace: measure.NewTrace(st)}
	add := s.add
	add(journal.SortNation, "arvonia", "")
	add(journal.SortNation, "belmora", "")
	add(journal.SortAgency, "arvonia.fiu", "arvonia")
	add(journal.SortAgency, "belmora.spoc", "belmora")
	add(journal.SortAgency, "belmora.police", "belmora")
	add(journal.SortStoryline, "harbour", "")
	add(journal.SortFact, "harbour.a", "")
	add(journal.SortFact, "harbour.b", "")
	add(journal.SortDeadline, "harbour.1", "")
	add(journal.SortDeadline, "harbour.2", "")
	add(journal.SortDeadline, "harbour.3", "")
	add(journal.SortRule, "arv-transfer", "arvonia")
	add(journal.SortDesk, "arvonia.fiu.analysis", "arvonia")
	st.Storylines = []journal.Thread{{Name: "harbour", K: 2, Stages: 3}}
	st.Facts = []journal.Fact{
		{Name: "harbour.a", Storyline: "harbour", Kind: "THREAT_LEVEL", Key: true},
		{Name: "harbour.b", Storyline: "harbour", Kind: "FIN", Key: true},
	}
	st.Deadlines = []journal.Due{
		{Name: "harbour.1", Agency: "belmora.spoc", Storyline: "harbour", Want: "informed"},
		{Name: "harbour.2", Agency: "belmora.police", Storyline: "harbour", Want: "available(detain)", Action: "detain"},
		{Name: "harbour.3", Agency: "belmora.police", Storyline: "harbour", Want: "informed"},
	}
	st.Needs = []journal.Need{{Agency: "belmora.police", Storyline: "harbour", Facts: []string{"harbour.a"}}}
	s.w = journal.NewWriter(&s.names, s.trace)
	return s
}

// add enters one more thing of the scenario.
func (s *scene) add(sort journal.Sort, name, nation string) {
	s.ref[name] = s.names.Add(sort, name, "", s.ref[nation])
	st := s.trace.Static
	st.Things = append(st.Things, journal.Thing{Sort: sort.String(), Name: name, Nation: nation})
}

// at writes a record without a cause, at a minute.
func (s *scene) at(minute int, k journal.Kind, actor string, fill func(*journal.Record)) journal.Link {
	return s.tell(sim.Time(minute)*sim.Minute, k, actor, journal.Link{}, nil, fill)
}

// held is a fact read at a minute.
func (s *scene) held(minute int, who, fact, origin, via string, understood int64) {
	s.nth++
	s.at(minute, journal.Held, who, func(r *journal.Record) {
		r.Nth = s.nth
		args(int64(s.ref[fact]), int64(s.ref[origin]), int64(s.ref[via]), understood, 1, int64(r.At))(r)
	})
}

// tell writes a record that follows from another, with spans as (step, cause,
// minutes).
func (s *scene) tell(at sim.Time, k journal.Kind, actor string, from journal.Link, spans [][3]int64, fill func(*journal.Record)) journal.Link {
	r := &journal.Record{At: at, Kind: k, Actor: s.ref[actor]}
	if from.Num != 0 {
		r.From = []journal.Link{from}
	}
	for _, x := range spans {
		r.Spans = append(r.Spans, journal.Span{Step: journal.Step(x[0]), Cause: journal.Cause(x[1]), Ms: sim.Time(x[2]) * sim.Minute})
	}
	if fill != nil {
		fill(r)
	}
	l, err := s.w.Write(r)
	require.NoError(s.t, err)
	return l
}

func args(values ...int64) func(*journal.Record) {
	return func(r *journal.Record) { copy(r.Args[:], values) }
}

const transit = sim.ID(77)

// warning tells the worked case: a fact understood on Monday at 16:30, read
// abroad on Tuesday at 15:50, at times in minutes from the understanding.
func (s *scene) warning() (collected, read journal.Link) {
	a := int64(s.ref["harbour.a"])
	// The collection took an hour before the window opens.
	found := s.tell(0, journal.Detected, "arvonia.fiu", journal.Link{}, nil, args(a))
	t0 := sim.Hour
	collected = s.tell(t0, journal.Collected, "arvonia.fiu", found, [][3]int64{{int64(journal.Collect), int64(journal.Work), 60}}, args(a, 7))
	level := s.tell(t0+945*sim.Minute, journal.Level, "arvonia.fiu", collected, [][3]int64{
		{int64(journal.Assess), int64(journal.Work), 30}, {int64(journal.Assess), int64(journal.OffHours), 900}, {int64(journal.Assess), int64(journal.Work), 15},
	}, args(int64(s.ref["harbour"]), 0, int64(journal.Suspected)))
	about := func(fill func(*journal.Record)) func(*journal.Record) {
		return func(r *journal.Record) {
			r.Subject = transit
			if r.Kind == journal.Sent {
				r.Facts = []journal.Ref{s.ref["harbour.a"]}
			}
			fill(r)
		}
	}
	sent := s.tell(level.At, journal.Sent, "arvonia.fiu", level, nil, about(args(int64(journal.Item), int64(s.ref["belmora.spoc"]))))
	passed := s.tell(sent.At+240*sim.Minute, journal.Passed, "arvonia.fiu", sent, [][3]int64{
		{int64(journal.Law), int64(journal.Work), 120}, {int64(journal.Release), int64(journal.Queue), 30}, {int64(journal.Release), int64(journal.Work), 90},
	}, about(func(r *journal.Record) { r.Step, r.Rule = journal.Release, s.ref["arv-transfer"] }))
	delivered := s.tell(passed.At+15*sim.Minute, journal.Delivered, "belmora.spoc", passed, [][3]int64{
		{int64(journal.Gateway), int64(journal.ByRule), 10}, {int64(journal.Carry), int64(journal.Latency), 5},
	}, about(func(*journal.Record) {}))
	read = s.tell(delivered.At+200*sim.Minute, journal.Read, "belmora.spoc", delivered, [][3]int64{
		{int64(journal.Convert), int64(journal.Work), 180}, {int64(journal.Reading), int64(journal.Work), 20},
	}, about(args(int64(journal.Item), int64(s.ref["arvonia.fiu"]), 0, int64(sent.At))))
	held := s.tell(read.At, journal.Held, "belmora.spoc", read, nil,
		args(a, int64(s.ref["arvonia.fiu"]), int64(s.ref["arvonia.fiu"]), 1, 7, int64(delivered.At)))
	s.tell(read.At, journal.Credited, "belmora.spoc", held, nil, args(a, 700_000))
	return collected, read
}

func (s *scene) due(which string, o journal.Outcome, at, when sim.Time, from journal.Link) {
	end := s.trace.End()
	s.tell(end, journal.Deadline, "belmora.spoc", from, [][3]int64{{int64(journal.Decide), int64(journal.Idle), int64((end - from.At) / sim.Minute)}}[:min(1, int((end-from.At)/sim.Minute))],
		args(int64(s.ref[which]), int64(o), int64(at), int64(when), int64(s.ref["harbour"])))
}

func TestWhyAddsUpToTheWindow(t *testing.T) {
	s := newScene(t)
	_, read := s.warning()
	s.due("harbour.1", journal.Met, read.At+sim.Hour, read.At, read)
	d := s.trace.Deadlines()[0]
	path := s.trace.Why(&d)
	require.Equal(t, sim.Time(84_000_000), measure.Total(path))
	byStep := map[string]sim.Time{}
	for _, l := range measure.Sum(path, measure.ByStep) {
		byStep[l.Step.String()] = l.Ms / sim.Minute
	}
	require.Equal(t, map[string]sim.Time{"ASSESS": 945, "LAW": 120, "RELEASE": 120, "GATEWAY": 10, "CARRY": 5, "CONVERT": 180, "READ": 20}, byStep)
	byCause := measure.Sum(path, measure.ByCause)
	require.Equal(t, journal.OffHours, byCause[0].Cause, "most time first")
	require.Equal(t, 15*sim.Hour, byCause[0].Ms)
}

func TestWhyStartsAtTheFirstKeyFact(t *testing.T) {
	s := newScene(t)
	_, read := s.warning()
	s.due("harbour.1", journal.Met, read.At+sim.Hour, read.At, read)
	d := s.trace.Deadlines()[0]
	require.Equal(t, sim.Hour, d.Margin())
	require.Equal(t, sim.Time(84_000_000), measure.Total(s.trace.Why(&d)))
}

func TestDeadlinesAndTheirMeasures(t *testing.T) {
	s := newScene(t)
	_, read := s.warning()
	s.due("harbour.1", journal.Late, read.At-sim.Hour, read.At, read)
	s.due("harbour.2", journal.NotMet, read.At, 0, read)
	all := s.trace.Deadlines()
	require.Equal(t, journal.Open, all[2].Outcome, "a deadline without a record is open")
	require.Equal(t, -sim.Hour, all[0].Margin())
	require.Equal(t, sim.Never, all[1].When)
	require.Equal(t, measure.Share{Of: 0, All: 1}, measure.MetDeadlines(all), "open ones and those for an action are not in it")
	m := measure.MarginsOf(all)
	require.Equal(t, 1, m.Unavailable)
	_, ok := m.Quantile(0)
	require.False(t, ok, "not available ranks below every margin")
}

func TestQuantilesOfMargins(t *testing.T) {
	m := measure.Margins{Known: []sim.Time{-5, 0, 7, 9}, Unavailable: 1}
	for q, want := range map[sim.PPM]sim.Time{200_001: -5, 50 * sim.Percent: 0, 80 * sim.Percent: 7, sim.One: 9} {
		got, ok := m.Quantile(q)
		require.True(t, ok, q)
		require.Equal(t, want, got, q)
	}
	for _, q := range []sim.PPM{0, 5 * sim.Percent, 20 * sim.Percent} {
		_, ok := m.Quantile(q)
		require.False(t, ok, q)
	}
	_, ok := measure.Margins{}.Quantile(50 * sim.Percent)
	require.False(t, ok)
}

func TestKnowers(t *testing.T) {
	s := newScene(t)
	s.warning()
	facts := s.trace.KeyFacts("harbour")
	require.Len(t, facts, 2)
	rows := s.trace.Knowers(s.trace.At(sim.Never), "harbour", facts)
	require.Len(t, rows, 3)
	fiu, police, spoc := rows[0], rows[1], rows[2]
	require.Equal(t, "arvonia.fiu", s.trace.Name(fiu.Agency))
	require.Equal(t, sim.Hour, fiu.Facts[0].Understood)
	require.Equal(t, journal.Suspected, fiu.Level)
	require.True(t, police.Needs, "who needs to know is there with nothing")
	require.Nil(t, police.Facts[0])
	require.Equal(t, []journal.Ref{s.ref["arvonia.fiu"]}, spoc.Facts[0].Origins)
	require.Nil(t, spoc.Facts[1])
}

// notMet explains a deadline as one that was not met at an instant.
func (s *scene) notMet(which string, at sim.Time) *explain.Explanation {
	s.t.Helper()
	trace := &measure.Trace{Static: s.trace.Static, Records: slices.Clone(s.trace.Records)}
	trace.Records = append(trace.Records, journal.Record{
		Num: journal.Num(len(trace.Records) + 1), At: max(s.trace.End(), at), Kind: journal.Deadline,
		Args: [journal.MaxArgs]int64{int64(s.ref[which]), int64(journal.NotMet), int64(at), int64(sim.Never), int64(s.ref["harbour"])},
	})
	x, err := explain.New(trace.Lookup())
	require.NoError(s.t, err)
	e, err := x.Deadline(which)
	require.NoError(s.t, err)
	total := sim.Time(0)
	for _, x := range e.Stretches {
		total += x.Ms()
	}
	require.Equal(s.t, e.Length(), total)
	return e
}

func TestLacksSayHowFarAFactCame(t *testing.T) {
	s := newScene(t)
	_, read := s.warning()
	places := func(which string, at sim.Time) []explain.Place {
		var p []explain.Place
		for _, l := range s.notMet(which, at).Missing {
			p = append(p, l.Place)
		}
		return p
	}
	require.Equal(t, []explain.Place{explain.Unexposed, explain.Unexposed}, places("harbour.1", -sim.Minute))
	require.Equal(t, []explain.Place{explain.Noticed, explain.Unexposed}, places("harbour.1", sim.Minute))
	require.Equal(t, []explain.Place{explain.Elsewhere, explain.Unexposed}, places("harbour.1", 2*sim.Hour))
	require.Equal(t, []explain.Place{explain.UnderWay, explain.Unexposed}, places("harbour.1", sim.Hour+950*sim.Minute))
	require.Equal(t, []explain.Place{explain.AtDesk, explain.Unexposed}, places("harbour.1", read.At-sim.Minute))
	require.Equal(t, []explain.Place{explain.Unexposed}, places("harbour.1", read.At), "what is believed is no longer missing")
	require.Equal(t, []explain.Place{explain.Elsewhere, explain.Unexposed}, places("harbour.3", read.At))
	far := s.notMet("harbour.3", read.At).Missing[0]
	require.Equal(t, s.ref["harbour.a"], far.Fact)
	require.Equal(t, "belmora.spoc", s.trace.Name(far.Agency), "who held it in the same nation, before the first who did anywhere")
}

// What a rule takes out of a message has not arrived when the message is read.
func TestWhatFellOutIsStopped(t *testing.T) {
	s := newScene(t)
	collected, _ := s.warning()
	facts := []journal.Ref{s.ref["harbour.a"], s.ref["harbour.b"]}
	message := func(k journal.Kind, actor string, from journal.Link, fill func(*journal.Record)) journal.Link {
		spans := [][3]int64{{int64(journal.Sanitise), int64(journal.Work), int64((s.trace.End() - from.At) / sim.Minute)}}
		if s.trace.End() == from.At {
			spans = nil
		}
		return s.tell(s.trace.End(), k, actor, from, spans, func(r *journal.Record) {
			r.Subject = 88
			fill(r)
		})
	}
	sent := message(journal.Sent, "arvonia.fiu", collected, func(r *journal.Record) {
		r.Args[0], r.Args[1], r.Facts = int64(journal.Item), int64(s.ref["belmora.police"]), facts
	})
	passed := message(journal.Passed, "arvonia.fiu", sent, func(r *journal.Record) {
		r.Args[0], r.Facts = int64(journal.Partial), facts[:1]
		r.Step, r.Reason, r.Rule = journal.Sanitise, journal.RuleBlocks, s.ref["arv-transfer"]
	})
	message(journal.Read, "belmora.police", passed, func(r *journal.Record) {})

	lacks := s.notMet("harbour.3", s.trace.End()).Missing
	require.Len(t, lacks, 2)
	require.Equal(t, explain.AtDesk, lacks[0].Place)
	require.Equal(t, s.ref["harbour.b"], lacks[0].Fact)
	require.Equal(t, explain.Stopped, lacks[1].Place)
	require.Equal(t, journal.RuleBlocks, lacks[1].Reason)
	require.Equal(t, "arv-transfer", s.trace.Name(lacks[1].Rule))
	require.Equal(t, facts, s.trace.Records[sent.Num-1].Facts, "the record itself is left alone")
}

func TestMessagesAndRefusals(t *testing.T) {
	s := newScene(t)
	_, read := s.warning()
	transits := s.trace.Transits(sim.Never)
	require.Len(t, transits, 1)
	require.Equal(t, journal.Done, transits[0].Outcome)
	require.Equal(t, read.At, transits[0].Ended)
	require.Equal(t, 455*sim.Minute, measure.Total(s.trace.OnTheWay()))
	require.Equal(t, journal.Open, s.trace.Transits(read.At - 1)[0].Outcome)

	for n := range 3 {
		s.tell(read.At, journal.Ended, "arvonia.fiu", read, nil, func(r *journal.Record) {
			r.Subject, r.Reason, r.Rule, r.Step, r.Nth = sim.ID(100+n), journal.RuleBlocks, s.ref["arv-transfer"], journal.Law, 0
			r.Args[0] = int64(journal.Blocked)
		})
	}
	list := s.trace.Refusals()
	require.Len(t, list, 1)
	require.Equal(t, 3, list[0].Count)
	require.Equal(t, journal.RuleBlocks, list[0].Reason)
}

// Each quantile of the catalogue is the one that its formula names.
func TestFiguresTakeTheQuantileTheyName(t *testing.T) {
	var twenty []sim.Time
	for i := range 20 {
		twenty = append(twenty, sim.Time(i+1))
	}
	times := measure.Times{Known: twenty}
	r := measure.Results{
		KeyFactWaits: times, SharedAwareness: times, Decisions: measure.Decisions{Times: times}, SupportTimes: times,
		ActionMargins: measure.Margins{Known: twenty},
	}
	for id, want := range map[string]float64{"M1": 10, "M1 p95": 19, "M2": 20, "M10": 1, "M10 median": 10, "M12": 10, "M14": 10} {
		got, counts := measure.FigureOf(id).Read(&r)
		require.True(t, counts, id)
		require.Equal(t, measure.Value{V: want, OK: true}, got, id)
	}
}
