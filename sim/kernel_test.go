package sim_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/sim"
)

// line is an event as the tests write it: instant, round, phase, actor, kind.
func line(e sim.Event) string {
	return fmt.Sprintf("%d r%d p%d a%d k%d", e.At, e.Round(), e.Phase(), e.Actor(), e.Kind)
}

// log runs k to its end and lists what was executed.
func log(t *testing.T, k *sim.Kernel, until sim.Time, more func(e sim.Event)) (lines []string) {
	t.Helper()
	require.NoError(t, k.Run(until, func(e sim.Event) {
		lines = append(lines, line(e))
		if more != nil {
			more(e)
		}
	}))
	return lines
}

func TestOrder(t *testing.T) {
	k := sim.NewKernel(-5)
	k.Close(1, 0, 8, 0, 0)
	k.Schedule(1, sim.PhaseStart, 0, 7, 0, 0)
	k.Schedule(1, sim.PhaseWorld, 2, 3, 0, 0)
	k.Schedule(1, sim.PhaseWorld, 1, 1, 0, 0)
	k.Schedule(1, sim.PhaseWorld, 1, 2, 0, 0)
	k.Schedule(-4, sim.PhaseDecide, 9, 0, 0, 0)
	require.Equal(t, []string{
		"-4 r0 p2 a9 k0",
		"1 r0 p0 a1 k1", "1 r0 p0 a1 k2", "1 r0 p0 a2 k3", "1 r0 p3 a0 k7",
		"1 r255 p0 a0 k8",
	}, log(t, k, 10, nil))
	require.EqualValues(t, 10, k.Now())
	require.EqualValues(t, 6, k.Executed())
	require.Zero(t, k.Pending())
}

func TestRounds(t *testing.T) {
	k := sim.NewKernel(0)
	k.Schedule(0, sim.PhaseDecide, 5, 0, 0, 0)
	lines := log(t, k, 0, func(e sim.Event) {
		if e.Kind != 0 {
			return
		}
		k.Close(0, 0, 9, 0, 0)
		k.Schedule(0, sim.PhaseDecide, 4, 1, 0, 0) // the actor before: next round
		k.Schedule(0, sim.PhaseDecide, 5, 2, 0, 0) // itself: next round
		k.Schedule(0, sim.PhaseDecide, 6, 3, 0, 0) // the actor after: this round
		k.Schedule(0, sim.PhaseWorld, 7, 4, 0, 0)  // an earlier phase: next round
		k.Schedule(0, sim.PhaseStart, 0, 5, 0, 0)  // a later phase: this round
	})
	require.Equal(t, []string{
		"0 r0 p2 a5 k0",
		"0 r0 p2 a6 k3", "0 r0 p3 a0 k5",
		"0 r1 p0 a7 k4", "0 r1 p2 a4 k1", "0 r1 p2 a5 k2",
		"0 r255 p0 a0 k9",
	}, lines)
}

// Between runs, what is scheduled for the present instant joins it where it
// stands: at its first round if nothing has happened yet.
func TestScheduleBetweenRuns(t *testing.T) {
	k := sim.NewKernel(0)
	k.Schedule(0, sim.PhaseWorld, 0, 0, 0, 0)
	require.Equal(t, []string{"0 r0 p0 a0 k0"}, log(t, k, 5, nil))
	k.Schedule(5, sim.PhaseWorld, 0, 1, 0, 0)
	require.Equal(t, []string{"5 r0 p0 a0 k1"}, log(t, k, 5, nil))
	k.Schedule(5, sim.PhaseWorld, 0, 2, 0, 0)
	k.Schedule(5, sim.PhaseWorld, 1, 3, 0, 0)
	require.Equal(t, []string{"5 r0 p0 a1 k3", "5 r1 p0 a0 k2"}, log(t, k, 5, nil))
	require.False(t, k.Closing())
	k.Close(5, 0, 4, 0, 0)
	require.Equal(t, []string{"5 r255 p0 a0 k4"}, log(t, k, 5, nil))
	require.True(t, k.Closing())
	require.Panics(t, func() { k.Schedule(5, sim.PhaseStart, 0, 0, 0, 0) })
	k.Schedule(6, sim.PhaseStart, 0, 0, 0, 0)
}

