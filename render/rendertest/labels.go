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

func (l *labels) Bar(*scene.Bar)                                {}
func (l *labels) Line(*scene.Line)                              {}
func (l *labels) Polyline([]scene.Point, theme.Colour, float64) {}
func (l *labels) Polygon([]scene.Point, theme.Colour)           {}
func (l *labels) Unclip()                                       { l.clips = l.clips[:len(l.clips)-1] }

// leastSheet is the size from which on what is painted over texts is a sheet or a
// dialog that lies over them, and not a plate beside them.
const leastSheet = 100

// Rect takes away the texts that a sheet covers.
func (l *labels) Rect(r *scene.Rect) {
	b := common(r.Box, l.clips[len(l.clips)-1])
	if r.Hollow || b.W < leastSheet || b.H < leastSheet {
		return
	}
	kept := 0
	for i := range l.texts {
		o := l.texts[i].Box()
		if min(b.X+b.W, o.X+o.W)-max(b.X, o.X) > slack && min(b.Y+b.H, o.Y+o.H)-max(b.Y, o.Y) > slack && l.rooms[i].Meets(b) {
			continue
		}
		l.texts[kept], l.rooms[kept] = l.texts[i], l.rooms[i]
		kept++
	}
	l.texts, l.rooms = l.texts[:kept], l.rooms[:kept]
}

func (l *labels) Text(t *scene.Text) {
	if t.Text != "" {
		l.texts, l.rooms = append(l.texts, *t), append(l.rooms, l.clips[len(l.clips)-1])
	}
}

func (l *labels) Clip(b scene.Box) {
	l.clips = append(l.clips, common(b, l.clips[len(l.clips)-1]))
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
