package replay

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/sim"
	"entente/sim/journal"
)

// fake is a made-up run: a story that breaks no rule and uses every kind of
// record a state folds, with as many records as a test wants.
type fake struct {
	t       testing.TB
	names   journal.Names
	static  journal.Static
	out     *journal.Writer
	monitor *journal.Monitor
	seed    uint64
	draws   uint64
	now     sim.Time
	start   journal.Link
	last    journal.Link

	nations, agencies, facts, storylines, channels, actions, deadlines, clocks, params, rules []journal.Ref

	counts  map[[3]uint64]uint32 // by kind, actor and subject
	known   map[[2]journal.Ref]journal.Link
	trusted map[[2]journal.Ref]bool
	grades  map[[2]journal.Ref]journal.Grade
	sent    []fakeTransit
	running []fakeClock
}

type fakeTransit struct {
	id       sim.ID
	from, to journal.Ref
	line     journal.Ref
	facts    []journal.Ref
	sent     sim.Time
	last     journal.Link
}

type fakeClock struct {
	subject sim.ID
	clock   journal.Ref
	due     sim.Time
	last    journal.Link
}

func newFake(t testing.TB, seed uint64) *fake {
	f := &fake{
		t: t, seed: seed, counts: map[[3]uint64]uint32{}, known: map[[2]journal.Ref]journal.Link{},
		trusted: map[[2]journal.Ref]bool{}, grades: map[[2]journal.Ref]journal.Grade{},
	}
	f.static = journal.Static{
		Scenario: "fake", Title: "A made-up run", Banner: "EXERCISE EXERCISE EXERCISE",
		Start: 1_803_884_400_000, Zone: int64(sim.Hour), WarmUp: int64(72 * sim.Hour), EndEx: int64(1000 * sim.Day),
	}
	for _, nation := range []string{"arvonia", "belmora", "cendria"} {
		n := f.names.Add(journal.SortNation, nation, "", 0)
		f.nations = append(f.nations, n)
		for _, agency := range []string{"police", "spoc"} {
			f.agencies = append(f.agencies, f.names.Add(journal.SortAgency, nation+"."+agency, "", n))
			f.actions = append(f.actions, f.names.Add(journal.SortAction, nation+"."+agency+".detain", "", n))
		}
		f.rules = append(f.rules, f.names.Add(journal.SortRule, nation+".transfer", "", n))
	}
	for _, line := range []string{"harbour", "festival"} {
		f.storylines = append(f.storylines, f.names.Add(journal.SortStoryline, line, "", 0))
		f.static.Storylines = append(f.static.Storylines, journal.Thread{Name: line, K: 2, Stages: 3})
		for i := range 8 {
			name := fmt.Sprintf("%s.%c", line, 'a'+i)
			f.facts = append(f.facts, f.names.Add(journal.SortFact, name, "", 0))
			f.static.Facts = append(f.static.Facts, journal.Fact{Name: name, Storyline: line, Kind: "FIN", Class: "RESTRICTED", Tokens: []string{"k1"}})
		}
		f.deadlines = append(f.deadlines, f.names.Add(journal.SortDeadline, line+".1", "", 0))
		f.static.Deadlines = append(f.static.Deadlines, journal.Due{Name: line + ".1", Storyline: line})
	}
	f.channels = append(f.channels, f.names.Add(journal.SortChannel, "mail", "", 0), f.names.Add(journal.SortChannel, "festival", "", 0))
	f.clocks = append(f.clocks, f.names.Add(journal.SortClock, "reply", "", 0))
	f.params = append(f.params, f.names.Add(journal.SortParam, "nations.arvonia.trust", "", 0))
	f.static.Things = f.names.Things()
	f.monitor = journal.NewMonitor(&f.names)
	f.monitor.Thorough = true
	f.out = journal.NewWriter(&f.names, f.monitor)
	return f
}

func (f *fake) draw(n int) int {
	f.draws++
	return int(sim.Uniform(f.seed, sim.Name("fake"), sim.ID(f.draws)) >> 33 % uint64(n))
}

