package panel

import (
	"fmt"

	"entente/render/canvas"
	"entente/render/figure"
	"entente/render/font"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/sim"
	"entente/sim/notation"
)

// zoom is a clock with a stretch that is enlarged.
type zoom struct {
	parts [3]figure.Axis
	n     int
	lens  int // which part is enlarged; -1 none
	times int // how many times
}

// zoom lays the clock out: from when the earlier of both begins to when the later
// ends; around the first difference it is enlarged where that is short beside the
// whole.
func (p *Compare) zoom(twins *[2]twin, o *review.OutcomePair, x, w float64) *zoom {
	from, until := min(twins[0].path.from, twins[1].path.from), max(twins[0].path.end, twins[1].path.end)
	for _, d := range []*review.Outcome{o.A, o.B} {
		if d.At != sim.Never && d.At > until && d.At-from < 2*(until-from) {
			until = d.At
		}
	}
	until += (until-from)/40 + 1
	z := &zoom{lens: -1}
	part := func(from, until sim.Time, x, w float64) {
		z.parts[z.n] = figure.Axis{From: from, Until: until, X: x, W: w, Due: sim.Never}
		z.n++
	}
	if p.pair.First != nil {
		first, span := p.pair.Parted(), (until-from)/20
		if first < from {
			first = parting(twins)
		}
		a, b := first-span/5, first+span-span/5
		if a >= from && b <= until && span > 0 && w > 400 {
			share := float64(w * 0.36)
			rest := w - share
			before := float64(rest*float64(a-from)) / float64(until-from-span)
			part(from, max(a, from+1), x, max(before, 0))
			part(a, b, x+before, share)
			part(b, until, x+before+share, rest-before)
			z.lens = 1
			z.times = int(float64(share*float64(until-from-span)) / float64(rest*float64(span)))
			return z
		}
	}
	part(from, until, x, w)
	return z
}

// parting is when the ways in two runs first differ: when the first passage begins
// that only one of them has, or ends where both begin alike.
func parting(twins *[2]twin) sim.Time {
	first := sim.Never
	for i := range twins {
		x, other := &twins[i], &twins[1-i]
		for j := range x.path.rows {
			k := &x.path.rows[j]
			if k.until <= x.path.from || other.has(x, k) {
				continue
			}
			at := k.from
			for l := range other.path.rows {
				if o := &other.path.rows[l]; o.from == k.from && o.delay == k.delay {
					at = min(o.until, k.until)
				}
			}
			first = min(first, at)
			break
		}
	}
	return first
}

func (z *zoom) has(t sim.Time) bool { return z.parts[0].From <= t && t <= z.parts[z.n-1].Until }

func (z *zoom) at(t sim.Time) float64 {
	for i := range z.parts[:z.n] {
		if k := &z.parts[i]; t <= k.Until || i == z.n-1 {
			return k.At(max(t, k.From))
		}
	}
	return 0
}

// draw draws the clock: what is enlarged stands on a plate and says how many times.
func (z *zoom) draw(c *canvas.Canvas, at notation.Clock, y, bottom float64) {
	t := c.Theme
	end := z.parts[z.n-1].X + z.parts[z.n-1].W
	labels := scene.NewPlacer(scene.Box{X: z.parts[0].X - 40, Y: y - 60, W: end - z.parts[0].X + 52, H: 100})
	if z.lens >= 0 {
		k := &z.parts[z.lens]
		c.Fill(scene.Box{X: k.X, Y: y - 42, W: k.W, H: 44}, t.Ground[2])
		words := fmt.Sprintf("%s, enlarged %d times", at.At(k.From), z.times)
		text := scene.Text{At: scene.Point{X: k.X + 8, Y: y - 27}, Text: c.Fit(words, font.SemiBold, theme.Note, k.W-14), Size: theme.Note, Weight: font.SemiBold, Fill: t.Ink}
		c.PlaceText(labels, text)
		for _, x := range [...]float64{k.X, k.X + k.W} {
			c.Rule(canvas.SnapToPixel(x), y-42, canvas.SnapToPixel(x), bottom, t.Edge)
		}
	}
	for i := range z.parts[:z.n] {
		k := &z.parts[i]
		if k.W < 30 {
			continue
		}
		for _, item := range k.Calendar(y, bottom, at, t) {
			if text, is := item.(scene.Text); is {
				c.PlaceText(labels, text)
				continue
			}
			c.Add(item)
		}
	}
}
