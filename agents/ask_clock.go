package agents

import (
	"entente/agents/law"
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// deemRefused takes silence for a refusal: the asker waits no longer, and trusts
// less.
func (w requests) deemRefused(c ClockID) {
	x := w.Clock[c]
	q := w.Request[x.Request]
	if q.Closed {
		return
	}
	w.setGround(x.Request, journal.ClockExpired, x.Name)
	w.relations.blameAgency(q.Asker, q.Asked, w.spec.Model.TrustNone, x.Ended)
	w.closeRequest(x.Request, x.Ended, journal.Refused, 0)
}

// raiseRequest asks, once, somebody higher in the nation that was silent; where there
// is nobody else, the request is repeated.
func (w requests) raiseRequest(c ClockID) {
	x := w.Clock[c]
	q := w.Request[x.Request]
	to := w.spec.AgencyWithRole(w.spec.Agencies[q.Asked].Nation, x.Then.Role)
	switch {
	case q.Closed:
	case to == model.None || to == q.Asked:
		w.repeatRequest(x.Request)
	case q.Dossier != 0:
		w.sendRequest(q.Asker, to, w.survivorOf(q.Dossier), q.Tasking, q.Terms, q.ID, x.Ended)
	default:
		w.askByEntry(q.Asker, to, q.Story, q.Tasking, q.ID, q.Terms, x.Ended)
	}
}

// startClocks starts, at delivery, the clocks that an agreement or a rule puts on
// a request: of the acknowledgement and of the reply.
func (w requests) startClocks(t TransitID) {
	tr := w.Transit[t]
	if tr.Request == 0 || tr.Msg != journal.Request && tr.Msg != journal.TaskGiven || w.Request[tr.Request].Clock != 0 && !w.Clock[w.Request[tr.Request].Clock].Over {
		return
	}
	asked := w.spec.Agencies[tr.To].Ref
	if tr.Limit != model.None {
		rule := &w.spec.Rules[tr.Limit]
		name := w.clocks.clockOfRule(rule)
		w.attachClock(tr.Request, w.clocks.start(tr.ID.Child(w.spec.Names.ID(name)), name, asked, w.clocks.dueInstant(rule.Limit, tr.To), tr.Last), rule.Then)
		return
	}
	i := w.instruments.invokeAgreement(t)
	if i < 0 {
		w.startTerm(t)
		return
	}
	w.setAgreement(tr.Request, i)
	x := &w.spec.Agreements[i]
	if !x.Ack.IsZero() && w.Request[tr.Request].AckClock == 0 {
		w.setAcknowledged(tr.Request, w.clocks.start(tr.ID.Child(w.spec.Names.ID(x.AckRef)), x.AckRef, asked, w.clocks.dueInstant(x.Ack, tr.To), tr.Last))
	}
	for k := range x.Replies {
		if l := &x.Replies[k]; l.When.Eval(w.transits.fillLawFrame(t)) {
			w.attachClock(tr.Request, w.clocks.start(tr.ID.Child(w.spec.Names.ID(l.Ref)), l.Ref, asked, w.clocks.dueInstant(l.Limit, tr.To), tr.Last), l.Then)
			return
		}
	}
	w.startTerm(t)
}

// startTerm starts the clock of the term that an asker has set itself. Its end is recorded,
// and the question is put again as at the end of any other.
func (w requests) startTerm(t TransitID) {
	tr := w.Transit[t]
	if under := w.Request[tr.Request].Terms; under.Reply > 0 {
		c := w.clocks.start(tr.ID.Child(w.spec.Names.ID(under.Clock)), under.Clock, w.spec.Agencies[tr.To].Ref, w.k.Now()+under.Reply, tr.Last)
		w.attachClock(tr.Request, c, law.Expiry{})
	}
}

// attachClock ties the clock of its reply to a request; by twice the time of its first
// clock without an answer the asker's trust suffers.
func (w requests) attachClock(q RequestID, c ClockID, then law.Expiry) {
	w.clocks.followBy(c, q, then)
	first := w.Request[q].Clock == 0
	w.setReplyClock(q, c)
	if !first {
		return
	}
	if at := 2*w.Clock[c].Due - w.k.Now(); at <= w.spec.End {
		w.k.Schedule(at, sim.PhaseComplete, actorOf(w.Request[q].Asker), PatienceEnds, uint32(q), uint32(c))
	}
}

// patienceEnds fires when twice the time of a clock has passed without any answer. A clock that
// waits for an authority's permission is excused.
func (w requests) patienceEnds(e sim.Event) {
	q := RequestID(e.Arg)
	x := &w.Request[q]
	if x.Closed || w.Clock[e.Aux].Due > w.k.Now() {
		return
	}
	w.relations.blameAgency(x.Asker, x.Asked, w.spec.Model.TrustNone, w.Clock[e.Aux].Link)
}

// stopClocks stops a request's clocks when its acknowledgement or answer is
// delivered, and any clock tied to this very message.
func (w requests) stopClocks(t TransitID) {
	tr := w.Transit[t]
	w.clocks.stop(tr.Clock, tr.Last)
	if tr.Request == 0 {
		return
	}
	switch tr.Msg {
	case journal.Reply, journal.Refusal:
		w.clocks.stop(w.Request[tr.Request].AckClock, tr.Last)
		w.clocks.stop(w.Request[tr.Request].Clock, tr.Last)
	case journal.Ack:
		w.clocks.stop(w.Request[tr.Request].AckClock, tr.Last)
	}
}
