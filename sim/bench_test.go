package sim_test

import (
	"fmt"
	"math/bits"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"entente/sim"
)

// populations of PHOLD: one whose queue fits the first caches, one that does
// not.
var populations = []int{1024, 65536}

// phold is the classic benchmark of event queues: each of n actors starts with
// one event, and each event schedules one other for a uniformly drawn actor
// after a hold of 0.1 + Exp(1) units of time, so that n events are always
// pending. The same random numbers serve the kernel and the bare loop.
type phold struct {
	n    uint64
	seed uint64
	hold sim.Dist
	next sim.ID
}

// unit is 1 in the hold time of PHOLD.
const unit sim.Time = 1_000_000

func newPHOLD(n int) *phold {
	hold, err := sim.Exponential(unit)
	return newPHOLDOf(n, hold, err)
}

func newPHOLDOf(n int, hold sim.Dist, err error) *phold {
	if err != nil {
		panic(err)
	}
	return &phold{n: uint64(n), seed: 1, hold: hold}
}

// draw gives the actor and the hold of the next event from one uniform: the
// integer part and the fraction of n times it.
func (p *phold) draw() (actor uint32, hold sim.Time) {
	p.next++
	u := sim.Uniform(p.seed, 1, p.next)
	a, rest := bits.Mul64(u, p.n)
	return uint32(a), unit/10 + p.hold.Draw(rest)
}

// BenchmarkPHOLD reports events/s of the kernel, and as x-ceiling its share of
// what a bare loop reaches in the same seconds.
func BenchmarkPHOLD(b *testing.B) {
	for _, n := range populations {
		b.Run(fmt.Sprintf("N=%d", n), func(b *testing.B) {
			for _, digest := range []string{"off", "on"} {
				b.Run("digest="+digest, func(b *testing.B) { benchPHOLD(b, n, digest == "on") })
			}
		})
	}
}

func benchPHOLD(b *testing.B, n int, digest bool) {
	run := onKernel(newPHOLD(n), digest)
	c := newCeiling(newPHOLD(n))
	run(4 * n)
	c.run(4 * n)
	b.ReportAllocs()
	b.ResetTimer()
	mine, bare := interleaved(b.N, run, c.run)
	b.ReportMetric(float64(b.N)/mine.Seconds(), "events/s")
	b.ReportMetric(bare.Seconds()/mine.Seconds(), "x-ceiling")
	b.ReportMetric(float64(mine.Nanoseconds())/float64(b.N), "ns/op")
}

// onKernel gives what works off so many events of PHOLD on the kernel.
func onKernel(p *phold, digest bool) func(events int) {
	k := sim.NewKernel(0)
	k.Trace(digest)
	for a := range p.n {
		_, hold := p.draw()
		k.Schedule(hold, sim.PhaseComplete, sim.Actor(a), 0, 0, 0)
	}
	left := 0
	handle := func(e sim.Event) {
		if left--; left == 0 {
			k.Stop()
		}
		a, hold := p.draw()
		k.Schedule(e.At+hold, sim.PhaseComplete, sim.Actor(a), 0, 0, 0)
	}
	return func(events int) {
		left = events
		_ = k.Run(sim.Never, handle)
	}
}

// BenchmarkBesideABareLoop is what the kernel reaches of a bare loop, with its digest off
// and on, with few and many events pending, and with draws that are cheap and dear. All
// ratios are of one run, and each is the median of pairs, so that it says something on a
// busy machine too.
func BenchmarkBesideABareLoop(b *testing.B) {
	cheap, err := sim.UniformDist(0, 2*unit)
	require.NoError(b, err)
	dear, err := sim.LogNormal(unit, 5*unit)
	require.NoError(b, err)

	for _, n := range populations {
		for i, hold := range []sim.Dist{cheap, dear} {
			var loops []func(int)
			loops = append(loops, newCeiling(newPHOLDOf(n, hold, nil)).run)
			for _, digest := range []bool{false, true} {
				loops = append(loops, onKernel(newPHOLDOf(n, hold, nil), digest))
			}
			for _, run := range loops {
				run(4 * n)
			}
			ratios := [2][]float64{}
			turn := max(1<<14, 2*n)
			for range max(b.N/turn, 20) {
				var took [3]time.Duration
				for k, run := range loops {
					start := time.Now()
					run(turn)
					took[k] = time.Since(start)
				}
				for k := range ratios {
					ratios[k] = append(ratios[k], float64(took[0])/float64(took[k+1]))
				}
			}
			for k, digest := range []string{"off", "on"} {
				slices.Sort(ratios[k])
				b.ReportMetric(ratios[k][len(ratios[k])/2], fmt.Sprintf("%s-%d-%s", []string{"cheap", "dear"}[i], n, digest))
			}
		}
	}
}