func pick[T any](f *fake, list []T) T { return list[f.draw(len(list))] }

// put writes a record that follows from cause, its time split at random.
func (f *fake) put(cause journal.Link, r journal.Record) journal.Link {
	r.At = f.now
	key := [3]uint64{uint64(r.Kind), uint64(r.Actor), uint64(r.Subject)}
	r.Nth = f.counts[key]
	f.counts[key]++
	if cause.Num != 0 {
		r.From = append(r.From, cause)
		if f.draw(3) == 0 && f.start.Num < cause.Num {
			r.From = append(r.From, f.start)
		}
	}
	for left := f.now - cause.At; cause.Num != 0 && left > 0; {
		ms := sim.Time(f.draw(int(min(left, 1<<30)))) + 1
		if len(r.Spans) == 2 {
			ms = left
		}
		r.Spans = append(r.Spans, journal.Span{Step: journal.World + journal.Step(f.draw(int(journal.Act))), Cause: journal.Work + journal.Cause(f.draw(8)), Object: pick(f, f.agencies), Ms: ms})
		left -= ms
	}
	l, err := f.out.Write(&r)
	require.NoError(f.t, err)
	f.last = l
	return l
}

type args = [journal.MaxArgs]int64

// run writes a story of at least n records and ends it.
func (f *fake) run(n int) *fake {
	f.now = -sim.Hour
	f.put(journal.Link{}, journal.Record{Kind: journal.Channel, Actor: f.channels[0], Args: args{int64(journal.Down), int64(sim.Hour)}})
	f.now = 0
	f.start = f.put(journal.Link{}, journal.Record{Kind: journal.StartEx, Args: args{int64(f.seed)}})
	for int(f.out.Count()) < n-60 {
		f.step()
	}
	f.end()
	require.NoError(f.t, f.monitor.Close())
	return f
}

func (f *fake) end() {
	f.now += sim.Hour
	for _, c := range f.running {
		f.put(c.last, journal.Record{Kind: journal.ClockEnd, Subject: c.subject, Args: args{int64(c.clock), int64(journal.Stopped), int64(c.due)}})
	}
	end := f.put(journal.Link{}, journal.Record{Kind: journal.EndEx})
	for _, t := range f.sent {
		f.put(end, journal.Record{Kind: journal.Ended, Actor: t.from, Subject: t.id, Reason: journal.EndOfExercise, Rule: t.to, Args: args{int64(journal.Pending), int64(journal.Item), int64(t.to), int64(t.line)}})
	}
	for _, d := range f.deadlines {
		f.put(end, journal.Record{Kind: journal.Deadline, Actor: f.agencies[0], Args: args{int64(d), int64(journal.Late), 5, 7, int64(f.storylines[0])}})
	}
}

// step moves time on and lets something happen.
func (f *fake) step() {
	f.now += sim.Time(f.draw(20)) * sim.Time(f.draw(600_000))
	if f.draw(10) == 0 && len(f.sent) > 4 || len(f.sent) > 40 {
		f.progress(true)
		return
	}
	moves := []func(){f.learn, f.learn, f.send, f.send, func() { f.progress(false) }, func() { f.progress(false) }, f.world, f.clock, f.act}
	moves[f.draw(len(moves))]()
}

