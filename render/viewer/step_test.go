package viewer

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/rendertest"
	"entente/render/review"
	"entente/render/view"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// press presses keys one after the other, without Shift and Ctrl.
func press(t testing.TB, v *Viewer, keys ...string) {
	t.Helper()
	for _, k := range keys {
		require.True(t, v.Press(k, false, false), k)
	}
}

// current is the record that was stepped to.
func current(t testing.TB, v *Viewer) *review.Event {
	t.Helper()
	require.Equal(t, view.Event, v.State.Subject.Topic, v.Notice())
	e := eventOf(v.Run, v.State.Subject.Record)
	require.NotNil(t, e)
	require.Equal(t, e.At, v.State.At)
	require.Equal(t, e.Num, v.State.Record)
	return e
}

// From the start the arrow goes through every record once, in order, and back
// through the same.
func TestStepsGoThroughEveryRecord(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	press(t, v, "Home")
	v.State.At-- // before all that happened
	for n := range v.Run.Events {
		press(t, v, "ArrowRight")
		require.Equal(t, journal.Num(n+1), current(t, v).Num)
	}
	before := v.State
	press(t, v, "ArrowRight")
	require.Equal(t, before, v.State)
	require.Equal(t, saysAtEnd, v.Notice())
	for n := len(v.Run.Events) - 1; n > 0; n-- {
		press(t, v, "ArrowLeft")
		require.Equal(t, journal.Num(n), current(t, v).Num)
	}
	press(t, v, "ArrowLeft")
	require.Equal(t, saysAtStart, v.Notice())
}

// In a silence a step back goes to the record before it, and a step on to the one
// after.
func TestStepsFromASilence(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	i := 0
	for v.Run.Events[i+1].At-v.Run.Events[i].At < sim.Hour {
		i++
	}
	v.State.At, v.State.Record = v.Run.Events[i].At+sim.Minute, 0
	press(t, v, "ArrowLeft")
	require.Equal(t, journal.Num(i+1), current(t, v).Num)
	v.State.At, v.State.Record = v.Run.Events[i].At+sim.Minute, 0
	press(t, v, "ArrowRight")
	require.Equal(t, journal.Num(i+2), current(t, v).Num)
}

// Steps to what is like the subject skip nothing that is and stop at nothing that is
// not.
func TestStepsToTheSame(t *testing.T) {
	for _, c := range []struct {
		name        string
		key         string
		shift, ctrl bool
		same        func(a, b *review.Event) bool
	}{
		{"kind", "ArrowRight", true, false, func(a, b *review.Event) bool { return a.Kind == b.Kind }},
		{"thread", "ArrowRight", false, true, func(a, b *review.Event) bool { return a.Storyline == b.Storyline }},
		{"nation", ".", false, false, func(a, b *review.Event) bool { return a.Nation == b.Nation }},
	} {
		v := opened(t, "deportation-notice-2015")
		from := 0
		for e := &v.Run.Events[from]; e.Nation == 0 || e.Storyline == 0; e = &v.Run.Events[from] {
			from++
		}
		v.Do(view.Action{Do: view.Select, Subject: view.Subject{Topic: view.Event, Record: journal.Num(from + 1)}})
		want := 0
		for i := from + 1; i < len(v.Run.Events); i++ {
			if c.same(&v.Run.Events[from], &v.Run.Events[i]) {
				want++
				require.True(t, v.Press(c.key, c.shift, c.ctrl))
				require.Equal(t, journal.Num(i+1), current(t, v).Num, c.name)
			}
		}
		require.Positive(t, want, c.name)
		v.Press(c.key, c.shift, c.ctrl)
		require.Equal(t, saysNoneLater, v.Notice(), c.name)
	}
}

func TestStepsToWhatIsLate(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	press(t, v, "Home")
	late := 0
	for i := range v.Run.Events {
		if v.Run.Events[i].Late {
			late++
			press(t, v, "j")
			require.Equal(t, journal.Num(i+1), current(t, v).Num)
		}
	}
	require.Positive(t, late)
	press(t, v, "j")
	require.Equal(t, saysNoneLater, v.Notice())
}

// In the lanes Space goes through what led to the chosen outcome; without one, and
// with Shift, it plays.
func TestSpace(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	press(t, v, "d", "Space")
	require.True(t, v.State.Playing, "no outcome is chosen")
	press(t, v, "Space", "q")
	late := v.Run.Outcomes[1].Thing
	v.Do(view.Action{Do: view.Select, Subject: view.Subject{Topic: view.Deadline, Thing: late}})
	press(t, v, "d", "Home")
	path, err := v.Run.Path(late)
	require.NoError(t, err)
	require.Greater(t, len(path.Keys), 3)
	for _, n := range path.Keys {
		if v.Run.Events[n-1].At <= 0 {
			continue
		}
		press(t, v, "Space")
		require.Equal(t, n, current(t, v).Num)
		require.Equal(t, late, v.State.Outcome, "the outcome stays chosen")
	}
	press(t, v, "Space")
	require.Equal(t, saysLastKey, v.Notice())
	require.True(t, v.Press("Space", true, false))
	require.True(t, v.State.Playing)
}

// A cause leads back to a root and its effect on again.
func TestCauseAndEffect(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	path, err := v.Run.Path(v.Run.Outcomes[1].Thing)
	require.NoError(t, err)
	last := path.Records[len(path.Records)-1]
	v.Do(view.Action{Do: view.Select, Subject: view.Subject{Topic: view.Event, Record: last}})
	steps := 0
	for v.Notice() != saysNoCause {
		was := current(t, v).Num
		press(t, v, "{")
		if v.Notice() != saysNoCause {
			require.Less(t, current(t, v).Num, was)
			steps++
		}
	}
	require.Greater(t, steps, 2)
	root := current(t, v).Num
	press(t, v, "}")
	require.Greater(t, current(t, v).Num, root)
}

