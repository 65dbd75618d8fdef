package review

import (
	"cmp"
	"slices"

	"entente/sim"
	"entente/sim/journal"
)

// making is a load that is being made, a piece at a time: the steps of the holds are
// taken, sorted in runs, the runs are merged, then what lasts is counted upwards.
type making struct {
	who  journal.Ref
	load *load
	work func(m *making, r *Run, most int) (taken int, done bool) // what is to be done now
	next int                                                      // hold, run or step that comes next

	other []stair // the steps as they are merged
	size  int     // of the runs that are merged
	a, b  int     // next of the two runs that are being merged

	mark  mark
	count int32
	last  sim.Time
}

// extendLoad makes more of a lane's load, as much as it may.
func (r *Run) extendLoad(l *lane) {
	for l.making != nil && r.affords() {
		m := l.making
		most := r.pace.left
		if !r.pace.bound {
			most = len(r.Holds) + len(r.Open) + len(m.load.steps) + 1
		}
		taken, done := m.work(m, r, most)
		if r.takeNeeded(taken + 1); done {
			l.load, l.making = m.load, nil
			r.pace.turn++
		}
	}
}

func (r *Run) makeLoad(who journal.Ref, l *lane) *making {
	x := &load{holds: len(l.holds), open: len(r.Open)}
	x.steps = make([]stair, 0, 2*len(l.holds))
	return &making{who: who, load: x, work: (*making).takeHolds}
}

// nextPhase goes over to what is to be done next.
func (m *making) nextPhase(work func(m *making, r *Run, most int) (int, bool)) {
	m.work, m.next = work, 0
}

func (m *making) take(r *Run, h *Hold) {
	if h.From < h.Until {
		m.load.steps = append(m.load.steps, stair{at: h.From, delay: int8(h.Delay)}, stair{at: min(h.Until, max(r.Until, h.From)), delay: ^int8(h.Delay)})
	}
}

func (m *making) takeHolds(r *Run, most int) (int, bool) {
	list := r.lanes[m.who].holds[m.next:m.load.holds]
	list = list[:min(len(list), most)]
	for _, i := range list {
		m.take(r, &r.Holds[i])
	}
	if m.next += len(list); m.next == m.load.holds {
		m.nextPhase((*making).takeOpen)
	}
	return len(list), false
}

func (m *making) takeOpen(r *Run, most int) (int, bool) {
	list := r.Open[m.next:m.load.open]
	list = list[:min(len(list), most)]
	for i := range list {
		if h := &list[i]; h.Agency == m.who || m.who != 0 && r.Nation(h.Agency) == m.who {
			m.take(r, h)
		}
	}
	if m.next += len(list); m.next == m.load.open {
		m.size = firstRun
		m.nextPhase((*making).sortRuns)
	}
	return len(list), false
}

// firstRun is how many steps are sorted at once; sorting one costs about as much as
// looking at so many others.
const firstRun, sortCost = 512, 4

func byInstant(a, b stair) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.delay, b.delay)) }

func (m *making) sortRuns(_ *Run, most int) (taken int, done bool) {
	steps := m.load.steps
	for taken < most && m.next < len(steps) {
		run := steps[m.next:min(len(steps), m.next+firstRun)]
		slices.SortFunc(run, byInstant)
		m.next += len(run)
		taken += len(run) * sortCost
	}
	if m.next >= len(steps) {
		m.other = make([]stair, 0, len(steps))
		m.a, m.b = 0, m.size
		m.nextPhase((*making).merge)
	}
	return taken, false
}

// merge merges runs by pairs until there is one.
func (m *making) merge(_ *Run, most int) (taken int, done bool) {
	for steps := m.load.steps; taken < most && m.size < len(steps); steps = m.load.steps {
		first := len(m.other) / (2 * m.size) * 2 * m.size
		middle, end := min(len(steps), first+m.size), min(len(steps), first+2*m.size)
		for ; taken < most && len(m.other) < end; taken++ {
			if m.b >= end || m.a < middle && byInstant(steps[m.a], steps[m.b]) <= 0 {
				m.other = append(m.other, steps[m.a])
				m.a++
			} else {
				m.other = append(m.other, steps[m.b])
				m.b++
			}
		}
		if len(m.other) == end {
			m.a, m.b = end, min(len(steps), end+m.size)
		}
		if len(m.other) == len(steps) {
			m.load.steps, m.other = m.other, steps[:0]
			m.size *= 2
			m.a, m.b = 0, m.size
		}
	}
	if m.size >= len(m.load.steps) {
		m.other = nil
		m.nextPhase((*making).countLasting)
	}
	return taken, false
}

// countLasting counts what lasts after each step, and makes the marks.
func (m *making) countLasting(_ *Run, most int) (int, bool) {
	x := m.load
	upto := min(len(x.steps), m.next+most)
	for i := m.next; i < upto; i++ {
		s := &x.steps[i]
		m.mark.passTime(s.at - m.last)
		m.last = s.at
		if i&(1<<stairBits-1) == 0 {
			x.marks = append(x.marks, m.mark)
		}
		m.count += m.mark.stepHold(s.delay)
		s.count = m.count
	}
	taken := upto - m.next
	if m.next = upto; upto == len(x.steps) {
		x.reach = append(x.reach, nil)
		m.nextPhase((*making).findReach)
	}
	return taken, false
}

// findReach finds the fewest and the most between marks, and over these by powers of
// two.
func (m *making) findReach(_ *Run, most int) (int, bool) {
	x := m.load
	upto := min(len(x.steps), m.next+most)
	for i := m.next; i < upto; i++ {
		if i&(1<<stairBits-1) == 0 {
			x.reach[0] = append(x.reach[0], none)
		}
		if x.isLastOfInstant(i) {
			low := x.reach[0]
			low[len(low)-1].join(span{x.steps[i].count, x.steps[i].count})
		}
	}
	taken := upto - m.next
	if m.next = upto; upto < len(x.steps) {
		return taken, false
	}
	for low := x.reach[0]; len(low) > 1; {
		next := make([]span, 0, (len(low)+1)/2)
		for i := 0; i < len(low); i += 2 {
			s := low[i]
			if i+1 < len(low) {
				s.join(low[i+1])
			}
			next = append(next, s)
		}
		x.reach, low = append(x.reach, next), next
	}
	return taken, true
}

// isLastOfInstant says whether a step is the last of its instant: before it, what ends and
// what begins there are counted one by one.
func (x *load) isLastOfInstant(i int) bool {
	return i+1 == len(x.steps) || x.steps[i+1].at != x.steps[i].at
}
