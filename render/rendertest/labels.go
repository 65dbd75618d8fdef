package rendertest

import (
	"fmt"

	"entente/render/scene"
	"entente/render/theme"
)

// labels collects every text of a scene with the box that it may be seen in.
type labels struct {
	texts []scene.Text
	rooms []scene.Box
	clips []scene.Box
}

func (l *labels) Rect(*scene.Rect)                              {}
func (l *labels) Bar(*scene.Bar)                                {}
func (l *labels) Line(*scene.Line)                              {}
func (l *labels) Polyline([]scene.Point, theme.Colour, float64) {}
func (l *labels) Polygon([]scene.Point, theme.Colour)           {}
func (l *labels) Unclip()                                       { l.clips = l.clips[:len(l.clips)-1] }

func (l *labels) Text(t *scene.Text) {
	if t.Text != "" {
		l.texts, l.rooms = append(l.texts, *t), append(l.rooms, l.clips[len(l.clips)-1])
	}
}

func (l *labels) Clip(b scene.Box) {
	o := l.clips[len(l.clips)-1]
	x, y := max(b.X, o.X), max(b.Y, o.Y)
	l.clips = append(l.clips, scene.Box{X: x, Y: y, W: min(b.X+b.W, o.X+o.W) - x, H: min(b.Y+b.H, o.Y+o.H) - y})
}

// slack is by how much the boxes of texts may overlap, in pixels both ways.
const slack = 1.5

// Faults says which labels of a scene lie over each other or leave their room. With
// cut, texts that are cut off whole count for nothing: lanes are drawn twice, before
// and after the playhead.
func Faults(s *scene.Scene, cut bool) (found []string) {
	l := &labels{clips: []scene.Box{{W: s.W, H: s.H}}}
	s.Paint(l)
	for i := range l.texts {
		b, r := l.texts[i].Box(), l.rooms[i]
		if cut && !b.Meets(r) {
			continue
		}
		if b.X < r.X-slack || b.Y < r.Y-slack || b.X+b.W > r.X+r.W+slack || b.Y+b.H > r.Y+r.H+slack {
			found = append(found, fmt.Sprintf("%q at %.0f %.0f (%.0f wide) leaves its room %.0f", l.texts[i].Text, b.X, b.Y, b.W, r))
		}
		for j := range i {
			o := l.texts[j].Box()
			if min(b.X+b.W, o.X+o.W)-max(b.X, o.X) > slack && min(b.Y+b.H, o.Y+o.H)-max(b.Y, o.Y) > slack && (!cut || o.Meets(l.rooms[j])) {
				found = append(found, fmt.Sprintf("%q lies over %q at %.0f %.0f", l.texts[i].Text, l.texts[j].Text, b.X, b.Y))
			}
		}
	}
	return found
}