// Play passes exactly the time that its speed says, and a silence in 400 ms.
func TestPlay(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	press(t, v, "Home")
	v.State.Skips, v.State.Playing, v.State.Speed = false, true, 2
	v.Tick(1500, 1)
	require.Equal(t, 90*sim.Second, v.State.At, "x60")
	v.Tick(500, 1)
	require.Equal(t, 120*sim.Second, v.State.At)

	gap := 0
	for v.Run.Events[gap+1].At-v.Run.Events[gap].At < 3*sim.Day {
		gap++
	}
	v.State.Skips = true
	v.State.At, v.State.Record = v.Run.Events[gap].At, 0
	v.Tick(399, 1)
	require.Less(t, v.State.At, v.Run.Events[gap+1].At)
	v.Tick(1, 1)
	require.Equal(t, v.Run.Events[gap+1].At, v.State.At, "a silence of days passes in 400 ms")

	v.State.Speed = len(view.Speeds) - 1
	for range 10_000 {
		v.Tick(100, 1)
	}
	require.False(t, v.State.Playing, "the end of the run ends play")
	require.Equal(t, v.Run.Until, v.State.At)
	press(t, v, "q")
	require.True(t, v.Press("Space", true, false))
	require.Equal(t, first(v.Run), v.State.At, "at the end it begins again")
}

// Ticks of any length come to the same instant.
func TestPlayDoesNotDependOnTheTicks(t *testing.T) {
	at := func(ticks ...int64) sim.Time {
		v := opened(t, "two-nations")
		press(t, v, "Home")
		v.State.Playing, v.State.Skips = true, false
		for _, ms := range ticks {
			v.Tick(ms, 1)
		}
		return v.State.At
	}
	require.Equal(t, at(1000), at(1, 2, 3, 494, 500))
}

// Perspectives switch without a change of instant and subject.
func TestPerspectivesKeepTimeAndSubject(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	press(t, v, "d", "Home", "ArrowRight", "ArrowRight")
	before := v.State
	for key, want := range map[string]view.Perspective{
		"1": {Sort: view.OfNation, Who: nationsOf(v.Run)[0]}, "3": {Sort: view.OfNation, Who: nationsOf(v.Run)[2]}, "9": {Sort: view.Shared},
	} {
		v.State = before
		press(t, v, key)
		require.Equal(t, want, v.State.As)
		after := v.State
		after.As = before.As
		require.Equal(t, before, after, "nothing else changes")
	}
	press(t, v, "8")
	require.Equal(t, saysNoSuchNation, v.Notice())
}

// Esc goes back the way that one came, and keeps the looks.
func TestBack(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	thing := v.Run.Outcomes[0].Thing
	v.Do(view.Action{Do: view.Select, Subject: view.Subject{Topic: view.Deadline, Thing: thing}})
	press(t, v, "Enter")
	require.Equal(t, view.Why, v.State.Screen)
	press(t, v, "d", "2", "t", "ArrowLeft")
	require.Equal(t, view.Light, v.State.Look)
	press(t, v, "Escape")
	require.Equal(t, view.WhiteCell, v.State.As.Sort)
	require.Equal(t, view.Lanes, v.State.Screen)
	require.Equal(t, view.Light, v.State.Look, "looks are no step")
	press(t, v, "Escape")
	require.Equal(t, view.Why, v.State.Screen)
	press(t, v, "Escape")
	require.Equal(t, view.Outcomes, v.State.Screen)
	require.Equal(t, thing, v.State.Subject.Thing)
	press(t, v, "Escape")
	require.Equal(t, view.Subject{}, v.State.Subject)
}

// Next depends on the run, the State and the action alone.
func TestNextIsAFunction(t *testing.T) {
	run := rendertest.Run(t, "deportation-notice-2015")
	s := view.New()
	s.Screen, s.At = view.Lanes, 5*sim.Day
	for verb := range view.NumVerbs {
		for _, n := range []int{-1, 0, 1} {
			a := view.Action{Do: verb, N: n, F: 1.25, At: sim.Day, X: 0.1}
			x, whyX := Next(run, s, a)
			y, whyY := Next(run, s, a)
			require.Equal(t, x, y)
			require.Equal(t, whyX, whyY)
			if whyX != "" {
				require.Equal(t, s, x, "what says why not changes nothing")
			}
		}
		require.True(t, turns[verb] != nil || effects[verb] != nil || verb == view.None, "verb %d does nothing", verb)
	}
}

// Whoever looks as a nation finds, steps to and reads only what it could see.
func TestPerspectivesHideRecords(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	press(t, v, "2", "Home")
	seen := 0
	for i := range v.Run.Events {
		if v.Run.Sees(v.State.As, &v.Run.Events[i]) {
			seen++
		}
	}
	require.Less(t, seen, len(v.Run.Events)/2)
	steps := 0
	for v.Notice() != saysAtEnd {
		press(t, v, "ArrowRight")
		require.True(t, v.Run.Sees(v.State.As, current(t, v)))
		steps++
	}
	require.LessOrEqual(t, steps-1, seen)
	v.Do(view.Action{Do: view.Show, N: int(view.Records)})
	require.Contains(t, says(v.Frame(1280, 720)), wording.Plural(seen, "record")+" can be seen from here")
}