func (f *fake) learn() {
	a, fact := pick(f, f.agencies), pick(f, f.facts)
	k := [2]journal.Ref{a, fact}
	id := f.names.ID(fact)
	l, ok := f.known[k]
	if !ok {
		d := f.put(f.start, journal.Record{Kind: journal.Detected, Actor: a, Subject: id, Args: args{int64(fact)}})
		f.now += sim.Time(f.draw(1000))
		f.known[k] = f.put(d, journal.Record{Kind: journal.Collected, Actor: a, Subject: id, Step: journal.Collect, Args: args{int64(fact), int64(journal.Lead | journal.ActOn)}, Facts: []journal.Ref{fact}})
		return
	}
	if !f.trusted[k] {
		f.trusted[k] = true
		f.known[k] = f.put(l, journal.Record{Kind: journal.Credited, Actor: a, Subject: id, Args: args{int64(fact), 600_000 + int64(f.draw(400_000))}})
		return
	}
	if f.draw(4) == 0 {
		f.put(l, journal.Record{Kind: journal.Dormant, Actor: a, Subject: id, Args: args{int64(fact)}})
		return
	}
	line := pick(f, f.storylines)
	g := f.grades[[2]journal.Ref{a, line}]
	next := g
	if g < journal.Actionable && f.draw(3) == 0 {
		next = g + 1
	}
	as := f.put(l, journal.Record{
		Kind: journal.Assessed, Actor: a, Subject: f.names.ID(line), Step: journal.Assess,
		Args: args{int64(line), int64(g), int64(next), int64(f.draw(1_000_000)), int64(f.draw(4))},
	})
	if next > g {
		f.grades[[2]journal.Ref{a, line}] = next
		f.put(as, journal.Record{Kind: journal.Level, Actor: a, Subject: f.names.ID(line), Args: args{int64(line), int64(g), int64(next)}})
	}
}

func (f *fake) send() {
	t := fakeTransit{from: pick(f, f.agencies), to: pick(f, f.agencies), line: pick(f, f.storylines), sent: f.now}
	i := f.draw(len(f.facts) - 2)
	t.facts = f.facts[i : i+1+f.draw(2)]
	t.id = sim.Name("transit").Nth(uint64(f.draws))
	t.last = f.put(f.last, journal.Record{
		Kind: journal.Sent, Actor: t.from, Subject: t.id, Facts: t.facts,
		Args: args{int64(journal.Item), int64(t.to), int64(f.draw(5)), int64(f.draw(4)), int64(t.line), int64(sim.Name("re") * sim.ID(f.draw(2)))},
	})
	f.sent = append(f.sent, t)
}

// progress moves a message on, or ends it.
func (f *fake) progress(end bool) {
	if len(f.sent) == 0 {
		return
	}
	i := f.draw(len(f.sent))
	t := &f.sent[i]
	r := journal.Record{Actor: t.from, Subject: t.id}
	switch n := f.draw(3); {
	case !end && n == 0:
		r.Kind, r.Step, r.Rule, r.Args = journal.Passed, journal.Law, f.rules[0], args{int64(journal.Granted), int64(t.to), int64(t.line), 950_000}
		if len(t.facts) > 1 && f.draw(4) == 0 {
			r.Reason, r.Args[0], r.Facts = journal.NothingLeft, int64(journal.Partial), t.facts[:1]
			t.facts = t.facts[1:]
		}
	case !end && n == 1:
		r.Kind, r.Step, r.Reason, r.Rule = journal.Parked, journal.Will, journal.NotWilling, pick(f, f.nations)
		r.Args = args{400_000, int64(f.now + sim.Day), int64(t.to), int64(t.line)}
	case !end:
		r.Kind, r.Actor, r.Args = journal.Delivered, t.to, args{int64(t.from), int64(pick(f, f.channels)), int64(t.line)}
	case n == 0:
		r.Kind, r.Reason, r.Rule, r.Args = journal.Ended, journal.RuleBlocks, pick(f, f.rules), args{int64(journal.Blocked), int64(journal.Item), int64(t.to), int64(t.line)}
	default:
		r.Kind, r.Actor, r.Args = journal.Read, t.to, args{int64(journal.Item), int64(t.from), int64(t.line), int64(t.sent)}
	}
	t.last = f.put(t.last, r)
	if r.Kind == journal.Read {
		f.hold(t)
	}
	if end {
		f.sent = append(f.sent[:i], f.sent[i+1:]...)
	}
}

func (f *fake) hold(t *fakeTransit) {
	for _, fact := range t.facts {
		understood := int64(f.draw(2))
		l := f.put(t.last, journal.Record{
			Kind: journal.Held, Actor: t.to, Subject: f.names.ID(fact), Step: journal.Reading,
			Args: args{int64(fact), int64(t.from), int64(t.from), understood, int64(journal.Lead), int64(f.now - 1)},
		})
		if understood == 1 {
			f.known[[2]journal.Ref{t.to, fact}] = l
		}
	}
}

