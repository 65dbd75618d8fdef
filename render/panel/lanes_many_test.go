package panel_test

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

// copied is twelve-nations so many times over, each time with nations of their own.
func copied(t testing.TB, times int) *review.Run {
	t.Helper()
	plain := rendertest.Run(t, "twelve-nations")
	st := *plain.Static
	st.Things = slices.Clone(plain.Static.Things)
	n := len(st.Things)
	suffix := func(k int) string { return fmt.Sprintf("-%d", k) }
	for k := 1; k < times; k++ {
		for _, x := range plain.Static.Things[1:] {
			home := x.Nation
			if home != "" {
				home += suffix(k)
			}
			name := x.Name + suffix(k)
			if x.Sort == "agency" || x.Sort == "desk" { // the copy of a desk is that of the copied agency
				name = home + x.Name[min(len(x.Name), len(x.Nation)):]
			}
			st.Things = append(st.Things, journal.Thing{Sort: x.Sort, Name: name, Nation: home})
		}
	}
	trace := measure.NewTrace(&st)
	for i := journal.Num(1); i <= plain.Records.Count(); i++ {
		r, err := plain.Records.Record(i)
		require.NoError(t, err)
		for k := range times {
			c := *r
			c.Num, c.From, c.Trigger = journal.Num(len(trace.Records)+1), nil, journal.Link{}
			move := func(x journal.Ref) journal.Ref {
				switch plain.Static.Things[x].Sort {
				case "", "entry", "deadline", "storyline", "fact": // there is one story
					return x
				}
				return x + journal.Ref(k*(n-1))
			}
			c.Actor, c.Rule, c.Spans = move(r.Actor), move(r.Rule), slices.Clone(r.Spans)
			if c.Subject != 0 {
				c.Subject = r.Subject.Nth(uint64(k))
			}
			for j := range c.Spans {
				c.Spans[j].Object = move(c.Spans[j].Object)
			}
			for j, f := range c.Kind.Shape().Fields {
				if f.Type == journal.TRef {
					c.Args[j] = int64(move(journal.Ref(r.Args[j])))
				}
			}
			c.Facts = slices.Clone(r.Facts)
			for j := range c.Facts {
				c.Facts[j] = move(c.Facts[j])
			}
			require.NoError(t, trace.Record(&c))
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

// Many nations are rows of load, very many those where most waited as heat, with how
// many there are beside; the row under the pointer opens.
func TestLanesOfManyNations(t *testing.T) {
	run := copied(t, 3)
	s := view.New()
	s.At = run.Until / 2
	require.Equal(t, view.Heat, lanes.FitDetail(run, &s), "more records than columns are drawn for")
	s.Detail = view.Load
	c := drawLanes(run, &s, 1920, 960, 880, theme.Dark)
	require.Empty(t, faults(c))
	require.Less(t, c.Len(), 20000)
	sheet(t, "many-load", c)

	var l lanes.Lanes
	over := &canvas.Canvas{Hover: scene.Point{X: 400, Y: 400}}
	high := 0.0
	for range 3 { // the first frame tells where rows are
		over.Reset(1920, 880, theme.Dark)
		l.Draw(over, run, &s, scene.Box{W: 960, H: 880})
		for _, h := range over.Hits {
			if h.Subject.Topic == view.Nation {
				high = max(high, h.Box.H)
			}
		}
	}
	require.Equal(t, 48.0, high)
	sheet(t, "many-load-open", over)

	run = copied(t, 6)
	s = view.New()
	s.At = run.Until / 2
	require.Equal(t, view.Heat, lanes.FitDetail(run, &s))
	c = drawLanes(run, &s, 1920, 960, 880, theme.Dark)
	require.Empty(t, faults(c))
	require.Contains(t, told(c), " more")
	require.Less(t, c.Len(), 20000)
	sheet(t, "many-heat", c)
	s.Everyone = true
	require.NotContains(t, told(drawLanes(run, &s, 1920, 960, 880, theme.Dark)), " more")
}

// BenchmarkLanesOfMany drags through some hundred thousand records.
func BenchmarkLanesOfMany(b *testing.B) {
	run := copied(b, 16)
	b.Logf("%d records", len(run.Events))
	for _, d := range []view.Detail{view.Fitting, view.Load} {
		s := view.New()
		s.From, s.Until, s.At, s.Detail = run.Until/10, run.Until*9/10, run.Until/2, d
		var l lanes.Lanes
		var x panel.Scrubber
		c := &canvas.Canvas{Hover: scene.Point{X: -1}}
		b.Run(fmt.Sprint(d), func(b *testing.B) {
			for b.Loop() {
				s.From, s.Until, s.At = s.From+sim.Second, s.Until+sim.Second, s.At+sim.Second
				c.Reset(1920, 1080, theme.Dark)
				l.Draw(c, run, &s, scene.Box{W: 960, H: 880})
				x.Draw(c, run, &s, scene.Box{Y: 932, W: 1920, H: 148})
			}
			b.ReportMetric(float64(c.Len()), "items")
		})
	}
}
