package viewer

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/canvas"
	"entente/render/lanes"
	"entente/render/panel"
	"entente/render/rendertest"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// crowded is twelve-nations with further messages that nobody ever delivers: for each
// that is sent several more, so that thousands are in flight at once.
func crowded(t testing.TB, more int) *review.Run {
	t.Helper()
	plain := rendertest.Run(t, "twelve-nations")
	trace := measure.NewTrace(plain.Static)
	moved := make([]journal.Num, plain.Records.Count()+1) // where each record has come to stand
	put := func(r journal.Record) {
		r.Num = journal.Num(len(trace.Records) + 1)
		require.NoError(t, trace.Record(&r))
	}
	for n := journal.Num(1); n <= plain.Records.Count(); n++ {
		r, err := plain.Records.Record(n)
		require.NoError(t, err)
		r.From, r.Trigger.Num = slices.Clone(r.From), moved[r.Trigger.Num]
		for i := range r.From {
			r.From[i].Num = moved[r.From[i].Num]
		}
		moved[n] = journal.Num(len(trace.Records) + 1)
		put(*r)
		if r.Kind != journal.Sent {
			continue
		}
		for i := range more {
			lost := *r
			lost.Subject = r.Subject.Nth(uint64(1000 + i))
			put(lost)
		}
	}
	run, err := review.Open(trace.Lookup(), replay.Meta{}, wording.HSEEP)
	require.NoError(t, err)
	for done := false; !done; {
		done, err = run.Load(1 << 20)
		require.NoError(t, err)
	}
	return run
}

// steady is a viewer that plays forward, over frames that were drawn before.
func steady(t testing.TB, run *review.Run, set func(s *view.State)) (v *Viewer, frame func()) {
	t.Helper()
	v = New(run)
	v.State.Playing, v.State.At = true, v.Run.Until/2
	set(&v.State)
	i := 0
	from := v.State.At
	frame = func() {
		i++
		v.State.At = from + sim.Time(i%200)*sim.Minute
		v.Tick(0, 1)
		v.Frame(1280, 720)
	}
	for range 400 {
		frame()
	}
	return v, frame
}

// A frame takes no memory in steady state while it plays: on no screen, as seen by
// nobody, in no part of the window, and whatever is chosen.
func TestFramesTakeNoMemory(t *testing.T) {
	run := rendertest.Run(t, "twelve-nations")
	check := func(name string, set func(s *view.State)) {
		_, frame := steady(t, run, set)
		if n := testing.AllocsPerRun(50, frame); n > 0 {
			t.Errorf("%s: %v", name, n)
		}
	}
	for screen := range view.NumScreens {
		check(screen.String(), func(s *view.State) { s.Screen = screen })
	}
	for _, as := range perspectives(run) {
		for _, missed := range []bool{false, true} {
			check(fmt.Sprint("as ", as, missed), func(s *view.State) { s.Screen, s.As, s.Missed = view.Lanes, as, missed })
		}
	}
	for tab := range view.NumTabs {
		check(fmt.Sprint("tab ", tab), func(s *view.State) { s.Screen, s.Tab = view.Lanes, tab })
	}
	check("outcome", func(s *view.State) { s.Screen, s.Outcome = view.Lanes, run.Outcomes[0].Thing })
	for _, subject := range subjectsOf(run) {
		check(fmt.Sprint("subject ", subject.Topic), func(s *view.State) { s.Screen, s.Subject = view.Lanes, subject })
	}
}

// subjectsOf are subjects of every sort that a click can choose.
func subjectsOf(run *review.Run) (list []view.Subject) {
	o := &run.Outcomes[0]
	m := &run.Messages[len(run.Messages)/2]
	return []view.Subject{
		{Topic: view.Deadline, Thing: o.Thing},
		{Topic: view.Agency, Agency: o.Agency},
		{Topic: view.Nation, Agency: run.Nation(o.Agency)},
		{Topic: view.Message, ID: m.ID},
		{Topic: view.Event, Record: m.First},
		{Topic: view.Fact, Thing: run.Facts()[0]},
	}
}

