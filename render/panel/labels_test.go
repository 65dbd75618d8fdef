package panel_test

import (
	"fmt"
	"testing"

	"entente/render/panel"
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
func (l *labels) Unclip() { l.clips = l.clips[:len(l.clips)-1] }

// slack is by how much the boxes of texts may overlap, in pixels both ways.
const slack = 1.5

// faults says which labels of a canvas overlap or leave their room.
func faults(c *panel.Canvas) (found []string) {
	l := &labels{clips: []scene.Box{{W: c.W, H: c.H}}}
	c.Paint(l)
	for i := range l.texts {
		b, r := l.texts[i].Box(), l.rooms[i]
		if b.X < r.X-slack || b.Y < r.Y-slack || b.X+b.W > r.X+r.W+slack || b.Y+b.H > r.Y+r.H+slack {
			found = append(found, fmt.Sprintf("%q at %.0f %.0f (%.0f wide) leaves its room %.0f", l.texts[i].Text, b.X, b.Y, b.W, r))
		}
		for j := range i {
			o := l.texts[j].Box()
			if min(b.X+b.W, o.X+o.W)-max(b.X, o.X) > slack && min(b.Y+b.H, o.Y+o.H)-max(b.Y, o.Y) > slack {
				found = append(found, fmt.Sprintf("%q lies over %q at %.0f %.0f", l.texts[i].Text, l.texts[j].Text, b.X, b.Y))
			}
		}
	}
	return found
}

// frames are the sizes at which panels are tried: windows of the usual sizes at text
// of 80 to 200 %.
var frames = []scene.Box{{W: 1600, H: 900}, {W: 1280, H: 720}, {W: 853, H: 480}, {W: 640, H: 360}, {W: 2400, H: 1350}, {W: 1920, H: 1080}, {W: 960, H: 540}}

// legible holds that a panel has no label over another and none outside its room, at
// all sizes.
func legible(t *testing.T, name string, draw func(c *panel.Canvas, box scene.Box)) {
	t.Helper()
	if *sheets != "" {
		sheet(t, name+"-dark-1280", painted(1280, 676, theme.Dark, draw))
		sheet(t, name+"-light-1920", painted(1920, 1028, theme.Light, draw))
	}
	for _, f := range frames {
		for _, found := range faults(painted(f.W, f.H, theme.Dark, draw)) {
			t.Errorf("%s at %.0f x %.0f: %s", name, f.W, f.H, found)
		}
	}
}
