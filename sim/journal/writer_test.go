package journal_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/sim"
	"entente/sim/journal"
)

// world is a small table of things for tests.
type world struct {
	names                         journal.Names
	nation, agency, desk, fact    journal.Ref
	fact2, storyline, rule, chan_ journal.Ref
}

func newWorld() *world {
	w := &world{}
	w.nation = w.names.Add(journal.SortNation, "arvonia", "Arvonia", 0)
	w.agency = w.names.Add(journal.SortAgency, "arvonia.police", "Police", w.nation)
	w.desk = w.names.Add(journal.SortDesk, "arvonia.police.intake", "", w.nation)
	w.storyline = w.names.Add(journal.SortStoryline, "harbour", "Harbour", 0)
	w.fact = w.names.Add(journal.SortFact, "harbour.a", "", 0)
	w.fact2 = w.names.Add(journal.SortFact, "harbour.b", "", 0)
	w.rule = w.names.Add(journal.SortRule, "arvonia.transfer", "", w.nation)
	w.chan_ = w.names.Add(journal.SortChannel, "harbour", "", 0)
	return w
}

// keep is a sink that copies what it gets.
type keep struct{ records []journal.Record }

func (k *keep) Record(r *journal.Record) error {
	c := *r
	c.From = append([]journal.Link(nil), r.From...)
	c.Spans = append([]journal.Span(nil), r.Spans...)
	c.Facts = append([]journal.Ref(nil), r.Facts...)
	k.records = append(k.records, c)
	return nil
}

// story writes a short story and returns its links.
func (w *world) story(t testing.TB, out *journal.Writer) []journal.Link {
	var links []journal.Link
	put := func(r journal.Record) journal.Link {
		l, err := out.Write(&r)
		require.NoError(t, err)
		links = append(links, l)
		return l
	}
	start := put(journal.Record{Kind: journal.StartEx, Args: [journal.MaxArgs]int64{7}})
	found := put(journal.Record{
		At: 1000, Kind: journal.Collected, Actor: w.agency, Subject: w.names.ID(w.fact), From: []journal.Link{start},
		Spans: []journal.Span{{Step: journal.World, Cause: journal.Idle, Ms: 400}, {Step: journal.Collect, Cause: journal.Work, Object: w.desk, Ms: 600}},
		Step:  journal.Collect, Args: [journal.MaxArgs]int64{int64(w.fact), journal.Lead | journal.ActOn}, Facts: []journal.Ref{w.fact},
	})
	put(journal.Record{
		At: 1000, Kind: journal.Credited, Actor: w.agency, Subject: w.names.ID(w.fact), From: []journal.Link{found, start},
		Trigger: found, Args: [journal.MaxArgs]int64{int64(w.fact), 855_000},
	})
	return links
}

func TestWriterNumbersAndIdentifies(t *testing.T) {
	w, k := newWorld(), &keep{}
	out := journal.NewWriter(&w.names, k)
	links := w.story(t, out)
	require.Equal(t, journal.Num(3), out.Count())
	require.Equal(t, journal.Num(2), k.records[1].Num)
	require.Equal(t, links[1].ID, k.records[1].ID)
	require.Equal(t, journal.Identity(journal.Collected, w.names.ID(w.agency), w.names.ID(w.fact), 0), links[1].ID)
	require.Equal(t, links[1], k.records[2].Binding(), "the latest cause binds, wherever it is named")
}

