package panel_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/canvas"
	"entente/render/panel"
	"entente/render/rendertest"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// sides are the boxes in which a table beside the lanes is tried.
var sides = []scene.Box{{W: 520, H: 440}, {W: 296, H: 272}, {W: 240, H: 200}, {W: 720, H: 560}, {W: 700, H: 400}}

// things lists the things of a sort.
func things(run *review.Run, sort journal.Sort) (list []journal.Ref) {
	for i := range run.Static.Things {
		if i > 0 && run.Sort(journal.Ref(i)) == sort {
			list = append(list, journal.Ref(i))
		}
	}
	return list
}

// views are the White Cell, a nation, an agency, and a coalition both ways.
func views(run *review.Run) []view.Perspective {
	nations, agencies := things(run, journal.SortNation), run.Involved(0)
	return []view.Perspective{
		{},
		{Sort: view.OfNation, Who: nations[0]},
		{Sort: view.OfNation, Who: nations[len(nations)-1]},
		{Sort: view.OfAgency, Who: agencies[len(agencies)/2]},
		{Sort: view.Shared},
		{Sort: view.Pooled},
	}
}

// Who knows what has no label over another and none outside its room: at all sizes, as
// everybody, at several instants of runs of few and of many nations.
func TestKnowledgeIsLegible(t *testing.T) {
	for _, name := range []string{"deportation-notice-2015", "two-nations", "last-mile-2019", "twelve-nations"} {
		run := rendertest.Run(t, name)
		require.NotEmpty(t, views(run))
		for i, as := range views(run) {
			for _, missed := range []bool{false, true} {
				for part := range sim.Time(4) {
					var k panel.Knowledge
					var v panel.Viewpoint
					var b panel.Banner
					s := view.New()
					s.At, s.As, s.Missed = run.Until*(part+1)/4, as, missed
					for j, box := range sides {
						for _, panels := range []func(c *canvas.Canvas, b scene.Box){
							func(c *canvas.Canvas, b scene.Box) { k.Draw(c, run, &s, b) },
							func(c *canvas.Canvas, x scene.Box) { b.Draw(c, run, &s, x) },
						} {
							require.Empty(t, faults(painted(box.W, box.H, theme.Dark, panels)), "%s view %d missed %v box %d at %v", name, i, missed, j, s.At)
						}
					}
					if as.Sort == view.WhiteCell {
						continue
					}
					for _, box := range []scene.Box{{W: 440, H: 880}, {W: 352, H: 536}, {W: 336, H: 300}} {
						require.Empty(t, faults(painted(box.W, box.H, theme.Dark, func(c *canvas.Canvas, b scene.Box) { v.Draw(c, run, &s, b) })), "%s view %d missed %v at %v", name, i, missed, s.At)
					}
				}
			}
		}
	}
}

// Sheets to be looked at.
func TestKnowledgeSheets(t *testing.T) {
	if *sheets == "" {
		t.Skip("-sheets is not given")
	}
	for _, name := range []string{"deportation-notice-2015", "twelve-nations", "last-mile-2019"} {
		run := rendertest.Run(t, name)
		for i, as := range views(run) {
			s := view.New()
			s.At, s.As, s.Missed = run.Until*9/10, as, i != 3
			var k [2]panel.Knowledge
			var v [2]panel.Viewpoint
			var b panel.Banner
			for _, look := range []*theme.Theme{theme.Dark, theme.Light} {
				c := painted(1300, 860, look, func(c *canvas.Canvas, box scene.Box) {
					c.Fill(box, look.Ground[0])
					k[0].Draw(c, run, &s, scene.Box{X: 0, Y: 40, W: 520, H: 440})
					k[1].Draw(c, run, &s, scene.Box{X: 0, Y: 500, W: 296, H: 272})
					if as.Sort != view.WhiteCell {
						v[0].Draw(c, run, &s, scene.Box{X: 530, Y: 40, W: 440, H: 810})
						v[1].Draw(c, run, &s, scene.Box{X: 980, Y: 40, W: 320, H: 536})
					}
					b.Draw(c, run, &s, scene.Box{X: 0, Y: 0, W: 1300, H: 40})
				})
				sheet(t, name+"-view-"+string(rune('0'+i))+"-"+look.Name, c)
			}
		}
	}
}

