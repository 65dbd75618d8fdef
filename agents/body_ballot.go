package agents

import (
	"entente/agents/decide"
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// ballot is how a member stands to a proposal.
type ballot struct {
	Weight   int64
	Link     journal.Link // of its last vote
	Proposal ProposalID
	Member   model.NationID
	Redrafts uint32 // since it objected
	Votes    uint32
	Vote     decide.Vote
	Held     bool // its objection is a hold that runs
}

// openBallots opens one for each member, and for a decider who is none.
func (w bodies) openBallots(p ProposalID) {
	x := &w.Proposal[p]
	sp := &w.spec.Motions[x.Motion]
	first := uint32(len(w.Ballot))
	for i, n := range sp.Members {
		w.Ballot = append(w.Ballot, ballot{Weight: sp.Weight[i], Proposal: p, Member: n})
	}
	if d := w.deciderOf(sp); d != model.None {
		w.Ballot = append(w.Ballot, ballot{Proposal: p, Member: d})
	}
	w.firstBallot(p, first)
}

// collectVotes lists the votes on a proposal: of a decider alone, or of the members.
func (w bodies) collectVotes(p ProposalID) []decide.Ballot {
	w.votes = w.votes[:0]
	x := &w.Proposal[p]
	sp := &w.spec.Motions[x.Motion]
	rule := w.procedureOf(p).Rule
	for i := x.First; i < uint32(len(w.Ballot)) && w.Ballot[i].Proposal == p; i++ {
		b := &w.Ballot[i]
		decider := int(i-x.First) >= len(sp.Members)
		switch {
		case rule == decide.Single && b.Member == w.deciderOf(sp):
			w.votes = append(w.votes, decide.Ballot{Weight: 1, Vote: b.Vote})
		case rule != decide.Single && !decider:
			w.votes = append(w.votes, decide.Ballot{Weight: b.Weight, Vote: b.Vote})
		}
	}
	return w.votes
}

// scheduleReaction lets a member, or the decider, react to a proposal in its own time.
func (w bodies) scheduleReaction(p ProposalID, n model.NationID) {
	x := &w.Proposal[p]
	sp := &w.spec.Motions[x.Motion]
	for i := x.First; i < uint32(len(w.Ballot)) && w.Ballot[i].Proposal == p; i++ {
		b := &w.Ballot[i]
		if b.Member != n || b.Vote != decide.Silent {
			continue
		}
		key := x.ID.Child(w.spec.Names.ID(w.spec.Nations[n].Ref)).Nth(uint64(x.Round))
		after := sp.React.Draw(w.randomBits(drawReactTo, key))
		if by := w.spec.Agencies[x.By].Nation; by != n {
			after = w.relations.humanFactor(n, by).Scale(after)
		} else {
			after = 0 // it wrote the text
		}
		w.k.Schedule(w.k.Now()+after, sim.PhaseDecide, nobody, BallotDue, i, x.Round)
		return
	}
}

// ballotDue is a member's reaction (Aux is the round), or the end of its hold.
func (w bodies) ballotDue(e sim.Event) {
	b := w.Ballot[e.Arg]
	x := w.Proposal[b.Proposal]
	switch {
	case x.Over:
	case e.Aux&holdEnds != 0:
		if b.Held {
			w.objectionEnds(e.Arg, e.Aux&atCap != 0)
		}
	case e.Aux&again != 0:
		w.rethinkVote(e.Arg)
	case e.Aux == x.Round && b.Vote == decide.Silent:
		w.takeVote(e.Arg)
	}
}

// Marks of the events of an objection: its hold ends, by itself or at its cap,
// or the member thinks again.
const (
	holdEnds = 1 << 31
	atCap    = 1 << 30
	again    = 1 << 29
)

// takeVote takes a member's decision. Its draw is kept for the whole run, so that
// only what changes its chance changes its mind.
func (w bodies) takeVote(i uint32) {
	b := w.Ballot[i]
	yes, chance := w.votesInFavour(&b)
	rule := w.procedureOf(b.Proposal).Rule
	v, o := decide.For, journal.Yes
	if !yes {
		v, o = decide.Against, against[rule]
	}
	w.Ballot[i].Vote = v
	l := w.recordVote(i, o, chance)
	if !yes && rule == decide.NoObjection {
		w.beginObjection(i)
	}
	w.tallyVotes(b.Proposal, l)
}

// against is what a vote against is called, by rule.
var against = [...]journal.Outcome{
	decide.Single: journal.No, decide.Majority: journal.No, decide.Unanimity: journal.No,
	decide.Consensus: journal.Objects, decide.NoObjection: journal.Objects, decide.Silence: journal.Objects,
}

// votesInFavour says whether a member would vote for a proposal now.
func (w bodies) votesInFavour(b *ballot) (yes bool, chance sim.PPM) {
	x := &w.Proposal[b.Proposal]
	n, by := b.Member, w.spec.Agencies[x.By].Nation
	if n == by {
		return true, sim.One
	}
	chance = w.voteChance(b)
	a := w.spokesAgency(n)
	key := x.ID.Child(w.spec.Names.ID(w.spec.Nations[n].Ref))
	return w.askDecider(a, Question{Kind: AskVote, Agency: a, Toward: by, Chance: chance, Draw: w.randomBits(drawVote, key)}).Yes, chance
}

// voteChance is p of a member's vote for a proposal: by the evidence it has, its
// interest, and how it stands to the proposer.
func (w bodies) voteChance(b *ballot) sim.PPM {
	x := &w.Proposal[b.Proposal]
	sp := &w.spec.Motions[x.Motion]
	n, by, v := b.Member, w.spec.Agencies[x.By].Nation, &w.spec.Model.Vote
	interest := sim.PPM(0)
	for i, m := range sp.Members {
		if m == n {
			interest = w.valuePPM(sp.Interest[i])
		}
	}
	return sim.Logistic(w.valuePPM(v.Base) + w.valuePPM(v.Evidence).Times(w.evidenceShare(n, x.Story)) + w.valuePPM(v.Interest).Times(interest) +
		w.valuePPM(v.Trust).Times(w.relations.trustIn(n, by)-sim.One/2) + w.valuePPM(v.Tension).Times(w.relations.tensionWith(n, by)) +
		w.valuePPM(v.Redraft)*sim.PPM(b.Redrafts))
}

// evidenceShare is the share of a storyline's key facts that a nation has credited
// somewhere; a half where there is no storyline.
func (w bodies) evidenceShare(n model.NationID, s model.StorylineID) sim.PPM {
	if s == model.None {
		return sim.One / 2
	}
	keys, had := int64(0), int64(0)
	for _, f := range w.spec.Storylines[s].Facts {
		if !w.spec.Facts[f].Key {
			continue
		}
		keys++
		for _, a := range w.spec.Nations[n].Agencies {
			if h := w.holdings.find(a, f); h != 0 && w.Holding[h].Credited != sim.Never {
				had++
				break
			}
		}
	}
	if keys == 0 {
		return sim.One / 2
	}
	return sim.PPM(had * int64(sim.One) / keys)
}

// spokesAgency is the agency that speaks for a nation in a body.
func (w bodies) spokesAgency(n model.NationID) model.AgencyID {
	for _, role := range [...]journal.Ref{w.spec.Roles.ForeignMinistry, w.spec.Roles.Crisis, w.spec.Roles.SPOC} {
		if a := w.spec.AgencyWithRole(n, role); role != 0 && a != model.None {
			return a
		}
	}
	return w.spec.Nations[n].Agencies[0]
}

// recordVote records a vote.
func (w bodies) recordVote(i uint32, o journal.Outcome, chance sim.PPM) journal.Link {
	b := &w.Ballot[i]
	x := &w.Proposal[b.Proposal]
	r := w.beginRecord(journal.Vote, w.spec.Nations[b.Member].Ref, x.ID)
	r.Nth = b.Votes
	b.Votes++
	r.From = append(r.From, x.Last)
	attributeTime(r, journal.Body, journal.Period, w.spec.Nations[b.Member].Ref)
	r.Args = [journal.MaxArgs]int64{journal.VoteMotion: int64(w.spec.Motions[x.Motion].Ref), journal.VoteBody: w.bodyRef(x.Motion), journal.VoteOutcome: int64(o), journal.VoteChance: int64(chance), journal.VoteRound: int64(x.Round)}
	b.Link = w.emitRecord()
	return b.Link
}

// beginObjection lets an objection stand for its time, at most to the cap.
func (w bodies) beginObjection(i uint32) {
	b := &w.Ballot[i]
	x := &w.Proposal[b.Proposal]
	sp := &w.spec.Motions[x.Motion]
	b.Held = true
	lasts := sp.Hold.Draw(w.randomBits(drawHold, x.ID.Child(w.spec.Names.ID(w.spec.Nations[b.Member].Ref))))
	mark := uint32(holdEnds)
	if most := w.valueTime(sp.HoldMax); lasts >= most {
		lasts, mark = most, holdEnds|atCap
	}
	if at := w.k.Now() + lasts; at <= w.spec.End {
		w.k.Schedule(at, sim.PhaseDecide, nobody, BallotDue, i, mark)
	}
}

// objectionEnds is the end of an objection: it is lifted, or at the cap what the rules
// say happens.
func (w bodies) objectionEnds(i uint32, capped bool) {
	p := w.Ballot[i].Proposal
	sp := &w.spec.Motions[w.Proposal[p].Motion]
	if capped && !sp.AtCap {
		w.Ballot[i].Held = false
		w.concludeProposal(p, journal.Lapsed, journal.Objected, w.spec.Nations[w.Ballot[i].Member].Ref, spans{}, w.Ballot[i].Link)
		return
	}
	w.liftObjection(i, w.voteChance(&w.Ballot[i]))
}

// liftObjection withdraws an objection.
func (w bodies) liftObjection(i uint32, chance sim.PPM) {
	w.Ballot[i].Held, w.Ballot[i].Vote = false, decide.For
	l := w.recordVote(i, journal.Lifted, chance)
	w.tallyVotes(w.Ballot[i].Proposal, l)
}

// reconsiderVotes lets a nation think again about its objections: something that
// its vote depends on has changed.
func (w bodies) reconsiderVotes(n model.NationID) {
	for i := 1; i < len(w.Ballot); i++ {
		if b := &w.Ballot[i]; b.Member == n && b.Vote == decide.Against && !w.Proposal[b.Proposal].Over {
			w.k.Schedule(w.k.Now(), sim.PhaseDecide, nobody, BallotDue, uint32(i), again)
		}
	}
}

// rethinkVote lifts an objection that is not yet counted, if its member would
// vote for the proposal by now.
func (w bodies) rethinkVote(i uint32) {
	b := w.Ballot[i]
	rule := w.procedureOf(b.Proposal).Rule
	if b.Vote != decide.Against || !b.Held && rule != decide.Consensus {
		return
	}
	if yes, chance := w.votesInFavour(&b); yes {
		w.liftObjection(i, chance)
	}
}

// reopenBallots asks everybody again about a new text.
func (w bodies) reopenBallots(p ProposalID) {
	for i := w.Proposal[p].First; i < uint32(len(w.Ballot)) && w.Ballot[i].Proposal == p; i++ {
		b := &w.Ballot[i]
		if b.Vote == decide.Against {
			b.Redrafts++
		}
		b.Vote, b.Held = decide.Silent, false
	}
}