func (f *fake) world() {
	switch f.draw(4) {
	case 0:
		c := pick(f, f.channels)
		f.put(journal.Link{}, journal.Record{Kind: journal.Channel, Actor: c, Args: args{int64(journal.Up) + int64(f.draw(2)), int64(f.now + sim.Hour)}})
	case 1:
		f.put(journal.Link{}, journal.Record{Kind: journal.Set, Args: args{int64(f.params[0]), 1, int64(f.draw(9))}})
	case 2:
		f.put(f.start, journal.Record{Kind: journal.Stage, Actor: pick(f, f.storylines), Args: args{int64(f.draw(5)), int64(f.now + sim.Day)}})
	case 3:
		f.put(f.last, journal.Record{Kind: journal.Trust, Actor: pick(f, f.nations), Trigger: f.last, Args: args{int64(pick(f, f.nations)), 500_000, int64(f.draw(1_000_000))}})
	}
}

func (f *fake) clock() {
	if len(f.running) < 3 {
		c := fakeClock{subject: sim.Name("job").Nth(f.draws), clock: f.clocks[0], due: f.now + sim.Day}
		c.last = f.put(f.last, journal.Record{Kind: journal.ClockStart, Subject: c.subject, Args: args{int64(c.clock), int64(c.due)}})
		f.running = append(f.running, c)
		return
	}
	c := f.running[0]
	f.running = f.running[1:]
	f.put(c.last, journal.Record{Kind: journal.ClockEnd, Subject: c.subject, Args: args{int64(c.clock), int64(journal.Met), int64(c.due)}})
}

func (f *fake) act() {
	a, line := pick(f, f.actions), pick(f, f.storylines)
	l := f.put(f.start, journal.Record{Kind: journal.Asked, Actor: f.agencies[0], Subject: f.names.ID(a), Args: args{int64(a), int64(line), int64(f.agencies[0])}})
	l = f.put(l, journal.Record{Kind: journal.Authority, Actor: f.agencies[1], Subject: f.names.ID(a), Args: args{int64(a), int64(line), int64(journal.Granted)}})
	l = f.put(l, journal.Record{Kind: journal.Available, Actor: f.agencies[0], Subject: f.names.ID(a), Args: args{int64(a), int64(line)}})
	l = f.put(l, journal.Record{Kind: journal.Ordered, Actor: f.agencies[0], Subject: f.names.ID(a), Args: args{int64(a), int64(line), int64(f.now + sim.Hour)}})
	f.now += sim.Time(f.draw(5))
	if f.draw(2) == 0 {
		f.put(l, journal.Record{Kind: journal.Closed, Actor: f.agencies[0], Subject: f.names.ID(a), Args: args{int64(a), int64(line), int64(journal.Done)}})
	}
}

var fakeSources = []Attachment{
	{"scenario/fake.yaml", "application/yaml", []byte("scenario: fake\ntitle: A made-up run\n")},
	{"scenario/empty.yaml", "application/yaml", nil},
	{"inputs.json", "application/json", []byte("[]")},
}

var fakeMeta = Meta{Engine: "0.1.0", Scenario: "fake", Seed: 1<<63 + 7, Set: []string{"a=1", "b=2,3"}}

// fakeFile writes a made-up run into memory.
func fakeFile(t testing.TB, seed uint64, n int, options ...Option) ([]byte, *fake) {
	f := newFake(t, seed)
	var b bytes.Buffer
	w, err := Create(&b, fakeMeta, &f.static, &f.names, fakeSources, options...)
	require.NoError(t, err)
	f.out.SetSinks(f.monitor, w)
	f.run(n)
	require.NoError(t, w.Close(f.out.Digest(), f.out.Count()))
	return b.Bytes(), f
}

func openBytes(t testing.TB, b []byte) *File {
	f, err := Open(bytes.NewReader(b), int64(len(b)))
	require.NoError(t, err)
	return f
}

func journalTime(ms int64) sim.Time { return sim.Time(ms) }
