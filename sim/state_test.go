package sim_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/sim"
)

// world is a small simulation that uses all of the kernel: ties, rounds,
// closing events, timers and their cancellation. What it does depends only on
// its own state, so that copies go on alike.
type world struct {
	k       *sim.Kernel
	handles [16]sim.Handle
}

func newWorld() *world {
	w := &world{k: sim.NewKernel(-1000)}
	w.k.Trace(true)
	for i := range uint32(32) {
		w.k.Schedule(sim.Time(i%3), sim.PhaseWorld, sim.Actor(i), 0, i, 0)
	}
	return w
}

func (w *world) handle(e sim.Event) {
	u := sim.Uniform(7, sim.ID(e.Kind), sim.ID(e.Seq()))
	wait := sim.Time(u % 5)
	phase, actor := sim.Phase(u>>8&3), sim.Actor(u>>16&7)
	if e.Closing() || e.Round() > 20 {
		wait++
	}
	switch h := &w.handles[u>>24&15]; {
	case w.k.Pending() > 200:
	case u>>32&3 == 0 && w.k.Cancel(*h):
		w.k.Schedule(e.At+wait, phase, actor, e.Kind^1, e.Arg, e.Aux+1)
	case u>>32&3 == 1:
		w.k.Close(e.At+wait, actor, e.Kind, e.Arg, e.Aux+1)
	default:
		*h = w.k.Timer(e.At+wait, phase, actor, e.Kind+1, e.Arg, e.Aux+1)
		w.k.Schedule(e.At+wait, phase, actor, e.Kind, e.Arg, e.Aux+1)
	}
}

const horizon = 120

// run goes on to the horizon, stopping after every k-th event for between.
func (w *world) run(t *testing.T, every uint64, between func()) {
	for {
		stopped := false
		require.NoError(t, w.k.Run(horizon, func(e sim.Event) {
			w.handle(e)
			if every > 0 && w.k.Executed()%every == 0 {
				w.k.Stop()
				stopped = true
			}
		}))
		if !stopped {
			return
		}
		between()
	}
}

// The hash of the straight run, which may never change: it holds the order, the
// keys and the trace hash itself to what they were, on every machine.
const goldenTrace = 0x0b2dcb7f1769894f

func TestSnapshotAtEveryKthEvent(t *testing.T) {
	straight := newWorld()
	straight.run(t, 0, nil)
	require.Greater(t, straight.k.Executed(), uint64(3000))
	require.Greater(t, straight.k.Cancelled(), uint64(300))
	require.EqualValues(t, uint64(goldenTrace), straight.k.TraceHash())
	for _, every := range []uint64{1, 7, 1000} {
		t.Run(fmt.Sprint(every), func(t *testing.T) {
			w := newWorld()
			w.run(t, every, func() {
				b := w.k.AppendState(nil)
				k, rest, err := sim.RestoreKernel(b)
				require.NoError(t, err)
				require.Empty(t, rest)
				require.True(t, bytes.Equal(b, k.AppendState(nil)))
				if every > 1 {
					require.True(t, bytes.Equal(b, w.k.Fork().AppendState(nil)))
				}
				w.k = k
			})
			require.Equal(t, straight.k.TraceHash(), w.k.TraceHash())
			require.Equal(t, straight.k.AppendState(nil), w.k.AppendState(nil), "the whole state, too")
		})
	}
}

// Rebuilding the queue frees slots in an order that does not depend on how the
// heap lies: a restored kernel hands out the same Handles as the original.
func TestRebuildIsCanonical(t *testing.T) {
	k := sim.NewKernel(0)
	var handles []sim.Handle
	for i := range uint64(100) {
		handles = append(handles, k.Timer(sim.Time(sim.Uniform(1, 2, sim.ID(i))%1000), sim.PhaseWorld, 0, 0, 0, 0))
	}
	restored, _, err := sim.RestoreKernel(k.AppendState(nil))
	require.NoError(t, err)
	for _, x := range []*sim.Kernel{k, restored} {
		for _, h := range handles[:80] {
			require.True(t, x.Cancel(h))
		}
	}
	for range 90 {
		require.Equal(t, k.Timer(5, sim.PhaseWorld, 0, 0, 0, 0), restored.Timer(5, sim.PhaseWorld, 0, 0, 0, 0))
	}
	require.Equal(t, k.AppendState(nil), restored.AppendState(nil))
}

