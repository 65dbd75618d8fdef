package agents

import (
	"entente/agents/law"
	"entente/agents/model"
	"entente/sim"
	"entente/sim/calendar"
	"entente/sim/journal"
)

// ClockID is a place in State.Clock; 0 none.
type ClockID uint32

// clock is a statutory time limit that runs. Its expiry is recorded; that of an
// answer's has what follows from it (law.Expiry), any other forces nothing.
type clock struct {
	ID      sim.ID
	Due     sim.Time
	Link    journal.Link // ClockStart
	Name    journal.Ref
	Owner   journal.Ref  // whom it binds
	Ended   journal.Link // ClockEnd
	Request RequestID    // whose reply it limits; 0 none
	Then    law.Expiry   // what follows for that
	Moves   uint32
	Over    bool
}

// start starts a clock that binds an agency until due.
func (w clocks) start(id sim.ID, name, owner journal.Ref, due sim.Time, cause journal.Link) ClockID {
	r := w.beginRecord(journal.ClockStart, owner, id)
	r.From = append(r.From, cause)
	r.Args[journal.ClockStartClock], r.Args[journal.ClockStartDue] = int64(name), int64(due)
	l := w.emitRecord()
	w.Clock = append(w.Clock, clock{ID: id, Due: due, Link: l, Name: name, Owner: owner})
	c := ClockID(len(w.Clock) - 1)
	if due <= w.spec.End {
		w.k.Close(due, nobody, ClockDue, uint32(c), 0)
	}
	return c
}

// stop stops a clock in time or after it: what it asked has been done.
func (w clocks) stop(c ClockID, cause journal.Link) {
	if c == 0 || w.Clock[c].Over {
		return
	}
	w.Clock[c].Over = true
	w.recordEnd(c, journal.Met, cause)
}

// extend moves the instant at which a clock is due.
func (w clocks) extend(c ClockID, due sim.Time, cause journal.Link) {
	x := &w.Clock[c]
	x.Due = due
	r := w.beginRecord(journal.ClockMoved, x.Owner, x.ID)
	r.Nth = x.Moves
	x.Moves++
	w.attributeWait(r, cause, journal.Authorise, journal.Idle, x.Name)
	r.Args[journal.ClockMovedClock], r.Args[journal.ClockMovedDue] = int64(x.Name), int64(due)
	w.emitRecord()
	if due <= w.spec.End {
		w.k.Close(due, nobody, ClockDue, uint32(c), 0)
	}
}

// clockDue is the closing round of the instant at which a clock is due.
func (w clocks) clockDue(e sim.Event) {
	c := ClockID(e.Arg)
	if e.Aux == 1 {
		silence[w.Clock[c].Then.Do](w.World, c)
		return
	}
	if w.Clock[c].Over || w.Clock[c].Due != w.k.Now() { // extended since
		return
	}
	w.Clock[c].Over = true
	w.recordEnd(c, journal.Expired, journal.Link{})
	if q := w.Clock[c].Request; q != 0 {
		w.k.Schedule(w.k.Now()+1, sim.PhaseDecide, actorOf(w.Request[q].Asker), ClockDue, uint32(c), 1) // what follows starts a millisecond later
	}
}

func (w clocks) recordEnd(c ClockID, o journal.Outcome, cause journal.Link) {
	x := w.Clock[c]
	r := w.beginRecord(journal.ClockEnd, x.Owner, x.ID)
	if cause.Num != 0 {
		r.From = append(r.From, cause)
	} else {
		w.attributeWait(r, x.Link, journal.Decide, journal.Period, x.Name)
		r.Reason, r.Rule = journal.ClockExpired, x.Name
	}
	r.Args[journal.ClockEndClock], r.Args[journal.ClockEndOutcome], r.Args[journal.ClockEndDue] = int64(x.Name), int64(o), int64(x.Due)
	w.Clock[c].Ended = w.emitRecord()
}

// silence holds what follows when no answer came in time.
var silence = [...]func(*World, ClockID){
	law.Remind: func(w *World, c ClockID) { w.requests.repeatRequest(w.Clock[c].Request) },
	law.Refuse: func(w *World, c ClockID) { w.clocks.deemRefused(c) },
	law.Raise:  func(w *World, c ClockID) { w.clocks.raiseRequest(c) },
}

// deemRefused takes silence for a refusal: the asker waits no longer, and trusts
// less.
func (w clocks) deemRefused(c ClockID) {
	x := w.Clock[c]
	q := w.Request[x.Request]
	if q.Closed {
		return
	}
	w.requests.setGround(x.Request, journal.ClockExpired, x.Name)
	i, j := w.spec.Agencies[q.Asker].Nation, w.spec.Agencies[q.Asked].Nation
	w.relations.loseTrust(i, j, w.spec.Model.TrustNone, x.Ended)
	w.requests.closeRequest(x.Request, x.Ended, journal.Refused, 0)
}