func TestWriterRefuses(t *testing.T) {
	w := newWorld()
	out := journal.NewWriter(&w.names)
	links := w.story(t, out)
	before := out.Digest()
	last := links[2]
	good := func() journal.Record {
		return journal.Record{
			At: 1500, Kind: journal.Level, Actor: w.agency, From: []journal.Link{last},
			Spans: []journal.Span{{Step: journal.Assess, Cause: journal.Work, Object: w.desk, Ms: 500}},
		}
	}
	cases := map[string]struct {
		change func(*journal.Record)
		says   string
	}{
		"gap":      {func(r *journal.Record) { r.Spans[0].Ms = 499 }, "its 1 spans sum to 499ms, but 500ms passed since its binding cause, record 3"},
		"overlap":  {func(r *journal.Record) { r.Spans[0].Ms = 501 }, "sum to 501ms"},
		"no spans": {func(r *journal.Record) { r.Spans = nil }, "its 0 spans sum to 0s"},
		"no cause": {func(r *journal.Record) { r.From = nil }, "no cause to count them from"},
		"empty span": {func(r *journal.Record) {
			r.Spans = append(r.Spans, journal.Span{Step: journal.Law, Cause: journal.ByRule})
		}, "span 2 of 2"},
		"span without why": {func(r *journal.Record) { r.Spans[0].Cause = journal.NoCause }, "span 1 of 1"},
		"span nowhere":     {func(r *journal.Record) { r.Spans[0].Step = journal.NoStep }, "span 1 of 1"},
		"span of nobody":   {func(r *journal.Record) { r.Spans[0].Object = 99 }, "names thing 99"},
		"unknown cause":    {func(r *journal.Record) { r.From = append(r.From, journal.Link{}) }, "cause 2 of 2: names no record"},
		"unborn cause":     {func(r *journal.Record) { r.From[0].Num = 4 }, "record 4 is not written yet"},
		"cause to come":    {func(r *journal.Record) { r.From[0].At = 1501 }, "lies in the future"},
		"unborn trigger":   {func(r *journal.Record) { r.Trigger = journal.Link{Num: 9, ID: 1} }, "trigger: record 9"},
		"backwards":        {func(r *journal.Record) { r.At = 999 }, "time goes backwards"},
		"no kind":          {func(r *journal.Record) { r.Kind = journal.NoKind }, "kind 0 does not exist"},
		"kind unknown":     {func(r *journal.Record) { r.Kind = 200 }, "kind 200 does not exist"},
		"actor unknown":    {func(r *journal.Record) { r.Actor = 99 }, "actor 99"},
		"fact unknown":     {func(r *journal.Record) { r.Facts = []journal.Ref{99} }, "fact 1 of 1"},
		"facts unordered":  {func(r *journal.Record) { r.Facts = []journal.Ref{w.fact2, w.fact} }, "fact 2 of 2"},
		"grade unknown":    {func(r *journal.Record) { r.Args[2] = 5 }, `argument "after" is 5, outside 0..4`},
		"stray argument":   {func(r *journal.Record) { r.Args[3] = 1 }, "argument 4 is 1, but a level has 3"},
		"reason unknown":   {func(r *journal.Record) { r.Reason = 250 }, "reason 250 does not exist"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			r := good()
			c.change(&r)
			_, err := out.Write(&r)
			require.ErrorContains(t, err, c.says)
			require.ErrorContains(t, err, "record 4")
			require.Equal(t, before, out.Digest(), "a refused record leaves no trace")
		})
	}
	r := good()
	_, err := out.Write(&r)
	require.NoError(t, err)
}

func TestWriterGoesOnAfterRestore(t *testing.T) {
	w := newWorld()
	straight := journal.NewWriter(&w.names)
	links := w.story(t, straight)
	state := straight.AppendState([]byte("before"))

	resumed := journal.NewWriter(&w.names)
	rest, err := resumed.RestoreState(append(state[len("before"):], "after"...))
	require.NoError(t, err)
	require.Equal(t, "after", string(rest))
	for _, out := range []*journal.Writer{straight, resumed} {
		_, err := out.Write(&journal.Record{At: 999, Kind: journal.EndEx})
		require.ErrorContains(t, err, "backwards")
		l, err := out.Write(&journal.Record{At: 1000, Kind: journal.EndEx, From: links[2:]})
		require.NoError(t, err)
		require.Equal(t, journal.Num(4), l.Num)
	}
	require.Equal(t, straight.Digest(), resumed.Digest())
	for n := range state[len("before"):] {
		_, err := journal.NewWriter(&w.names).RestoreState(state[len("before"):][:n])
		require.Error(t, err, "cut at %d", n)
	}
}

