package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// crossing is how far the permission for an action abroad has come; at the same place
// as its action.
type crossing struct {
	Asked   journal.Link
	Leave   journal.Link
	Host    model.NationID // where it goes, while Asked is set
	Timer   sim.Handle
	Refused bool
}

// firstAbroad is the first nation that credited facts place outside the agency's
// own, on which its action may go on under an agreement in force; None.
func (w crossings) firstAbroad(sp *model.Action, f model.FactID) model.NationID {
	own, there := w.spec.Agencies[sp.Agency].Nation, w.Fact[f].Place
	if there == model.None || there == own {
		return model.None
	}
	for _, i := range sp.Across.Agreements {
		if w.instruments.bindsBoth(&w.spec.Agreements[i], own, there) {
			return there
		}
	}
	return model.None
}

// mayCross says whether an action may be carried on in another nation now. It
// asks for leave the first time, where that must come before.
func (w crossings) mayCross(id model.ActionID, s model.StorylineID, host model.NationID) bool {
	sp, x := &w.spec.Actions[id], &w.Crossing[w.actionSlot(id, s)]
	if x.Refused || x.Leave.Num != 0 || !sp.Across.Prior {
		return !x.Refused
	}
	if x.Asked.Num == 0 {
		w.askHostNation(id, s, host, sim.Never, w.dossiers.awarenessOf(sp.Agency, s).Link)
	}
	return false
}

// askHostNation tells the host nation of a crossing and asks for its permission.
func (w crossings) askHostNation(id model.ActionID, s model.StorylineID, host model.NationID, until sim.Time, cause journal.Link) {
	sp, i := &w.spec.Actions[id], w.actionSlot(id, s)
	to := w.agencyWithRole(host, sp.Across.Host)
	r := w.beginRecord(journal.Crossing, w.spec.Agencies[sp.Agency].Ref, w.actions.actionKey(id, s))
	r.From = append(r.From, cause)
	w.attributeTime(r, journal.Act, journal.Idle, sp.Ref)
	r.Args = [journal.MaxArgs]int64{journal.CrossingAction: int64(sp.Ref), journal.CrossingStoryline: int64(w.spec.Storylines[s].Ref), journal.CrossingOutcome: int64(journal.Asks), journal.CrossingHost: int64(w.spec.Nations[host].Ref), journal.CrossingUntil: int64(until)}
	l := w.emitRecord()
	x := &w.Crossing[i]
	x.Asked, x.Host = l, host
	if until <= w.spec.End {
		x.Timer = w.k.Timer(until, sim.PhaseComplete, actorOf(sp.Agency), CrossingEnds, uint32(i), 0)
	}
	if to == model.None { // nobody there to ask: no permission comes
		return
	}
	w.transits.send(message{
		msg: journal.CrossingAsked, from: sp.Agency, to: to, key: w.actions.actionKey(id, s), prec: journal.Flash,
		story: s, about: uint32(i),
	}, l)
}

// startNoticePeriod begins the time in which leave must come for an action that went over
// a border with notice only.
func (w crossings) startNoticePeriod(id model.ActionID, s model.StorylineID, host model.NationID) {
	sp := &w.spec.Actions[id]
	if host != model.None && !sp.Across.Prior && w.Crossing[w.actionSlot(id, s)].Asked.Num == 0 {
		w.askHostNation(id, s, host, w.k.Now()+sp.Across.StopAfter, w.Action[w.actionSlot(id, s)].Ordered)
	}
}

// crossingRead opens the host's decision.
func (w crossings) crossingRead(t TransitID) {
	tr := &w.Transit[t]
	role := w.spec.Actions[int(tr.About)/len(w.spec.Storylines)].Across.Authority
	of := w.authorityOf(tr.To, role)
	if of == model.None {
		of = tr.To
	}
	w.desks.enqueue(order{
		task: w.spec.TaskOf(role), then: thenCrossed, agency: of, toward: model.None,
		key: tr.ID.Child(sim.Name("leave")), owner: uint32(t), prec: tr.Prec,
	})
}

// crossingDecided gives permission, or refuses it.
func (w crossings) crossingDecided(j JobID) {
	t := TransitID(w.Job[j].Owner)
	ask := w.Transit[t]
	id, s := model.ActionID(int(ask.About)/len(w.spec.Storylines)), ask.Story
	host := w.spec.Agencies[ask.To].Nation
	msg, o := journal.CrossingGranted, journal.Granted
	if !w.drawYes(drawGrant, w.actions.actionKey(id, s).Child(w.spec.Names.ID(w.spec.Nations[host].Ref)), w.valuePPM(w.spec.Model.Grant)) {
		msg, o = journal.CrossingRefused, journal.Denied
	}
	l := w.jobs.spansOf(j, journal.Authorise)
	r := w.beginRecord(journal.Crossing, w.spec.Agencies[ask.To].Ref, w.actions.actionKey(id, s))
	r.From = append(r.From, ask.Last)
	w.tileSpans(r, l)
	w.freeSpans(&l)
	if o == journal.Denied {
		r.Reason, r.Rule = journal.HostRefuses, w.spec.Nations[host].Ref
	}
	r.Args = [journal.MaxArgs]int64{journal.CrossingAction: int64(w.spec.Actions[id].Ref), journal.CrossingStoryline: int64(w.spec.Storylines[s].Ref), journal.CrossingOutcome: int64(o), journal.CrossingHost: int64(w.spec.Nations[host].Ref), journal.CrossingUntil: int64(sim.Never)}
	decided := w.emitRecord()
	w.transits.send(message{
		msg: msg, from: ask.To, to: ask.From, key: ask.ID, prec: ask.Prec, story: s, about: ask.About,
	}, decided)
}

// crossingAnswered brings the host's answer: the action may go on, or must stop
// at once.
func (w crossings) crossingAnswered(t TransitID) {
	tr := w.Transit[t]
	i := int(tr.About)
	id := model.ActionID(i / len(w.spec.Storylines))
	w.k.Cancel(w.Crossing[i].Timer)
	if tr.Msg == journal.CrossingGranted {
		w.Crossing[i].Leave = tr.Last
		w.actions.attemptAction(id, tr.Story)
		return
	}
	w.Crossing[i].Refused = true
	w.actions.stopAction(i, journal.HostRefuses, w.spec.Nations[w.Crossing[i].Host].Ref, tr.Last)
}

// crossingEnds is the end of the time in which leave had to come.
func (w crossings) crossingEnds(e sim.Event) {
	i := int(e.Arg)
	w.Crossing[i].Refused = true
	w.actions.stopAction(i, journal.ClockExpired, w.spec.Nations[w.Crossing[i].Host].Ref, w.Action[i].Ordered)
}

// crossingDropped is a question that an overloaded desk dropped: no permission comes.
func (w crossings) crossingDropped(JobID) {}
