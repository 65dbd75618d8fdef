package agents

import (
	"entente/agents/model"
	"entente/sim/journal"
)

// duty is what a member has to carry out at home of what its body decided.
type duty struct {
	Proposal ProposalID
	Agency   model.AgencyID
	Action   model.ActionID // None: nothing but the implementing itself
}

// obligeMembers gives every member's agency with a role the duty to carry a decision
// out: an implementing job, and then the action, whatever the agency knows.
func (w bodies) obligeMembers(p ProposalID, role, term journal.Ref) {
	x := w.Proposal[p]
	for _, n := range w.spec.Motions[x.Motion].Members {
		a := w.spec.AgencyWithRole(n, role)
		if a == model.None {
			continue
		}
		w.Duty = append(w.Duty, duty{Proposal: p, Agency: a, Action: w.actionByTerm(a, term)})
		w.desks.enqueue(order{
			task: model.Implementing, then: thenImplemented, agency: a, toward: model.None,
			key: x.ID.Child(w.spec.Names.ID(w.spec.Agencies[a].Ref)), owner: uint32(len(w.Duty) - 1), prec: journal.Immediate,
		})
	}
}

// actionByTerm is an agency's action by its term; None.
func (w bodies) actionByTerm(a model.AgencyID, term journal.Ref) model.ActionID {
	for _, id := range w.spec.Agencies[a].Actions {
		if w.spec.Actions[id].Term == term {
			return id
		}
	}
	return model.None
}

// implementDone is the end of the implementing job: the action is in effect.
func (w bodies) implementDone(j JobID) {
	d := w.Duty[w.Job[j].Owner]
	x := w.Proposal[d.Proposal]
	r := w.beginRecord(journal.Implemented, w.spec.Agencies[d.Agency].Ref, x.ID)
	r.From = append(r.From, x.Last)
	w.tileSpans(r, w.jobs.spansOf(j, journal.Body))
	r.Args[journal.ImplementedMotion], r.Args[journal.ImplementedBody], r.Args[journal.ImplementedStoryline] = int64(w.spec.Motions[x.Motion].Ref), w.bodyRef(x.Motion), w.spec.StorylineRef(x.Story)
	done := w.emitRecord()
	if d.Action != model.None && x.Story != model.None {
		w.actions.executeObliged(d.Action, x.Story, done)
	}
}

// tellMembers sends what the body has learned with a proposal to every member's
// agencies with a role: a notice.
func (w bodies) tellMembers(p ProposalID, role journal.Ref) {
	x := w.Proposal[p]
	office := w.officeOf(x.Motion)
	facts := w.proposalFacts(p)
	if office == model.None || len(facts) == 0 {
		return
	}
	for _, n := range w.spec.Motions[x.Motion].Members {
		for _, a := range w.spec.Nations[n].Agencies {
			if w.spec.Agencies[a].Role == role && a != x.By {
				w.passFacts(office, a, w.proposalFacts(p), x)
			}
		}
	}
}

// passFacts sends facts of a proposal from the body's office to an agency.
func (w bodies) passFacts(office, to model.AgencyID, facts []model.FactID, x proposal) {
	it := w.items.packFacts(office, to, facts, false)
	if it == 0 {
		return
	}
	w.transits.send(message{
		msg: journal.Item, from: office, to: to, item: it, dossier: w.dossierOf(w.holdings.find(office, w.factsOf(it)[0].Fact)),
		key: w.Item[it].ID, prec: w.precedenceBy(x.Danger), story: x.Story,
	}, x.Last)
}

// listProposal enters what came with a proposal into a store, at once.
func (w bodies) listProposal(p ProposalID, s model.StoreID) {
	x := w.Proposal[p]
	if x.Item == 0 {
		return
	}
	for k := range w.factsOf(x.Item) {
		if c := w.factsOf(x.Item)[k]; c.Gone == present {
			w.stores.addListing(s, &c, x.By, x.Last)
		}
	}
}