// An unrelated nation shifts every Ref and every number; no canonical byte of
// the others may change.
func TestCanonicalBytesHoldNoNumbers(t *testing.T) {
	plain, shifted := newWorld(), &world{}
	_ = shifted.names.Add(journal.SortNation, "aaland", "", 0)
	full := newWorldAfter(shifted)
	a, b := &keep{}, &keep{}
	plain.story(t, journal.NewWriter(&plain.names, a))
	out := journal.NewWriter(&full.names, b)
	_, err := out.Write(&journal.Record{At: -5, Kind: journal.Trust, Actor: 1})
	require.NoError(t, err)
	full.story(t, out)
	require.NotEmpty(t, a.records)
	for i := range a.records {
		require.Equal(t,
			journal.AppendCanonical(nil, &a.records[i], &plain.names),
			journal.AppendCanonical(nil, &b.records[i+1], &full.names))
		require.NotEqual(t, a.records[i].Num, b.records[i+1].Num)
	}
}

func newWorldAfter(first *world) *world {
	w := newWorld()
	out := &world{names: first.names}
	for r := 1; r < w.names.Len(); r++ {
		n := w.names.Of(journal.Ref(r))
		ref := out.names.Add(n.Sort, n.Name, n.Title, 0)
		for _, p := range []struct{ from, to *journal.Ref }{
			{&w.nation, &out.nation},
			{&w.agency, &out.agency},
			{&w.desk, &out.desk},
			{&w.fact, &out.fact},
			{&w.fact2, &out.fact2},
			{&w.storyline, &out.storyline},
			{&w.rule, &out.rule},
			{&w.chan_, &out.chan_},
		} {
			if *p.from == journal.Ref(r) {
				*p.to = ref
			}
		}
	}
	return out
}

// Every part of a record but its number must reach the digest.
func TestDigestCoversEveryField(t *testing.T) {
	w := newWorld()
	base := journal.Record{
		ID: 5, At: 9, Kind: journal.Held, Actor: w.agency, Subject: 3, Nth: 1, From: []journal.Link{{Num: 1, ID: 2}},
		Trigger: journal.Link{Num: 1, ID: 2}, Spans: []journal.Span{{Step: journal.Law, Cause: journal.Work, Object: w.desk, Ms: 9}},
		Step: journal.Reading, Reason: journal.Veto, Rule: w.rule, Facts: []journal.Ref{w.fact},
		Args: [journal.MaxArgs]int64{int64(w.fact), 1, 2, 1, 3, 50},
	}
	seen := map[string]string{}
	add := func(name string, r journal.Record) {
		b := string(journal.AppendCanonical(nil, &r, &w.names))
		require.Empty(t, seen[b], "%s gives the same bytes as %s", name, seen[b])
		seen[b] = name
	}
	add("base", base)
	changes := map[string]func(*journal.Record){
		"id": func(r *journal.Record) { r.ID++ }, "at": func(r *journal.Record) { r.At++ }, "kind": func(r *journal.Record) { r.Kind = journal.Sent },
		"actor": func(r *journal.Record) { r.Actor = w.nation }, "subject": func(r *journal.Record) { r.Subject++ }, "nth": func(r *journal.Record) { r.Nth++ },
		"from": func(r *journal.Record) { r.From = nil }, "from id": func(r *journal.Record) { r.From = []journal.Link{{Num: 1, ID: 3}} },
		"trigger": func(r *journal.Record) { r.Trigger = journal.Link{} },
		"spans":   func(r *journal.Record) { r.Spans = nil },
		"span step": func(r *journal.Record) {
			r.Spans = []journal.Span{{Step: journal.Will, Cause: journal.Work, Object: w.desk, Ms: 9}}
		},
		"span cause": func(r *journal.Record) {
			r.Spans = []journal.Span{{Step: journal.Law, Cause: journal.Queue, Object: w.desk, Ms: 9}}
		},
		"span object": func(r *journal.Record) {
			r.Spans = []journal.Span{{Step: journal.Law, Cause: journal.Work, Object: w.rule, Ms: 9}}
		},
		"span ms": func(r *journal.Record) {
			r.Spans = []journal.Span{{Step: journal.Law, Cause: journal.Work, Object: w.desk, Ms: 8}}
		},
		"step": func(r *journal.Record) { r.Step = journal.Law }, "reason": func(r *journal.Record) { r.Reason = journal.NoReason },
		"rule": func(r *journal.Record) { r.Rule = 0 }, "facts": func(r *journal.Record) { r.Facts = []journal.Ref{w.fact2} },
	}
	for i := range base.Args[:6] {
		changes["arg"+string(rune('0'+i))] = func(r *journal.Record) { r.Args[i]-- }
	}
	for name, change := range changes {
		r := base
		change(&r)
		add(name, r)
	}
	r := base
	r.Num = 77
	require.Equal(t, journal.AppendCanonical(nil, &base, &w.names), journal.AppendCanonical(nil, &r, &w.names), "numbers are not hashed")
}

