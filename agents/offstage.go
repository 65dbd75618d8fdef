package agents

import (
	"entente/agents/model"
	"entente/sim"
)

// Offstage: a desk at which only other business lies goes on by itself. Nobody of the
// story waits there, so its arrivals, starts and ends need no place on the calendar:
// they are worked off in a loop of the desk's own, in the order that the calendar
// would give them, as soon as somebody asks how things stand there. A job of the
// story, a change of a number that the desk goes by, and a queue that may grow too
// long call it back on stage, where all goes by the calendar.
//
// Which of the two ways a desk takes can be seen nowhere: no record, no draw and no
// count of events is another (TestOffstageIsUnseen). What makes it so is that desks
// with nothing but other business touch nothing outside themselves, and that what a
// desk does by itself has a place of its own among the events of an instant.

// lookahead is how many arrivals of other business are drawn at a time.
const lookahead = 16

// offstage is how a desk goes on by itself.
type offstage struct {
	Ahead    [lookahead]sim.Time // arrivals of other business, from Next on
	Last     sim.Time            // the arrival drawn last
	Opens    sim.Time            // a time in which the desk is open, looked up last
	Closes   sim.Time
	DueAt    sim.Time   // where the starts stand that are due
	Arrival  sim.Handle // on the calendar; offstage the one by which to look
	Flip     sim.Handle
	Apart    uint64       // events worked off so far
	Place    sim.Position // of what was done last
	DuePlace sim.Position
	Came     uint32 // other business that has come so far
	Next     uint8
	Away     bool
}

// drawArrivals draws the next arrivals of other business, in open time.
func (w *World) drawArrivals(d model.DeskID, from sim.Time) {
	x, sp := &w.Offstage[d], &w.spec.Desks[d]
	x.Next = 0
	open := [2]sim.Time{x.Opens, x.Closes}
	name := w.spec.Names.ID(sp.Ref)
	for i := range x.Ahead {
		if from < sim.Never {
			gap := max(1, sp.Gap.Draw(w.u(drawGap, name.Nth(uint64(x.Came)+uint64(i)))))
			if from = w.addOpen(sp, &open, from, gap); from > w.spec.End {
				from = sim.Never
			}
		}
		x.Ahead[i] = from
	}
	x.Last = from
}

// isOpen says whether a desk is open at an instant.
func (w *World) isOpen(d model.DeskID, at sim.Time) bool {
	x := &w.Offstage[d]
	if x.Opens <= at && at < x.Closes {
		return true
	}
	c := &w.spec.Desks[d].Calendar
	if !c.Open(at) {
		return false
	}
	x.Opens, x.Closes = at, c.NextChange(at)
	return true
}

// worked is the instant at which work of open time is done that is begun at a desk.
func (w *World) worked(d model.DeskID, at, need sim.Time) sim.Time {
	x := &w.Offstage[d]
	return w.addOpen(&w.spec.Desks[d], &[2]sim.Time{x.Opens, x.Closes}, at, need)
}

// addOpen is Calendar.Add, sooner told within a time that is known to be open.
func (w *World) addOpen(sp *model.Desk, open *[2]sim.Time, at, need sim.Time) sim.Time {
	if open[0] <= at && need <= open[1]-at {
		return at + need
	}
	at = sp.Calendar.Add(at, need)
	if sp.Calendar.Open(at) {
		open[0], open[1] = at, sp.Calendar.NextChange(at)
	}
	return at
}

// nextArrival takes the arrival that is due, and gives the lineage of its draws.
func (w *World) nextArrival(d model.DeskID) sim.ID {
	x := &w.Offstage[d]
	key := w.spec.Names.ID(w.spec.Desks[d].Ref).Nth(uint64(x.Came))
	x.Came++
	if x.Next++; x.Next == lookahead {
		w.drawArrivals(d, x.Last)
	}
	return key
}

// awaitArrival puts on the calendar the next arrival at a desk on stage; offstage, the
// first one at which its queue might be too long, or with which nothing is drawn beyond.
func (w *World) awaitArrival(d model.DeskID) {
	x := &w.Offstage[d]
	i := int(x.Next)
	if x.Away {
		i = min(i+w.roomAhead(d), lookahead-1)
	}
	if x.Arrival = 0; x.Ahead[i] != sim.Never {
		x.Arrival = w.k.Timer(x.Ahead[i], sim.PhaseWorld, w.deskActor(d), BackgroundDue, uint32(d), 0)
	}
}

// roomAhead is how many arrivals cannot make a desk's queue too long.
func (w *World) roomAhead(d model.DeskID) int {
	sp := &w.spec.Desks[d]
	if w.Param[sp.BacklogMax].Fade != 0 || w.Param[sp.Servers].Fade != 0 {
		return 0 // the limit moves by itself
	}
	limit := w.backlog(d)
	if limit <= 0 {
		return lookahead
	}
	return int(min(lookahead, max(0, limit-int64(w.Desk[d].Queued))))
}

// takeOther puts other business that comes now into the queue of a desk that goes on
// by itself.
func (w *World) takeOther(d model.DeskID, j JobID) {
	x := &w.Offstage[d]
	x.Place = w.k.Reached()
	w.wait(d, j)
	w.dispatch(d)
}

