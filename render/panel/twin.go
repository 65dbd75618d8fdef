package panel

import (
	"slices"

	"entente/render/canvas"
	"entente/render/font"
	"entente/render/look"
	"entente/render/mark"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/wording"
	"entente/sim/journal"
)

// twin is one run of a comparison as it is drawn.
type twin struct {
	run    *review.Run
	letter string
	path   *path
	top    float64
}

// lanesOfTwins are the places that either way went through, in their order, by the
// name that both runs know them by.
func lanesOfTwins(twins *[2]twin) (list []string) {
	for i := range twins {
		for _, r := range twins[i].path.lanes(mostPath) {
			if name := twins[i].run.Static.Things[r].Name; !slices.Contains(list, name) {
				list = append(list, name)
			}
		}
	}
	return list[:min(len(list), mostPath)]
}

// drawTwin draws one run: its heading, its lanes, and the way; what the other has
// alike is faint.
func (p *Compare) drawTwin(c *canvas.Canvas, x, other *twin, lanes []string, z *zoom, head scene.Box, label, high float64) {
	t := c.Theme
	c.Fill(head, t.Ground[2])
	c.Scene.Rect(&scene.Rect{Box: scene.Box{X: head.X + 12, Y: head.Y + 5, W: 17, H: 17}, Fill: t.Ink, Radius: 2})
	c.SayMid(head.X+20.5, head.Y+17.5, x.letter, theme.Note, font.SemiBold, t.Ground[1])
	name := runName(x.run, p.pair)
	c.SayIn(head.X+38, head.Y+18, head.W-50, name, theme.Body, font.SemiBold, t.Ink)
	for i, lane := range lanes {
		y := x.top + float64(high*float64(i))
		c.Rule(head.X, y+high-0.5, head.X+head.W, y+high-0.5, t.Line)
		r := x.run.Find(journal.SortAgency, lane)
		for _, sort := range [...]journal.Sort{journal.SortBody, journal.SortNation, journal.SortChannel} {
			if r == 0 {
				r = x.run.Find(sort, lane)
			}
		}
		at := head.X + 12
		if code := x.run.Code(r); code != "" && high >= 20 {
			at += mark.Chip(&c.Scene, at, y+float64(high/2), code, false, t) + 7
		}
		c.SayIn(at, y+float64(high/2)+4.5, head.X+label-at-8, look.RoleName(x.run, r), theme.Note, font.Regular, t.Ink)
	}
	thick := float64(high * 0.56)
	lane := func(r journal.Ref) int { return slices.Index(lanes, x.run.Static.Things[r].Name) }
	for i := range x.path.rows {
		k := &x.path.rows[i]
		n := lane(k.lane)
		if k.until <= x.path.from || n < 0 {
			continue
		}
		y, left, end := x.top+float64(high*float64(n))+float64((high-thick)/2), z.at(max(k.from, x.path.from)), z.at(k.until)
		bar := scene.NewBar(scene.Box{X: left, Y: y, W: max(end-left, 1.5), H: thick}, k.delay, t, k.says)
		alike := other.has(x, k)
		if alike {
			bar.Fill, bar.Mark = bar.Fill.Over(t.Ground[1], faint(t)), bar.Mark.Over(t.Ground[1], faint(t))
		}
		c.Scene.Bar(&bar)
		c.Hit(p.passageHit(x, k, bar.Box))
		if i+1 < len(x.path.rows) && x.path.rows[i+1].lane != k.lane {
			if m := lane(x.path.rows[i+1].lane); m >= 0 {
				stroke := mark.PathStroke(t)
				if alike {
					stroke = mark.OtherStroke(t)
				}
				from, to := y+thick, x.top+float64(high*float64(m))+float64((high-thick)/2)
				if m < n {
					from, to = y, to+thick
				}
				stroke.Draw(&c.Scene, scene.Point{X: end, Y: from}, scene.Point{X: end, Y: to})
			}
		}
	}
}

// passageHit leads from a passage to its record in the lanes. Those show the first run:
// of the second only what the first has too leads there.
func (p *Compare) passageHit(x *twin, k *passage, b scene.Box) canvas.Hit {
	h := canvas.Hit{Box: b.Grow(1), Tip: k.says + ", " + wording.Lasting(k.ms())}
	n := k.record
	if x.letter == "B" {
		n = p.pair.InA(n)
	}
	if n > 0 && int(n) <= len(p.pair.A.Events) {
		h.Do = locate(n, p.pair.A.Events[n-1].At)
		h.Subject = view.Subject{Topic: view.Event, Record: n}
	}
	return h
}

// faint is how much is left of the colour of what both runs have, in percent.
func faint(t *theme.Theme) uint32 {
	if t == theme.HighContrast {
		return 75
	}
	return 38
}

// has says whether a run has a passage of the other, at the same time and place.
func (x *twin) has(of *twin, k *passage) bool {
	name := of.run.Static.Things[k.object].Name
	for i := range x.path.rows {
		o := &x.path.rows[i]
		if o.from == k.from && o.until == k.until && o.delay == k.delay && x.run.Static.Things[o.object].Name == name {
			return true
		}
	}
	return false
}
