package panel_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"entente/render/atlas"
	"entente/render/canvas"
	"entente/render/panel"
	"entente/render/rendertest"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/sim"
	"entente/sim/journal"
)

// where is the map of a state in a box of a size, with the pointer away.
func where(w *panel.Where, run *review.Run, s *view.State, wide, high float64) *canvas.Canvas {
	return painted(wide, high, theme.Dark, func(c *canvas.Canvas, box scene.Box) {
		c.Hover = scene.Point{X: -1, Y: -1}
		w.Draw(c, run, s, box)
	})
}

// parties calls back with every nation and body of a map and its place.
func parties(run *review.Run, page *atlas.Page, each func(i int, thing journal.Ref)) {
	for i := 0; ; i++ {
		thing := page.Ref(atlas.Party(i + 1))
		if sort := run.Sort(thing); thing == 0 || sort != journal.SortNation && sort != journal.SortBody {
			return
		}
		each(i, thing)
	}
}

// The ink of a nation is how far the chosen fact had come to it; of a storyline it is
// full only where all of it can be used, and empty only where nothing came.
func TestWhereInk(t *testing.T) {
	level := map[review.Reach]atlas.Level{
		review.Unknown: atlas.Unknown, review.Received: atlas.Received, review.Read: atlas.Read, review.Stale: atlas.Stale,
		review.Understood: atlas.Understood, review.Redacted: atlas.Redacted, review.Usable: atlas.Usable,
	}
	for _, name := range []string{"deportation-notice-2015", "twelve-nations"} {
		run, w, s := rendertest.Run(t, name), &panel.Where{}, view.New()
		seen := map[atlas.Level]int{}
		for k := range sim.Time(12) {
			s.At = run.Until * k / 11
			n := run.Upto(s.At, 0)
			for i := range run.Static.Facts {
				fact := run.Find(journal.SortFact, run.Static.Facts[i].Name)
				s.Subject = view.Subject{Topic: view.Fact, Thing: fact}
				where(w, run, &s, 400, 300)
				page, f := w.Shown()
				parties(run, page, func(i int, thing journal.Ref) {
					require.Equal(t, level[run.NationCell(thing, fact, n).Reach], f.Levels[i], "%s of %s at %s", run.Called(fact), run.Called(thing), s.At)
					seen[f.Levels[i]]++
				})
			}
			s.Subject = view.Subject{}
			where(w, run, &s, 400, 300)
			page, f := w.Shown()
			parties(run, page, func(i int, thing journal.Ref) {
				all, some := true, false
				for j := range run.Static.Facts {
					fact := run.Find(journal.SortFact, run.Static.Facts[j].Name)
					if run.Shown(fact) > s.At {
						continue
					}
					reach := run.NationCell(thing, fact, n).Reach
					all, some = all && reach == review.Usable, some || reach != review.Unknown
				}
				require.Equal(t, some, f.Levels[i] != atlas.Unknown)
				require.Equal(t, some && all, f.Levels[i] == atlas.Usable)
			})
		}
		require.Greater(t, len(seen), 2, "the run has facts at several levels")
	}
}

// Somebody who sees only what it saw has no ink on the land of others, and no arc of a
// message that neither left nor reached it.
func TestWhereOwnView(t *testing.T) {
	run, w, s := rendertest.Run(t, "deportation-notice-2015"), &panel.Where{}, view.New()
	me := run.Find(journal.SortNation, "netherlands")
	for k := range sim.Time(20) {
		s.At, s.As = run.Until*k/19, view.Perspective{Sort: view.OfNation, Who: me}
		c := where(w, run, &s, 520, 400)
		page, f := w.Shown()
		parties(run, page, func(i int, thing journal.Ref) {
			require.Equal(t, thing != me, f.Veiled[i])
			require.True(t, thing == me || f.Levels[i] == atlas.Unknown && !f.Late[i], "%s", run.Called(thing))
		})
		for _, a := range f.Arcs {
			require.True(t, run.Nation(page.Ref(a.From)) == me || run.Nation(page.Ref(a.To)) == me || touches(run, page, me, a), "%s to %s", run.Called(page.Ref(a.From)), run.Called(page.Ref(a.To)))
		}
		n := int32(0)
		for _, x := range w.Counted() {
			n += x[0]
		}
		sent := int32(0)
		for i := range run.Messages {
			m := &run.Messages[i]
			if m.From != m.To && page.Stand(page.Party(m.From)) != page.Stand(page.Party(m.To)) && run.Arrived(s.As, m) <= s.At {
				sent++
			}
		}
		require.Equal(t, sent, n)
		require.Contains(t, told(c), "As the Netherlands saw it")
		require.Contains(t, told(c), "hatched")
		s.As = view.Perspective{}
		require.NotContains(t, told(where(w, run, &s, 520, 400)), "hatched", "the White Cell never looks like a nation")
	}
}

