package rendertest

import (
	"fmt"
	"strings"

	"entente/render/scene"
	"entente/render/theme"
)

// shapes writes what is drawn without a colour.
type shapes struct{ strings.Builder }

// Shapes is a picture as somebody has it who sees no colour: where which shapes, marks
// of patterns and letters stand.
func Shapes(s *scene.Scene) string {
	var w shapes
	s.Paint(&w)
	return w.String()
}

func (w *shapes) say(form string, args ...any) { fmt.Fprintf(w, form, args...) }

func (w *shapes) Rect(r *scene.Rect) {
	w.say("rect %.1f %t %.1f %.1f\n", r.Box, r.Hollow, r.Width, r.Radius)
}
func (w *shapes) Bar(b *scene.Bar)   { b.Hatch(w) }
func (w *shapes) Line(l *scene.Line) { w.say("line %.1f %.1f %.1f\n", l.A, l.B, l.Width) }
func (w *shapes) Text(t *scene.Text) {
	w.say("text %.1f %.0f %d %s\n", t.At, t.Size, t.Weight, t.Text)
}

func (w *shapes) Polyline(p []scene.Point, _ theme.Colour, width float64) {
	w.say("polyline %.1f %.1f\n", p, width)
}
func (w *shapes) Polygon(p []scene.Point, _ theme.Colour) { w.say("polygon %.1f\n", p) }
func (w *shapes) Clip(b scene.Box)                        { w.say("clip %.1f\n", b) }
func (w *shapes) Unclip()                                 { w.say("unclip\n") }