// Nor does a pointer that rests while time plays, but for the words on what changes below
// it.
func TestAPointerTakesNoMemory(t *testing.T) {
	run := rendertest.Run(t, "twelve-nations")
	for _, place := range []scene.Point{{X: 140, Y: 220}, {X: 120, Y: 235}, {X: 600, Y: 300}, {X: 520, Y: 660}, {X: 220, Y: 420}, {X: 1100, Y: 200}, {X: 900, Y: 24}} {
		v, frame := steady(t, run, func(s *view.State) { s.Screen = view.Lanes })
		v.Point(place)
		v.rested = tipAfter
		for range 200 {
			frame()
		}
		require.LessOrEqual(t, testing.AllocsPerRun(100, frame), 4.0, "%v: %+v", place, v.lit)
	}
}

// BenchmarkFrame draws twelve nations with thousands of messages in flight, playing
// forward; and the parts of its frame alone.
func BenchmarkFrame(b *testing.B) {
	run := crowded(b, 2)
	half := run.Until / 2
	b.Run("lanes", func(b *testing.B) {
		_, frame := steady(b, run, func(s *view.State) { s.Screen = view.Lanes })
		drawing(b, frame)
		b.ReportMetric(float64(len(run.InFlight(half))), "in-flight")
	})
	for screen := range view.NumScreens {
		if screen != view.Lanes {
			b.Run(screen.String(), func(b *testing.B) {
				_, frame := steady(b, run, func(s *view.State) { s.Screen = screen })
				drawing(b, frame)
			})
		}
	}
	var c canvas.Canvas
	s := view.New()
	s.Screen, s.Fitted = view.Lanes, view.Load
	parts := map[string]func(scene.Box){}
	var lanes lanes.Lanes
	var inspector panel.Inspector
	parts["lanes"] = func(x scene.Box) { lanes.Draw(&c, run, &s, x) }
	parts["inspector"] = func(x scene.Box) { inspector.Draw(&c, run, &s, x) }
	var known, table panel.Knowledge
	var viewpoint panel.Viewpoint
	var records panel.Records
	var scrubber panel.Scrubber
	var banner panel.Banner
	parts["known"] = func(x scene.Box) { x.W = 296; known.Draw(&c, run, &s, x) }
	parts["table"] = func(x scene.Box) { table.Draw(&c, run, &s, x) }
	parts["viewpoint"] = func(x scene.Box) { viewpoint.Draw(&c, run, &s, x) }
	parts["records"] = func(x scene.Box) { records.Draw(&c, run, &s, x) }
	parts["scrubber"] = func(x scene.Box) { x.W, x.H = 1280, 108; scrubber.Draw(&c, run, &s, x) }
	parts["banner"] = func(x scene.Box) { banner.Draw(&c, run, &s, x) }
	for _, name := range []string{"lanes", "inspector", "known", "table", "records", "scrubber", "viewpoint", "banner"} {
		if s.As = (view.Perspective{}); name == "viewpoint" || name == "banner" {
			s.As = view.Perspective{Sort: view.OfNation, Who: nationsOf(run)[0]}
		}
		b.Run("part/"+name, func(b *testing.B) {
			i := 0
			draw := func() {
				i++
				s.At = half + sim.Time(i%200)*sim.Minute
				c.Reset(1280, 720, theme.Dark)
				parts[name](scene.Box{X: 296, Y: 76, W: 632, H: 536})
			}
			for range 400 {
				draw()
			}
			drawing(b, draw)
		})
	}
}

// drawing measures frames.
func drawing(b *testing.B, frame func()) {
	b.ReportAllocs()
	for b.Loop() {
		frame()
	}
}

// BenchmarkScrub drags the playhead through a run of a hundred thousand records.
func BenchmarkScrub(b *testing.B) {
	run := crowded(b, 50)
	v := New(run)
	v.State.Screen = view.Lanes
	v.Frame(1280, 720)
	i := 0
	for b.Loop() {
		i++
		v.State.At = run.Until * sim.Time(i%997) / 997
		v.Frame(1280, 720)
	}
	b.ReportMetric(float64(len(run.Events)), "records")
}