func TestClosingRound(t *testing.T) {
	k := sim.NewKernel(0)
	k.Close(3, 7, 1, 0, 0)
	lines := log(t, k, 9, func(e sim.Event) {
		if e.Kind == 1 {
			require.True(t, e.Closing())
			require.Panics(t, func() { k.Schedule(3, sim.PhaseStart, 8, 0, 0, 0) })
			require.Panics(t, func() { k.Close(3, 8, 0, 0, 0) })
			require.Panics(t, func() { k.Timer(3, sim.PhaseStart, 8, 0, 0, 0) })
			k.Schedule(4, sim.PhaseWorld, 0, 2, 0, 0)
		}
	})
	require.Equal(t, []string{"3 r255 p0 a7 k1", "4 r0 p0 a0 k2"}, lines)
}

func TestPanics(t *testing.T) {
	k := sim.NewKernel(100)
	none := func(sim.Event) {}
	for name, f := range map[string]func(){
		"past":          func() { k.Schedule(99, sim.PhaseWorld, 0, 0, 0, 0) },
		"far past":      func() { k.Schedule(-sim.Never*2, sim.PhaseWorld, 0, 0, 0, 0) },
		"beyond Never":  func() { k.Close(sim.Never+1, 0, 0, 0, 0) },
		"actor":         func() { k.Schedule(100, sim.PhaseWorld, 1<<18, 0, 0, 0) },
		"phase":         func() { k.Timer(100, 4, 0, 0, 0, 0) },
		"start":         func() { sim.NewKernel(sim.Never) },
		"start too low": func() { sim.NewKernel(-sim.Never) },
	} {
		require.Panics(t, f, name)
	}
	k.Schedule(100, sim.PhaseStart, 1<<18-1, 0, 0, 0)
	require.Panics(t, func() { _ = k.Run(100, func(sim.Event) { _ = k.Run(100, none) }) }, "Run within Run")
}

func TestLivelock(t *testing.T) {
	k := sim.NewKernel(0)
	k.Schedule(7, sim.PhaseDecide, 3, 5, 0, 0)
	k.Timer(7, sim.PhaseDecide, 4, 6, 0, 0)
	late := 0
	again := func(e sim.Event) {
		if e.Late() {
			late++
		}
		k.Timer(e.At, e.Phase(), e.Actor(), e.Kind, 0, 0)
	}
	err := k.Run(10, again)
	require.Equal(t, 2*8, late, "the rounds that are counted")
	var livelock *sim.LivelockError
	require.ErrorAs(t, err, &livelock)
	require.EqualValues(t, 7, livelock.At)
	require.Equal(t, []sim.Busy{{Kind: 5, Actor: 3, Count: 8}, {Kind: 6, Actor: 4, Count: 8}}, livelock.Busy)
	require.EqualError(t, err, "sim: livelock at T+7ms: 254 rounds did not bring the instant to rest; "+
		"busy in the last ones: kind 5 of actor 3 (8 times) kind 6 of actor 4 (8 times)")
	require.EqualValues(t, 2*254, k.Executed())
	require.Equal(t, err, k.Run(10, again), "it cannot go on")

	k = sim.NewKernel(0)
	k.Schedule(0, sim.PhaseDecide, 3, 5, 0, 0)
	k.Schedule(1, sim.PhaseDecide, 3, 6, 0, 0)
	n := 0
	require.NoError(t, k.Run(0, func(e sim.Event) {
		if n++; n < 254 {
			k.Schedule(0, e.Phase(), e.Actor(), e.Kind, 0, 0)
		}
	}), "254 rounds are allowed")
	require.ErrorAs(t, k.Run(1, again), &livelock)
	require.Equal(t, []sim.Busy{{Kind: 6, Actor: 3, Count: 8}}, livelock.Busy, "of this instant alone")
}

func TestTimers(t *testing.T) {
	k := sim.NewKernel(0)
	require.False(t, k.Cancel(0), "the zero Handle names none")
	require.False(t, k.Cancel(12345), "a Handle that never was")
	a := k.Timer(5, sim.PhaseWorld, 0, 1, 0, 0)
	b := k.Timer(6, sim.PhaseWorld, 0, 2, 0, 0)
	c := k.Timer(7, sim.PhaseWorld, 0, 3, 0, 0)
	require.True(t, k.Cancel(b))
	require.False(t, k.Cancel(b), "twice")
	require.Equal(t, 2, k.Pending())
	require.Equal(t, []string{"5 r0 p0 a0 k1"}, log(t, k, 6, func(sim.Event) {
		require.False(t, k.Cancel(a), "the timer that is happening")
	}))
	d := k.Timer(8, sim.PhaseWorld, 0, 4, 0, 0)
	require.False(t, k.Cancel(a))
	require.False(t, k.Cancel(b), "an old Handle does not reach the slot's next timer")
	require.Equal(t, []string{"7 r0 p0 a0 k3", "8 r0 p0 a0 k4"}, log(t, k, 9, nil))
	require.False(t, k.Cancel(c))
	require.False(t, k.Cancel(d))
	require.EqualValues(t, 4, k.Scheduled())
	require.EqualValues(t, 3, k.Executed())
	require.EqualValues(t, 1, k.Cancelled())
}

