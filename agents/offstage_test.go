package agents_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/agents"
	"entente/agents/agentstest"
	"entente/agents/model"
	"entente/cmd/dev/depth"
	"entente/sim"
)

// onstage is a run of which every desk goes by the calendar, always.
func onstage(t require.TestingT, spec *model.Spec, seed uint64) *agents.World {
	w := agents.New(spec, seed)
	w.KeepOnstage()
	require.NoError(t, w.Run())
	return w
}

// Whether a desk goes on by itself can be seen nowhere in a run: not in its records, nor
// in the number of its events. And it does go on by itself: the calendar has less to do.
// How runs of the library are whose desks do, the pinned digests say.
func TestOffstageIsUnseen(t *testing.T) {
	for name, want := range pinned(t) {
		spec := load(t, name).Spec
		for i, o := range want[:depth.Pick(1, 3, pinnedSeeds)] {
			eager := onstage(t, spec, uint64(i)+1)
			require.Equal(t, o, outcomeOf(eager), "%s, seed %d", name, i+1)
			require.Equal(t, eager.Events(), eager.OnCalendar())
			if name == "twelve-nations" {
				w, turns := agents.New(spec, uint64(i)+1), 0
				for over := false; !over; turns += w.AwaitedTurns() {
					var err error
					over, err = w.RunEvents(100)
					require.NoError(t, err)
				}
				require.NotZero(t, turns, "no job of the story waits at a desk that goes on by itself")
				require.Less(t, 5*w.OnCalendar(), eager.OnCalendar())
			}
		}
	}
}

// So it is where other business is laid down for what is FLASH, which changes what happens.
func TestOffstageIsUnseenWhereWorkIsInterrupted(t *testing.T) {
	changed := 0
	for _, name := range []string{"zero-hour", "two-clocks-2008", "covert-check-2015"} {
		plain, spec := load(t, name).Spec, load(t, name, "nations.*.agencies.*.desks.*.interrupts=true").Spec
		for seed := uint64(1); seed <= uint64(depth.Pick(1, 2, 20)); seed++ {
			w := agents.New(spec, seed)
			require.NoError(t, w.Run())
			eager := onstage(t, spec, seed)
			require.Equal(t, outcomeOf(eager), outcomeOf(w), "%s, seed %d", name, seed)
			if outcomeOf(onstage(t, plain, seed)) != outcomeOf(w) {
				changed++
			}
			require.Less(t, w.OnCalendar(), eager.OnCalendar())
		}
	}
	require.NotZero(t, changed, "nothing was interrupted")
}

// So it is in any world, with things put aside and none, with desks that are called on
// stage and leave it at any instant, and where the run is forked and saved in between.
func TestOffstageIsUnseenInDrawnWorlds(t *testing.T) {
	away, turns := uint64(0), 0
	agentstest.InWorlds(t, depth.Pick(20, 60, 400), func(t *rapid.T, text string) {
		spec := load(t, text, "model.attention.aside="+rapid.SampledFrom([]string{"0", "0.5"}).Draw(t, "aside"),
			"nations.*.agencies.*.desks.*.interrupts="+rapid.SampledFrom([]string{"false", "true"}).Draw(t, "interrupts")).Spec
		seed := rapid.Uint64Range(1, 99).Draw(t, "seed")
		eager, w := onstage(t, spec, seed), agents.New(spec, seed)
		step := rapid.Uint64Range(1, 400).Draw(t, "step")
		for i, over := 0, false; !over; i++ {
			var err error
			over, err = w.RunEvents(step)
			require.NoError(t, err)
			turns += w.AwaitedTurns()
			switch {
			case i > 5:
				step = 1 << 60
			case i%2 == 0:
				w = w.Fork()
			default:
				w, err = agents.Restore(spec, w.Snapshot())
				require.NoError(t, err)
			}
		}
		require.Equal(t, eager.Digest(), w.Digest())
		require.Equal(t, eager.Events(), w.Events())
		away += eager.OnCalendar() - w.OnCalendar()
	})
	require.NotZero(t, away, "no desk went on by itself, so this shows nothing")
	require.NotZero(t, turns, "no job of the story waited there, so this shows little")
}

// So it is where much happens at one instant: other business comes, ends and begins in the
// same milliseconds, some of it takes no time, and somebody looks in between.
func TestOffstageIsUnseenAtOneInstant(t *testing.T) {
	apart, whole := uint64(0), uint64(0)
	agentstest.InWorlds(t, depth.Pick(20, 100, 1000), func(t *rapid.T, text string) {
		spec := *load(t, text).Spec
		spec.WarmUp, spec.End = sim.Second, 2*sim.Second
		spec.Desks = slices.Clone(spec.Desks)
		for d := range spec.Desks {
			x := &spec.Desks[d]
			if !x.Loaded {
				continue
			}
			gap := sim.Time(rapid.IntRange(3, 12).Draw(t, "gap") * rapid.SampledFrom([]int{1, 1, 8}).Draw(t, "apart"))
			var err error
			x.Gap, err = sim.Exponential(gap)
			require.NoError(t, err)
			tasks := *x.Tasks
			x.Tasks = &tasks
			x.Tasks[model.Background].Dist, err = sim.Exponential(max(1, gap*sim.Time(rapid.IntRange(1, 4).Draw(t, "servers"))*3/4))
			require.NoError(t, err)
		}
		eager, w := onstage(t, &spec, 1), agents.New(&spec, 1)
		step := rapid.Uint64Range(1, 60).Draw(t, "step")
		for over := false; !over; {
			var err error
			over, err = w.RunEvents(step)
			require.NoError(t, err)
			w.LookEverywhere()
		}
		require.Equal(t, eager.Digest(), w.Digest())
		require.Equal(t, eager.Events(), w.Events())
		apart += w.Events() - w.OnCalendar()
		whole += w.Events()
	})
	require.Greater(t, 4*apart, whole, "too little went on by itself to show anything")
}