// interleaved runs both for events each, in turns short enough for both to see
// the same machine, and says how long each took.
func interleaved(events int, a, b func(int)) (forA, forB time.Duration) {
	for events > 0 {
		n := min(events, 1<<18)
		events -= n
		start := time.Now()
		a(n)
		middle := time.Now()
		b(n)
		forA += middle.Sub(start)
		forB += time.Since(middle)
	}
	return forA, forB
}

// BenchmarkCeiling is PHOLD without an engine: what is left when an event
// queue does nothing else.
func BenchmarkCeiling(b *testing.B) {
	for _, n := range populations {
		b.Run(fmt.Sprintf("N=%d", n), func(b *testing.B) {
			c := newCeiling(newPHOLD(n))
			c.run(4 * n)
			b.ReportAllocs()
			b.ResetTimer()
			c.run(b.N)
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "events/s")
		})
	}
}

// bare is an event that carries what the kernel's does, and ceiling a 4-ary heap of them that
// lies in memory as the kernel's does, with a key of 128 bits compared without branches. The
// root stays as a hole for the next event. So the ratio is what it costs to be a kernel:
// to call a handler, to order what is simultaneous, to check, to count. The kernel makes up
// for a part of it, for it moves the next event up before the present one is executed; with
// few events a loop that did so too would be a tenth faster.
type bare struct {
	at, key uint64
	arg, _  uint32 // its agent, and its aux
	_       uint64 // its kind
}

type ceiling struct {
	root    bare
	litters [][4]bare
	p       *phold
	seq     uint64
}

func newCeiling(p *phold) *ceiling {
	c := &ceiling{p: p, litters: make([][4]bare, (p.n+2)/4)}
	all := make([]bare, p.n)
	for a := range all {
		_, hold := c.p.draw()
		c.seq++
		all[a] = bare{at: uint64(hold), key: c.seq, arg: uint32(a)}
	}
	slices.SortFunc(all, func(a, b bare) int { return less(&b, &a) - less(&a, &b) })
	c.root = all[0]
	for i := range 4 * len(c.litters) {
		place := &c.litters[i/4][i%4]
		if *place = (bare{at: 1 << 62}); i+1 < len(all) {
			*place = all[i+1]
		}
	}
	return c
}

func less(a, b *bare) int {
	_, borrow := bits.Sub64(a.key, b.key, 0)
	diff, _ := bits.Sub64(a.at, b.at, borrow)
	return int(diff >> 63)
}

func (c *ceiling) run(events int) {
	litters := c.litters
	for range events {
		a, hold := c.p.draw()
		c.seq++
		e := bare{at: c.root.at + uint64(hold), key: c.seq, arg: a}
		place := &c.root
		for g := 0; g < len(litters); {
			four := &litters[g]
			left := less(&four[1], &four[0])
			right := 2 + less(&four[3], &four[2])
			best := left + (right-left)*less(&four[right&3], &four[left&3])
			first := &four[best&3]
			if less(first, &e) == 0 {
				break
			}
			*place = *first
			place, g = first, 4*g+best+1
		}
		*place = e
	}
}

// BenchmarkMM1 is a queue with one server that is busy nine tenths of the time.
func BenchmarkMM1(b *testing.B) {
	gap, err := sim.Exponential(unit)
	if err != nil {
		b.Fatal(err)
	}
	service, err := sim.Exponential(9 * unit / 10)
	if err != nil {
		b.Fatal(err)
	}
	s := newStation(1, 1, gap, service)
	s.serve(100_000, func(sim.Time) {})
	b.ReportAllocs()
	b.ResetTimer()
	before := s.k.Executed()
	left := b.N
	_ = s.k.Run(sim.Never, func(e sim.Event) {
		if left--; left == 0 {
			s.k.Stop()
		}
		s.handle(e)
	})
	b.ReportMetric(float64(s.k.Executed()-before)/b.Elapsed().Seconds(), "events/s")
}

// BenchmarkDraw is one keyed uniform and one draw.
func BenchmarkDraw(b *testing.B) {
	for _, x := range []struct {
		name string
		x    []sim.Time
	}{
		{"const", []sim.Time{unit}},
		{"uniform", []sim.Time{0, unit}},
		{"triangular", []sim.Time{0, unit, 3 * unit}},
		{"pert", []sim.Time{0, unit, 3 * unit}},
		{"exponential", []sim.Time{unit}},
		{"lognormal", []sim.Time{unit, 3 * unit}},
		{"gamma", []sim.Time{2_000_000, unit}},
	} {
		d, err := makeDist(x.name, x.x, nil)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(x.name, func(b *testing.B) {
			key, sum := sim.ID(0), sim.Time(0)
			for b.Loop() {
				key++
				sum += d.Draw(sim.Uniform(1, 2, key))
			}
		})
	}
}
