// Package scene is a picture as a list of what to draw, in pixels, from the back
// to the front. It knows no file format and no window: package still writes it as
// SVG, a window draws it.
//
// Nothing in it is cleverer than a polygon: hatching is cut into lines (hatch.go),
// since viewers blur patterns when they print.
package scene

import (
	"entente/render/font"
	"entente/render/theme"
)

// Scene is one picture.
type Scene struct {
	W, H  float64
	Title string // what it shows, for those who cannot see it
	Says  string // the same at length
	Items []Item
}

// Item is one thing to draw: Rect, Line, Polyline, Polygon, Text, Clip or Inset.
type Item interface{ item() }

// Box is a rectangle.
type Box struct{ X, Y, W, H float64 }

// Point is a place.
type Point struct{ X, Y float64 }

// Rect is a filled or outlined rectangle.
type Rect struct {
	Box
	Fill   theme.Colour
	Hollow bool // no fill
	Stroke theme.Colour
	Width  float64 // of the stroke; 0 none
	Radius float64
	Tip    string // a word for who points at it
}

// Line is one stroke.
type Line struct {
	A, B   Point
	Stroke theme.Colour
	Width  float64
}

// Polyline is a stroke through points.
type Polyline struct {
	Points []Point
	Stroke theme.Colour
	Width  float64
}

// Polygon is a filled shape.
type Polygon struct {
	Points []Point
	Fill   theme.Colour
}

// Anchor says which part of a text stands at its place.
type Anchor uint8

// The anchors.
const (
	Start Anchor = iota
	Middle
	End
)

// Text is one line of letters. Y is the baseline.
type Text struct {
	At     Point
	Text   string
	Size   float64
	Weight font.Weight
	Fill   theme.Colour
	Anchor Anchor
}

// Clip draws items inside a box only.
type Clip struct {
	Box
	Items []Item
}

// Inset draws another scene with its corner at a place.
type Inset struct {
	At    Point
	Scene *Scene
}

func (Inset) item()    {}
func (Rect) item()     {}
func (Line) item()     {}
func (Polyline) item() {}
func (Polygon) item()  {}
func (Text) item()     {}
func (Clip) item()     {}

// Add draws things over what is there.
func (s *Scene) Add(items ...Item) { s.Items = append(s.Items, items...) }

// Box is the box that a text covers.
func (t Text) Box() Box {
	w := font.Width(t.Text, t.Weight, t.Size)
	x := t.At.X
	switch t.Anchor {
	case Middle:
		x -= float64(w / 2)
	case End:
		x -= w
	}
	return Box{x, t.At.Y - float64(t.Size*0.76), w, float64(t.Size * 0.96)}
}

// Grow is the box with so much room on every side.
func (b Box) Grow(by float64) Box {
	return Box{b.X - by, b.Y - by, b.W + float64(2*by), b.H + float64(2*by)}
}

// Meets says whether two boxes overlap.
func (b Box) Meets(o Box) bool {
	return b.X < o.X+o.W && o.X < b.X+b.W && b.Y < o.Y+o.H && o.Y < b.Y+b.H
}

// Texts lists all texts of a scene, also those within clips.
func (s *Scene) Texts() []Text { return texts(s.Items) }

func texts(items []Item) (list []Text) {
	for _, i := range items {
		switch i := i.(type) {
		case Text:
			list = append(list, i)
		case Clip:
			list = append(list, texts(i.Items)...)
		case Inset:
			for _, t := range i.Scene.Texts() {
				t.At.X, t.At.Y = t.At.X+i.At.X, t.At.Y+i.At.Y
				list = append(list, t)
			}
		}
	}
	return list
}
