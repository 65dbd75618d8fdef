package screen

import "math"

// spike is how far a corner of a stroke may reach out, in half widths, before it is
// cut off: the same limit as SVG has.
const spike = 4

// at is a point in pixels of the screen.
type at struct{ x, y float64 }

// unitVector is the unit vector from a to b, and whether they differ.
func unitVector(a, b at) (at, bool) {
	dx, dy := b.x-a.x, b.y-a.y
	n := math.Hypot(dx, dy)
	if n < 1e-6 {
		return at{}, false
	}
	return at{dx / n, dy / n}, true
}

// stroke draws a line through points. Its edges fade over one pixel, which is what
// makes it smooth. A line that ends where it began is closed.
func (b *batch) stroke(points []at, width float64, c ink) {
	points = b.distinct(points)
	n := len(points)
	if n < 2 {
		return
	}
	s := strip{b: b, c: c, cover: float32(min(1, width)), out: width/2 + 0.5, in: max(0, width/2-0.5)}
	if !b.makeRoom(boxAround(points, s.out*2)) {
		return
	}
	closed := n > 2 && points[0] == points[n-1]
	first, _ := unitVector(points[0], points[1])
	last, _ := unitVector(points[n-2], points[n-1])
	if closed {
		s.corner(points[0], last, first)
		s.begun = false // its corner is where the stroke begins
		s.corner(points[0], last, first)
	} else {
		s.row(points[0], at{-first.y, first.x})
	}
	for i := 1; i < n-1; i++ {
		d0, _ := unitVector(points[i-1], points[i])
		d1, _ := unitVector(points[i], points[i+1])
		s.corner(points[i], d0, d1)
	}
	if closed {
		s.corner(points[0], last, first)
	} else {
		s.row(points[n-1], at{-last.y, last.x})
	}
}

// strip is a stroke as it is drawn: row upon row of four corners across it.
type strip struct {
	b       *batch
	c       ink
	cover   float32
	out, in float64
	before  [4]uint32
	begun   bool
}

// row goes on to a point, across which lies n.
func (s *strip) row(p, n at) {
	var r [4]uint32
	for i, far := range [4]float64{-s.out, -s.in, s.in, s.out} {
		cover := s.cover
		if i == 0 || i == 3 {
			cover = 0
		}
		r[i] = s.b.vertex(float32(p.x+n.x*far), float32(p.y+n.y*far), s.c, cover)
	}
	if s.begun {
		for i := range 3 {
			s.b.quad(s.before[i], s.before[i+1], r[i], r[i+1])
		}
	}
	s.before, s.begun = r, true
}

// corner goes on to a point where the direction changes: with one row if the corner
// is blunt, else with two, which cut it off.
func (s *strip) corner(p, d0, d1 at) {
	n, long := cornerJoin(d0, d1)
	if long <= spike {
		s.row(p, n)
		return
	}
	s.row(p, at{-d0.y, d0.x})
	s.row(p, at{-d1.y, d1.x})
}

// cornerJoin is what lies across a corner between two directions, and its length.
func cornerJoin(d0, d1 at) (at, float64) {
	n := at{-d0.y - d1.y, d0.x + d1.x}
	long := math.Hypot(n.x, n.y)
	if long < 1e-3 {
		return n, spike + 1
	}
	return at{n.x * 2 / (long * long), n.y * 2 / (long * long)}, 2 / long
}

// distinct leaves out points that repeat the one before.
func (b *batch) distinct(points []at) []at {
	kept := points[:0]
	for i, p := range points {
		if i > 0 && math.Abs(p.x-kept[len(kept)-1].x) < 1e-3 && math.Abs(p.y-kept[len(kept)-1].y) < 1e-3 {
			continue
		}
		kept = append(kept, p)
	}
	return kept
}

// boxAround is the box around points, with so much room.
func boxAround(points []at, by float64) box {
	lo, hi := points[0], points[0]
	for _, p := range points[1:] {
		lo, hi = at{min(lo.x, p.x), min(lo.y, p.y)}, at{max(hi.x, p.x), max(hi.y, p.y)}
	}
	return box{float32(lo.x - by), float32(lo.y - by), float32(hi.x + by), float32(hi.y + by)}
}