// raiseRequest asks, once, somebody higher in the nation that was silent; where there
// is nobody else, the request is repeated.
func (w clocks) raiseRequest(c ClockID) {
	x := w.Clock[c]
	q := w.Request[x.Request]
	to := w.agencyWithRole(w.spec.Agencies[q.Asked].Nation, x.Then.Role)
	switch {
	case q.Closed:
	case to == model.None || to == q.Asked:
		w.requests.repeatRequest(x.Request)
	case q.Dossier != 0:
		w.requests.sendRequest(q.Asker, to, w.dossiers.root(q.Dossier), q.Tasking, q.ID, x.Ended)
	default:
		w.requests.askByEntry(q.Asker, to, q.Story, q.Tasking, q.ID, q.Terms, x.Ended)
	}
}

// startAtDelivery starts, at delivery, the clocks that an agreement or a rule puts on
// a request: of the acknowledgement and of the reply.
func (w clocks) startAtDelivery(t TransitID) {
	tr := w.Transit[t]
	if tr.Request == 0 || tr.Msg != journal.Request && tr.Msg != journal.TaskGiven || w.Request[tr.Request].Clock != 0 && !w.Clock[w.Request[tr.Request].Clock].Over {
		return
	}
	asked := w.spec.Agencies[tr.To].Ref
	if tr.Limit != model.None {
		rule := &w.spec.Rules[tr.Limit]
		name := w.clockOfRule(rule)
		w.attachRequest(tr.Request, w.start(tr.ID.Child(w.spec.Names.ID(name)), name, asked, w.dueInstant(rule.Limit, tr.To), tr.Last), rule.Then)
		return
	}
	i := w.instruments.invokeAgreement(t)
	if i < 0 {
		w.startTerm(t)
		return
	}
	w.requests.setAgreement(tr.Request, i)
	x := &w.spec.Agreements[i]
	w.reminders.startWaiting(tr.Request, x.Reminders)
	if !x.Ack.IsZero() && w.Request[tr.Request].AckClock == 0 {
		w.requests.setAcknowledged(tr.Request, w.start(tr.ID.Child(w.spec.Names.ID(x.AckRef)), x.AckRef, asked, w.dueInstant(x.Ack, tr.To), tr.Last))
	}
	for k := range x.Replies {
		if l := &x.Replies[k]; l.When.Eval(w.transits.fillLawFrame(t)) {
			w.attachRequest(tr.Request, w.start(tr.ID.Child(w.spec.Names.ID(l.Ref)), l.Ref, asked, w.dueInstant(l.Limit, tr.To), tr.Last), l.Then)
			return
		}
	}
	w.startTerm(t)
}

// startTerm starts the clock of the term that an asker has set itself. Its end is recorded,
// and the question is put again as at the end of any other.
func (w clocks) startTerm(t TransitID) {
	tr := w.Transit[t]
	if under := w.Request[tr.Request].Terms; under.Reply > 0 {
		c := w.start(tr.ID.Child(w.spec.Names.ID(under.Clock)), under.Clock, w.spec.Agencies[tr.To].Ref, w.k.Now()+under.Reply, tr.Last)
		w.attachRequest(tr.Request, c, law.Expiry{})
	}
}

// dueInstant is when a limit ends that runs from now, on the business days of who is
// bound.
func (w clocks) dueInstant(l calendar.Limit, bound model.AgencyID) sim.Time {
	return l.From(&w.spec.Agencies[bound].Business, w.k.Now())
}

// attachRequest ties a request to the clock of its reply; by twice the time of its first
// clock without an answer the asker's trust suffers.
func (w clocks) attachRequest(q RequestID, c ClockID, then law.Expiry) {
	w.Clock[c].Request, w.Clock[c].Then = q, then
	first := w.Request[q].Clock == 0
	w.requests.setReplyClock(q, c)
	if !first {
		return
	}
	if at := 2*w.Clock[c].Due - w.k.Now(); at <= w.spec.End {
		w.k.Schedule(at, sim.PhaseComplete, actorOf(w.Request[q].Asker), PatienceEnds, uint32(q), uint32(c))
	}
}

// patienceEnds is twice the time of a clock without any answer. A clock that
// waits for an authority's permission is excused.
func (w clocks) patienceEnds(e sim.Event) {
	q := RequestID(e.Arg)
	x := &w.Request[q]
	if x.Closed || w.Clock[e.Aux].Due > w.k.Now() {
		return
	}
	w.relations.loseTrust(w.spec.Agencies[x.Asker].Nation, w.spec.Agencies[x.Asked].Nation, w.spec.Model.TrustNone, w.Clock[e.Aux].Link)
}

// stopAtDelivery stops a request's clocks when its acknowledgement or answer is
// delivered, and any clock tied to this very message.
func (w clocks) stopAtDelivery(t TransitID) {
	tr := w.Transit[t]
	w.stop(tr.Clock, tr.Last)
	if tr.Request == 0 {
		return
	}
	switch tr.Msg {
	case journal.Reply, journal.Refusal:
		w.stop(w.Request[tr.Request].AckClock, tr.Last)
		w.stop(w.Request[tr.Request].Clock, tr.Last)
	case journal.Ack:
		w.stop(w.Request[tr.Request].AckClock, tr.Last)
	}
}

// clockOfRule names the clock that a rule starts: its own, else the rule.
func (w clocks) clockOfRule(r *law.Rule) journal.Ref {
	if r.Clock != 0 {
		return r.Clock
	}
	return r.Ref
}
