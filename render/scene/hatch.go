package scene

import (
	"entente/render/theme"
	"entente/replay/measure"
)

// Bar is a box in the colour and the pattern of a delay.
type Bar struct {
	Box
	Delay measure.Delay
	Fill  theme.Colour
	Mark  theme.Colour // of the pattern: that of the ground
	Tip   string       // a word for who points at it
}

// NewBar is a bar in the colours of a theme.
func NewBar(b Box, d measure.Delay, t *theme.Theme, tip string) Bar {
	return Bar{Box: b, Delay: d, Fill: t.Delays[d], Mark: t.Ground[1], Tip: tip}
}

// Hatch draws a bar with nothing but other items: its box, and the marks of its
// pattern cut to it. Patterns start at the top left, so that a growing bar does not
// shimmer. Below six pixels the colour stands alone.
func (b *Bar) Hatch(p Painter) {
	p.Rect(&Rect{Box: b.Box, Fill: b.Fill, Tip: b.Tip})
	if b.W < 6 || b.H < 6 || patterns[b.Delay] == nil {
		return
	}
	p.Clip(b.Box)
	patterns[b.Delay](hatch{b.Box, b.Mark, p})
	p.Unclip()
}

// hatch is a pattern as it is drawn: where, in what colour, by whom.
type hatch struct {
	Box
	c theme.Colour
	p Painter
}

// patterns has the marks of each delay; approval is solid.
var patterns = [measure.NumDelays]func(hatch){
	measure.DeskQueue:   func(h hatch) { h.uprights(5, 1.4) },
	measure.OffHours:    hatch.dots,
	measure.ReadingTime: func(h hatch) { h.levels(5, 1.4) },
	measure.Analysis:    hatch.rings,
	measure.JudicialAuthority: func(h hatch) {
		h.slants(7, 1.2, 1)
		h.slants(7, 1.2, -1)
	},
	measure.CarryingOut:       hatch.wedges,
	measure.Classification:    func(h hatch) { h.slants(8, 3, 1) },
	measure.OriginatorConsent: hatch.chevrons,
	measure.Unwillingness:     hatch.crosses,
	measure.Translation:       hatch.zigzags,
	measure.Gateway:           hatch.pairs,
	measure.Transport:         func(h hatch) { h.slants(6, 1.3, -1) },
	measure.OutageTime:        hatch.checks,
	measure.WaitingForDate: func(h hatch) {
		h.uprights(8, 1.2)
		h.levels(8, 1.2)
	},
	measure.NobodyActed:  hatch.hollow,
	measure.PutAside:     hatch.piles,
	measure.NotConnected: hatch.halves,
}

func (h hatch) line(x0, y0, x1, y1, width float64) {
	h.p.Line(&Line{Point{x0, y0}, Point{x1, y1}, h.c, width})
}

func (h hatch) disc(x, y, r float64) {
	h.p.Rect(&Rect{Box: Box{x - r, y - r, float64(2 * r), float64(2 * r)}, Fill: h.c, Radius: r})
}

// uprights are vertical lines.
func (h hatch) uprights(pitch, width float64) {
	for x := h.X + float64(pitch/2); x < h.X+h.W; x += pitch {
		h.line(x, h.Y, x, h.Y+h.H, width)
	}
}

// levels are horizontal lines.
func (h hatch) levels(pitch, width float64) {
	for y := h.Y + float64(pitch/2); y < h.Y+h.H; y += pitch {
		h.line(h.X, y, h.X+h.W, y, width)
	}
}

// slants are diagonals, falling (1) or rising (-1).
func (h hatch) slants(pitch, width float64, way float64) {
	for x := h.X - h.H; x < h.X+h.W; x += pitch {
		if way > 0 {
			h.line(x, h.Y, x+h.H, h.Y+h.H, width)
		} else {
			h.line(x, h.Y+h.H, x+h.H, h.Y, width)
		}
	}
}

