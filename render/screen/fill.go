package screen

import (
	"encoding/binary"
	"hash/maphash"
	"math"
)

// fill fills a ring of points, whatever its shape. Its edge fades over one pixel.
func (b *batch) fill(points []at, c ink, cuts *cuts) {
	points = b.distinct(points)
	if n := len(points); n > 1 && points[0] == points[n-1] {
		points = points[:n-1]
	}
	n := len(points)
	if n < 3 || !b.makeRoom(boxAround(points, 2)) {
		return
	}
	way := 1.0
	if area(points) < 0 {
		way = -1
	}
	first := uint32(len(b.vertices))
	for i, p := range points {
		d0, _ := unitVector(points[(i+n-1)%n], p)
		d1, _ := unitVector(p, points[(i+1)%n])
		m, long := cornerJoin(d0, d1)
		half := way * 0.5 / max(1, long/2) // sharp corners keep their place
		b.vertex(float32(p.x+m.x*half), float32(p.y+m.y*half), c, 1)
		b.vertex(float32(p.x-m.x*half), float32(p.y-m.y*half), c, 0)
	}
	for i := range uint32(n) {
		j := (i + 1) % uint32(n)
		b.quad(first+2*i, first+2*i+1, first+2*j, first+2*j+1)
	}
	for _, t := range cuts.of(points, way) {
		b.triangle(first+2*t[0], first+2*t[1], first+2*t[2])
	}
}

// area is twice the area of a ring, negative if it runs the other way.
func area(points []at) float64 {
	sum, p := 0.0, points[len(points)-1]
	for _, q := range points {
		sum += p.x*q.y - q.x*p.y
		p = q
	}
	return sum
}

// cuts remembers how rings are cut into triangles: a map is drawn again and again.
type cuts struct {
	seed  maphash.Seed
	known map[uint64][][3]uint32
	small [][3]uint32
	bytes []byte
	next  []uint32
}

const (
	smallRing = 24   // points up to which cutting is cheaper than remembering
	mostRings = 4096 // remembered at most
)

// of cuts a ring that runs a way into triangles of its points.
func (c *cuts) of(points []at, way float64) [][3]uint32 {
	if len(points) <= smallRing {
		c.small = c.cut(c.small[:0], points, way)
		return c.small
	}
	key := c.hash(points)
	list, known := c.known[key]
	if !known {
		if c.known == nil || len(c.known) >= mostRings {
			c.known = map[uint64][][3]uint32{}
		}
		list = c.cut(make([][3]uint32, 0, len(points)), points, way)
		c.known[key] = list
	}
	return list
}

// hash tells rings of different shape apart. Where a ring lies does not matter.
func (c *cuts) hash(points []at) uint64 {
	if c.known == nil {
		c.seed = maphash.MakeSeed()
	}
	c.bytes = c.bytes[:0]
	for _, p := range points {
		c.bytes = binary.LittleEndian.AppendUint32(c.bytes, math.Float32bits(float32(p.x-points[0].x)))
		c.bytes = binary.LittleEndian.AppendUint32(c.bytes, math.Float32bits(float32(p.y-points[0].y)))
	}
	return maphash.Bytes(c.seed, c.bytes)
}

// cut cuts ears off a ring until a triangle is left: a corner is an ear if it turns
// the ring's way and no other point lies in it. A ring that crosses itself may have
// none; then some corner is cut off all the same, so it always ends.
func (c *cuts) cut(list [][3]uint32, points []at, way float64) [][3]uint32 {
	n := len(points)
	c.next = c.next[:0]
	for i := range n {
		c.next = append(c.next, uint32((i+1)%n))
	}
	i, tries := uint32(0), 0
	for left := n; left > 3; {
		j := c.next[i]
		k := c.next[j]
		if tries <= left && !c.ear(points, i, j, k, way) {
			i, tries = j, tries+1
			continue
		}
		list = append(list, [3]uint32{i, j, k})
		c.next[i] = k
		left, tries = left-1, 0
		i = k // cut around the ring, not one fan from one corner
	}
	return append(list, [3]uint32{i, c.next[i], c.next[c.next[i]]})
}

func (c *cuts) ear(points []at, i, j, k uint32, way float64) bool {
	p, q, r := points[i], points[j], points[k]
	if orientation(p, q, r)*way <= 0 {
		return false
	}
	lo := at{min(p.x, q.x, r.x), min(p.y, q.y, r.y)}
	hi := at{max(p.x, q.x, r.x), max(p.y, q.y, r.y)}
	for m := c.next[k]; m != i; m = c.next[m] {
		s := points[m]
		if s.x < lo.x || s.x > hi.x || s.y < lo.y || s.y > hi.y || s == p || s == q || s == r {
			continue
		}
		if orientation(p, q, s)*way >= 0 && orientation(q, r, s)*way >= 0 && orientation(r, p, s)*way >= 0 {
			return false
		}
	}
	return true
}

// orientation is positive if the way from p over q to r turns right, as y points down.
func orientation(p, q, r at) float64 { return (q.x-p.x)*(r.y-p.y) - (r.x-p.x)*(q.y-p.y) }