// touches says whether a post of a nation stands at an end of an arc.
func touches(run *review.Run, page *atlas.Page, nation journal.Ref, a atlas.Arc) bool {
	for i := range run.Static.Things {
		r := journal.Ref(i)
		if p := page.Party(r); run.Nation(r) == nation && p != 0 && (page.Stand(p) == a.From || page.Stand(p) == a.To) {
			return true
		}
	}
	return false
}

// Arcs count what was sent in the window up to the playhead, however it came there.
func TestWhereCountsWhatWasSent(t *testing.T) {
	run := rendertest.Run(t, "twelve-nations")
	w := &panel.Where{}
	rapid.Check(t, func(t *rapid.T) {
		s := view.New()
		s.At = sim.Time(rapid.Int64Range(0, int64(run.Until)).Draw(t, "at"))
		if rapid.Bool().Draw(t, "window") {
			s.From = sim.Time(rapid.Int64Range(0, int64(run.Until)).Draw(t, "from"))
			s.Until = s.From + sim.Time(rapid.Int64Range(1, int64(run.Until)).Draw(t, "long"))
		}
		where(w, run, &s, 300, 264)
		page, _ := w.Shown()
		want := map[[2]atlas.Party]int32{}
		for i := range run.Messages {
			m := &run.Messages[i]
			key := [2]atlas.Party{page.Stand(page.Party(m.From)), page.Stand(page.Party(m.To))}
			if key[0] != 0 && key[1] != 0 && key[0] != key[1] && m.Sent <= s.At && (s.Until == 0 || m.Sent >= s.From && m.Sent <= s.Until) {
				want[key]++
			}
		}
		for key, n := range w.Counted() {
			require.Equal(t, want[key], n[0])
			delete(want, key)
		}
		require.Empty(t, want)
	})
}

// The path of a chosen outcome is numbered, and what came after its deadline is marked.
func TestWherePath(t *testing.T) {
	run, w, s := rendertest.Run(t, "deportation-notice-2015"), &panel.Where{}, view.New()
	s.Outcome = run.Find(journal.SortDeadline, "return.pattern-seen-in-belgium")
	o := run.Outcome(s.Outcome)
	s.At = run.Until
	require.Contains(t, told(where(w, run, &s, 520, 500)), "3")
	_, f := w.Shown()
	require.Equal(t, 3, f.Hops)
	require.Positive(t, f.LateFrom)
	s.At = o.At
	where(w, run, &s, 520, 500)
	require.Zero(t, f.LateFrom, "nothing is late before it is due")
	require.Less(t, f.Hops, 3)
	s.At = 0
	where(w, run, &s, 520, 500)
	require.Zero(t, f.Hops)
}

// What is under the pointer is chosen by a click, and tells what waits there.
func TestWherePointer(t *testing.T) {
	for _, name := range []string{"deportation-notice-2015", "twelve-nations"} {
		run, w, s := rendertest.Run(t, name), &panel.Where{}, view.New()
		s.At = run.Until / 2
		c := where(w, run, &s, 520, 500)
		found, waits, ways := 0, 0, 0
		for x := 5.0; x < 520; x += 5 {
			for y := 40.0; y < 500; y += 5 {
				h := c.Under(scene.Point{X: x, Y: y})
				if h == nil || h.Do.Do != view.Select {
					continue
				}
				require.Equal(t, h.Do.Subject, h.Subject)
				if h.Subject.Topic == view.Message {
					m := run.Message(h.Subject.ID)
					require.LessOrEqual(t, m.Sent, s.At)
					require.Contains(t, h.Tip, " to ")
					require.Contains(t, h.Tip, "message")
					ways++
					continue
				}
				found++
				require.Contains(t, h.Tip, run.Called(h.Subject.Agency))
				if len(h.Tip) > len(run.Called(h.Subject.Agency)) {
					waits++
					require.Contains(t, h.Tip, "waiting: ")
				}
			}
		}
		require.Greater(t, found, 20)
		require.Positive(t, ways, "arcs say what went along them, and choose its last message")
		if name == "twelve-nations" {
			require.Positive(t, waits)
		}
	}
}

