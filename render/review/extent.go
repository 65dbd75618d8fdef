package review

import "entente/sim"

// extents finds, among stretches of time in a column, those that overlap a window
// without going through all: the hull of every 32 of them, of every 8 of these, and
// so on.
type extents struct {
	levels [][]hull
	count  int
}

type hull struct{ from, until sim.Time }

const (
	hullBits  = 5 // stretches under a hull of the lowest level
	levelBits = 3 // hulls under one of the next
)

// add takes in the next stretch of the column.
func (x *extents) add(from, until sim.Time) {
	x.spread(x.count, from, until)
	x.count++
}

// widen makes a stretch of the column longer.
func (x *extents) widen(i int, until sim.Time) { x.spread(i, until, until) }

func (x *extents) spread(i int, from, until sim.Time) {
	at := i >> hullBits
	for level := 0; ; level++ {
		if level == len(x.levels) {
			x.levels = append(x.levels, nil)
			if level > 0 { // so far one was enough: begin with what is below
				x.levels[level] = append(x.levels[level], x.hullOf(level-1))
			}
		}
		list := &x.levels[level]
		if at == len(*list) {
			*list = append(*list, hull{from, until})
		} else {
			h := &(*list)[at]
			h.from, h.until = min(h.from, from), max(h.until, until)
		}
		if len(*list) <= 1<<levelBits && level == len(x.levels)-1 {
			return
		}
		at >>= levelBits
	}
}

// hullOf is the hull of the first hulls of a level, all that there are.
func (x *extents) hullOf(level int) hull {
	h := x.levels[level][0]
	for _, o := range x.levels[level][:min(len(x.levels[level]), 1<<levelBits)] {
		h.from, h.until = min(h.from, o.from), max(h.until, o.until)
	}
	return h
}

// within appends the places of the runs of 32 that may overlap a window.
func (x *extents) within(from, until sim.Time, visit func(first, last int)) {
	if len(x.levels) == 0 {
		return
	}
	top := len(x.levels) - 1
	for i := range x.levels[top] {
		x.descend(top, i, from, until, visit)
	}
}

func (x *extents) descend(level, i int, from, until sim.Time, visit func(first, last int)) {
	h := &x.levels[level][i]
	if h.until < from || h.from > until {
		return
	}
	if level == 0 {
		visit(i<<hullBits, min((i+1)<<hullBits, x.count))
		return
	}
	for j := i << levelBits; j < min((i+1)<<levelBits, len(x.levels[level-1])); j++ {
		x.descend(level-1, j, from, until, visit)
	}
}
