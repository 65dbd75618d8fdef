package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// CrossingID is a place in State.Crossing; 0 none.
type CrossingID uint32

// crossing is how far the permission for an action abroad has come, from when it is asked for.
type crossing struct {
	Act     ActID
	Asked   journal.Link
	Leave   journal.Link
	Host    model.NationID // where it goes
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

// askHostNation tells the host nation of a crossing and asks for its permission, which must
// come before an instant; Never is no limit.
func (w crossings) askHostNation(i ActID, host model.NationID, until sim.Time, cause journal.Link) CrossingID {
	id, s := w.Action[i].ID, w.Action[i].Story
	sp := &w.spec.Actions[id]
	to := w.spec.AgencyWithRole(host, sp.Across.Host)
	r := w.beginRecord(journal.Crossing, w.spec.Agencies[sp.Agency].Ref, w.spec.ActionKey(id, s))
	r.From = append(r.From, cause)
	attributeTime(r, journal.Act, journal.Idle, sp.Ref)
	r.Args = [journal.MaxArgs]int64{journal.CrossingAction: int64(sp.Ref), journal.CrossingStoryline: int64(w.spec.Storylines[s].Ref), journal.CrossingOutcome: int64(journal.Asks), journal.CrossingHost: int64(w.spec.Nations[host].Ref), journal.CrossingUntil: int64(until)}
	l := w.emitRecord()
	x := CrossingID(len(w.Crossing))
	w.Crossing = append(w.Crossing, crossing{Act: i, Asked: l, Host: host})
	if until <= w.spec.End {
		w.Crossing[x].Timer = w.k.Timer(until, sim.PhaseComplete, actorOf(sp.Agency), CrossingEnds, uint32(x), 0)
	}
	if to != model.None { // where nobody can be asked, no permission comes
		w.transits.send(message{
			msg: journal.CrossingAsked, from: sp.Agency, to: to, key: w.spec.ActionKey(id, s), prec: journal.Flash,
			story: s, about: uint32(x),
		}, l)
	}
	return x
}

// crossingRead opens the host's decision.
func (w crossings) crossingRead(t TransitID) {
	tr := &w.Transit[t]
	role := w.spec.Actions[w.actionAbroad(tr)].Across.Authority
	of := w.spec.AuthorityOf(tr.To, role)
	if of == model.None {
		of = tr.To
	}
	w.desks.enqueue(order{
		task: w.spec.TaskOf(role), then: thenCrossed, agency: of, toward: model.None,
		key: tr.ID.Child(sim.Name("leave")), owner: uint32(t), prec: tr.Prec,
	})
}

// actionAbroad is the action that a question about a crossing, or its answer, is about.
func (w crossings) actionAbroad(tr *transit) model.ActionID {
	return w.Action[w.Crossing[tr.About].Act].ID
}

// crossingDecided gives permission, or refuses it.
func (w crossings) crossingDecided(j JobID) {
	t := TransitID(w.Job[j].Owner)
	ask := w.Transit[t]
	id, s := w.actionAbroad(&ask), ask.Story
	host := w.spec.Agencies[ask.To].Nation
	msg, o := journal.CrossingGranted, journal.Granted
	if !w.drawYes(drawGrant, w.spec.ActionKey(id, s).Child(w.spec.Names.ID(w.spec.Nations[host].Ref)), w.valuePPM(w.spec.Model.Grant)) {
		msg, o = journal.CrossingRefused, journal.Denied
	}
	l := w.jobs.spansOf(j, journal.Authorise)
	r := w.beginRecord(journal.Crossing, w.spec.Agencies[ask.To].Ref, w.spec.ActionKey(id, s))
	r.From = append(r.From, ask.Last)
	w.tileSpans(r, l)
	if o == journal.Denied {
		r.Reason, r.Rule = journal.HostRefuses, w.spec.Nations[host].Ref
	}
	r.Args = [journal.MaxArgs]int64{journal.CrossingAction: int64(w.spec.Actions[id].Ref), journal.CrossingStoryline: int64(w.spec.Storylines[s].Ref), journal.CrossingOutcome: int64(o), journal.CrossingHost: int64(w.spec.Nations[host].Ref), journal.CrossingUntil: int64(sim.Never)}
	decided := w.emitRecord()
	w.transits.send(message{
		msg: msg, from: ask.To, to: ask.From, key: ask.ID, prec: ask.Prec, story: s, about: ask.About,
	}, decided)
}

// crossingAnswered brings the host's answer.
func (w crossings) crossingAnswered(t TransitID) {
	tr := w.Transit[t]
	x := CrossingID(tr.About)
	w.k.Cancel(w.Crossing[x].Timer)
	if tr.Msg == journal.CrossingGranted {
		w.Crossing[x].Leave = tr.Last
		w.tellHost(x, journal.NoReason, tr.Last)
		return
	}
	w.Crossing[x].Refused = true
	w.tellHost(x, journal.HostRefuses, tr.Last)
}

// crossingEnds is the end of the time in which permission had to come.
func (w crossings) crossingEnds(e sim.Event) {
	x := &w.Crossing[e.Arg]
	x.Refused = true
	w.tellHost(CrossingID(e.Arg), journal.ClockExpired, w.Action[x.Act].Ordered)
}

// crossingDropped is a question that an overloaded desk dropped: no permission comes.
func (w crossings) crossingDropped(JobID) {}