// No label lies over another at any size, in no view.
func TestWhereLabels(t *testing.T) {
	for _, name := range []string{"deportation-notice-2015", "two-nations", "twelve-nations", "last-mile-2019"} {
		run := rendertest.Run(t, name)
		s := view.New()
		for k := range sim.Time(4) {
			s.At = run.Until * (k + 1) / 4
			for place := range view.NumPlaces {
				s.Place, s.Outcome = place, 0
				w := &panel.Where{Whole: place != view.Inset}
				legible(t, name, func(c *canvas.Canvas, box scene.Box) { w.Draw(c, run, &s, box) })
				for _, size := range []scene.Box{{W: 296, H: 264}, {W: 520, H: 536}} {
					for _, found := range faults(where(w, run, &s, size.W, size.H)) {
						t.Errorf("%s at %.0f x %.0f: %s", name, size.W, size.H, found)
					}
				}
				for i := range run.Outcomes {
					s.Outcome = run.Outcomes[i].Thing
					for _, found := range faults(where(w, run, &s, 520, 536)) {
						t.Errorf("%s, path of %s: %s", name, run.Outcomes[i].Due.Name, found)
					}
				}
			}
		}
	}
}

// A frame of the map takes no memory in steady state.
func TestWhereTakesNoMemory(t *testing.T) {
	for _, as := range []string{"", "hestria"} {
		run, w, s := rendertest.Run(t, "twelve-nations"), &panel.Where{}, view.New()
		if as != "" {
			s.As = view.Perspective{Sort: view.OfNation, Who: run.Find(journal.SortNation, as)}
		}
		var c canvas.Canvas
		s.Playing = true
		i := sim.Time(0)
		frame := func() {
			i++
			s.At = run.Until/2 + i%100*sim.Minute
			c.Reset(520, 400, theme.Dark)
			w.Draw(&c, run, &s, scene.Box{W: 520, H: 400})
		}
		for range 200 {
			frame()
		}
		require.Zero(t, testing.AllocsPerRun(100, frame))
	}
}

// The ring and its heading look as they did.
func TestWhereLooksAsItDid(t *testing.T) {
	run, s := rendertest.Run(t, "two-nations"), view.New()
	s.At = run.Until / 2
	golden(t, "where-two-nations", where(&panel.Where{}, run, &s, 296, 264))
}

// While a run is played what arrives pulses where it arrives, and fades; faster than
// an hour a second, or paused, nothing does.
func TestWherePulses(t *testing.T) {
	run, w, s := rendertest.Run(t, "two-nations"), &panel.Where{}, view.New()
	require.NotEmpty(t, run.Messages)
	for i := range run.Messages {
		m := &run.Messages[i]
		if m.Delivered == sim.Never {
			continue
		}
		s.At, s.Playing, s.Speed = m.Delivered, true, 4
		where(w, run, &s, 300, 264)
		page, f := w.Shown()
		require.NotEmpty(t, f.Pulses)
		require.Equal(t, page.Party(m.To), f.Pulses[0].At)
		require.Zero(t, f.Pulses[0].Phase)
		s.At += 18 * sim.Minute // half of 600 ms at an hour a second
		where(w, run, &s, 300, 264)
		require.InDelta(t, 0.5, f.Pulses[len(f.Pulses)-1].Phase, 0.5)
		s.Speed = 5
		where(w, run, &s, 300, 264)
		require.Empty(t, f.Pulses)
		s.Speed, s.Playing = 4, false
		where(w, run, &s, 300, 264)
		require.Empty(t, f.Pulses)
	}
}

// What waits at a nation, by the tip of its place, is what the run has there.
func TestWhereWaits(t *testing.T) {
	run, w, s := rendertest.Run(t, "twelve-nations"), &panel.Where{}, view.New()
	for k := range sim.Time(10) {
		s.At = run.Until * (k + 1) / 11
		where(w, run, &s, 520, 400)
		page, f := w.Shown()
		want := map[atlas.Party]int{}
		for _, h := range run.InFlight(s.At) {
			if p := page.Stand(page.Party(h.Agency)); h.Step != journal.World && p != 0 {
				want[p]++
			}
		}
		require.NotEmpty(t, want)
		for _, x := range f.Waits {
			require.Equal(t, want[x.At], x.Count)
			delete(want, x.At)
		}
		require.Empty(t, want)
	}
}

// BenchmarkWhere draws the ring of twelve nations, playing forward.
func BenchmarkWhere(b *testing.B) {
	run, w, s := rendertest.Run(b, "twelve-nations"), &panel.Where{}, view.New()
	var c canvas.Canvas
	i := sim.Time(0)
	b.ReportAllocs()
	for b.Loop() {
		i++
		s.At = run.Until/2 + i%100*sim.Minute
		c.Reset(520, 400, theme.Dark)
		w.Draw(&c, run, &s, scene.Box{W: 520, H: 400})
	}
}
