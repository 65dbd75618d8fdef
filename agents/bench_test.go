package agents_test

import (
	"fmt"
	"math/bits"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"entente/agents"
	"entente/agents/model"
	"entente/scenarios"
	"entente/sim"
	"entente/sim/journal"
)

// BenchmarkRun executes whole library scenarios as a user makes them, the digest
// included; twelve-nations is the reference load. As x-phold it reports how many
// events a second it reached for one of the bare kernel in the same seconds.
func BenchmarkRun(b *testing.B) {
	for _, name := range []string{"two-nations", "three-nations", "twelve-nations"} {
		b.Run(name, func(b *testing.B) { benchRun(b, load(b, name).Spec) })
	}
}

// BenchmarkWorld holds each nation's activity and acquaintances constant while
// the number of nations grows: the cost of an event should hardly.
func BenchmarkWorld(b *testing.B) {
	for _, n := range []int{12, 48, 190} {
		b.Run(fmt.Sprintf("nations=%d", n), func(b *testing.B) { benchRun(b, manyNations(b, n).Spec) })
	}
}

// benchRun reports runs, messages and events a second, the events behind one
// message carried, and nanoseconds and allocations of an event, those of all
// replications and those after the first few, which leave room for the others.
func benchRun(b *testing.B, spec *model.Spec) {
	const warming = 8
	var carried carries
	var events, steady, all, later uint64
	b.ReportAllocs()
	bare := newPHOLD(1024)
	w := agents.New(spec, 0)
	b.ResetTimer()
	for i := range b.N {
		before := mallocs()
		w.Restart(uint64(i), &carried)
		require.NoError(b, w.Run())
		b.StopTimer()
		n := mallocs() - before
		all += n
		events += w.Events()
		if i >= warming {
			steady += n
			later += w.Events()
		}
		bare.run(int(w.Events() / 4))
		b.StartTimer()
	}
	b.StopTimer()
	s := b.Elapsed().Seconds()
	b.ReportMetric(float64(b.N)/s, "runs/s")
	b.ReportMetric(float64(carried)/s, "messages/s")
	b.ReportMetric(float64(events)/s, "events/s")
	b.ReportMetric(float64(events)/s/bare.rate(), "x-phold")
	b.ReportMetric(float64(events)/float64(max(carried, 1)), "events/message")
	b.ReportMetric(s*1e9/float64(events), "ns/event")
	b.ReportMetric(float64(all)/float64(events), "allocs/event")
	b.ReportMetric(float64(steady)/float64(max(later, 1)), "steady-allocs/event")
}

// phold is the classic load of an event queue, on the kernel alone: n events
// are always pending, and each schedules another after 0.1 + Exp(1) units.
type phold struct {
	k      *sim.Kernel
	hold   sim.Dist
	n      uint64
	drawn  sim.ID
	left   int
	events uint64
	spent  time.Duration
}

func newPHOLD(n int) *phold {
	hold, err := sim.Exponential(1_000_000)
	if err != nil {
		panic(err)
	}
	p := &phold{k: sim.NewKernel(0), hold: hold, n: uint64(n)}
	for range n {
		p.next(0)
	}
	return p
}

func (p *phold) next(now sim.Time) {
	p.drawn++
	a, rest := bits.Mul64(sim.Uniform(1, 1, p.drawn), p.n)
	p.k.Schedule(now+100_000+p.hold.Draw(rest), sim.PhaseComplete, sim.Actor(a), 0, 0, 0)
}

func (p *phold) run(events int) {
	p.left, p.events = events, p.events+uint64(events)
	start := time.Now()
	_ = p.k.Run(sim.Never, func(e sim.Event) {
		if p.left--; p.left == 0 {
			p.k.Stop()
		}
		p.next(e.At)
	})
	p.spent += time.Since(start)
}

func (p *phold) rate() float64 { return float64(p.events) / p.spent.Seconds() }

// carries counts the messages that arrived.
type carries uint64

func (c *carries) Record(r *journal.Record) error {
	if r.Kind == journal.Delivered {
		*c++
	}
	return nil
}

func mallocs() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.Mallocs
}

// manyNations generates a scenario of n nations in a ring, each of which has
// one thread of its own that shows in its two neighbours too.
func manyNations(b testing.TB, n int) *scenarios.Scenario {
	var s strings.Builder
	s.WriteString(`entente: 1
scenario: many
start: 2028-05-01T08:00+00:00
end: T+10d
include: [nations/small-state]
channels: {world: {members: ["*"], latency: {median: 5m, p95: 1h}, slots: 0}}
nations:
`)
	name := func(i int) string { return fmt.Sprintf("n%03d", (i+n)%n) }
	for i := range n {
		fmt.Fprintf(&s, "  %s: {like: small-state, offset: \"%+03d:00\", languages: [l%d, eng]}\n", name(i), i%12-5, i%7)
	}
	s.WriteString("storylines:\n")
	for i := range n {
		fmt.Fprintf(&s, `  s%03d:
    recognise: {k: 3}
    stages: [{lasts: 3d, facts: [a, b]}, {lasts: 3d, facts: [c, d]}, {lasts: 10d}]
    facts:
      a: {kind: ACTIVITY, place: %[2]s, nationality: %[3]s, tokens: [x%03[1]d], key: true, for: 1d}
      b: {kind: TRAVEL, place: %[3]s, nationality: %[2]s, tokens: [x%03[1]d, y%03[1]d], key: true, for: 1d}
      c: {kind: FIN, place: %[4]s, nationality: %[2]s, tokens: [y%03[1]d], key: true, for: 1d}
      d: {kind: IDENTITY, place: %[2]s, nationality: %[4]s, tokens: [x%03[1]d], key: true, for: 1d}
    deadlines: [{agency: %[2]s.police, want: informed, before_stage: 3}]
`, i, name(i), name(i+1), name(i-1))
	}
	file := filepath.Join(b.TempDir(), "many.yaml")
	require.NoError(b, os.WriteFile(file, []byte(s.String()), 0o600))
	many, err := scenarios.Load(file, scenarios.Options{})
	require.NoError(b, err)
	return many
}