// manyNations is a run in which every third of so many nations came to know a fact or
// two.
func manyNations(t testing.TB, nations int) *review.Run {
	t.Helper()
	var names journal.Names
	st := &journal.Static{Scenario: "many", Title: "Many nations", Storylines: []journal.Thread{{Name: "line", K: 2, Stages: 1}}}
	line := names.Add(journal.SortStoryline, "line", "", 0)
	var facts, agencies []journal.Ref
	for _, fact := range []string{"first", "second", "third", "fourth", "fifth"} {
		st.Facts = append(st.Facts, journal.Fact{Name: "line." + fact, Storyline: "line", Kind: "FIN", Key: true})
		facts = append(facts, names.Add(journal.SortFact, "line."+fact, "", 0))
	}
	for i := range nations {
		name := fmt.Sprintf("n%03d", i)
		nation := names.Add(journal.SortNation, name, "", 0)
		agencies = append(agencies, names.Add(journal.SortAgency, name+".police", "", nation))
		st.Agencies = append(st.Agencies, journal.Agency{Name: name + ".police"})
		st.Needs = append(st.Needs, journal.Need{Agency: name + ".police", Storyline: "line"})
	}
	st.Things = names.Things()
	var records []journal.Record
	tell := func(r journal.Record) {
		r.Num, r.At = journal.Num(len(records)+1), sim.Time(len(records))*sim.Minute
		r.ID = journal.Identity(r.Kind, names.ID(r.Actor), r.Subject, uint32(len(records)))
		records = append(records, r)
	}
	tell(journal.Record{Kind: journal.StartEx})
	for _, f := range facts {
		tell(journal.Record{Kind: journal.Exposed, Actor: line, Args: [journal.MaxArgs]int64{int64(f), int64(sim.Day)}})
	}
	for i, a := range agencies {
		for j, f := range facts[:4] {
			if (i+j)%3 == 0 {
				tell(journal.Record{Kind: journal.Collected, Actor: a, Args: [journal.MaxArgs]int64{int64(f), 7}})
			}
			if (i+j)%6 == 0 {
				tell(journal.Record{Kind: journal.Credited, Actor: a, Args: [journal.MaxArgs]int64{int64(f), 900_000}})
			}
		}
	}
	tell(journal.Record{Kind: journal.EndEx})
	run, err := review.Open(replay.NewMemory(st, records), replay.Meta{}, wording.HSEEP)
	require.NoError(t, err)
	for done := false; !done; {
		done, err = run.Load(1 << 20)
		require.NoError(t, err)
	}
	return run
}

// Of few nations each has a cell for its agencies; of 48 a cell, or where there is no
// room a bar; of 190 a bar, with the number beside it. No label meets another.
func TestKnowledgeOfManyNations(t *testing.T) {
	for nations, want := range map[int]string{12: "", 48: "16 of 48", 190: "64 of 190"} {
		run := manyNations(t, nations)
		s := view.New()
		s.At = run.Until
		for _, box := range sides {
			var k panel.Knowledge
			c := painted(box.W, box.H, theme.Light, func(c *canvas.Canvas, b scene.Box) { k.Draw(c, run, &s, b) })
			require.Empty(t, faults(c), "%d nations in %v", nations, box)
			if want != "" && box.W < 700 {
				require.Contains(t, says(c), want)
			}
			require.Contains(t, says(c), "First")
		}
		var k panel.Knowledge
		sheet(t, fmt.Sprintf("nations-%d", nations), painted(520, 440, theme.Dark, func(c *canvas.Canvas, b scene.Box) { k.Draw(c, run, &s, b) }))
	}
}

