package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// alone is the queue of a desk that goes on by itself (desk_offstage.go): other business, and
// nothing else. What waits are two lines, one for each precedence that it has, in which
// each comes in turn: an arrival and a start search for no place, and nothing is a job
// before somebody looks.
type alone struct {
	Ends     [soonest]sim.Time // when what is under way ends, the first of it; Never
	DueAt    sim.Time          // where the starts stand that are due
	Factor   sim.PPM           // on all work: skill and equipment
	Servers  int64
	Apart    uint64 // events worked off so far
	DuePlace sim.Position
	Quick    sim.Position // where what ends first ends that takes no time; 0: it takes some
	Later    otherID      // under way too, by its end: no sooner than the last of Ends
	First    [2]otherID   // what waits: ROUTINE, PRIORITY
	Newest   [2]otherID
	Fading   bool // the numbers that it goes by move by themselves
}

// soonest is how many ends a desk has at hand. Most have no more servers.
const soonest = 4

// otherID is a place in State.Other; 0 none.
type otherID uint32

// other is a piece of other business that waits at a desk that goes on by itself.
// Other[0].Next is the head of the free list.
type other struct {
	Came sim.Time
	Need sim.Time // the work that it brings; of what is under way, when it ends
	Nth  uint32   // of its desk
	Next otherID
}

// beAlone makes other business of the jobs that lie at a desk.
func (w backstage) beAlone(d model.DeskID) {
	waiting, underWay := w.desks.clearDesk(d)
	w.Alone[d] = alone{Ends: [soonest]sim.Time{sim.Never, sim.Never, sim.Never, sim.Never}, Apart: w.Alone[d].Apart, Fading: w.fades(d)}
	w.measure(d, w.k.Now())
	for j := waiting; j != 0; j = w.jobs.freeChained(j) {
		y := &w.Job[j]
		w.lineUpOther(&w.Alone[d], arrival{nth: y.Owner, at: y.Arrived, need: w.otherWork(d, y.Key), urgent: uint8(sim.Bit(y.Prec == journal.Priority))})
	}
	for j := underWay; j != 0; j = w.jobs.freeChained(j) {
		y := &w.Job[j]
		w.k.Cancel(y.Timer)
		w.isBegun(&w.Alone[d], y.Ends)
		if y.Started == y.Ends {
			w.Alone[d].Quick = w.k.Reached().Next(sim.PhaseComplete, w.desks.deskActor(d))
		}
	}
}

// beSeen makes jobs of the other business that lies at a desk, as they would be had all
// gone by the calendar.
func (w backstage) beSeen(d model.DeskID) {
	x := &w.Alone[d]
	var waiting, underWay [2]JobID // the first and the last
	append := func(list *[2]JobID, j JobID) {
		if list[0] == 0 {
			list[0] = j
		} else {
			w.jobs.linkAfter(list[1], j)
		}
		list[1] = j
	}
	for urgent := 1; urgent >= 0; urgent-- {
		for i := x.First[urgent]; i != 0; i = w.freeOther(i) {
			append(&waiting, w.desks.newOtherJob(d, w.Other[i], urgent == 1))
		}
	}
	for ; x.Ends[0] != sim.Never; w.firstEnds(&w.Alone[d]) {
		j, started := w.desks.newOtherJob(d, other{}, false), min(w.k.Now(), x.Ends[0]-1)
		if x.Quick != 0 {
			started = x.Ends[0]
		}
		w.jobs.markUnderWay(j, started, x.Ends[0])
		w.jobs.scheduleEnd(d, j)
		append(&underWay, j)
	}
	w.desks.fillDesk(d, waiting[0], underWay[0])
	if w.Desk[d].Due {
		w.k.Schedule(x.DueAt, sim.PhaseStart, w.desks.deskActor(d), DeskStarts, uint32(d), 0)
	}
}

// otherWork is the work that a piece of other business brings, before what scales it.
func (w backstage) otherWork(d model.DeskID, key sim.ID) sim.Time {
	return w.spec.Desks[d].Tasks[model.Background].Dist.Draw(w.randomBits(drawWork, key.Nth(uint64(model.Background))))
}

func (w backstage) newOther(o other) otherID {
	i := w.Other[0].Next
	if i == 0 {
		w.Other = append(w.Other, o)
		return otherID(len(w.Other) - 1)
	}
	w.Other[0].Next = w.Other[i].Next
	w.Other[i] = o
	return i
}

// freeOther gives up a piece of other business, and names the one behind it.
func (w backstage) freeOther(i otherID) otherID {
	next := w.Other[i].Next
	w.Other[i].Next, w.Other[0].Next = w.Other[0].Next, i
	return next
}

// measure notes the numbers that a desk goes by.
func (w backstage) measure(d model.DeskID, at sim.Time) {
	sp, x := &w.spec.Desks[d], &w.Alone[d]
	x.Servers, x.Factor = w.valueAt(sp.Servers, at), w.jobs.paceFactor(d, at)
}

