package canvas

import (
	"math"
	"slices"
	"sort"

	"entente/sim"
)

// Axis maps a window of time to a stretch of the picture and back. Idle time may be
// folded in it: what is folded keeps a few pixels, and time goes on evenly between.
// Time never goes back: later is never further left.
type Axis struct {
	From, Until sim.Time
	X, W        float64

	parts []part
}

// part is a stretch of an axis on which time passes evenly.
type part struct {
	from, until sim.Time
	left, right float64
	folded      bool
}

// Gap is a span of time.
type Gap struct{ From, Until sim.Time }

// Set lays an axis out, with gaps in order that are folded to so many pixels each.
// A window without length is taken for one millisecond.
func (a *Axis) Set(from, until sim.Time, x, w float64, gaps []Gap, folded float64) {
	a.From, a.Until, a.X, a.W, a.parts = from, max(until, from+1), x, max(w, 1), a.parts[:0]
	idle := sim.Time(0)
	for _, g := range gaps {
		idle += g.Until - g.From
	}
	even := a.W - float64(folded*float64(len(gaps)))
	if len(gaps) > 0 && (even < float64(a.W*0.3) || idle >= a.Until-a.From) {
		gaps, idle, even = nil, 0, a.W
	}
	rate := even / float64(a.Until-a.From-idle)
	at, left := a.From, x
	add := func(until sim.Time, wide float64, folded bool) {
		if until > at {
			a.parts = append(a.parts, part{at, until, left, left + wide, folded})
			at, left = until, left+wide
		}
	}
	for _, g := range gaps {
		add(g.From, float64(rate*float64(g.From-at)), false)
		add(g.Until, folded, true)
	}
	add(a.Until, float64(rate*float64(a.Until-at)), false)
	a.parts[len(a.parts)-1].right = x + a.W
}

// At is where an instant stands. What lies outside of the window stands at its end.
func (a *Axis) At(t sim.Time) float64 {
	if t <= a.From {
		return a.X
	}
	if t >= a.Until {
		return a.X + a.W
	}
	p := &a.parts[sort.Search(len(a.parts), func(i int) bool { return a.parts[i].until > t })]
	return p.left + float64((p.right-p.left)*float64(t-p.from))/float64(p.until-p.from)
}

// Time is the instant that stands at a place.
func (a *Axis) Time(x float64) sim.Time {
	if x <= a.X {
		return a.From
	}
	if x >= a.X+a.W {
		return a.Until
	}
	p := &a.parts[min(len(a.parts)-1, sort.Search(len(a.parts), func(i int) bool { return a.parts[i].right > x }))]
	share := float64((x-p.left)*float64(p.until-p.from)) / (p.right - p.left)
	return min(p.until, max(p.from, p.from+sim.Time(math.Round(share))))
}

// Clone is an axis that stays as it is when this one is laid out anew.
func (a *Axis) Clone() Axis {
	b := *a
	b.parts = slices.Clone(a.parts)
	return b
}

// Has says whether an instant lies in the window.
func (a *Axis) Has(t sim.Time) bool { return a.From <= t && t <= a.Until }

// Rate is how many pixels a millisecond has where time is not folded.
func (a *Axis) Rate() float64 {
	for _, p := range a.parts {
		if !p.folded {
			return (p.right - p.left) / float64(p.until-p.from)
		}
	}
	return a.W / float64(a.Until-a.From)
}

// Folds is how many stretches are folded.
func (a *Axis) Folds() (n int) {
	for _, p := range a.parts {
		if p.folded {
			n++
		}
	}
	return n
}

// mostIdle is the share of a window, in percent, that a span without any event may
// have before it is folded.
const mostIdle = 6

// Idle are the spans of a window in which nothing starts or ends and that are long
// enough to be folded, in order. Times are all instants at which something starts or
// ends, in order. What crosses lost time is never folded, and a little room is kept
// beside what happens.
func Idle(list []Gap, times []sim.Time, lost []Gap, from, until sim.Time) []Gap {
	list = list[:0]
	least := (until - from) * mostIdle / 100
	first, _ := slices.BinarySearch(times, from)
	at, spared := from, sim.Time(0)
	end := func(t sim.Time) {
		if g := (Gap{at, t}); t-at > least && !crossed(g, lost) {
			list = append(list, g)
			spared += t - at
		}
		at = t
	}
	for _, t := range times[first:] {
		if t >= until {
			break
		}
		if t > at {
			end(t)
		}
	}
	end(until)
	room := (until - from - spared) / 50
	for i := range list {
		g := &list[i]
		beside := min(room, (g.Until-g.From)/8)
		if g.From > from {
			g.From += beside
		}
		if g.Until < until {
			g.Until -= beside
		}
	}
	return list
}

// crossed says whether lost time passes within a span.
func crossed(g Gap, lost []Gap) bool {
	for _, l := range lost {
		if l.From < g.Until && g.From < l.Until {
			return true
		}
	}
	return false
}