func (h hatch) dots() {
	for y := h.Y + 3.5; y < h.Y+h.H; y += 7 {
		for x := h.X + 3.5; x < h.X+h.W; x += 7 {
			h.disc(x, y, 1.25)
		}
	}
}

// rings are small hollow circles: a magnifying glass.
func (h hatch) rings() {
	for y := h.Y + 5; y < h.Y+h.H+3; y += 9 {
		for x := h.X + 5; x < h.X+h.W+3; x += 9 {
			h.p.Rect(&Rect{Box: Box{x - 2.6, y - 2.6, 5.2, 5.2}, Hollow: true, Stroke: h.c, Width: 1.3, Radius: 2.6})
		}
	}
}

// wedges point forward.
func (h hatch) wedges() {
	for y := h.Y + 4; y < h.Y+h.H; y += 8 {
		for x := h.X + 2; x < h.X+h.W; x += 10 {
			h.p.Polygon([]Point{{x, y - 3}, {x + 5, y}, {x, y + 3}}, h.c)
		}
	}
}

// chevrons point back.
func (h hatch) chevrons() {
	for y := h.Y; y < h.Y+h.H; y += 8 {
		for x := h.X + 1; x < h.X+h.W; x += 8 {
			h.p.Polyline([]Point{{x + 4, y}, {x, y + 4}, {x + 4, y + 8}}, h.c, 1.6)
		}
	}
}

// piles are papers that lie on each other, askew.
func (h hatch) piles() {
	for y := h.Y + 3; y < h.Y+h.H; y += 10 {
		for x := h.X + 1; x < h.X+h.W; x += 10 {
			h.line(x, y, x+6, y, 1.4)
			h.line(x+2, y+3, x+8, y+3, 1.4)
		}
	}
}

// halves are links that end before they meet, above and below.
func (h hatch) halves() {
	for x := h.X + 3; x < h.X+h.W; x += 10 {
		h.line(x, h.Y, x, h.Y+float64(h.H*0.4), 2.2)
		h.line(x+5, h.Y+float64(h.H*0.6), x+5, h.Y+h.H, 2.2)
	}
}

func (h hatch) crosses() {
	for y := h.Y + 4.5; y < h.Y+h.H+2; y += 9 {
		for x := h.X + 4.5; x < h.X+h.W+2; x += 9 {
			h.line(x-2.5, y-2.5, x+2.5, y+2.5, 1.6)
			h.line(x-2.5, y+2.5, x+2.5, y-2.5, 1.6)
		}
	}
}

// zigzags are rows of short strokes up and down.
func (h hatch) zigzags() {
	for y := h.Y + 4; y < h.Y+h.H; y += 8 {
		for i, x := 0, h.X; x < h.X+h.W; i, x = i+1, x+4 {
			rise := float64(float64(i%2*2-1) * 2)
			h.line(x, y+rise, x+4, y-rise, 1.5)
		}
	}
}

// pairs are bars two by two.
func (h hatch) pairs() {
	for x := h.X + 2.5; x < h.X+h.W; x += 9 {
		h.line(x, h.Y, x, h.Y+h.H, 1.3)
		h.line(x+2.5, h.Y, x+2.5, h.Y+h.H, 1.3)
	}
}

func (h hatch) checks() {
	for j, y := 0, h.Y; y < h.Y+h.H; j, y = j+1, y+4 {
		for i, x := 0, h.X; x < h.X+h.W; i, x = i+1, x+4 {
			if (i+j)%2 == 1 {
				h.p.Rect(&Rect{Box: Box{x, y, 4, 4}, Fill: h.c})
			}
		}
	}
}

// hollow leaves an outline only: nobody was at it.
func (h hatch) hollow() {
	h.p.Rect(&Rect{Box: Box{h.X + 1.4, h.Y + 1.4, h.W - 2.8, h.H - 2.8}, Fill: h.c})
}
