package atlas

import (
	"bytes"
	"compress/gzip"
	_ "embed" // the shapes
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"sync"

	"entente/render/country"
)

// world.bin.gz has the shapes of countries, packed by generate/generate.mjs.
//
//go:embed world.bin.gz
var packed []byte

// spot is a place on the grid of the world: x grows to the east, y to the south.
type spot struct{ x, y int32 }

// border is a line that a country has alone, as a coast, or shares with another.
type border struct {
	spots  []spot
	weight []float64 // how far, squared, the line moves when a spot is left out
	lands  [2]int32  // of both sides; -1 none
	frame  frame
}

// part is one closed line of a land: a part of it, or a hole.
type part struct {
	refs  []int32 // borders, ^ those walked backwards
	land  int32
	area  float64 // square units, always positive
	frame frame
}

// land is a country: where its name stands, where to look for it, its parts.
type land struct {
	at       spot
	home     frame
	enclaves []int32 // lands that lie within it
}

// frame is a box on the grid.
type frame struct{ x0, y0, x1, y1 int32 }

// world is all shapes. Parts are ordered from the largest, so that what is drawn
// later lies within what was drawn before.
type world struct {
	wide, high int32
	borders    []border
	lands      []land
	parts      []part
}

// earth decodes the shapes that the program carries.
var earth = sync.OnceValue(func() *world {
	w, err := unpack(packed)
	if err == nil && len(w.lands) < len(country.All()) {
		err = fmt.Errorf("%d countries have codes and %d a shape", len(country.All()), len(w.lands))
	}
	if err != nil {
		panic(fmt.Sprintf("atlas: world.bin.gz: %v", err)) // a file of ours
	}
	return w
})

// What shapes may be at most; a file that asks for more is damaged.
const (
	mostBytes = 1 << 20
	mostUnits = 1 << 20
)

const magic = "ATLAS1"

var errShort = errors.New("it ends early")

// unpack decodes shapes. It takes no more memory than a small multiple of what the
// bytes can hold, whatever they are.
func unpack(gz []byte) (*world, error) {
	z, err := gzip.NewReader(bytes.NewReader(gz))
	if err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(io.LimitReader(z, mostBytes+1))
	if err != nil {
		return nil, err
	}
	if len(raw) > mostBytes {
		return nil, fmt.Errorf("more than %d bytes", mostBytes)
	}
	r := &reader{rest: raw}
	w := &world{}
	if err := r.world(w); err != nil {
		return nil, fmt.Errorf("at byte %d: %w", len(raw)-len(r.rest), err)
	}
	w.deriveWorld()
	return w, nil
}

// reader takes varints from the front.
type reader struct {
	rest []byte
	err  error
}

