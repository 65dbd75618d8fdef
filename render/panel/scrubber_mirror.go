package panel

import (
	"entente/render/canvas"
	"entente/render/font"
	"entente/render/lanes"
	"entente/render/look"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/wording"
	"entente/sim"
)

// mirrored is the share of the strip's height that the second run has.
const mirrored = 0.42

// mirror draws what happened in the first run above the line and in the second below
// it, on one clock and one scale, and says how long they were the same.
func (b *Scrubber) mirror(run *review.Run, s *view.State, low float64, placer *scene.Placer) {
	b.under.Rule(b.axis.X, low+0.5, b.axis.X+b.axis.W, low+0.5, b.under.Theme.Line2)
	up, down := b.base-b.from.box.Y-16, low-b.base-4
	b.bin(b.Pair.B, s)
	most := b.most()
	b.bin(run, s)
	most = max(most, b.most())
	b.columns(up, most, -1)
	b.bin(b.Pair.B, s)
	b.columns(down, most, 1)
	for i, letter := range [...]string{"A", "B"} {
		y := [...]float64{b.base - 6, b.base + 13}[i]
		b.under.Say(b.strip.X+3, y, letter, theme.Tick, font.SemiBold, b.under.Theme.Ink2)
	}
	if !look.Strict(s) { // how long both were the same is true of all that happened
		b.parted(placer)
	}
}

// parted marks where the runs first differ and says for how long they were the same.
func (b *Scrubber) parted(placer *scene.Placer) {
	first := b.Pair.Parted()
	words := labelAlike
	if first < sim.Never {
		words = wordAlike + " " + wording.Lasting(first-b.axis.From)
		x := canvas.SnapToPixel(b.axis.At(first))
		for _, c := range [...]*canvas.Canvas{&b.past, &b.future} {
			c.Rule(x, b.from.box.Y+8, x, b.base, c.Theme.Ink2)
		}
	} else {
		first = b.axis.Until
	}
	if first == b.axis.From {
		return
	}
	x := b.axis.At(b.axis.From + (first-b.axis.From)/2)
	text := scene.Text{At: scene.Point{X: float64(int(x)), Y: b.from.box.Y + 18}, Text: words, Size: theme.Tick, Fill: b.past.Theme.Ink3, Anchor: scene.Middle}
	if box := text.Box(); box.X < b.axis.X || box.X+box.W > b.axis.X+b.axis.W {
		return
	}
	if _, ok := placer.Place(text); ok {
		b.words = append(b.words, lanes.Label{Text: text, At: b.axis.From})
	}
}