// leaveStage lets a desk go on by itself: only other business lies there.
func (w *World) leaveStage(d model.DeskID) {
	x := &w.Offstage[d]
	if !w.spec.Desks[d].Loaded {
		return
	}
	if w.onstage {
		if x.Arrival == 0 {
			w.awaitArrival(d)
		}
		return
	}
	w.k.Cancel(x.Arrival)
	w.k.Cancel(x.Flip)
	for j := w.Desk[d].Others; j != 0; j = w.Job[j].Next {
		w.k.Cancel(w.Job[j].Timer)
	}
	x.Away, x.Place = true, w.k.Reached()
	w.awaitArrival(d)
}

// enterStage puts what is to come at a desk on the calendar: it matters to somebody
// now.
func (w *World) enterStage(d model.DeskID) {
	if !w.Offstage[d].Away {
		return
	}
	w.catchUp(d)
	x := &w.Offstage[d]
	x.Away = false
	w.k.Cancel(x.Arrival)
	w.awaitArrival(d)
	for j := w.Desk[d].Others; j != 0; j = w.Job[j].Next {
		w.awaitEnd(d, j)
	}
	if w.Desk[d].FlipAt != sim.Never {
		w.awaitFlip(d)
	}
	if w.Desk[d].Due {
		w.k.Schedule(x.DueAt, sim.PhaseStart, w.deskActor(d), DeskStarts, uint32(d), 0)
	}
}

// awaitFlip puts the instant at which a desk opens or closes on the calendar.
func (w *World) awaitFlip(d model.DeskID) {
	w.flipAt(d, w.k.Timer(w.Desk[d].FlipAt, sim.PhaseWorld, w.deskActor(d), DeskFlips, uint32(d), 0))
}

func (w *World) flipAt(d model.DeskID, h sim.Handle) { w.Offstage[d].Flip = h }

// summon calls the desks on stage before a number moves that they go by.
func (w *World) summon(id model.ParamID) {
	if !w.spec.AffectsDesks[id] {
		return
	}
	for d := range w.Offstage {
		w.enterStage(model.DeskID(d))
	}
}

// catchUp works off what has happened at a desk by itself before the event that is
// being executed.
func (w *World) catchUp(d model.DeskID) {
	if w.Offstage[d].Away {
		w.workOff(d, w.k.Now(), w.k.Reached())
	}
}

// catchUpTo works off what has happened at all desks up to and including an instant.
func (w *World) catchUpTo(t sim.Time) {
	for d := range w.Offstage {
		if w.Offstage[d].Away {
			w.workOff(model.DeskID(d), t, sim.LastPosition)
		}
	}
}

// countApart sums what desks have worked off by themselves.
func (w *World) countApart() {
	w.apart = 0
	for d := range w.Offstage {
		w.apart += w.Offstage[d].Apart
	}
}

// dueOffstage notes where in an instant the starts stand that are due since a place.
func (w *World) dueOffstage(d model.DeskID, at sim.Time, since sim.Position) {
	w.Offstage[d].DueAt, w.Offstage[d].DuePlace = at, since.Next(sim.PhaseStart, w.deskActor(d))
}

// turn is what a desk does by itself.
type turn uint8

const (
	otherArrives turn = iota
	deskOpens         // or closes
	otherEnds
	jobsStart
)

// turnKind is the kind of event that a turn would be on the calendar.
var turnKind = [...]sim.Kind{otherArrives: BackgroundDue, deskOpens: DeskFlips, otherEnds: JobDone, jobsStart: DeskStarts}

// nextAlone is what comes next at a desk that goes on by itself, when, and where in its
// instant.
func (w *World) nextAlone(d model.DeskID) (next turn, at sim.Time, place sim.Position) {
	x, k, who := &w.Offstage[d], &w.Desk[d], w.deskActor(d)
	next, at, place = otherArrives, x.Ahead[x.Next], sim.PositionOf(sim.PhaseWorld, who)
	if k.FlipAt < at {
		next, at = deskOpens, k.FlipAt
	}
	if k.Others != 0 {
		j, ends := &w.Job[k.Others], sim.PositionOf(sim.PhaseComplete, who)
		if j.Started == j.Ends { // it took no time
			ends = x.Place.Next(sim.PhaseComplete, who)
		}
		if j.Ends < at || j.Ends == at && ends < place {
			next, at, place = otherEnds, j.Ends, ends
		}
	}
	if k.Due && (x.DueAt < at || x.DueAt == at && x.DuePlace < place) {
		next, at, place = jobsStart, x.DueAt, x.DuePlace
	}
	return next, at, place
}

// workOff does what a desk does by itself before a place in an instant, in the order
// in which the calendar would have it.
func (w *World) workOff(d model.DeskID, until sim.Time, before sim.Position) {
	for {
		next, at, place := w.nextAlone(d)
		if at > until || at == until && place >= before {
			return
		}
		w.did(d, place)
		w.happened[turnKind[next]]++
		w.apart++
		switch next {
		case otherArrives:
			w.wait(d, w.otherComes(d, w.nextArrival(d), at))
		case deskOpens:
			w.flipped(d)
		case otherEnds:
			w.otherDone(d)
		case jobsStart:
			w.startJobs(d, at)
			continue
		}
		w.startsDue(d, at, place)
	}
}

// did notes what a desk has done by itself last.
func (w *World) did(d model.DeskID, place sim.Position) {
	x := &w.Offstage[d]
	x.Place = place
	x.Apart++
}
