package agents

import (
	"math/bits"

	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// alone is the queue of a desk that goes on by itself (desk_offstage.go): other business, and
// nothing else. What waits stays where it was drawn, in two precedences, and of what is
// under way only the ends are known: nothing is a job before somebody looks.
type alone struct {
	Free     [mostServers + 1]sim.Time // when each server is free, the soonest first; after them Never
	DueAt    sim.Time                  // where the starts stand that are due
	Factor   sim.PPM                   // on all work: skill and equipment
	Servers  int64                     // for other business: those that no job of the story has
	Story    int64                     // jobs of the story under way, each with a server
	Apart    uint64                    // events worked off so far
	DuePlace sim.Position
	Turn     sim.Time     // when the one job of the story that waits will begin; Never: none does
	Call     sim.Handle   // of that, on the calendar
	Quick    sim.Position // where what ends first ends that takes no time; 0: it takes some
	Fading   bool         // the numbers that it goes by move by themselves
}

// mostServers is how many servers a desk can have that goes on by itself: a larger one is
// always on stage.
const mostServers = 32

// canBeAlone says whether what lies at a desk is as little as a desk can have that goes on
// by itself.
func (w backstage) canBeAlone(d model.DeskID) bool {
	sp, x := &w.spec.Desks[d], &w.Desk[d]
	servers := w.value(sp.Servers)
	return int64(x.Busy) <= servers && servers <= mostServers && x.Queued <= fewWaiting && x.Paused == 0 && w.Param[sp.Servers].Fade == 0
}

// absorbJobs makes other business of the jobs that lie at a desk.
func (w backstage) absorbJobs(d model.DeskID) {
	busy, queued, _ := w.queues.occupancy(d)
	waiting, underWay := w.queues.clearDesk(d)
	x := &w.Alone[d]
	*x = alone{Apart: x.Apart, Turn: sim.Never, Factor: w.jobs.paceFactor(d, w.k.Now()), Fading: w.hasFadingFigures(d)}
	for i, j := w.Business[d].makeRoom(int(queued)), waiting; j != 0; j = w.jobs.freeChained(j) {
		y := &w.Job[j]
		w.Business[d].put(i, y.Arrived, w.arrivals.otherWork(d, y), y.Owner, y.Prec == journal.Priority)
		i++
	}
	n := 0
	for j := underWay; j != 0; j = w.jobs.freeChained(j) {
		y := &w.Job[j]
		w.k.Cancel(y.Timer)
		x.Free[n] = y.Ends
		if y.Started == y.Ends {
			x.Quick = w.k.Reached().Next(sim.PhaseComplete, w.jobs.deskActor(d))
		}
		n++
	}
	for i := n; i < len(x.Free); i++ {
		x.Free[i] = sim.Never
	}
	x.Servers, x.Story = int64(n), busy-int64(n)
	for range w.value(w.spec.Desks[d].Servers) - busy {
		x.addServer()
	}
}

// addServer adds a server who is free.
func (x *alone) addServer() {
	copy(x.Free[1:], x.Free[:])
	x.Free[0] = -sim.Never
	x.Servers++
}

// giveServer gives a server who is free to a job of the story.
func (x *alone) giveServer() {
	copy(x.Free[:], x.Free[1:])
	x.Servers--
	x.Story++
}

// setTurn notes when the job of the story that waits will begin, and what there is of that on
// the calendar.
func (x *alone) setTurn(turn sim.Time, call sim.Handle) { x.Turn, x.Call = turn, call }

// storyEnds gives other business at a desk the server that a job of the story had.
func (w backstage) storyEnds(d model.DeskID) {
	if w.Offstage[d].Away {
		w.Alone[d].Story--
		w.Alone[d].addServer()
		w.foreseeTurn(d)
	}
}

// restoreJobs makes jobs of the other business that lies at a desk, as they would be had all
// gone by the calendar.
func (w backstage) restoreJobs(d model.DeskID) {
	x, ahead := &w.Alone[d], &w.Business[d]
	var waiting, underWay [2]JobID // the first and the last
	link := func(list *[2]JobID, j JobID) {
		if list[0] == 0 {
			list[0] = j
		} else {
			w.jobs.linkAfter(list[1], j)
		}
		list[1] = j
	}
	for urgent := 1; urgent >= 0; urgent-- {
		for lies := ahead.waiting() & ahead.Undone[urgent]; lies != 0; lies &= lies - 1 {
			i := bits.TrailingZeros64(lies)
			link(&waiting, w.queues.newOtherJob(d, ahead.arrivalAt(i)))
			ahead.drop(i)
		}
	}
	underWayNow := x.Free[x.Servers-w.othersBusy(d) : x.Servers]
	for _, ends := range underWayNow {
		j, started := w.queues.newOtherJob(d, arrival{}), min(w.k.Now(), ends-1)
		if x.Quick != 0 && ends == underWayNow[0] {
			started = ends
		}
		w.jobs.markUnderWay(j, started, ends)
		w.jobs.scheduleEnd(d, j)
		link(&underWay, j)
	}
	w.queues.fillDesk(d, waiting[0], waiting[1], underWay[0])
	switch {
	case x.Turn == w.k.Now(): // its starts are on the calendar
		w.queues.noteStartsDue(d, true)
	case w.Desk[d].Due:
		w.k.Schedule(x.DueAt, sim.PhaseStart, w.jobs.deskActor(d), DeskStarts, uint32(d), 0)
	}
}

// hasFadingFigures says whether the numbers that a desk goes by move by themselves.
func (w backstage) hasFadingFigures(d model.DeskID) bool {
	sp := &w.spec.Desks[d]
	for _, p := range w.spec.Model.IT {
		if w.Param[p].Fade != 0 {
			return true
		}
	}
	return w.Param[sp.Skill].Fade|w.Param[sp.IT].Fade|w.Param[w.spec.Model.FatigueAfter].Fade != 0
}

// begin lets the server who was free first be busy up to an instant.
func (x *alone) begin(ends sim.Time) { x.Free[0] = insertEnd(x.Free[1:x.Servers], ends) }

// setFirst notes when those two are free who are free first.
func (x *alone) setFirst(first, second sim.Time) { x.Free[0], x.Free[1] = first, second }

// insertEnd puts an instant into a list of them, and gives the first of all.
func insertEnd(free []sim.Time, ends sim.Time) (first sim.Time) {
	for i := len(free) - 1; i >= 0; i-- {
		free[i], ends = max(free[i], ends), min(free[i], ends)
	}
	return ends
}

// othersBusy is how many servers have other business at a desk that goes on by itself.
func (w backstage) othersBusy(d model.DeskID) int64 { return int64(w.Desk[d].Busy) - w.Alone[d].Story }

// firstEnd is when the first of what is under way ends; Never.
func (x *alone) firstEnd(busy int64) sim.Time { return x.Free[x.Servers+x.Story-busy] }

// startOthers gives free servers what waits of other business, as far as it is before a job
// of the story; 0: none waits.
func (w backstage) startOthers(d model.DeskID, at sim.Time, story JobID) {
	x, ahead := &w.Alone[d], &w.Business[d]
	busy, queued, flip := w.queues.occupancy(d)
	for next := ahead.waiting(); next != 0 && busy < x.Servers+x.Story && w.hours.isOpenAt(d, at); next = ahead.waiting() {
		if urgent := next & ahead.Undone[1]; urgent != 0 {
			next = urgent
		}
		i := bits.TrailingZeros64(next)
		if story != 0 && w.isTurnBefore(d, story, i) {
			break
		}
		ahead.drop(i)
		x.begin(w.hours.workDoneAt(d, at, x.Factor.Scale(ahead.Need[i])))
		busy++
		queued--
	}
	w.queues.setOccupancy(d, busy, queued, flip)
}

// noteStarted notes what follows from what a desk has started at an instant.
func (w backstage) noteStarted(d model.DeskID, at sim.Time) {
	busy, queued, flip := w.queues.occupancy(d)
	w.queues.noteStrain(d, busy >= w.Alone[d].Servers+w.Alone[d].Story, at)
	if queued > 0 && flip == sim.Never {
		w.queues.setOccupancy(d, busy, queued, w.hours.nextChange(d, at))
	}
}

// startsDue notes that a desk that goes on by itself may start something, since a place in
// an instant.
func (w backstage) startsDue(d model.DeskID, at sim.Time, since sim.Position) {
	if !w.Desk[d].Due {
		w.queues.noteStartsDue(d, true)
		w.Alone[d].DueAt, w.Alone[d].DuePlace = at, since.Next(sim.PhaseStart, w.jobs.deskActor(d))
	}
}

// takeOther puts other business that comes now, by the calendar, into the queue of a desk
// that goes on by itself.
func (w backstage) takeOther(d model.DeskID) {
	w.arrivals.letCome(d)
	busy, queued, flip := w.queues.occupancy(d)
	w.queues.setOccupancy(d, busy, queued+1, flip)
	w.startsDue(d, w.k.Now(), w.k.Reached())
	w.scheduleArrival(d)
	if w.Alone[d].Turn == sim.Never {
		w.foreseeTurn(d)
	}
}

// workOff does what a desk does by itself before a place in an instant, in the order in
// which the calendar would have it: turn by turn what has been begun in an instant, what
// comes while it is open at once, and turn by turn again as far as the last instant may go.
func (w backstage) workOff(d model.DeskID, until sim.Time, before sim.Position) {
	for {
		at, bound := w.nextInstant(d, until)
		if at < bound && w.canGoAtOnce(d, at) && w.workOpen(d, at, bound) > at {
			continue
		}
		if !w.takeTurn(d, until, before) {
			return
		}
	}
}

// nextInstant is when something comes or ends next at a desk that has nothing left to do in
// an instant that it has begun, and the bound before which that can be worked off: the desk
// looks at its hours there, if not later.
func (w backstage) nextInstant(d model.DeskID, until sim.Time) (at, bound sim.Time) {
	busy, _, flip := w.queues.occupancy(d)
	ahead := &w.Business[d]
	return min(ahead.At[ahead.Next], w.Alone[d].firstEnd(busy)), min(until, flip)
}

// canGoAtOnce says whether a desk can work off open time at once from an instant on: it is
// at rest, and open.
func (w backstage) canGoAtOnce(d model.DeskID, at sim.Time) bool {
	x := &w.Alone[d]
	return !w.Desk[d].Due && x.Quick == 0 && !x.Fading && w.hours.isOpenAt(d, at)
}

// countBySelf counts what a desk has worked off by itself.
func (w backstage) countBySelf(d model.DeskID, k sim.Kind, n uint64) {
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
	x, ahead, who := &w.Alone[d], &w.Business[d], w.jobs.deskActor(d)
	busy, _, flip := w.queues.occupancy(d)
	next, at, place = otherComes, ahead.At[ahead.Next], sim.PositionOf(sim.PhaseWorld, who)
	if flip < at {
		next, at = deskOpens, flip
	}
	ends := sim.PositionOf(sim.PhaseComplete, who)
	if x.Quick != 0 {
		ends = x.Quick
	}
	if first := x.firstEnd(busy); first < at || first == at && ends < place {
		next, at, place = otherEnds, first, ends
	}
	if w.Desk[d].Due && (x.DueAt < at || x.DueAt == at && x.DuePlace < place) {
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
	w.countBySelf(d, turnKind[next], 1)
	x := &w.Alone[d]
	busy, queued, flip := w.queues.occupancy(d)
	switch next {
	case otherComes:
		w.arrivals.letCome(d)
		queued++
	case deskOpens:
		flip = sim.Never
	case otherEnds:
		if busy--; x.firstEnd(busy) != at {
			x.Quick = 0
		}
	case othersStart:
		w.takeStarts(d, at, place)
		return true
	}
	w.queues.setOccupancy(d, busy, queued, flip)
	w.startsDue(d, at, place)
	return true
}

// takeStarts starts other business at a place in an instant.
func (w backstage) takeStarts(d model.DeskID, at sim.Time, place sim.Position) {
	x := &w.Alone[d]
	if x.Fading {
		x.Factor = w.jobs.paceFactor(d, at)
	}
	w.startOthers(d, at, 0)
	if busy, _, _ := w.queues.occupancy(d); x.firstEnd(busy) == at {
		x.Quick = place.Next(sim.PhaseComplete, w.jobs.deskActor(d))
	}
	w.noteStarted(d, at)
	w.queues.noteStartsDue(d, false)
}
