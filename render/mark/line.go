package mark

import (
	"math"

	"entente/render/scene"
	"entente/render/theme"
)

// Ending is what stands at the end of a line.
type Ending uint8

// The endings.
const (
	Plain   Ending = iota
	Arrow          // it arrived
	Stopped        // a bar: it was refused on the way
	Lost           // a cross: nobody has it
)

// Stroke is how a line is drawn.
type Stroke struct {
	Ink    theme.Colour
	Width  float64
	Head   float64 // length of the arrow
	Dashed bool    // older than the window, or not direct
	End    Ending
}

// PathStroke is a line of the chosen path, OtherStroke any other.
func PathStroke(t *theme.Theme) Stroke { return Stroke{t.Ink, 2, 9, false, Arrow} }

func OtherStroke(t *theme.Theme) Stroke {
	return Stroke{t.Ink3, 1.1, 7, false, Arrow}
}

// Draw draws a line from one place to another.
func (k Stroke) Draw(s *scene.Scene, from, to scene.Point) {
	dx, dy := to.X-from.X, to.Y-from.Y
	long := math.Sqrt(float64(dx*dx) + float64(dy*dy))
	if long < 0.5 {
		return
	}
	ux, uy := dx/long, dy/long
	back := func(by, aside float64) scene.Point {
		return scene.Point{X: to.X - float64(ux*by) - float64(uy*aside), Y: to.Y - float64(uy*by) + float64(ux*aside)}
	}
	head := min(k.Head, long)
	tip := to
	switch k.End {
	case Arrow:
		tip = back(float64(head*0.8), 0)
	case Lost:
		tip = back(8, 0)
	}
	if k.Dashed {
		Dashes(s, from, tip, 3, 3, k.Ink, k.Width)
	} else {
		s.Line(&scene.Line{A: from, B: tip, Stroke: k.Ink, Width: k.Width})
	}
	switch k.End {
	case Arrow:
		half := float64(head * 0.44)
		s.Polygon([]scene.Point{to, back(head, half), back(head, -half)}, k.Ink)
	case Stopped:
		s.Line(&scene.Line{A: back(0, 7), B: back(0, -7), Stroke: k.Ink, Width: k.Width + 0.6})
	case Lost:
		s.Line(&scene.Line{A: back(4, 4), B: back(-4, -4), Stroke: k.Ink, Width: k.Width + 0.4})
		s.Line(&scene.Line{A: back(4, -4), B: back(-4, 4), Stroke: k.Ink, Width: k.Width + 0.4})
	}
}

// mostDashes bounds the strokes of one dashed line.
const mostDashes = 400

// Dashes cuts a line into strokes and gaps. It begins and ends with half a gap's
// room to spare, so that both ends look alike.
func Dashes(s *scene.Scene, from, to scene.Point, on, off float64, ink theme.Colour, width float64) {
	dx, dy := to.X-from.X, to.Y-from.Y
	long := math.Sqrt(float64(dx*dx) + float64(dy*dy))
	if long == 0 {
		return
	}
	n := max(1, math.Floor((long+off)/(on+off)))
	if n > mostDashes {
		on, off, n = float64(long/mostDashes/2), float64(long/mostDashes/2), mostDashes
	}
	start := float64((long + off - float64(n*(on+off))) / 2)
	for i := range int(n) {
		a := max(0, start+float64(float64(i)*(on+off)))
		b := min(long, a+on)
		s.Line(&scene.Line{
			A: scene.Point{X: from.X + float64(dx*a)/long, Y: from.Y + float64(dy*a)/long},
			B: scene.Point{X: from.X + float64(dx*b)/long, Y: from.Y + float64(dy*b)/long}, Stroke: ink, Width: width,
		})
	}
}

// Flag is the flag of a deadline, its pole at x.
func Flag(s *scene.Scene, x, y float64, ink theme.Colour) {
	s.Polygon([]scene.Point{{X: x, Y: y}, {X: x + 9, Y: y + 4.5}, {X: x, Y: y + 9}}, ink)
}

// Deadline is the line of a deadline, with its flag at the top.
func Deadline(s *scene.Scene, x, top, bottom float64, t *theme.Theme) {
	s.Line(&scene.Line{A: scene.Point{X: x, Y: top}, B: scene.Point{X: x, Y: bottom}, Stroke: t.Late, Width: 1.6})
	Flag(s, x, top, t.Late)
}

// Lateness is the bar on an axis from a deadline to when it came.
func Lateness(s *scene.Scene, from, to, y float64, t *theme.Theme) {
	s.Rect(&scene.Rect{Box: scene.Box{X: from, Y: y, W: to - from, H: 4}, Fill: t.Late})
}

// Playhead is the line of the instant that is looked at, its triangle above top.
func Playhead(s *scene.Scene, x, top, bottom float64, t *theme.Theme) {
	s.Line(&scene.Line{A: scene.Point{X: x, Y: top}, B: scene.Point{X: x, Y: bottom}, Stroke: t.Ink2, Width: 1})
	s.Polygon([]scene.Point{{X: x - 5.5, Y: top - 4}, {X: x + 5.5, Y: top - 4}, {X: x, Y: top + 4}}, t.Ink)
}

// Folded shows that idle time was folded away between two levels: a zigzag on either
// side of it.
func Folded(s *scene.Scene, left, right, top, bottom float64, t *theme.Theme) {
	for _, x := range [...]float64{left, right} {
		Zigzag(s, x, top, bottom, t.Line2)
	}
}

// mostTeeth bounds the points of one zigzag.
const mostTeeth = 256

// Zigzag is an upright line that goes to and fro.
func Zigzag(s *scene.Scene, x, top, bottom float64, ink theme.Colour) {
	const tooth, reach = 6.0, 2.0
	var buffer [mostTeeth]scene.Point
	points := buffer[:0]
	for y, aside := top, reach; y < bottom && len(points) < mostTeeth-1; y, aside = y+tooth, -aside {
		points = append(points, scene.Point{X: x + aside, Y: y})
	}
	s.Polyline(append(points, scene.Point{X: x, Y: bottom}), ink, 1)
}

// Bookmark is the sign of a bookmark, Note that of a note, both 14 pixels high.
func Bookmark(s *scene.Scene, x, y float64, ink theme.Colour) {
	s.Polygon([]scene.Point{{X: x, Y: y}, {X: x + 8, Y: y}, {X: x + 8, Y: y + 14}, {X: x + 4, Y: y + 10}, {X: x, Y: y + 14}}, ink)
}

// Note is a sheet with two lines of writing.
func Note(s *scene.Scene, x, y float64, ink theme.Colour) {
	s.Rect(&scene.Rect{Box: scene.Box{X: x, Y: y, W: 13, H: 14}, Hollow: true, Stroke: ink, Width: 1.3, Radius: 1})
	for _, dy := range [...]float64{5, 9} {
		s.Line(&scene.Line{A: scene.Point{X: x + 3, Y: y + dy}, B: scene.Point{X: x + 10, Y: y + dy}, Stroke: ink, Width: 1.2})
	}
}