// fades says whether the numbers that a desk goes by move by themselves.
func (w backstage) fades(d model.DeskID) bool {
	sp := &w.spec.Desks[d]
	for _, p := range w.spec.Model.IT {
		if w.Param[p].Fade != 0 {
			return true
		}
	}
	return w.Param[sp.Servers].Fade|w.Param[sp.Skill].Fade|w.Param[sp.IT].Fade|w.Param[w.spec.Model.FatigueAfter].Fade != 0
}

// lineUpOther puts what has come to a desk behind what waits there.
func (w backstage) lineUpOther(x *alone, a arrival) {
	i := w.newOther(a.other())
	if last := x.Newest[a.urgent]; last != 0 {
		w.Other[last].Next = i
	} else {
		x.First[a.urgent] = i
	}
	x.Newest[a.urgent] = i
}

// nextInLine takes what is next out of what waits, and gives the work that it brings.
func (w backstage) nextInLine(x *alone) (need sim.Time) {
	urgent := sim.Bit(x.First[1] != 0)
	i := x.First[urgent]
	if x.First[urgent] = w.freeOther(i); x.First[urgent] == 0 {
		x.Newest[urgent] = 0
	}
	return w.Other[i].Need
}

// isBegun notes when what is begun ends, among what is under way.
func (w backstage) isBegun(x *alone, ends sim.Time) {
	e := &x.Ends
	last := max(e[3], ends)
	e[3] = min(e[3], max(e[2], ends))
	e[2] = min(e[2], max(e[1], ends))
	e[1] = min(e[1], max(e[0], ends))
	e[0] = min(e[0], ends)
	if last != sim.Never {
		w.endsLater(x, last)
	}
}

func (w backstage) endsLater(x *alone, ends sim.Time) {
	i := w.newOther(other{Need: ends})
	p := &x.Later
	for *p != 0 && w.Other[*p].Need <= ends {
		p = &w.Other[*p].Next
	}
	w.Other[i].Next, *p = *p, i
}

// firstEnds ends the first of what is under way.
func (w backstage) firstEnds(x *alone) {
	e := &x.Ends
	if e[1] != e[0] {
		x.Quick = 0
	}
	e[0], e[1], e[2], e[3] = e[1], e[2], e[3], sim.Never
	if i := x.Later; i != 0 {
		e[3] = w.Other[i].Need
		x.Later = w.freeOther(i)
	}
}

// startOthers gives free servers what waits; then so many are busy, and wait.
func (w backstage) startOthers(d model.DeskID, at sim.Time, busy, queued int64) (nowBusy, nowQueued int64) {
	x := &w.Alone[d]
	for queued > 0 && busy < x.Servers && w.isOpenAt(d, at) {
		w.isBegun(x, w.workDoneAt(d, at, x.Factor.Scale(w.nextInLine(x))))
		busy++
		queued--
	}
	return busy, queued
}

// startsDue notes that a desk that goes on by itself may start something, since a place in
// an instant.
func (w backstage) startsDue(d model.DeskID, at sim.Time, since sim.Position) {
	if !w.Desk[d].Due {
		w.desks.noteStartsDue(d, true)
		w.Alone[d].DueAt, w.Alone[d].DuePlace = at, since.Next(sim.PhaseStart, w.desks.deskActor(d))
	}
}

// takeOther puts other business that comes now, by the calendar, into the queue of a desk
// that goes on by itself.
func (w backstage) takeOther(d model.DeskID, a arrival) {
	w.lineUpOther(&w.Alone[d], a)
	busy, queued, flip := w.desks.standing(d)
	w.desks.setStanding(d, busy, queued+1, flip)
	w.desks.scheduleStarts(d)
}

// workOff does what a desk does by itself before a place in an instant, in the order in
// which the calendar would have it: turn by turn what has been begun in an instant, whole
// instants at once, and turn by turn again as far as the last one may go.
func (w backstage) workOff(d model.DeskID, until sim.Time, before sim.Position) {
	for !w.isAtRest(d) {
		if !w.takeTurn(d, until, before) {
			return
		}
	}
	w.goAlone(d, until)
	for w.takeTurn(d, until, before) {
	}
}

// isAtRest says whether a desk has nothing left to do in an instant that it has begun.
func (w backstage) isAtRest(d model.DeskID) bool {
	x := &w.Alone[d]
	return !w.Desk[d].Due && x.Quick == 0
}

