package agents

import (
	"slices"

	"entente/agents/decide"
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// ProposalID is a place in State.Proposal; 0 none.
type ProposalID uint32

// proposal is a motion that was put, about one storyline.
type proposal struct {
	ID        sim.ID
	Put       sim.Time     // when it was submitted; Never before
	Last      journal.Link // its last record
	Until     sim.Time     // end of the period or next meeting; Never
	Timer     sim.Handle
	Motion    model.MotionID
	By        model.AgencyID
	Component ComponentID // the proposer's
	Story     model.StorylineID
	Item      ItemID // what came with it; 0 nothing
	First     uint32 // in State.Ballot, one for each member
	Round     uint32
	Danger    sim.PPM // the proposer's belief when it was put
	Meeting   bool    // silence was broken too often: the meeting decides
	Ended     bool    // the period is over
	Ordered   bool    // an effect called for it: its drafting is no matter of discretion
	Result    journal.Outcome
	Over      bool
}

// propose begins a motion on a storyline, once: it is drafted at the proposer's
// desk.
func (w bodies) propose(m model.MotionID, a model.AgencyID, c ComponentID, s model.StorylineID, cause journal.Link) {
	w.putForward(m, a, c, s, cause, false)
}

// putForward is propose; what is ordered is drafted in turn.
func (w bodies) putForward(m model.MotionID, a model.AgencyID, c ComponentID, s model.StorylineID, cause journal.Link, ordered bool) {
	if w.wasPut(m, s) {
		return
	}
	id := w.spec.Names.ID(w.spec.Motions[m].Ref).Child(w.storyID(s))
	w.Proposal = append(w.Proposal, proposal{
		ID: id, Put: sim.Never, Until: sim.Never, Motion: m, By: a, Component: c, Story: s, Last: cause, Danger: w.dossiers.danger(c), Ordered: ordered,
	})
	w.desks.enqueue(order{
		task: model.Drafting, then: thenDrafted, agency: a, toward: model.None, key: id.Child(sim.Name("draft")),
		owner: uint32(len(w.Proposal) - 1), prec: w.dossiers.precedence(w.dossiers.danger(c)),
	})
}

// wasPut says whether a motion was begun on a storyline.
func (w bodies) wasPut(m model.MotionID, s model.StorylineID) bool {
	for p := 1; p < len(w.Proposal); p++ {
		if x := &w.Proposal[p]; x.Motion == m && x.Story == s {
			return true
		}
	}
	return false
}

// storyID is the lineage of a storyline; 0 for None.
func (w *World) storyID(s model.StorylineID) sim.ID {
	if s == model.None {
		return 0
	}
	return w.spec.Names.ID(w.spec.Storylines[s].Ref)
}

// proposes puts the motions that an agency's component calls for.
func (w bodies) proposes(a model.AgencyID, c ComponentID) {
	for m := range w.spec.Motions {
		sp := &w.spec.Motions[m]
		if sp.When == nil || !w.spec.MayPut(sp, a) || !sp.When.Eval(w.seats.distributionFrame(a, c)) {
			continue
		}
		w.propose(model.MotionID(m), a, c, w.spec.Facts[w.dossiers.lowest(c)].Storyline, w.Component[c].Last)
	}
}

// drafted sends the draft to the body through the chain; without a secretariat
// it is before the members at once.
func (w bodies) drafted(j JobID) {
	p := ProposalID(w.Job[j].Owner)
	x := w.Proposal[p]
	l := w.jobs.jobSpans(j, journal.Body)
	office := w.office(x.Motion)
	if office == model.None || office == x.By {
		w.submit(p, x.Last, l)
		w.drop(&l)
		return
	}
	it := ItemID(0)
	if x.Component != 0 {
		w.facts = w.facts[:0]
		for h := w.Component[w.dossiers.root(x.Component)].Head; h != 0; h = w.Holding[h].Next {
			w.facts = append(w.facts, w.Holding[h].Fact)
		}
		it = w.items.packFacts(x.By, office, w.facts, true)
	}
	w.transits.send(message{
		msg: journal.Proposal, from: x.By, to: office, item: it, component: x.Component, key: x.ID,
		prec: w.dossiers.precedence(x.Danger), story: x.Story, about: uint32(p), path: l,
	}, x.Last)
	w.drop(&l)
}

// office is the agency of a motion's body; None without one.
func (w bodies) office(m model.MotionID) model.AgencyID {
	b := w.spec.Motions[m].Body
	if b == model.None || len(w.spec.Nations[b].Agencies) == 0 {
		return model.None
	}
	return w.spec.Nations[b].Agencies[0]
}

// proposalRead enters what came with a proposal and opens its review.
func (w bodies) proposalRead(t TransitID) {
	if w.Transit[t].Item != 0 {
		w.reading.readItem(t)
	}
	tr := w.Transit[t]
	p := ProposalID(tr.About)
	w.Proposal[p].Item, w.Proposal[p].Last = tr.Item, tr.Last
	w.desks.enqueue(order{
		task: model.Reviewing, then: thenVetted, agency: tr.To, toward: model.None, key: tr.ID.Child(sim.Name("review")), owner: uint32(t), prec: tr.Prec,
	})
}

// vetted is the end of the secretariat's review: the proposal is refused, or
// submitted.
func (w bodies) vetted(j JobID) {
	t := TransitID(w.Job[j].Owner)
	p := ProposalID(w.Transit[t].About)
	sp := &w.spec.Motions[w.Proposal[p].Motion]
	l := w.jobs.jobSpans(j, journal.Body)
	if len(sp.Review) > 0 && sp.Review.Eval(w.transits.lawFrame(t)) {
		w.conclusion(p, journal.Refused, journal.BodyRefused, sp.Ref, l, w.Transit[t].Last)
	} else {
		w.submit(p, w.Transit[t].Last, l)
	}
	w.drop(&l)
}

// proposalLost is a proposal that never came before its body: dropped at a desk.
func (w bodies) proposalLost(j JobID) {
	p := ProposalID(w.Job[j].Owner)
	if w.Job[j].Then == thenVetted {
		p = ProposalID(w.Transit[p].About)
	}
	w.Proposal[p].Over = true
}

// proposalEnded is one whose message ended on its way.
func (w bodies) proposalEnded(t TransitID, _ verdict) {
	w.items.strayed(w.Transit[t].Item)
	w.Proposal[w.Transit[t].About].Over = true
}

// submit puts a proposal before the members.
func (w bodies) submit(p ProposalID, cause journal.Link, l spans) {
	x := &w.Proposal[p]
	sp := &w.spec.Motions[x.Motion]
	r := w.note(journal.Proposed, w.spec.Agencies[x.By].Ref, x.ID)
	r.From = append(r.From, cause)
	w.tileAs(r, l, journal.Body)
	r.Args[0], r.Args[1], r.Args[2] = int64(sp.Ref), w.bodyRef(x.Motion), w.storyRef(x.Story)
	x.Last, x.Put = w.emit(), w.k.Now()
	w.ballots(p)
	if int64(w.itemClassOf(x.Item)) <= int64(sp.Delegated) {
		w.circulate(p, []model.NationID{w.deciderOf(sp)})
		return
	}
	w.circulate(p, sp.Members)
}

func (w bodies) bodyRef(m model.MotionID) int64 {
	if b := w.spec.Motions[m].Body; b != model.None {
		return int64(w.spec.Nations[b].Ref)
	}
	return 0
}

func (w bodies) itemClassOf(i ItemID) journal.Class {
	if i == 0 {
		return journal.Unclassified
	}
	return w.Item[i].Class
}

// deciderOf is the nation or body that decides alone.
func (w bodies) deciderOf(sp *model.Motion) model.NationID {
	if sp.Decider != model.None {
		return sp.Decider
	}
	return sp.Body
}

// procedureOf is the rule by which a proposal is decided now: that of its
// motion, a decider's where that is delegated, or the meeting's.
func (w bodies) procedureOf(p ProposalID) decide.Procedure {
	x := &w.Proposal[p]
	sp := &w.spec.Motions[x.Motion]
	switch {
	case int64(w.itemClassOf(x.Item)) <= int64(sp.Delegated):
		return decide.Procedure{Rule: decide.Single}
	case x.Meeting:
		return decide.Procedure{Rule: decide.Consensus}
	}
	return sp.Procedure
}

// circulate lets those who decide react, and sets the end of the period.
func (w bodies) circulate(p ProposalID, to []model.NationID) {
	sp := &w.spec.Motions[w.Proposal[p].Motion]
	rule := w.procedureOf(p).Rule
	if rule == decide.Single {
		to = []model.NationID{w.deciderOf(sp)}
	}
	until := periods[rule](w.World, sp, &w.Proposal[p])
	x := &w.Proposal[p]
	x.Until, x.Ended = until, false
	r := w.note(journal.Circulated, w.spec.Agencies[x.By].Ref, x.ID)
	r.Nth = x.Round
	r.From = append(r.From, x.Last)
	w.rests(r, journal.Body, journal.Work, sp.Ref)
	r.Args = [journal.MaxArgs]int64{int64(sp.Ref), w.bodyRef(x.Motion), w.storyRef(x.Story), int64(x.Round), int64(x.Until)}
	x.Last = w.emit()
	if x.Until <= w.spec.End {
		w.k.Close(x.Until, nobody, ProposalDue, uint32(p), x.Round)
	}
	for _, n := range to {
		w.calls(p, n)
	}
}

// periods holds, by rule, when its period ends or the next meeting is.
var periods = [...]func(*World, *model.Motion, *proposal) sim.Time{
	decide.Single:    func(*World, *model.Motion, *proposal) sim.Time { return sim.Never },
	decide.Majority:  func(w *World, sp *model.Motion, _ *proposal) sim.Time { return w.k.Now() + w.ms(sp.Window) },
	decide.Unanimity: func(*World, *model.Motion, *proposal) sim.Time { return sim.Never },
	decide.Consensus: func(w *World, sp *model.Motion, x *proposal) sim.Time { return w.bodies.nextMeeting(sp, x) },
	decide.NoObjection: func(w *World, sp *model.Motion, _ *proposal) sim.Time {
		return sp.Business.AddBusinessDays(w.k.Now(), int(w.p(sp.Days)), sp.CloseAt)
	},
	decide.Silence: func(w *World, sp *model.Motion, _ *proposal) sim.Time { return w.k.Now() + w.ms(sp.Window) },
}

// nextMeeting is the next one of the body's calendar, or an extra one where the
// proposer believes danger imminent.
func (w bodies) nextMeeting(sp *model.Motion, x *proposal) sim.Time {
	now := w.k.Now()
	extra := now + max(1, sp.Convene.Draw(w.u(drawConvene, x.ID.Nth(uint64(x.Round)))))
	if sp.Every == 0 {
		return max(sp.First, extra)
	}
	next := max(sp.First, now+1)
	if sp.First <= now {
		next = sp.First + ((now-sp.First)/sp.Every+1)*sp.Every
	}
	if x.Danger >= w.ppm(w.spec.Model.ImminentAt) {
		return min(next, extra)
	}
	return next
}

// proposalDue is the end of a period or the hour of a meeting (Aux is the
// round), the count that follows it, or the end of a redraft.
func (w bodies) proposalDue(e sim.Event) {
	p := ProposalID(e.Arg)
	x := w.Proposal[p]
	switch {
	case x.Over:
	case e.Aux&redrafted != 0:
		w.circulate(p, w.spec.Motions[x.Motion].Members)
	case e.Aux == x.Round|counted:
		w.tally(p, x.Last)
	case e.Aux == x.Round && !x.Ended:
		w.Proposal[p].Ended = true // what follows starts a millisecond later
		w.k.Schedule(w.k.Now()+1, sim.PhaseDecide, nobody, ProposalDue, uint32(p), x.Round|counted)
	}
}

// redrafted marks the event at which a new draft is ready, and counted the one at
// which the votes are counted after the end of a period.
const (
	redrafted = 1 << 31
	counted   = 1 << 30
)

// opens says where a proposal's ballots begin.
func (w bodies) opens(p ProposalID, first uint32) { w.Proposal[p].First = first }

// tally looks where a proposal stands and goes on from there.
func (w bodies) tally(p ProposalID, cause journal.Link) {
	if w.Proposal[p].Over {
		return
	}
	rule := w.procedureOf(p)
	follow[rule.Tally(w.cast(p), w.Proposal[p].Ended)](w.World, p, cause)
}

// follow holds what each standing leads to.
var follow = [...]func(*World, ProposalID, journal.Link){
	decide.Open: func(*World, ProposalID, journal.Link) {},
	decide.Adopted: func(w *World, p ProposalID, cause journal.Link) {
		w.bodies.conclusion(p, journal.Adopted, journal.NoReason, 0, spans{}, cause)
	},
	decide.Rejected: func(w *World, p ProposalID, cause journal.Link) {
		w.bodies.conclusion(p, journal.Rejected, journal.Objected, w.spec.Motions[w.Proposal[p].Motion].Ref, spans{}, cause)
	},
	decide.Broken:   func(w *World, p ProposalID, cause journal.Link) { w.bodies.redraft(p, cause, journal.SilenceBroken) },
	decide.Objected: func(w *World, p ProposalID, cause journal.Link) { w.bodies.redraft(p, cause, journal.Objected) },
	decide.NoQuorum: func(w *World, p ProposalID, _ journal.Link) { // the next meeting looks again
		x := &w.Proposal[p]
		x.Ended = false
		x.Until = w.bodies.nextMeeting(&w.spec.Motions[x.Motion], x)
		if x.Until <= w.spec.End {
			w.k.Close(x.Until, nobody, ProposalDue, uint32(p), x.Round)
		}
	},
}

// redraft takes a proposal back for a new text, which those who objected like
// better. After too many breaks of silence the meeting decides.
func (w bodies) redraft(p ProposalID, cause journal.Link, why journal.Reason) {
	x := &w.Proposal[p]
	sp := &w.spec.Motions[x.Motion]
	r := w.note(journal.Decided, w.spec.Agencies[x.By].Ref, x.ID)
	r.Nth = x.Round
	r.From = append(r.From, x.Last)
	if cause != x.Last {
		r.From = append(r.From, cause)
	}
	w.rests(r, journal.Body, journal.Period, sp.Ref)
	r.Reason, r.Rule = why, sp.Ref
	r.Args = [journal.MaxArgs]int64{int64(sp.Ref), w.bodyRef(x.Motion), w.storyRef(x.Story), int64(journal.Redrafted), int64(x.Put)}
	x.Last, x.Ended = w.emit(), true
	x.Round++
	x.Meeting = x.Meeting || sp.Procedure.Rule == decide.Silence && int64(x.Round) >= w.p(sp.Rounds)
	w.reopen(p)
	ready := w.k.Now() + max(1, sp.Redraft.Draw(w.u(drawRedraft, x.ID.Nth(uint64(x.Round)))))
	if ready <= w.spec.End {
		w.k.Schedule(ready, sim.PhaseComplete, nobody, ProposalDue, uint32(p), x.Round|redrafted)
	}
}

// conclusion ends a proposal, and lets what was adopted have its effects.
func (w bodies) conclusion(p ProposalID, o journal.Outcome, why journal.Reason, by journal.Ref, l spans, cause journal.Link) {
	x := &w.Proposal[p]
	sp := &w.spec.Motions[x.Motion]
	x.Over, x.Result = true, o
	r := w.note(journal.Decided, w.spec.Agencies[x.By].Ref, x.ID)
	r.Nth = x.Round
	r.From = append(r.From, x.Last)
	if cause != x.Last {
		r.From = append(r.From, cause)
	}
	if l.Head != 0 {
		w.tileAs(r, l, journal.Body)
	} else {
		w.rests(r, journal.Body, journal.Period, sp.Ref)
	}
	if why != journal.NoReason {
		r.Reason, r.Rule = why, by
	}
	put := x.Put
	if put == sim.Never {
		put = w.k.Now()
	}
	r.Args = [journal.MaxArgs]int64{int64(sp.Ref), w.bodyRef(x.Motion), w.storyRef(x.Story), int64(o), int64(put)}
	x.Last = w.emit()
	if o == journal.Adopted {
		w.changes.does(sp.Effects, matter{by: sp.Ref, cause: x.Last, story: x.Story, to: model.None, proposal: p})
	}
	w.exercise.observe(w.Proposal[p].Last)
}

// componentOn is what an agency has joined of a storyline; 0 if it credits
// nothing of it.
func (w dossiers) componentOn(a model.AgencyID, s model.StorylineID) ComponentID {
	if s == model.None {
		return 0
	}
	for _, f := range w.spec.Storylines[s].Facts {
		if h := w.holdings.held(a, f); h != 0 && w.Holding[h].Credited != sim.Never {
			return w.componentOf(h)
		}
	}
	return 0
}

// carriesFacts are the facts that came with a proposal, in order.
func (w bodies) carriesFacts(p ProposalID) []model.FactID {
	w.facts = w.facts[:0]
	if x := &w.Proposal[p]; x.Item != 0 {
		for _, c := range w.items.cargo(x.Item) {
			if c.Gone == present {
				w.facts = append(w.facts, c.Fact)
			}
		}
	}
	slices.Sort(w.facts)
	return w.facts
}
