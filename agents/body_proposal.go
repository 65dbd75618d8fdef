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
	ID      sim.ID
	Put     sim.Time     // when it was submitted; Never before
	Last    journal.Link // its last record
	Until   sim.Time     // end of the period or next meeting; Never
	Timer   sim.Handle
	Motion  model.MotionID
	By      model.AgencyID
	Dossier DossierID // the proposer's
	Story   model.StorylineID
	Item    ItemID // what came with it; 0 nothing
	First   uint32 // in State.Ballot, one for each member
	Round   uint32
	Danger  sim.PPM // the proposer's belief when it was put
	Meeting bool    // silence was broken too often: the meeting decides
	Ended   bool    // the period is over
	Ordered bool    // an effect called for it: its drafting is no matter of discretion
	Result  journal.Outcome
	Over    bool
}

// proposeOnce begins a motion on a storyline, once: it is drafted at the proposer's
// desk.
func (w bodies) proposeOnce(m model.MotionID, a model.AgencyID, c DossierID, s model.StorylineID, cause journal.Link) {
	w.putMotion(m, a, c, s, cause, false)
}

// putMotion is propose; what is ordered is drafted in turn.
func (w bodies) putMotion(m model.MotionID, a model.AgencyID, c DossierID, s model.StorylineID, cause journal.Link, ordered bool) {
	if w.isMotionBegun(m, s) {
		return
	}
	id := w.spec.Names.ID(w.spec.Motions[m].Ref).Child(w.spec.StorylineKey(s))
	w.Proposal = append(w.Proposal, proposal{
		ID: id, Put: sim.Never, Until: sim.Never, Motion: m, By: a, Dossier: c, Story: s, Last: cause, Danger: w.dangerOf(c), Ordered: ordered,
	})
	w.desks.enqueue(order{
		task: model.Drafting, then: thenDrafted, agency: a, toward: model.None, key: id.Child(sim.Name("draft")),
		owner: uint32(len(w.Proposal) - 1), prec: w.precedenceBy(w.dangerOf(c)),
	})
}

// proposeOnHolding begins a motion, once, on the storyline of what an agency holds.
func (w bodies) proposeOnHolding(m model.MotionID, h HoldingID, cause journal.Link) {
	x := &w.Holding[h]
	w.proposeOnce(m, x.Agency, w.dossierOf(h), w.spec.Facts[x.Fact].Storyline, cause)
}

// isMotionBegun says whether a motion was begun on a storyline.
func (w bodies) isMotionBegun(m model.MotionID, s model.StorylineID) bool {
	for p := 1; p < len(w.Proposal); p++ {
		if x := &w.Proposal[p]; x.Motion == m && x.Story == s {
			return true
		}
	}
	return false
}

// putDueMotions puts the motions that an agency's dossier calls for.
func (w bodies) putDueMotions(a model.AgencyID, c DossierID) {
	for m := range w.spec.Motions {
		sp := &w.spec.Motions[m]
		if sp.When == nil || !w.spec.MayPut(sp, a) || !sp.When.Eval(w.dossiers.distributionFrame(a, c)) {
			continue
		}
		w.proposeOnce(model.MotionID(m), a, c, w.spec.Facts[w.dossiers.lowestFact(c)].Storyline, w.Dossier[c].Last)
	}
}

