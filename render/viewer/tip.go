package viewer

import (
	"entente/render/canvas"
	"entente/render/font"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
)

// A pointer that rests is told what lies under it after tipAfter milliseconds; one that
// was just told something, after tipNext.
const (
	tipAfter = 250
	tipNext  = 60
)

// tipped is a tip as it was last cut into lines.
type tipped struct {
	text  string
	lines []string
	wide  float64
}

// Of a tip.
const (
	tipWide  = 420.0
	tipLine  = 17.0
	tipLines = 4
)

// wrapTip cuts a tip into lines, once.
func (k *tipped) wrapTip(text string, room float64) {
	if k.text == text && k.wide <= room {
		return
	}
	k.text, k.lines, k.wide = text, append(k.lines[:0], text), font.Width(text, font.Regular, theme.Note)
	if k.wide <= room {
		return
	}
	k.lines, k.wide = canvas.Lines(text, font.Regular, theme.Note, room, tipLines), 0
	for _, l := range k.lines {
		k.wide = max(k.wide, font.Width(l, font.Regular, theme.Note))
	}
}

// drawTip says what lies under a pointer that rests, beside it and never over it.
func (v *Viewer) drawTip() {
	h := v.hovered()
	if h == nil || h.Tip == "" || v.rested < tipAfter {
		return
	}
	c, k := &v.canvas, &v.tipped
	k.wrapTip(h.Tip, min(tipWide, v.wide-28))
	b := scene.Box{X: c.Hover.X + 14, Y: c.Hover.Y + 18, W: k.wide + 20, H: 9 + float64(tipLine*float64(len(k.lines)))}
	above := c.Hover.Y - 14
	if h.H < 80 { // below what is small or above it, and not over it
		b.Y, above = h.Y+h.H+6, h.Y-6
	}
	b.X = max(4, min(b.X, v.wide-b.W-4))
	if b.Y+b.H > v.high-4 || v.zones.zoneAt(c.Hover) == view.BottomZone { // below it stand the buttons that play
		b.Y = above - b.H
	}
	c.Scene.Rect(&scene.Rect{Box: b, Fill: c.Theme.Ground[3], Stroke: c.Theme.Edge, Width: 1, Radius: 4})
	for i, l := range k.lines {
		c.Say(b.X+10, b.Y+17+float64(tipLine*float64(i)), l, theme.Note, font.Regular, c.Theme.Ink)
	}
}

// Point tells where the pointer is.
func (v *Viewer) Point(p scene.Point) {
	if p == v.canvas.Hover {
		return
	}
	before, told := place{}, v.rested >= tipAfter
	if was := v.hovered(); was != nil {
		before, told = placeOf(was), told && was.Tip != ""
	}
	v.canvas.Hover, v.rested = p, 0
	now := v.hovered()
	if told && now != nil && now.Tip != "" {
		v.rested = tipAfter - tipNext
	}
	v.lightPointed()
	if now == nil && before != (place{}) || now != nil && (placeOf(now) != before || now.Follows) || told {
		v.stale = true
	}
}

// place tells places under the pointer apart.
type place struct {
	box     scene.Box
	subject view.Subject
}

func placeOf(h *canvas.Hit) place { return place{h.Box, h.Subject} }

// hovered is what lies under the pointer.
func (v *Viewer) hovered() *canvas.Hit { return v.canvas.Under(v.canvas.Hover) }