func (r *reader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

// uint reads a number of at most 28 bits.
func (r *reader) uint() int32 {
	v := int32(0)
	for i := 0; i < 4; i++ {
		if len(r.rest) == 0 {
			r.fail(errShort)
			return 0
		}
		b := r.rest[0]
		r.rest = r.rest[1:]
		v |= int32(b&127) << (7 * i)
		if b < 128 {
			return v
		}
	}
	r.fail(errors.New("a number is too long"))
	return 0
}

func (r *reader) int() int32 {
	v := r.uint()
	return v>>1 ^ -(v & 1)
}

// count reads how many things follow, each of at least so many bytes.
func (r *reader) count(bytes int) int {
	n := int(r.uint())
	if r.err == nil && n > len(r.rest)/bytes {
		r.fail(errShort)
	}
	if r.err != nil {
		return 0
	}
	return n
}

func (r *reader) world(w *world) error {
	if !bytes.HasPrefix(r.rest, []byte(magic)) {
		return errors.New("this is no file of shapes")
	}
	r.rest = r.rest[len(magic):]
	w.wide, w.high = r.uint(), r.uint()
	if w.wide < 1 || w.high < 1 || w.wide > mostUnits || w.high > mostUnits {
		r.fail(errors.New("the grid has no size"))
	}
	at := spot{}
	for range r.count(5) {
		b := border{lands: [2]int32{-1, -1}}
		for range r.count(2) {
			at.x, at.y = at.x+r.int(), at.y+r.int()
			if !w.has(at) {
				r.fail(errors.New("a line leaves the grid"))
			}
			if r.err != nil {
				return r.err
			}
			b.spots = append(b.spots, at)
		}
		if len(b.spots) < 2 {
			r.fail(errors.New("a line has no length"))
		}
		if r.err != nil {
			return r.err
		}
		b.frame = frameOf(b.spots)
		w.borders = append(w.borders, b)
	}
	for i := range r.count(7) {
		l := land{at: spot{r.int(), r.int()}, home: frame{r.int(), r.int(), r.int(), r.int()}}
		if !w.has(l.at) || !w.has(spot{l.home.x0, l.home.y0}) || !w.has(spot{l.home.x1, l.home.y1}) || l.home.x0 > l.home.x1 || l.home.y0 > l.home.y1 {
			r.fail(errors.New("a country leaves the grid"))
		}
		w.lands = append(w.lands, l)
		for range r.count(2) {
			r.ring(w, int32(i))
		}
		if r.err != nil {
			return r.err
		}
	}
	if r.err == nil && len(r.rest) > 0 {
		r.fail(errors.New("something follows the last country"))
	}
	return r.err
}

// ring reads one closed line. A hole is no part: what lies in it is drawn over it.
func (r *reader) ring(w *world, of int32) {
	head := r.uint()
	if int(head>>1) > len(r.rest) {
		r.fail(errShort)
	}
	p := part{land: of}
	for range head >> 1 {
		ref := r.int()
		if r.err != nil {
			return
		}
		if int(max(ref, ^ref)) >= len(w.borders) {
			r.fail(errors.New("a ring has a line that there is not"))
			return
		}
		b := &w.borders[max(ref, ^ref)]
		switch {
		case b.lands[0] < 0:
			b.lands[0] = of
		case b.lands[1] < 0:
			b.lands[1] = of
		default:
			r.fail(errors.New("a line has more than two sides"))
			return
		}
		p.refs = append(p.refs, ref)
	}
	spots := w.walk(nil, p.refs, 0)
	if r.err != nil || len(spots) < 3 || !w.closed(p.refs) {
		r.fail(errors.New("a ring is not closed"))
		return
	}
	if head&1 == 0 {
		p.area, p.frame = areaOf(spots), frameOf(spots)
		w.parts = append(w.parts, p)
	}
}

// closed says whether each line of a ring begins where the one before it ends.
func (w *world) closed(refs []int32) bool {
	end := func(ref int32, last bool) spot {
		spots := w.borders[max(ref, ^ref)].spots
		if last == (ref >= 0) {
			return spots[len(spots)-1]
		}
		return spots[0]
	}
	for i, ref := range refs {
		if end(ref, true) != end(refs[(i+1)%len(refs)], false) {
			return false
		}
	}
	return len(refs) > 0
}

func (w *world) has(s spot) bool { return s.x >= 0 && s.y >= 0 && s.x <= w.wide && s.y <= w.high }

// deriveWorld works out what follows from the lines: their weights, which land lies within
// which, and the order of parts.
func (w *world) deriveWorld() {
	for i := range w.borders {
		w.borders[i].weighSpots()
	}
	for i := range w.parts {
		if host, in := w.findHoleOwner(&w.parts[i]); in && !slices.Contains(w.lands[host].enclaves, w.parts[i].land) {
			w.lands[host].enclaves = append(w.lands[host].enclaves, w.parts[i].land)
		}
	}
	slices.SortStableFunc(w.parts, func(a, b part) int {
		switch {
		case a.area > b.area:
			return -1
		case a.area < b.area:
			return 1
		}
		return 0
	})
}

// findHoleOwner says which land has a part in a hole: the only one that it has lines with.
func (w *world) findHoleOwner(p *part) (host int32, in bool) {
	host = -1
	for _, ref := range p.refs {
		lands := w.borders[max(ref, ^ref)].lands
		other := lands[0]
		if other == p.land {
			other = lands[1]
		}
		if other < 0 || host >= 0 && other != host {
			return -1, false
		}
		host = other
	}
	return host, host >= 0
}

// walk appends the spots of a ring whose weight is over a limit. The last spot of
// each line is the first of the next.
func (w *world) walk(spots []spot, refs []int32, limit float64) []spot {
	for _, ref := range refs {
		b := &w.borders[max(ref, ^ref)]
		n := len(b.spots)
		for k := range n - 1 {
			at := k
			if ref < 0 {
				at = n - 1 - k
			}
			if len(b.weight) == 0 || b.weight[at] > limit {
				spots = append(spots, b.spots[at])
			}
		}
	}
	return spots
}

// weighSpots says of each spot how much the line changes without it (Douglas and Peucker
// 1973). A spot never weighs more than those that were needed before it, so that a
// line with fewer spots has only spots of one with more.
func (b *border) weighSpots() {
	b.weight = make([]float64, len(b.spots))
	b.weight[0], b.weight[len(b.spots)-1] = math.Inf(1), math.Inf(1)
	type span struct {
		from, to int
		most     float64
	}
	todo := []span{{0, len(b.spots) - 1, math.Inf(1)}}
	for len(todo) > 0 {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		far, most := -1, -1.0
		for i := s.from + 1; i < s.to; i++ {
			if d := squaredDistance(b.spots[i], b.spots[s.from], b.spots[s.to]); d > most {
				far, most = i, d
			}
		}
		if far < 0 {
			continue
		}
		most = min(most, s.most)
		b.weight[far] = most
		todo = append(todo, span{s.from, far, most}, span{far, s.to, most})
	}
}

// squaredDistance is the squared distance of a spot from a stretch.
func squaredDistance(p, a, b spot) float64 {
	dx, dy := float64(b.x-a.x), float64(b.y-a.y)
	px, py := float64(p.x-a.x), float64(p.y-a.y)
	if long := float64(dx*dx) + float64(dy*dy); long > 0 {
		t := min(max((float64(px*dx)+float64(py*dy))/long, 0), 1)
		px, py = px-float64(t*dx), py-float64(t*dy)
	}
	return float64(px*px) + float64(py*py)
}

func areaOf(spots []spot) float64 {
	sum := int64(0)
	for i, a := range spots {
		b := spots[(i+1)%len(spots)]
		sum += int64(a.x)*int64(b.y) - int64(a.y)*int64(b.x)
	}
	return float64(math.Abs(float64(sum)) / 2)
}

func frameOf(spots []spot) frame {
	f := frame{spots[0].x, spots[0].y, spots[0].x, spots[0].y}
	for _, s := range spots {
		f = f.with(frame{s.x, s.y, s.x, s.y})
	}
	return f
}

func (f frame) with(o frame) frame {
	return frame{min(f.x0, o.x0), min(f.y0, o.y0), max(f.x1, o.x1), max(f.y1, o.y1)}
}