// draftDone sends the draft to the body through the chain; without a secretariat
// it is before the members at once.
func (w bodies) draftDone(j JobID) {
	p := ProposalID(w.Job[j].Owner)
	x := w.Proposal[p]
	l := w.jobs.spansOf(j, journal.Body)
	office := w.officeOf(x.Motion)
	if office == model.None || office == x.By {
		w.submitToMembers(p, x.Last, l)
		return
	}
	it := ItemID(0)
	if x.Dossier != 0 {
		w.facts = w.facts[:0]
		for h := w.Dossier[w.survivorOf(x.Dossier)].Head; h != 0; h = w.Holding[h].Next {
			w.facts = append(w.facts, w.Holding[h].Fact)
		}
		it = w.items.packFacts(x.By, office, w.facts, true)
	}
	w.transits.send(message{
		msg: journal.Proposal, from: x.By, to: office, item: it, dossier: x.Dossier, key: x.ID,
		prec: w.precedenceBy(x.Danger), story: x.Story, about: uint32(p), path: l,
	}, x.Last)
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

// reviewDone is the end of the secretariat's review: the proposal is refused, or
// submitted.
func (w bodies) reviewDone(j JobID) {
	t := TransitID(w.Job[j].Owner)
	p := ProposalID(w.Transit[t].About)
	sp := &w.spec.Motions[w.Proposal[p].Motion]
	l := w.jobs.spansOf(j, journal.Body)
	if len(sp.Review) > 0 && sp.Review.Eval(w.transits.fillLawFrame(t)) {
		w.concludeProposal(p, journal.Refused, journal.BodyRefused, sp.Ref, l, w.Transit[t].Last)
	} else {
		w.submitToMembers(p, w.Transit[t].Last, l)
	}
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
	w.items.markUndelivered(w.Transit[t].Item)
	w.Proposal[w.Transit[t].About].Over = true
}

// submitToMembers puts a proposal before the members.
func (w bodies) submitToMembers(p ProposalID, cause journal.Link, l spans) {
	x := &w.Proposal[p]
	sp := &w.spec.Motions[x.Motion]
	r := w.beginRecord(journal.Proposed, w.spec.Agencies[x.By].Ref, x.ID)
	r.From = append(r.From, cause)
	w.tileSpansAs(r, l, journal.Body)
	r.Args[journal.ProposedMotion], r.Args[journal.ProposedBody], r.Args[journal.ProposedStoryline] = int64(sp.Ref), w.bodyRef(x.Motion), w.spec.StorylineRef(x.Story)
	x.Last, x.Put = w.emitRecord(), w.k.Now()
	w.openBallots(p)
	if int64(w.items.classOf(x.Item)) <= int64(sp.Delegated) {
		w.circulateDraft(p, []model.NationID{w.deciderOf(sp)})
		return
	}
	w.circulateDraft(p, sp.Members)
}

// circulateDraft lets those who decide react, and sets the end of the period.
func (w bodies) circulateDraft(p ProposalID, to []model.NationID) {
	sp := &w.spec.Motions[w.Proposal[p].Motion]
	rule := w.procedureOf(p).Rule
	if rule == decide.Single {
		to = []model.NationID{w.deciderOf(sp)}
	}
	until := periods[rule](w.World, sp, &w.Proposal[p])
	x := &w.Proposal[p]
	x.Until, x.Ended = until, false
	r := w.beginRecord(journal.Circulated, w.spec.Agencies[x.By].Ref, x.ID)
	r.Nth = x.Round
	r.From = append(r.From, x.Last)
	attributeTime(r, journal.Body, journal.Work, sp.Ref)
	r.Args = [journal.MaxArgs]int64{journal.CirculatedMotion: int64(sp.Ref), journal.CirculatedBody: w.bodyRef(x.Motion), journal.CirculatedStoryline: w.spec.StorylineRef(x.Story), journal.CirculatedRound: int64(x.Round), journal.CirculatedUntil: int64(x.Until)}
	x.Last = w.emitRecord()
	if x.Until <= w.spec.End {
		w.k.Close(x.Until, nobody, ProposalDue, uint32(p), x.Round)
	}
	for _, n := range to {
		w.scheduleReaction(p, n)
	}
}

// proposalDue is the end of a period or the hour of a meeting (Aux is the
// round), the count that follows it, or the end of a redraft.
func (w bodies) proposalDue(e sim.Event) {
	p := ProposalID(e.Arg)
	x := w.Proposal[p]
	switch {
	case x.Over:
	case e.Aux&redrafted != 0:
		w.circulateDraft(p, w.spec.Motions[x.Motion].Members)
	case e.Aux == x.Round|counted:
		w.tallyVotes(p, x.Last)
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

// firstBallot says where a proposal's ballots begin.
func (w bodies) firstBallot(p ProposalID, first uint32) { w.Proposal[p].First = first }

// tallyVotes looks where a proposal stands and goes on from there.
func (w bodies) tallyVotes(p ProposalID, cause journal.Link) {
	if w.Proposal[p].Over {
		return
	}
	rule := w.procedureOf(p)
	follow[rule.Tally(w.collectVotes(p), w.Proposal[p].Ended)](w.World, p, cause)
}

// follow holds what each standing leads to.
var follow = [...]func(*World, ProposalID, journal.Link){
	decide.Open: func(*World, ProposalID, journal.Link) {},
	decide.Adopted: func(w *World, p ProposalID, cause journal.Link) {
		w.bodies.concludeProposal(p, journal.Adopted, journal.NoReason, 0, spans{}, cause)
	},
	decide.Rejected: func(w *World, p ProposalID, cause journal.Link) {
		w.bodies.concludeProposal(p, journal.Rejected, journal.Objected, w.spec.Motions[w.Proposal[p].Motion].Ref, spans{}, cause)
	},
	decide.Broken: func(w *World, p ProposalID, cause journal.Link) {
		w.bodies.redraftText(p, cause, journal.SilenceBroken)
	},
	decide.Objected: func(w *World, p ProposalID, cause journal.Link) { w.bodies.redraftText(p, cause, journal.Objected) },
	decide.NoQuorum: func(w *World, p ProposalID, _ journal.Link) { // the next meeting looks again
		x := &w.Proposal[p]
		x.Ended = false
		x.Until = w.bodies.nextMeeting(&w.spec.Motions[x.Motion], x)
		if x.Until <= w.spec.End {
			w.k.Close(x.Until, nobody, ProposalDue, uint32(p), x.Round)
		}
	},
}

// redraftText takes a proposal back for a new text, which those who objected like
// better. After too many breaks of silence the meeting decides.
func (w bodies) redraftText(p ProposalID, cause journal.Link, why journal.Reason) {
	x := &w.Proposal[p]
	sp := &w.spec.Motions[x.Motion]
	r := w.beginRecord(journal.Decided, w.spec.Agencies[x.By].Ref, x.ID)
	r.Nth = x.Round
	r.From = append(r.From, x.Last)
	if cause != x.Last {
		r.From = append(r.From, cause)
	}
	attributeTime(r, journal.Body, journal.Period, sp.Ref)
	r.Reason, r.Rule = why, sp.Ref
	r.Args = [journal.MaxArgs]int64{journal.DecidedMotion: int64(sp.Ref), journal.DecidedBody: w.bodyRef(x.Motion), journal.DecidedStoryline: w.spec.StorylineRef(x.Story), journal.DecidedOutcome: int64(journal.Redrafted), journal.DecidedSubmitted: int64(x.Put)}
	x.Last, x.Ended = w.emitRecord(), true
	x.Round++
	x.Meeting = x.Meeting || sp.Procedure.Rule == decide.Silence && int64(x.Round) >= w.value(sp.Rounds)
	w.reopenBallots(p)
	ready := w.k.Now() + max(1, sp.Redraft.Draw(w.randomBits(drawRedraft, x.ID.Nth(uint64(x.Round)))))
	if ready <= w.spec.End {
		w.k.Schedule(ready, sim.PhaseComplete, nobody, ProposalDue, uint32(p), x.Round|redrafted)
	}
}

// concludeProposal ends a proposal, and lets what was adopted have its effects.
func (w bodies) concludeProposal(p ProposalID, o journal.Outcome, why journal.Reason, by journal.Ref, l spans, cause journal.Link) {
	x := &w.Proposal[p]
	sp := &w.spec.Motions[x.Motion]
	x.Over, x.Result = true, o
	r := w.beginRecord(journal.Decided, w.spec.Agencies[x.By].Ref, x.ID)
	r.Nth = x.Round
	r.From = append(r.From, x.Last)
	if cause != x.Last {
		r.From = append(r.From, cause)
	}
	if l.Head != 0 {
		w.tileSpansAs(r, l, journal.Body)
	} else {
		attributeTime(r, journal.Body, journal.Period, sp.Ref)
	}
	if why != journal.NoReason {
		r.Reason, r.Rule = why, by
	}
	put := x.Put
	if put == sim.Never {
		put = w.k.Now()
	}
	r.Args = [journal.MaxArgs]int64{journal.DecidedMotion: int64(sp.Ref), journal.DecidedBody: w.bodyRef(x.Motion), journal.DecidedStoryline: w.spec.StorylineRef(x.Story), journal.DecidedOutcome: int64(o), journal.DecidedSubmitted: int64(put)}
	x.Last = w.emitRecord()
	if o == journal.Adopted {
		w.applyEffects(sp.Effects, effectContext{by: sp.Ref, cause: x.Last, story: x.Story, to: model.None, proposal: p})
	}
	w.tellHappened(w.Proposal[p].Last)
}

// proposalFacts are the facts that came with a proposal, in order.
func (w bodies) proposalFacts(p ProposalID) []model.FactID {
	w.facts = w.facts[:0]
	if x := &w.Proposal[p]; x.Item != 0 {
		for _, c := range w.factsOf(x.Item) {
			if c.Gone == present {
				w.facts = append(w.facts, c.Fact)
			}
		}
	}
	slices.Sort(w.facts)
	return w.facts
}

// disputeRefusal puts, for an asker who was refused under an agreement or not answered at
// all, the motion by which its parties settle such things.
func (w bodies) disputeRefusal(q RequestID, cause journal.Link) {
	x := w.Request[q]
	if x.Agreement < 0 || w.spec.Agreements[x.Agreement].Dispute == model.None {
		return
	}
	c := x.Dossier
	if c != 0 {
		c = w.survivorOf(c)
	}
	w.proposeOnce(w.spec.Agreements[x.Agreement].Dispute, x.Asker, c, x.Story, cause)
}
