package viewer

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/canvas"
	"entente/render/look"
	"entente/render/scene"
	"entente/render/view"
	"entente/replay/measure"
	"entente/sim"
)

// inLanes shows the way of an outcome in the lanes.
func inLanes(t *testing.T, v *Viewer, outcome int) {
	t.Helper()
	v.Do(view.Action{Do: view.Select, Subject: view.Subject{Topic: view.Deadline, Thing: v.Run.Outcomes[outcome].Thing}})
	v.Do(withNumber(view.Show, int(view.Lanes)))
	v.Frame(1920, 1080)
}

// What lies under the pointer is lit wherever it is shown: a sender's message in the
// lanes, its waits there, on the map and below the strip of time; and nothing moves.
func TestThePointerLightsAllPanels(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	inLanes(t, v, 2)
	c := v.Frame(1920, 1080)
	lines := c.Len()
	for _, h := range c.Hits {
		if h.Subject.Topic != view.Message || c.Under(middleOf(h.Box)).Subject != h.Subject {
			continue
		}
		v.Point(middleOf(h.Box))
		require.True(t, v.Changed())
		over := v.Frame(1920, 1080)
		same := 0
		for i := range over.Hits {
			if look.Same(v.Run, &over.Hits[i].Subject, &h.Subject) {
				same++
			}
		}
		require.GreaterOrEqual(t, over.Len(), lines+same, "an outline each, and marks below the strip")
		require.Equal(t, h.Subject, over.Lit)
		v.Point(nowhere)
		require.Equal(t, lines, v.Frame(1920, 1080).Len(), "and nothing is left of it")
		require.False(t, v.Changed())
		return
	}
	t.Fatal("no message")
}

// A message is one with the time in which it waits and with each record of it; two
// records of it are two.
func TestOneThingInAllPanels(t *testing.T) {
	v := opened(t, "two-nations")
	m := &v.Run.Messages[0]
	message := view.Subject{Topic: view.Message, ID: m.ID, Record: m.First}
	hold := view.Subject{Topic: view.Hold, ID: m.ID, Record: m.Last, From: m.Sent, Until: m.End()}
	first, last := view.Subject{Topic: view.Event, Record: m.First}, view.Subject{Topic: view.Event, Record: m.Last}
	other := view.Subject{Topic: view.Message, ID: m.ID + 1}
	require.NotEqual(t, m.First, m.Last)
	for _, pair := range [][2]view.Subject{{message, hold}, {message, first}, {last, hold}, {first, first}} {
		require.True(t, look.Same(v.Run, &pair[0], &pair[1]))
		require.True(t, look.Same(v.Run, &pair[1], &pair[0]))
	}
	for _, pair := range [][2]view.Subject{{first, last}, {message, other}, {{}, {}}, {message, {}}, {{Topic: view.Nation, Agency: 1}, {Topic: view.Nation, Agency: 2}}} {
		require.False(t, look.Same(v.Run, &pair[0], &pair[1]))
	}
}

// A long tip is told in full, on several lines; the next one comes sooner.
func TestTipsAreToldInFull(t *testing.T) {
	v := opened(t, "twelve-nations")
	c := v.Frame(1280, 720)
	for _, h := range c.Hits {
		if !strings.Contains(h.Tip, "when it was due") || len(h.Tip) < 70 {
			continue
		}
		v.Point(middleOf(h.Box))
		v.Tick(tipAfter, 1)
		frame := strings.Join(strings.Fields(says(v.Frame(1280, 720))), " ")
		require.Contains(t, frame, h.Tip, "once in the row, or not; but all of it")
		v.Point(scene.Point{X: h.X + 30, Y: h.Y + h.H + 30})
		v.Tick(tipNext, 1)
		require.GreaterOrEqual(t, v.rested, int64(tipAfter))
		return
	}
	t.Fatal("no long tip")
}

// The strip of time says what instant lies under the pointer and what of note happened
// there, and none of what is to come where that is hidden.
func TestTheStripSaysWhatTimeItIs(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	var strip canvas.Hit
	for _, h := range v.Frame(1280, 720).Hits {
		if h.Drag == view.JumpTo {
			strip = h
		}
	}
	o := &v.Run.Outcomes[1]
	told := func(at sim.Time) string {
		v.Point(scene.Point{X: strip.Axis.At(at), Y: strip.Y + strip.H - 40})
		v.Frame(1280, 720)
		return v.hovered().Tip
	}
	require.Contains(t, told(o.When), "D+")
	require.Contains(t, told(o.When), " · ", "with what happened there")
	v.State.Hidden, v.State.At = true, o.When-10*sim.Day
	require.NotContains(t, told(o.When), " · ")
}

// Whoever goes somewhere in time sees it: the stretch in the lanes follows the
// playhead, but not while time is scrubbed.
func TestLanesFollowThePlayhead(t *testing.T) {
	v := opened(t, "twelve-nations")
	inLanes(t, v, 1)
	wide := v.State.Until - v.State.From
	press(t, v, "g")
	v.Type("D+1 09:00")
	press(t, v, "Enter")
	require.LessOrEqual(t, v.State.From, v.State.At)
	require.GreaterOrEqual(t, v.State.Until, v.State.At)
	require.Equal(t, wide, v.State.Until-v.State.From)

	from := v.State.From
	for _, h := range v.Frame(1280, 720).Hits {
		if h.Drag == view.JumpTo {
			v.Drag(middleOf(h.Box), scene.Point{X: h.X + h.W - 30, Y: middleOf(h.Box).Y}, false)
			v.Drop()
		}
	}
	require.Equal(t, from, v.State.From)
	require.Greater(t, v.State.At, v.State.Until)
	v.State.Playing, v.State.Record = true, 0
	v.Tick(100, 1)
	require.LessOrEqual(t, v.State.At, v.State.Until)
}

// A click on a reason, in the legend or in what says why something was late, shows what
// went into it; a second one, that too; with Alt, it alone. What is filtered by stands
// above the lanes and is taken away there.
func TestReasonsAreFiltered(t *testing.T) {
	v := opened(t, "deportation-notice-2015")
	inLanes(t, v, 2)
	reasons := func() (list []canvas.Hit) {
		for _, h := range v.Frame(1920, 1080).Hits {
			if h.Do.Do == view.FilterTerm && h.X < 1480 {
				list = append(list, h)
			}
		}
		return list
	}
	legend := reasons()
	require.Len(t, legend, int(measure.NumDelays))
	v.Click(middleOf(legend[0].Box))
	require.Equal(t, "reason:DQ", v.State.Filter)
	v.Click(middleOf(reasons()[1].Box))
	require.Equal(t, "reason:DQ reason:OH", v.State.Filter)
	both, err := v.Run.NewFinder(v.State.Filter)
	require.NoError(t, err)
	some := 0
	for i := range v.Run.Events {
		if fits, err := both.Fits(i); err == nil && fits {
			some++
		}
	}
	require.Positive(t, some, "either of them")
	v.Alternate(middleOf(reasons()[1].Box))
	require.Equal(t, "reason:OH", v.State.Filter)
	require.Contains(t, says(v.Frame(1920, 1080)), "Only reason:OH ×")
	clickOn(t, v, "Only reason:OH ×")
	require.Empty(t, v.State.Filter)

	rows := 0
	for _, h := range v.Frame(1920, 1080).Hits {
		if h.Do.Do == view.FilterTerm && h.X > 1480 {
			rows++
		}
	}
	require.Positive(t, rows, "and in the inspector")
	v.Alternate(scene.Point{X: 700, Y: 500})
	require.Empty(t, v.State.Filter, "with Alt elsewhere is as without")
}
