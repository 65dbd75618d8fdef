package panel_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"entente/render/panel"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
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
		{}, {Sort: view.OfNation, Who: nations[0]}, {Sort: view.OfNation, Who: nations[len(nations)-1]},
		{Sort: view.OfAgency, Who: agencies[len(agencies)/2]}, {Sort: view.Shared}, {Sort: view.Pooled},
	}
}

// Who knows what has no label over another and none outside its room: at all sizes, as
// everybody, at several instants of runs of few and of many nations.
func TestKnowledgeIsLegible(t *testing.T) {
	for _, name := range []string{"deportation-notice-2015", "two-nations", "last-mile-2019", "twelve-nations"} {
		run := runOf(t, name)
		for i, as := range views(run) {
			for _, missed := range []bool{false, true} {
				for part := range sim.Time(4) {
					var k panel.Knowledge
					var v panel.Viewpoint
					var b panel.Banner
					s := view.New()
					s.At, s.As, s.Missed = run.Until*(part+1)/4, as, missed
					for j, box := range sides {
						for _, panels := range []func(c *panel.Canvas, b scene.Box){
							func(c *panel.Canvas, b scene.Box) { k.Draw(c, run, &s, b) },
							func(c *panel.Canvas, x scene.Box) { b.Draw(c, run, &s, x) },
						} {
							require.Empty(t, faults(painted(box.W, box.H, theme.Dark, panels)), "%s view %d missed %v box %d at %v", name, i, missed, j, s.At)
						}
					}
					if as.Sort == view.WhiteCell {
						continue
					}
					for _, box := range []scene.Box{{W: 440, H: 880}, {W: 352, H: 536}, {W: 336, H: 300}} {
						require.Empty(t, faults(painted(box.W, box.H, theme.Dark, func(c *panel.Canvas, b scene.Box) { v.Draw(c, run, &s, b) })), "%s view %d missed %v at %v", name, i, missed, s.At)
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
		run := runOf(t, name)
		for i, as := range views(run) {
			s := view.New()
			s.At, s.As, s.Missed = run.Until*9/10, as, i != 3
			var k [2]panel.Knowledge
			var v [2]panel.Viewpoint
			var b panel.Banner
			for _, look := range []*theme.Theme{theme.Dark, theme.Light} {
				c := painted(1300, 860, look, func(c *panel.Canvas, box scene.Box) {
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
