package panel

import (
	"entente/render/canvas"
	"entente/render/font"
	"entente/render/mark"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/wording"
)

// BannerHigh is how high a banner is.
const BannerHigh = 32.0

// Banner says whose view is shown and what is hidden from it, above the lanes. The
// White Cell has none.
type Banner struct{ said map[hiddenWords][2]string }

// hiddenWords is what the words of a banner follow from.
type hiddenWords struct {
	run    *review.Run
	as     view.Perspective
	hidden review.Hidden
}

// words say what is hidden, at length and in short. They are made once.
func (p *Banner) words(run *review.Run, s *view.State) (long, short string) {
	key := hiddenWords{run, s.As, run.Hidden(s.As, s.At, s.Record)}
	w, known := p.said[key]
	if !known {
		if p.said == nil || len(p.said) >= mostParas {
			p.said = map[hiddenWords][2]string{}
		}
		h := key.hidden
		w[0] = wording.Upper(HiddenFrom(run, s))
		if w[1] = w[0]; h.Messages+h.Facts > 0 && !h.Counting {
			w[1] = run.Speak.HiddenShort(h.Messages, h.OfMessages, h.Facts, h.OfFacts)
		}
		p.said[key] = w
	}
	return w[0], w[1]
}

// Draw draws the banner along the top of a box.
func (p *Banner) Draw(c *canvas.Canvas, run *review.Run, s *view.State, box scene.Box) {
	if s.As.Sort == view.WhiteCell {
		return
	}
	text, short := p.words(run, s)
	drawBanner(c, run, s, box, text, short)
}

// drawBanner draws words on what is hidden, at length or in short, along the top of a box.
func drawBanner(c *canvas.Canvas, run *review.Run, s *view.State, box scene.Box, text, short string) {
	t := c.Theme
	b := scene.Box{X: box.X, Y: box.Y, W: box.W, H: BannerHigh}
	c.Clip(b)
	c.Fill(b, t.Ground[2])
	c.Fill(scene.Box{X: b.X, Y: b.Y, W: 4, H: b.H}, t.Ink)
	c.Rule(b.X, b.Y+b.H-0.5, b.X+b.W, b.Y+b.H-0.5, t.Line2)
	x, end := b.X+14, b.X+b.W-12
	if code := run.Code(s.As.Who); code != "" {
		x += mark.Chip(&c.Scene, x, b.Y+float64(b.H/2), code, true, t) + 8
	}
	labels := [...]string{labelOnlySaw, labelMissed}
	wide := canvas.ButtonWidth(labels[0], "") + 4 + canvas.ButtonWidth(labels[1], "")
	if b.W > wide+320 {
		end -= wide
		at := end
		for i, label := range labels {
			do := view.Action{}
			if (i == 1) != s.Missed {
				do.Do = view.Missed
			}
			at = c.Button(at, b.Y+2, label, "", (i == 1) == s.Missed, do) - 4
		}
		end -= 12
	}
	if font.Width(text, font.Medium, theme.Note) > end-x {
		text = short
	}
	c.SayIn(x, b.Y+float64(b.H/2)+4, end-x, text, theme.Note, font.Medium, t.Ink2)
	c.Unclip()
}
