package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// prepareActions asks, from RECOGNISED on, for the authority that the agency's actions
// need, and takes what has become available.
func (w actions) prepareActions(a model.AgencyID, c DossierID) {
	seen := model.StorylineID(model.None)
	for h := w.Dossier[c].Head; h != 0; h = w.Holding[h].Next {
		s := w.spec.Facts[w.Holding[h].Fact].Storyline
		if s == seen || w.awarenessOf(a, s).Grade < journal.Recognised {
			continue
		}
		seen = s
		for _, id := range w.spec.Agencies[a].Actions {
			i := w.askAuthority(id, s, c)
			w.attemptAction(i)
			w.renewAction(i, c)
		}
	}
}

// retryAgency tries again every action of an agency that it has begun on a storyline.
func (w actions) retryAgency(a model.AgencyID) {
	for _, id := range w.spec.Agencies[a].Actions {
		for i := w.Begun[id].First; i != 0; i = w.Action[i].Next {
			w.attemptAction(i)
		}
	}
}

// recheckActions lets every agency try its actions again.
func (w actions) recheckActions() {
	for a := range w.spec.Agencies {
		w.retryAgency(model.AgencyID(a))
	}
}

// decidingAgency is the agency that decides on an action: its authority, or who takes it
// where that needs none.
func (w actions) decidingAgency(sp *model.Action) model.AgencyID {
	if sp.Authority != 0 {
		if of := w.spec.AuthorityOf(sp.Agency, sp.Authority); of != model.None {
			return of
		}
	}
	return sp.Agency
}

// mayActOn says whether the agency may act on enough key facts, one of which
// lies in its own jurisdiction or in that of a host, where its action may be
// carried on over the border; host is None at home.
func (w actions) mayActOn(sp *model.Action, s model.StorylineID) (host model.NationID, ok bool) {
	need := uint8(journal.ActOn)
	if sp.Passive {
		need |= journal.Passive
	}
	keys, here := 0, false
	host = model.None
	for _, f := range w.spec.Storylines[s].Facts {
		h := w.holdings.find(sp.Agency, f)
		if h == 0 || w.Holding[h].Credited == sim.Never || w.Holding[h].Purposes&need == 0 || sp.Evidence && w.Holding[h].Purposes&journal.Evidence == 0 {
			continue
		}
		here = here || w.Fact[f].Place == w.spec.Agencies[sp.Agency].Nation
		if host == model.None {
			host = w.crossings.firstAbroad(sp, f)
		}
		if w.spec.Facts[f].Key {
			keys++
		}
	}
	if here {
		host = model.None
	}
	return host, (here || host != model.None) && keys >= w.spec.Storylines[s].K
}

// mayCross says whether an action may be carried on in another nation now. It asks for
// permission the first time, where that must come before.
func (w actions) mayCross(i ActID, host model.NationID) bool {
	sp, x := &w.spec.Actions[w.Action[i].ID], &w.Crossing[w.Action[i].Crossing]
	if x.Refused || x.Leave.Num != 0 || !sp.Across.Prior {
		return !x.Refused
	}
	if x.Asked.Num == 0 {
		w.linkCrossing(i, w.crossings.askHostNation(i, host, sim.Never, w.awarenessOf(sp.Agency, w.Action[i].Story).Link))
	}
	return false
}

// startNoticePeriod begins the time in which permission must come for an action that went
// over a border with notice only.
func (w actions) startNoticePeriod(i ActID, host model.NationID) {
	sp := &w.spec.Actions[w.Action[i].ID]
	if host != model.None && !sp.Across.Prior && w.Action[i].Crossing == 0 {
		w.linkCrossing(i, w.crossings.askHostNation(i, host, w.k.Now()+sp.Across.StopAfter, w.Action[i].Ordered))
	}
}

// heedHost goes on with an action abroad by the host's permission, or stops it at once
// because of its refusal or silence.
func (w actions) heedHost(c CrossingID, why journal.Reason, cause journal.Link) {
	x := w.Crossing[c]
	if why == journal.NoReason {
		w.attemptAction(x.Act)
		return
	}
	w.stopAction(x.Act, why, w.spec.Nations[x.Host].Ref, cause)
}

// hasFreeTeam says whether a team can take the action on.
func (w actions) hasFreeTeam(id model.ActionID) bool {
	teams := w.value(w.spec.Actions[id].Teams)
	return teams == 0 || int64(w.Begun[id].Busy) < teams
}

// findAction finds an action on a storyline; 0 if it was not begun. The first element of
// State.Action reads as one of which nothing has come.
func (w actions) findAction(id model.ActionID, s model.StorylineID) ActID {
	i := w.Begun[id].First
	for i != 0 && w.Action[i].Story < s {
		i = w.Action[i].Next
	}
	if w.Action[i].Story != s {
		return 0
	}
	return i
}

// recordAuthority records an authority's decision with the time of its job.
func (w actions) recordAuthority(i ActID, j JobID, o journal.Outcome, why journal.Reason, nth uint32) journal.Link {
	id, s := w.Action[i].ID, w.Action[i].Story
	l := w.jobs.spansOf(j, journal.Authorise)
	r := w.beginRecord(journal.Authority, w.spec.Agencies[w.spec.Actions[id].Agency].Ref, w.spec.ActionKey(id, s))
	r.Nth = nth
	r.From = append(r.From, w.Action[i].Asked)
	w.tileSpans(r, l)
	if o == journal.Denied {
		r.Reason, r.Rule = why, w.spec.Agencies[w.spec.Desks[w.Job[j].Desk].Agency].Ref
	}
	r.Args[journal.AuthorityAction], r.Args[journal.AuthorityStoryline], r.Args[journal.AuthorityOutcome] = int64(w.spec.Actions[id].Ref), int64(w.spec.Storylines[s].Ref), int64(o)
	return w.emitRecord()
}
