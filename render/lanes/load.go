package lanes

import (
	"cmp"
	"slices"

	"entente/render/canvas"
	"entente/render/font"
	"entente/render/look"
	"entente/render/review"
	"entente/render/scene"
	"entente/render/theme"
	"entente/render/view"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// The limits of details, in records within the window.
const (
	mostSingle = 2000  // that are drawn one by one
	mostLoad   = 20000 // that are drawn in columns
	backPart   = 70    // percent of a limit at which the finer detail comes back
	mostNamed  = 64    // nations that are drawn in columns
	mostHot    = 15    // nations that are drawn as heat
)

// FitDetail is how much of the lanes is drawn: by how much there is in the window. It
// goes over to less at a limit and comes back at 70 % of it, so that it does not
// flicker; what it came to last is in the state.
func FitDetail(run *review.Run, s *view.State) view.Detail {
	n := crowd(run, s)
	limit := func(most int, below view.Detail) bool {
		if s.Fitted > below {
			most = most * backPart / 100
		}
		return n <= most
	}
	nations := 0
	for i := range run.Static.Things {
		if run.Static.Things[i].Sort == "nation" {
			nations++
		}
	}
	if nations > mostLanes && (s.Outcome == 0 || s.Everyone) {
		if nations > mostNamed || !limit(mostLoad, view.Load) {
			return view.Heat
		}
		return view.Load
	}
	switch {
	case limit(mostSingle, view.Single):
		return view.Single
	case limit(mostLoad, view.Load):
		return view.Load
	}
	return view.Heat
}

// crowd is how many things lie in the window: of a chosen outcome what its parties
// had, else all records.
func crowd(run *review.Run, s *view.State) (n int) {
	from, until := WindowOf(run, s)
	var k course
	if k.find(run, look.CourseOf(s)); k.found != nil && !s.Everyone {
		for i := range run.Static.Things {
			if a := journal.Ref(i); k.parties[a] && n <= mostLoad {
				n += run.CountLane(a, from, until, mostLoad+1)
			}
		}
		return n
	}
	first, last := run.EventsWithin(from, until+1)
	return last - first
}

// crowded makes room in the list of rows for what is drawn, and says how high rows
// are: of very many nations those are shown where most waited.
func (l *Lanes) crowded(run *review.Run, from, until sim.Time, high float64) heights {
	h := heights{head: 21, veil: 20, least: 28, most: 80}
	if len(l.rows) <= mostLanes {
		return h
	}
	h.least, h.most, h.veil = 12, 28, 14
	if l.level != view.Heat || l.from.state.Everyone || len(l.rows) <= mostNamed {
		return h
	}
	l.edges, l.columns = append(l.edges[:0], from, until), slices.Grow(l.columns[:0], 1)[:1]
	waited := make(map[int]sim.Time, len(l.rows))
	for i := range l.rows {
		run.Columns(l.rows[i].who, l.edges, l.columns)
		waited[int(l.rows[i].who)] = l.columns[0].Total
	}
	slices.SortStableFunc(l.rows, func(a, b row) int { return cmp.Compare(waited[int(b.who)], waited[int(a.who)]) })
	left := len(l.rows) - mostHot
	l.rows = append(l.rows[:mostHot], row{sort: moreRow, count: left})
	h.least, h.most = 16, 28
	return h
}

// opened is the row under the pointer where rows are too low to be read; -1 none.
func (l *Lanes) opened(c *canvas.Canvas, box scene.Box) int {
	if !l.drawn || l.level != view.Load || !box.Has(c.Hover) {
		return -1
	}
	for i := l.first; i < l.upto; i++ {
		if r := &l.rows[i]; r.sort == wholeRow && c.Hover.Y >= r.top && c.Hover.Y < r.top+r.high && (r.high < 28 || i == l.from.open) {
			return i
		}
	}
	return -1
}

// enlarge opens a row that is too low to be read, and takes the room from the others.
func (l *Lanes) enlarge(open int) {
	const high = 48
	if open < l.first || open >= l.upto || l.rows[open].high >= 28 || l.upto-l.first < 8 {
		return
	}
	r := &l.rows[open]
	each := float64((high - r.high) / float64(l.upto-l.first-1))
	y := l.rows[l.first].top
	for i := l.first; i < l.upto; i++ {
		x := &l.rows[i]
		x.top = y
		if i == open {
			x.high = high
		} else {
			x.high -= each
		}
		y += x.high
	}
}

// measure counts what waited in each column of each row that is shown, and gives the
// most that any has. What nobody was at waited for nobody.
func (l *Lanes) measure(run *review.Run, step float64) (most float64) {
	n := max(1, int(l.axis.W/step))
	l.edges, l.columns = l.edges[:0], l.columns[:0]
	for i := range n + 1 {
		l.edges = append(l.edges, l.axis.Time(l.axis.X+float64(float64(i)*l.axis.W)/float64(n)))
	}
	for i := l.first; i < l.upto; i++ {
		r := &l.rows[i]
		if r.sort != wholeRow && r.sort != laneRow {
			continue
		}
		r.columns = len(l.columns)
		l.columns = slices.Grow(l.columns, n)[:r.columns+n]
		list := l.of(r)
		run.Columns(r.who, l.edges, list)
		for j := range list {
			list[j].Total -= list[j].Ms[measure.NobodyActed]
			list[j].Ms[measure.NobodyActed] = 0
			most = max(most, list[j].Mean(l.edges[j+1]-l.edges[j]))
		}
	}
	return most
}

// of are the columns of a row.
func (l *Lanes) of(r *row) []review.Column { return l.columns[r.columns : r.columns+len(l.edges)-1] }

// load draws columns of what waited, by delay, all rows to one scale.
func (l *Lanes) load(run *review.Run) {
	most := l.measure(run, l.size.columnStep)
	if most == 0 {
		return
	}
	for i := l.first; i < l.upto; i++ {
		r := &l.rows[i]
		if r.sort != wholeRow && r.sort != laneRow {
			continue
		}
		scale, list := (r.high-3)/most, l.of(r)
		for j := range list {
			l.stacked(r, &list[j], l.edges[j], l.edges[j+1], scale)
		}
	}
}

// stacked draws one column of a row.
func (l *Lanes) stacked(r *row, x *review.Column, from, until sim.Time, scale float64) {
	if x.Total == 0 || until <= from {
		return
	}
	left, right := float64(int(l.axis.At(from))), float64(int(l.axis.At(until)))
	y := r.top + r.high - 1
	for d := range measure.NumDelays {
		if x.Ms[d] == 0 {
			continue
		}
		high := float64(scale*float64(x.Ms[d])) / float64(until-from)
		if high < 0.4 {
			continue
		}
		y -= high
		l.seen[d] = true
		for _, c := range [...]*canvas.Canvas{&l.past, &l.future} {
			c.Fill(scene.Box{X: left, Y: y, W: max(1, right-left-1), H: high}, c.Theme.Delays[d])
		}
	}
}

// shades is how many lightnesses heat has.
const shades = 24

// heat draws how much waited as lightness, and the delay with the largest share as a
// mark before each row.
func (l *Lanes) heat(run *review.Run, area scene.Box) {
	most := l.measure(run, 2)
	for i := l.first; i < l.upto; i++ {
		r := &l.rows[i]
		switch r.sort {
		case moreRow:
			l.more(r)
		case wholeRow, laneRow:
			var sum review.Column
			for _, x := range l.of(r) {
				for d, ms := range x.Ms {
					sum.Ms[d] += ms
				}
			}
			l.shade(r, most)
			if d := sum.Largest(); d < measure.NumDelays {
				l.seen[d] = true
				l.base.Fill(scene.Box{X: area.X - 8, Y: r.top + 1, W: 5, H: r.high - 3}, l.base.Theme.Delays[d])
			}
		}
	}
}

// shade draws the lightness of a row, columns of one shade in one.
func (l *Lanes) shade(r *row, most float64) {
	if most == 0 {
		return
	}
	list := l.of(r)
	of := func(j int) int {
		return int(float64(list[j].Mean(l.edges[j+1]-l.edges[j])*shades) / most)
	}
	for j := 0; j < len(list); {
		first, shade := j, of(j)
		for j++; j < len(list) && of(j) == shade; j++ {
		}
		if shade == 0 && list[first].Total == 0 {
			continue
		}
		left, right := l.axis.At(l.edges[first]), l.axis.At(l.edges[j])
		for _, c := range [...]*canvas.Canvas{&l.past, &l.future} {
			ink := c.Theme.Ink.Over(c.Theme.Ground[0], uint32(8+shade*92/shades))
			c.Fill(scene.Box{X: float64(int(left)), Y: r.top + 1, W: max(1, float64(int(right)-int(left))), H: r.high - 3}, ink)
		}
	}
}

// more says how many nations are not shown.
func (l *Lanes) more(r *row) {
	c := &l.base
	b := scene.Box{X: l.from.box.X + l.size.padding, Y: r.top, W: 160, H: r.high}
	c.Say(b.X, r.middle()+5, wording.Thousands(r.count)+" more", theme.Body, font.Medium, c.Theme.Ink)
	c.Hit(canvas.Hit{Box: b, Do: view.Action{Do: view.ShowEveryone}, Tip: labelEveryone})
}

// nowRoom is the room beside names for how much waits at the playhead.
func (l *Lanes) nowRoom() float64 {
	if l.level == view.Single {
		return 0
	}
	return 30
}

// drawNow writes how much waits at the playhead.
func (l *Lanes) drawNow(c *canvas.Canvas, run *review.Run, s *view.State) {
	if l.level == view.Single {
		return
	}
	x := l.from.box.X + l.size.column - 14
	c.SayEnd(x, l.from.box.Y+l.size.header+l.size.hours, labelNow, theme.Tick, font.Regular, c.Theme.Ink3)
	l.nowAt = [2]sim.Time{s.At, s.At + 1}
	for i := l.first; i < l.upto; i++ {
		r := &l.rows[i]
		if r.sort != wholeRow && r.sort != laneRow {
			continue
		}
		run.Columns(r.who, l.nowAt[:], l.now[:])
		size := float64(theme.Body)
		if r.high < 20 {
			size = theme.Tick
		}
		c.Scratch = wording.AppendThousands(c.Scratch[:0], l.now[0].High)
		if look.UnclearAt(run, s) != nil {
			c.Scratch = append(c.Scratch[:0], '?')
		}
		c.SayEnd(x, r.middle()+5, c.Word(c.Scratch), size, font.SemiBold, c.Theme.Ink)
	}
}