func TestWriterAllocatesNothingPerRecord(t *testing.T) {
	w := newWorld()
	out := journal.NewWriter(&w.names)
	last := w.story(t, out)[2]
	from, spans, facts := make([]journal.Link, 1), make([]journal.Span, 1), []journal.Ref{w.fact, w.fact2}
	r := journal.Record{}
	at := last.At
	require.Zero(t, testing.AllocsPerRun(1000, func() {
		at += 10
		from[0], spans[0] = last, journal.Span{Step: journal.Assess, Cause: journal.Work, Object: w.desk, Ms: 10}
		r = journal.Record{At: at, Kind: journal.Assessed, Actor: w.agency, From: from, Spans: spans, Facts: facts}
		var err error
		if last, err = out.Write(&r); err != nil {
			panic(err)
		}
	}))
}

func TestParseDigest(t *testing.T) {
	w := newWorld()
	out := journal.NewWriter(&w.names)
	w.story(t, out)
	d, err := journal.ParseDigest(out.Digest().String())
	require.NoError(t, err)
	require.Equal(t, out.Digest(), d)
	for _, bad := range []string{"", "12", "zz" + d.String()[2:], d.String() + "00"} {
		_, err := journal.ParseDigest(bad)
		require.Error(t, err, bad)
	}
}

func BenchmarkWriter(b *testing.B) {
	w := newWorld()
	out := journal.NewWriter(&w.names)
	last := w.story(b, out)[2]
	from, spans := make([]journal.Link, 1), make([]journal.Span, 1)
	at := sim.Time(1000)
	var r journal.Record
	b.ReportAllocs()
	for b.Loop() {
		at += 10
		from[0], spans[0] = last, journal.Span{Step: journal.Assess, Cause: journal.Work, Object: w.desk, Ms: 10}
		r = journal.Record{At: at, Kind: journal.Assessed, Actor: w.agency, From: from, Spans: spans}
		last, _ = out.Write(&r)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "records/s")
}

// A sink that asks for the digest gets that of all records up to the one it is given.
func TestSinksSeeTheDigestWithTheirRecord(t *testing.T) {
	w := newWorld()
	var digests []journal.Digest
	out := journal.NewWriter(&w.names)
	out.SetSinks(sinkFunc(func(*journal.Record) error {
		digests = append(digests, out.Digest())
		return nil
	}))
	w.story(t, out)
	require.Len(t, digests, 3)
	require.Equal(t, out.Digest(), digests[2])
	require.NotEqual(t, digests[1], digests[2])
}

type sinkFunc func(*journal.Record) error

func (f sinkFunc) Record(r *journal.Record) error { return f(r) }

func TestSinkErrorNamesTheRecord(t *testing.T) {
	w := newWorld()
	out := journal.NewWriter(&w.names, sinkFunc(func(*journal.Record) error { return errors.New("disk full") }))
	_, err := out.Write(&journal.Record{Kind: journal.StartEx})
	require.ErrorContains(t, err, "record 1 (startex")
	require.ErrorContains(t, err, "disk full")
}
