package sim_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/sim"
)

// station is a queue with equal servers, first come first served. Its draws are
// named by customer, so that its n-th customer is the same with any number of
// servers.
type station struct {
	k            *sim.Kernel
	seed         uint64
	gap, service sim.Dist
	free         int
	arrived      sim.ID
	queue        []sim.Time // instants of arrival: a ring
	head, length int
	started      func(wait sim.Time)
}

// What can happen at a station.
const (
	arrives sim.Kind = iota
	departs
)

func newStation(seed uint64, servers int, gap, service sim.Dist) *station {
	s := &station{k: sim.NewKernel(0), seed: seed, gap: gap, service: service, free: servers, queue: make([]sim.Time, 1<<10)}
	s.k.Schedule(0, sim.PhaseWorld, 0, arrives, 0, 0)
	return s
}

func (s *station) handle(e sim.Event) {
	if e.Kind == departs {
		s.free++
	} else {
		s.arrived++
		s.push(e.At)
		s.k.Schedule(e.At+s.gap.Draw(sim.Uniform(s.seed, 1, s.arrived)), sim.PhaseWorld, 0, arrives, 0, 0)
	}
	for s.free > 0 && s.length > 0 {
		customer := s.arrived - sim.ID(s.length) + 1
		wait := e.At - s.pop()
		s.free--
		s.k.Schedule(e.At+s.service.Draw(sim.Uniform(s.seed, 2, customer)), sim.PhaseComplete, 1, departs, 0, 0)
		if s.started != nil {
			s.started(wait)
		}
	}
}

// serve runs until n more customers have begun to be served.
func (s *station) serve(n int, started func(wait sim.Time)) {
	s.started = func(wait sim.Time) {
		started(wait)
		if n--; n == 0 {
			s.k.Stop()
		}
	}
	_ = s.k.Run(sim.Never, s.handle)
	s.started = nil
}

func (s *station) push(t sim.Time) {
	if s.length == len(s.queue) {
		longer := make([]sim.Time, 2*len(s.queue))
		n := copy(longer, s.queue[s.head:])
		copy(longer[n:], s.queue[:s.head])
		s.queue, s.head = longer, 0
	}
	s.queue[(s.head+s.length)&(len(s.queue)-1)] = t
	s.length++
}

func (s *station) pop() sim.Time {
	t := s.queue[s.head]
	s.head = (s.head + 1) & (len(s.queue) - 1)
	s.length--
	return t
}

// meanWait simulates a station and gives the mean wait in units with the half
// width of its 99 % interval, by 30 batch means.
func meanWait(s *station) (mean, half float64) {
	const batches, perBatch = 30, 20_000
	s.serve(perBatch, func(sim.Time) {})
	var sum, squares float64
	for range batches {
		total := 0.0
		s.serve(perBatch, func(wait sim.Time) { total += float64(wait) })
		batch := total / perBatch / float64(unit)
		sum += batch
		squares += batch * batch
	}
	mean = sum / batches
	variance := (squares - batches*mean*mean) / (batches - 1)
	const t29 = 2.756 // Student's t, 29 degrees of freedom, 0.995
	return mean, t29 * math.Sqrt(variance/batches)
}

func exponential(t *testing.T, mean float64) sim.Dist {
	d, err := sim.Exponential(sim.Time(mean * float64(unit)))
	require.NoError(t, err)
	return d
}

// requireTheory demands that the interval holds the value of theory and is
// narrow enough for that to mean something.
func requireTheory(t *testing.T, s *station, theory float64) {
	t.Helper()
	mean, half := meanWait(s)
	require.InDelta(t, theory, mean, half)
	require.Less(t, half, 0.15*theory)
}

func TestMM1(t *testing.T) {
	const rho = 0.8
	requireTheory(t, newStation(1, 1, exponential(t, 1), exponential(t, rho)), rho*rho/(1-rho))
}

func TestMMc(t *testing.T) {
	for _, servers := range []int{2, 5} {
		load := 0.8 * float64(servers)
		// Erlang's C: the probability of having to wait.
		sum, term := 0.0, 1.0
		for n := range servers {
			sum += term
			term *= load / float64(n+1)
		}
		waits := term / (1 - 0.8) / (sum + term/(1-0.8))
		requireTheory(t, newStation(1, servers, exponential(t, 1), exponential(t, load)), waits*load/(float64(servers)-load))
	}
}

func TestMG1(t *testing.T) {
	u := func(x float64) sim.Time { return sim.Time(x * float64(unit)) }
	services := map[string]struct {
		dist           func() (sim.Dist, error)
		mean, variance float64
	}{
		"constant":  {func() (sim.Dist, error) { return sim.Const(u(0.8)), nil }, 0.8, 0},
		"uniform":   {func() (sim.Dist, error) { return sim.UniformDist(u(0.4), u(1.2)) }, 0.8, 0.64 / 12},
		"gamma":     {func() (sim.Dist, error) { return sim.Gamma(2*sim.One, u(0.8)) }, 0.8, 0.32},
		"pert":      {func() (sim.Dist, error) { return sim.PERT(u(0.2), u(0.7), u(1.8)) }, 0.8, (0.6 * 1.0) / 7},
		"lognormal": {func() (sim.Dist, error) { return sim.LogNormal(u(0.7), u(1.6)) }, lnMean(0.7, 1.6), lnVariance(0.7, 1.6)},
	}
	for name, x := range services {
		t.Run(name, func(t *testing.T) {
			service, err := x.dist()
			require.NoError(t, err)
			// Pollaczek and Khinchine, for one arrival per unit.
			requireTheory(t, newStation(1, 1, exponential(t, 1), service), (x.variance+x.mean*x.mean)/(2*(1-x.mean)))
		})
	}
}

func lnMean(median, p95 float64) float64 {
	sigma := math.Log(p95/median) / 1.645
	return median * math.Exp(sigma*sigma/2)
}

func lnVariance(median, p95 float64) float64 {
	sigma := math.Log(p95/median) / 1.645
	mean := lnMean(median, p95)
	return mean * mean * (math.Exp(sigma*sigma) - 1)
}