// goAlone does all that a desk does by itself before an instant: what takeTurn does, an
// instant at a time. Most of what happens in a run happens here.
func (w backstage) goAlone(d model.DeskID, until sim.Time) {
	x, ahead := &w.Alone[d], &w.Offstage[d]
	if x.Fading {
		for w.takeTurn(d, until, 0) {
		}
		return
	}
	var comes, flips, ends, starts uint64
	servers, full := x.Servers, w.Strain[d].Full
	busy, queued, flip := w.desks.standing(d)
	for {
		next := ahead.Ahead[ahead.Next%lookahead]
		at := min(next, x.Ends[0], flip)
		if at >= until {
			break
		}
		if at == flip {
			flip = sim.Never
			flips++
		}
		for again := true; again; {
			for x.Ends[0] == at {
				w.firstEnds(x)
				busy--
				ends++
			}
			starts++
			if at == next {
				next = sim.Never
				comes++
				if a := ahead.take(); queued == 0 && busy < servers && w.isOpenAt(d, at) {
					w.isBegun(x, w.workDoneAt(d, at, x.Factor.Scale(a.need)))
					busy++
				} else {
					w.lineUpOther(x, a)
					queued++
				}
				if ahead.Next == lookahead {
					w.drawArrivals(d, ahead.Last)
				}
			}
			if queued > 0 && busy < servers {
				busy, queued = w.startOthers(d, at, busy, queued)
			}
			if full != (busy >= servers) {
				full = !full
				w.desks.noteStrain(d, full, at)
			}
			again = x.Ends[0] == at // it takes no time
		}
		if queued > 0 && flip == sim.Never {
			flip = w.nextChange(d, at)
		}
	}
	w.desks.setStanding(d, busy, queued, flip)
	w.countAlone(d, BackgroundDue, comes)
	w.countAlone(d, DeskFlips, flips)
	w.countAlone(d, JobDone, ends)
	w.countAlone(d, DeskStarts, starts)
}

// countAlone counts what a desk has worked off by itself.
func (w backstage) countAlone(d model.DeskID, k sim.Kind, n uint64) {
	w.Alone[d].Apart += n
	w.happened[k] += n
	w.apart += n
}

// countApart sums what desks have worked off by themselves.
func (w backstage) countApart() {
	w.apart = 0
	for d := range w.Alone {
		w.apart += w.Alone[d].Apart
	}
}

// turn is what a desk does by itself.
type turn uint8

const (
	otherComes turn = iota
	deskOpens       // or closes
	otherEnds
	othersStart
)

// turnKind is the kind of event that a turn would be on the calendar.
var turnKind = [...]sim.Kind{otherComes: BackgroundDue, deskOpens: DeskFlips, otherEnds: JobDone, othersStart: DeskStarts}

// nextTurn is what comes next at a desk that goes on by itself, when, and where in its
// instant.
func (w backstage) nextTurn(d model.DeskID) (next turn, at sim.Time, place sim.Position) {
	x, ahead, k, who := &w.Alone[d], &w.Offstage[d], &w.Desk[d], w.desks.deskActor(d)
	next, at, place = otherComes, ahead.Ahead[ahead.Next], sim.PositionOf(sim.PhaseWorld, who)
	if k.FlipAt < at {
		next, at = deskOpens, k.FlipAt
	}
	ends := sim.PositionOf(sim.PhaseComplete, who)
	if x.Quick != 0 {
		ends = x.Quick
	}
	if x.Ends[0] < at || x.Ends[0] == at && ends < place {
		next, at, place = otherEnds, x.Ends[0], ends
	}
	if k.Due && (x.DueAt < at || x.DueAt == at && x.DuePlace < place) {
		next, at, place = othersStart, x.DueAt, x.DuePlace
	}
	return next, at, place
}

// takeTurn does what comes next at a desk by itself, if that is before a place in an
// instant.
func (w backstage) takeTurn(d model.DeskID, until sim.Time, before sim.Position) bool {
	next, at, place := w.nextTurn(d)
	if at > until || at == until && place >= before {
		return false
	}
	w.countAlone(d, turnKind[next], 1)
	busy, queued, flip := w.desks.standing(d)
	switch next {
	case otherComes:
		w.lineUpOther(&w.Alone[d], w.takeArrival(d))
		queued++
	case deskOpens:
		flip = sim.Never
	case otherEnds:
		w.firstEnds(&w.Alone[d])
		busy--
	case othersStart:
		if w.Alone[d].Fading {
			w.measure(d, at)
		}
		busy, queued = w.startOthers(d, at, busy, queued)
		if w.Alone[d].Ends[0] == at {
			w.Alone[d].Quick = place.Next(sim.PhaseComplete, w.desks.deskActor(d))
		}
		w.desks.noteStrain(d, busy >= w.Alone[d].Servers, at)
		if queued > 0 && flip == sim.Never {
			flip = w.nextChange(d, at)
		}
	}
	w.desks.setStanding(d, busy, queued, flip)
	if next == othersStart {
		w.desks.noteStartsDue(d, false)
	} else {
		w.startsDue(d, at, place)
	}
	return true
}