// A cell chooses the fact as that agency had it, the head of a column the agency, the
// code above it the nation, which a double click folds and unfolds.
func TestKnowledgeIsPressed(t *testing.T) {
	run := rendertest.Run(t, "deportation-notice-2015")
	var k panel.Knowledge
	s := view.New()
	s.At = run.Until
	c := painted(520, 440, theme.Light, func(c *canvas.Canvas, b scene.Box) { k.Draw(c, run, &s, b) })
	row := under(t, c, "Who was arrested")
	require.Equal(t, view.Fact, row.Do.Subject.Topic)
	post := under(t, c, "Pol")
	require.Equal(t, view.Agency, post.Do.Subject.Topic)
	require.Equal(t, view.Unfold, post.Double.Do)
	police := run.Find(journal.SortAgency, "turkey.police")
	require.Equal(t, police, post.Do.Subject.Agency)
	cell := c.Under(scene.Point{X: post.X + float64(post.W/2), Y: row.Y + float64(row.H/2)})
	require.Equal(t, view.Subject{Topic: view.Fact, Thing: row.Do.Subject.Thing, Agency: police}, cell.Do.Subject)
	require.Equal(t, "Turkey’s police: Who was arrested, usable", cell.Tip)
	nation := under(t, c, "TR")
	require.Equal(t, view.Nation, nation.Do.Subject.Topic)

	s.Outcome = run.Outcomes[0].Thing // its storyline alone
	require.NotContains(t, says(painted(520, 440, theme.Light, func(c *canvas.Canvas, b scene.Box) { k.Draw(c, run, &s, b) })), "Flight home")
}

// As a nation that sees only what it saw, a table has its own posts and the facts that
// one of them had understood, and no word of any other; with what it missed, all.
func TestKnowledgeAsANation(t *testing.T) {
	run := rendertest.Run(t, "deportation-notice-2015")
	s := view.New()
	s.At, s.As = run.Until*8/10, view.Perspective{Sort: view.OfNation, Who: run.Find(journal.SortNation, "netherlands")}
	draw := func() (table, lists []string) {
		var k panel.Knowledge
		var v panel.Viewpoint
		table = says(painted(520, 440, theme.Light, func(c *canvas.Canvas, b scene.Box) { k.Draw(c, run, &s, b) }))
		return table, says(painted(440, 1400, theme.Light, func(c *canvas.Canvas, b scene.Box) { v.Draw(c, run, &s, b) }))
	}
	table, lists := draw()
	require.Contains(t, table, "Flight home")
	require.Contains(t, table, "not yet understood")
	require.NotContains(t, table, "Why")
	require.NotContains(t, table, "TR")
	for _, text := range append(table, lists...) {
		require.NotContains(t, text, "Why")
		require.NotContains(t, text, "Did not know")
	}
	require.Contains(t, lists, "Knew")
	s.Missed = true
	table, lists = draw()
	require.Contains(t, table, "Why")
	require.Contains(t, table, "TR")
	for _, head := range []string{"Did not know", "Others knew", "What stood between", "Could it lawfully have had more?"} {
		require.Contains(t, lists, head)
	}

	s.At = run.Begin
	s.Missed = false
	none, _ := draw()
	require.Contains(t, none, "Nothing is known yet.")
	require.NotContains(t, none, "not yet understood")
	s.Missed = true
	s.Missed = false
	var v panel.Viewpoint
	c := painted(440, 800, theme.Light, func(c *canvas.Canvas, b scene.Box) { v.Draw(c, run, &s, b) })
	require.Contains(t, says(c), "Nothing has reached it yet.")
	first := under(t, c, "Jump to its first event")
	require.Equal(t, view.JumpTo, first.Do.Do)
	require.Greater(t, first.Do.At, run.Begin)
}