func TestStopAndResume(t *testing.T) {
	k := sim.NewKernel(0)
	for i := range sim.Time(10) {
		k.Schedule(i, sim.PhaseWorld, 0, sim.Kind(i), 0, 0)
	}
	require.Len(t, log(t, k, 20, func(e sim.Event) {
		if e.Kind == 4 {
			k.Stop()
		}
	}), 5)
	require.EqualValues(t, 4, k.Now(), "the clock stays where it was stopped")
	require.Len(t, log(t, k, 20, nil), 5)
	require.EqualValues(t, 20, k.Now())
	require.NoError(t, k.Run(3, nil))
	require.EqualValues(t, 20, k.Now(), "and never runs back")
}

// An event at Never never happens, and a run to Never leaves the clock at the
// last event.
func TestNever(t *testing.T) {
	k := sim.NewKernel(0)
	k.Schedule(sim.Never, sim.PhaseWorld, 0, 1, 0, 0)
	k.Schedule(sim.Never-1, sim.PhaseWorld, 0, 0, 0, 0)
	require.Len(t, log(t, k, sim.Never, nil), 1)
	require.Equal(t, sim.Never-1, k.Now())
	require.Equal(t, 1, k.Pending())
}

func TestNoAllocations(t *testing.T) {
	p := newPHOLD(64)
	k := sim.NewKernel(0)
	k.Trace(true)
	for a := range 64 {
		k.Schedule(0, sim.PhaseWorld, sim.Actor(a), 0, 0, 0)
	}
	left, cancelled := 0, 0
	handle := func(e sim.Event) {
		if left--; left == 0 {
			k.Stop()
		}
		actor, hold := p.draw()
		k.Schedule(e.At+hold, sim.PhaseComplete, sim.Actor(actor), 0, 0, 0)
		if k.Cancel(k.Timer(e.At+hold, sim.PhaseComplete, sim.Actor(actor), 0, 0, 0)) {
			cancelled++
		}
	}
	run := func() {
		left = 1000
		_ = k.Run(sim.Never, handle)
	}
	run()
	require.Zero(t, testing.AllocsPerRun(10, run))
	require.Greater(t, cancelled, 10_000)
}

// A kernel that was reset in the middle of a run, with timers and tombstones in
// its queue, runs like a new one.
func TestReset(t *testing.T) {
	play := func(k *sim.Kernel, start sim.Time, seed uint64, events int) (uint64, uint64) {
		k.Trace(true)
		drawn := sim.ID(0)
		handle := func(e sim.Event) {
			drawn++
			u := sim.Uniform(seed, 1, drawn)
			h := k.Timer(e.At+sim.Time(u%100)+1, sim.PhaseComplete, sim.Actor(u>>8%16), 0, uint32(u>>16), 0)
			if u>>60 < 6 {
				k.Cancel(h)
				k.Schedule(e.At+sim.Time(u>>32%50), sim.PhaseDecide, sim.Actor(u>>8%16), 0, 0, 0)
			}
			if events--; events == 0 {
				k.Stop()
			}
		}
		for a := range 20 {
			k.Schedule(start, sim.PhaseWorld, sim.Actor(a), 0, 0, 0)
		}
		require.NoError(t, k.Run(sim.Never, handle))
		return k.TraceHash(), k.Executed()
	}
	used := sim.NewKernel(5)
	_, _ = play(used, 5, 99, 3000)
	for seed := range uint64(5) {
		used.Reset(-7)
		require.Equal(t, sim.Time(-7), used.Now())
		require.Zero(t, used.Pending())
		was, n := play(sim.NewKernel(-7), -7, seed, 1000)
		is, m := play(used, -7, seed, 1000)
		require.Equal(t, was, is)
		require.Equal(t, n, m)
	}
	require.Panics(t, func() { used.Reset(sim.Never) })
}