// A fork taken from within an event goes on like the original, and neither
// disturbs the other.
func TestForkWithinEvent(t *testing.T) {
	w := newWorld()
	var forks []*world
	require.NoError(t, w.k.Run(horizon, func(e sim.Event) {
		w.handle(e)
		if w.k.Executed()%700 == 0 {
			forks = append(forks, &world{k: w.k.Fork(), handles: w.handles})
		}
	}))
	require.Greater(t, len(forks), 2)
	for _, f := range forks {
		f.run(t, 0, nil)
		require.Equal(t, w.k.TraceHash(), f.k.TraceHash())
		require.Equal(t, w.k.AppendState(nil), f.k.AppendState(nil))
	}
}

// Runs cut into pieces by until are the same run.
func TestRunInPieces(t *testing.T) {
	whole, pieces := newWorld(), newWorld()
	whole.run(t, 0, nil)
	for at := sim.Time(-1000); at <= horizon; at += 13 {
		require.NoError(t, pieces.k.Run(at, pieces.handle))
	}
	require.NoError(t, pieces.k.Run(horizon, pieces.handle))
	require.Equal(t, whole.k.AppendState(nil), pieces.k.AppendState(nil))
}

func TestLivelockSurvivesSnapshot(t *testing.T) {
	k := sim.NewKernel(0)
	k.Schedule(0, sim.PhaseWorld, 1, 2, 0, 0)
	again := func(e sim.Event) {
		k.Schedule(e.At, e.Phase(), e.Actor(), e.Kind, 0, 0)
		if e.Round() == 250 {
			k.Stop()
		}
	}
	require.NoError(t, k.Run(0, again))
	k, _, err := sim.RestoreKernel(k.AppendState(nil))
	require.NoError(t, err)
	require.Equal(t, &sim.LivelockError{At: 0, Busy: []sim.Busy{{Kind: 2, Actor: 1, Count: 8}}}, k.Run(0, again))
}

// Bytes that no kernel wrote give an error or a kernel that keeps its order,
// never a panic.
func FuzzRestore(f *testing.F) {
	w := newWorld()
	_ = w.k.Run(1, w.handle)
	state := w.k.AppendState(nil)
	f.Add(state)
	f.Add(state[:len(state)/2])
	f.Add([]byte("ESK1"))
	f.Fuzz(func(t *testing.T, b []byte) {
		k, _, err := sim.RestoreKernel(b)
		if err != nil {
			return
		}
		left := 1000
		_ = k.Run(sim.Never, func(sim.Event) {
			if left--; left == 0 {
				k.Stop()
			}
		})
		if k.Scheduled() < 1<<35 && !k.Closing() {
			k.Cancel(k.Timer(k.Now(), sim.PhaseStart, 0, 0, 0, 0))
		}
		k.AppendState(nil)
	})
}

func TestRestoreRefusesDamage(t *testing.T) {
	w := newWorld()
	require.NoError(t, w.k.Run(1, w.handle))
	state := w.k.AppendState(nil)
	for n := range len(state) {
		_, _, err := sim.RestoreKernel(state[:n])
		require.Error(t, err, "the first %d of %d bytes", n, len(state))
	}
	require.EqualError(t, second(sim.RestoreKernel([]byte("ESK0"))), "sim: not the state of a kernel of this version")
}

func second(_ *sim.Kernel, _ []byte, err error) error { return err }
