package sim_test

import (
	"cmp"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/sim"
)

// reference is the kernel's contract in its simplest form: a list that is
// sorted anew for every event.
type reference struct {
	now      sim.Time
	begun    bool // something was executed at now
	position      // of what was executed last at now
	list     []planned
	seq      int
}

// position within an instant.
type position struct {
	round int
	phase sim.Phase
	actor sim.Actor
}

func (p position) compare(q position) int {
	return cmp.Or(cmp.Compare(p.round, q.round), cmp.Compare(p.phase, q.phase), cmp.Compare(p.actor, q.actor))
}

// planned is an event of the reference.
type planned struct {
	at sim.Time
	position
	seq  int
	kind sim.Kind
	arg  uint32
}

func (r *reference) schedule(at sim.Time, p sim.Phase, a sim.Actor, kind sim.Kind, arg uint32, closing bool) int {
	pos := position{0, p, a}
	switch {
	case closing:
		pos = position{255, 0, a}
	case at == r.now && r.begun:
		pos.round = r.round
		if pos.compare(r.position) <= 0 {
			pos.round++
		}
	}
	r.seq++
	r.list = append(r.list, planned{at, pos, r.seq, kind, arg})
	return r.seq
}

func (r *reference) cancel(seq int) bool {
	n := len(r.list)
	r.list = slices.DeleteFunc(r.list, func(e planned) bool { return e.seq == seq })
	return len(r.list) < n
}

// next executes the first event up to until.
func (r *reference) next(until sim.Time) (planned, bool) {
	slices.SortFunc(r.list, func(a, b planned) int {
		return cmp.Or(cmp.Compare(a.at, b.at), a.compare(b.position), cmp.Compare(a.seq, b.seq))
	})
	if len(r.list) == 0 || r.list[0].at > until {
		return planned{}, false
	}
	e := r.list[0]
	r.list = r.list[1:]
	r.now, r.begun, r.position = e.at, true, e.position
	return e, true
}

// twin drives the kernel and the reference side by side.
type twin struct {
	k       *sim.Kernel
	r       *reference
	handles []sim.Handle
	seqs    []int
	kinds   sim.Kind
}

// act does one drawn thing to both. It is called between runs and from within
// events.
func (w *twin) act(t *rapid.T) {
	what := rapid.IntRange(0, 9).Draw(t, "act")
	if what == 9 && len(w.handles) > 0 {
		i := rapid.IntRange(0, len(w.handles)-1).Draw(t, "which")
		require.Equal(t, w.r.cancel(w.seqs[i]), w.k.Cancel(w.handles[i]))
		return
	}
	at := w.k.Now() + sim.Time(rapid.IntRange(0, 3).Draw(t, "wait")) // short, for many ties
	if at == w.k.Now() && w.k.Closing() {
		at++
	}
	phase := sim.Phase(rapid.IntRange(0, 3).Draw(t, "phase"))
	actor := sim.Actor(rapid.IntRange(0, 2).Draw(t, "actor"))
	arg := rapid.Uint32().Draw(t, "arg")
	w.kinds++
	switch {
	case what < 4:
		w.k.Schedule(at, phase, actor, w.kinds, arg, ^arg)
		w.r.schedule(at, phase, actor, w.kinds, arg, false)
	case what < 5:
		w.k.Close(at, actor, w.kinds, arg, ^arg)
		w.r.schedule(at, 0, actor, w.kinds, arg, true)
	default:
		w.handles = append(w.handles, w.k.Timer(at, phase, actor, w.kinds, arg, ^arg))
		w.seqs = append(w.seqs, w.r.schedule(at, phase, actor, w.kinds, arg, false))
	}
}

func (w *twin) same(t *rapid.T, e sim.Event, want planned) {
	got := planned{e.At, position{int(e.Round()), e.Phase(), e.Actor()}, int(e.Seq()), e.Kind, e.Arg}
	require.Equal(t, want, got)
	require.Equal(t, ^e.Arg, e.Aux)
	require.Equal(t, e.At, w.k.Now())
}

func (w *twin) run(t *rapid.T) {
	until := w.k.Now() + sim.Time(rapid.IntRange(0, 4).Draw(t, "until"))
	stopAfter := rapid.IntRange(1, 20).Draw(t, "stop")
	stopped := false
	require.NoError(t, w.k.Run(until, func(e sim.Event) {
		want, ok := w.r.next(until)
		require.True(t, ok)
		w.same(t, e, want)
		for range rapid.IntRange(0, 2).Draw(t, "acts") {
			w.act(t)
		}
		if stopAfter--; stopAfter == 0 {
			w.k.Stop()
			stopped = true
		}
	}))
	if stopped {
		return
	}
	_, more := w.r.next(until)
	require.False(t, more, "the kernel left an event undone")
	if until > w.r.now {
		w.r.now, w.r.begun = until, false
	}
}

func TestQueueAgainstSortedSlice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := &twin{k: sim.NewKernel(-3), r: &reference{now: -3}}
		t.Repeat(map[string]func(*rapid.T){
			"act": w.act,
			"run": w.run,
			"burst": func(t *rapid.T) { // enough tombstones for a rebuild
				for range 60 {
					w.act(t)
				}
				keep := rapid.IntRange(0, len(w.seqs)).Draw(t, "keep")
				for i, h := range w.handles[keep:] {
					require.Equal(t, w.r.cancel(w.seqs[keep+i]), w.k.Cancel(h))
				}
			},
			"fork": func(t *rapid.T) {
				f := w.k.Fork()
				w.k.Schedule(w.k.Now()+1, 0, 0, 0, 0, 0) // must not reach the fork
				require.NotEqual(t, f.Pending(), w.k.Pending())
				w.k = f
			},
			"restore": func(t *rapid.T) {
				b := w.k.AppendState(nil)
				k, rest, err := sim.RestoreKernel(append(b, "rest"...))
				require.NoError(t, err)
				require.Equal(t, "rest", string(rest))
				require.Equal(t, b, k.AppendState(nil), "canonical")
				w.k = k
			},
			"": func(t *rapid.T) {
				require.Equal(t, w.r.now, w.k.Now())
				require.Equal(t, len(w.r.list), w.k.Pending())
				require.Equal(t, uint64(w.r.seq), w.k.Scheduled())
				require.Equal(t, w.k.Scheduled(), w.k.Executed()+w.k.Cancelled()+uint64(w.k.Pending()))
			},
		})
	})
}