// The banner counts what is hidden, and says it in fewer words where there is less
// room; the White Cell has none.
func TestBannerCountsWhatIsHidden(t *testing.T) {
	run := rendertest.Run(t, "twelve-nations")
	s := view.New()
	s.At = run.Until / 2
	banner := func(w float64) *canvas.Canvas {
		var p panel.Banner
		return painted(w, 40, theme.Dark, func(c *canvas.Canvas, b scene.Box) { p.Draw(c, run, &s, b) })
	}
	require.Empty(t, says(banner(1200)))
	s.As = view.Perspective{Sort: view.OfNation, Who: run.Find(journal.SortNation, "belmora")}
	h := run.Hidden(s.As, s.At, 0)
	require.Positive(t, h.Messages)
	long := fmt.Sprintf("%s of %s messages and %d of %d facts are hidden from Belmora", wording.Thousands(h.Messages), wording.Thousands(h.OfMessages), h.Facts, h.OfFacts)
	require.Contains(t, says(banner(1200)), long)
	require.NotContains(t, says(banner(632)), long)
	require.Equal(t, view.Missed, under(t, banner(1200), "and what it missed").Do.Do)
	require.Equal(t, view.None, under(t, banner(1200), "Only what it saw").Do.Do, "that it shows already")
}

// Drawn again, nothing of it takes memory.
func TestKnowledgeDrawsWithoutMemory(t *testing.T) {
	run := rendertest.Run(t, "twelve-nations")
	s := view.New()
	s.At, s.Missed, s.As = run.Until/2, true, view.Perspective{Sort: view.OfNation, Who: run.Find(journal.SortNation, "belmora")}
	var k panel.Knowledge
	var v panel.Viewpoint
	var p panel.Banner
	c := &canvas.Canvas{}
	draw := func() {
		c.Reset(1280, 720, theme.Dark)
		k.Draw(c, run, &s, scene.Box{W: 520, H: 440})
		v.Draw(c, run, &s, scene.Box{X: 840, W: 440, H: 600})
		p.Draw(c, run, &s, scene.Box{X: 520, W: 320, H: 40})
	}
	draw()
	draw()
	require.Zero(t, testing.AllocsPerRun(20, draw))
}

// BenchmarkKnowledge draws who knew what of twelve nations at instants that move.
func BenchmarkKnowledge(b *testing.B) {
	run := rendertest.Run(b, "twelve-nations")
	s := view.New()
	s.Missed, s.As = true, view.Perspective{Sort: view.OfNation, Who: run.Find(journal.SortNation, "belmora")}
	var k panel.Knowledge
	var v panel.Viewpoint
	c := &canvas.Canvas{}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		s.At = run.Until * sim.Time(i%997) / 997
		c.Reset(1280, 720, theme.Dark)
		k.Draw(c, run, &s, scene.Box{W: 520, H: 440})
		v.Draw(c, run, &s, scene.Box{X: 840, W: 440, H: 600})
	}
}

// Somebody who did not know of the subject is told so, and of what it knew instead;
// beside what it missed, so and all the rest. The White Cell is told all.
func TestInspectorKeepsWhatIsHidden(t *testing.T) {
	run := rendertest.Run(t, "deportation-notice-2015")
	s := view.New()
	s.At = run.Until
	s.Subject = view.Subject{Topic: view.Fact, Thing: run.Find(journal.SortFact, "return.grounds")}
	look := func() []string {
		var p panel.Inspector
		c := painted(440, 800, theme.Dark, func(c *canvas.Canvas, b scene.Box) { p.Draw(c, run, &s, b) })
		require.Empty(t, faults(c))
		return says(c)
	}
	all := look()
	require.Greater(t, len(all), 2)
	s.As = view.Perspective{Sort: view.OfNation, Who: run.Find(journal.SortNation, "netherlands")}
	line := "The Netherlands did not know of what is chosen at that"
	known := look()
	require.Equal(t, []string{"Clear", line, "time."}, known[:3])
	require.Contains(t, known, "Knew")
	for _, words := range known[3:] {
		require.NotContains(t, all, words)
	}
	s.Missed = true
	require.Equal(t, append([]string{"Clear", line, "time."}, all...), look())
	s.Subject.Thing = run.Find(journal.SortFact, "return.return")
	require.NotContains(t, look(), line)
}

