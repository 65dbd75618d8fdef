// Package scene holds a picture as a list of what to draw, in pixels, from the back to
// the front. It knows no file format and no window: package still writes it to files, a
// window draws it.
//
// A Scene is filled with Add and read with Paint, which hands every item to a Painter.
// What is added is copied into columns that Reset empties and keeps, so a picture that is
// drawn again allocates no memory. Nothing in it is cleverer than a polygon: the hatching
// of a Bar is cut into lines (hatch.go), since viewers blur patterns when they print.
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

	steps  []step
	rects  []Rect
	bars   []Bar
	lines  []Line
	texts  []Text
	clips  []Box
	shapes []shape
	points []Point
}

// step is one item of a scene: its sort, and its place in the column of that sort.
type step struct {
	sort sort
	at   int32
}

type sort uint8

const (
	rectStep sort = iota
	barStep
	lineStep
	textStep
	polylineStep
	polygonStep
	clipStep
	unclipStep
)

// shape is a polyline or polygon: its points stand together in one column.
type shape struct {
	from, to int32
	colour   theme.Colour
	width    float64
}

// Item is one thing to draw: Rect, Bar, Line, Polyline, Polygon, Text, Clip or
// Inset.
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
func (Bar) item()      {}
func (Line) item()     {}
func (Polyline) item() {}
func (Polygon) item()  {}
func (Text) item()     {}
func (Clip) item()     {}

// Reset empties a scene and keeps its memory.
func (s *Scene) Reset(w, h float64) {
	s.W, s.H, s.Title, s.Says = w, h, "", ""
	s.steps, s.rects, s.bars, s.lines = s.steps[:0], s.rects[:0], s.bars[:0], s.lines[:0]
	s.texts, s.clips, s.shapes, s.points = s.texts[:0], s.clips[:0], s.shapes[:0], s.points[:0]
}

// Len is the number of steps that drawing takes.
func (s *Scene) Len() int { return len(s.steps) }

// Add draws things over what is there. Of what it is given it keeps nothing but
// strings.
func (s *Scene) Add(items ...Item) {
	for _, i := range items {
		switch i := i.(type) {
		case Rect:
			s.Rect(&i)
		case Bar:
			s.Bar(&i)
		case Line:
			s.Line(&i)
		case Text:
			s.Text(&i)
		case Polyline:
			s.Polyline(i.Points, i.Stroke, i.Width)
		case Polygon:
			s.Polygon(i.Points, i.Fill)
		case Clip:
			s.Clip(i.Box)
			s.Add(i.Items...)
			s.Unclip()
		case Inset:
			i.Scene.Paint(&mover{s, i.At})
		}
	}
}

// A Scene is itself a Painter: one that remembers.

// Rect adds a rectangle.
func (s *Scene) Rect(r *Rect) {
	s.step(rectStep, len(s.rects))
	s.rects = append(s.rects, *r)
}

// Bar adds a bar.
func (s *Scene) Bar(b *Bar) {
	s.step(barStep, len(s.bars))
	s.bars = append(s.bars, *b)
}

// Line adds a stroke.
func (s *Scene) Line(l *Line) {
	s.step(lineStep, len(s.lines))
	s.lines = append(s.lines, *l)
}

// Text adds a line of letters.
func (s *Scene) Text(t *Text) {
	s.step(textStep, len(s.texts))
	s.texts = append(s.texts, *t)
}

// Polyline adds a stroke through points, which are copied.
func (s *Scene) Polyline(points []Point, stroke theme.Colour, width float64) {
	s.shape(polylineStep, points, stroke, width)
}

// Polygon adds a filled shape, whose points are copied.
func (s *Scene) Polygon(points []Point, fill theme.Colour) {
	s.shape(polygonStep, points, fill, 0)
}

// Clip draws what is added next inside a box only, until Unclip. Clips nest.
func (s *Scene) Clip(b Box) {
	s.step(clipStep, len(s.clips))
	s.clips = append(s.clips, b)
}

// Unclip ends the innermost Clip.
func (s *Scene) Unclip() { s.step(unclipStep, 0) }

func (s *Scene) step(k sort, at int) { s.steps = append(s.steps, step{k, int32(at)}) }

func (s *Scene) shape(k sort, points []Point, c theme.Colour, width float64) {
	s.step(k, len(s.shapes))
	from := len(s.points)
	s.points = append(s.points, points...)
	s.shapes = append(s.shapes, shape{int32(from), int32(len(s.points)), c, width})
}

// Painter draws a scene, item by item. What it is handed is valid for the call.
type Painter interface {
	Rect(*Rect)
	Bar(*Bar)
	Line(*Line)
	Text(*Text)
	Polyline(points []Point, stroke theme.Colour, width float64)
	Polygon(points []Point, fill theme.Colour)
	Clip(Box)
	Unclip()
}

// Paint hands every item to a painter, from the back to the front.
func (s *Scene) Paint(p Painter) {
	for _, i := range s.steps {
		switch i.sort {
		case rectStep:
			p.Rect(&s.rects[i.at])
		case barStep:
			p.Bar(&s.bars[i.at])
		case lineStep:
			p.Line(&s.lines[i.at])
		case textStep:
			p.Text(&s.texts[i.at])
		case polylineStep:
			h := &s.shapes[i.at]
			p.Polyline(s.points[h.from:h.to], h.colour, h.width)
		case polygonStep:
			h := &s.shapes[i.at]
			p.Polygon(s.points[h.from:h.to], h.colour)
		case clipStep:
			p.Clip(s.clips[i.at])
		case unclipStep:
			p.Unclip()
		}
	}
}

// Texts are all texts of a scene, also those within clips and insets. They are
// valid until the scene changes.
func (s *Scene) Texts() []Text { return s.texts }

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

// Has says whether a point lies in the box.
func (b Box) Has(p Point) bool {
	return p.X >= b.X && p.X < b.X+b.W && p.Y >= b.Y && p.Y < b.Y+b.H
}