// Who knows what looks as it was looked at.
func TestKnowledgePicture(t *testing.T) {
	run := rendertest.Run(t, "deportation-notice-2015")
	s := view.New()
	s.At, s.Outcome = run.Until*85/100, run.Outcomes[0].Thing
	var k [2]panel.Knowledge
	var v panel.Viewpoint
	var b panel.Banner
	golden(t, "knowledge-white-cell", painted(520, 330, theme.Dark, func(c *canvas.Canvas, box scene.Box) { k[0].Draw(c, run, &s, box) }))
	s.As, s.Missed = view.Perspective{Sort: view.OfNation, Who: run.Find(journal.SortNation, "netherlands")}, true
	golden(t, "knowledge-nation", painted(760, 560, theme.Light, func(c *canvas.Canvas, box scene.Box) {
		b.Draw(c, run, &s, scene.Box{W: 760, H: 40})
		k[1].Draw(c, run, &s, scene.Box{Y: 40, W: 400, H: 520})
		v.Draw(c, run, &s, scene.Box{X: 400, Y: 40, W: 360, H: 520})
	}))
}

// Where each fact was has a track for everybody whom it concerns, with no label over
// another, at all sizes and as everybody; as a nation that sees only what it saw, no
// track of another.
func TestTracksAreLegible(t *testing.T) {
	for _, name := range []string{"deportation-notice-2015", "twelve-nations"} {
		run := rendertest.Run(t, name)
		for i, as := range views(run) {
			for _, missed := range []bool{false, true} {
				s := view.New()
				s.At, s.As, s.Missed = run.Until/2, as, missed
				var p panel.Tracks
				draw := func(c *canvas.Canvas, b scene.Box) { p.Draw(c, run, &s, b) }
				for _, box := range []scene.Box{{W: 960, H: 880}, {W: 632, H: 536}, {W: 360, H: 400}, {W: 1600, H: 1100}} {
					require.Empty(t, faults(painted(box.W, box.H, theme.Dark, draw)), "%s view %d missed %v %v", name, i, missed, box)
				}
				if *sheets != "" && missed {
					sheet(t, fmt.Sprintf("tracks-%s-%d", name, i), painted(960, 700, theme.Dark, draw))
				}
			}
		}
	}
	run := rendertest.Run(t, "deportation-notice-2015")
	s := view.New()
	s.At, s.As = run.Until, view.Perspective{Sort: view.OfNation, Who: run.Find(journal.SortNation, "netherlands")}
	var p panel.Tracks
	words := says(painted(960, 880, theme.Dark, func(c *canvas.Canvas, b scene.Box) { p.Draw(c, run, &s, b) }))
	require.Contains(t, words, "Flight home")
	require.NotContains(t, words, "Why")
	require.NotContains(t, words, "TR")
}

// The steps of a fact are how far it had come at every record.
func TestStepsAreTheCells(t *testing.T) {
	run := rendertest.Run(t, "last-mile-2019")
	n := 0
	for _, nation := range things(run, journal.SortNation) {
		for _, fact := range run.Facts() {
			steps := run.Steps(nil, nation, fact)
			n += len(steps)
			for i := range run.Events {
				e := &run.Events[i]
				if i+1 < len(run.Events) && run.Events[i+1].At == e.At {
					continue
				}
				want := review.Cell{}
				for _, x := range steps {
					if x.At <= e.At {
						want = x.Cell
					}
				}
				cell := run.NationCell(nation, fact, e.Num)
				require.Equal(t, want.Reach, cell.Reach)
				require.Equal(t, want.TooLate, cell.TooLate)
			}
		}
	}
	require.Greater(t, n, 10)
}
