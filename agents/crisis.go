package agents

import (
	"entente/agents/model"
	"entente/sim/journal"
)

// Crisis mode: what an agency works in on a matter, while it lasts. All that comes to its
// desks on that matter is done as FLASH, whatever is written on it and before anybody
// there has made anything of it: first, at night too, and never laid aside. It goes on as
// FLASH, written by hand, so that the next reader takes it so. Attention is the other way
// round then: what is neglected by day is what everybody looks at.
//
// It begins where the agency's own orders say so (Agency.Crisis, read whenever it makes up
// its mind about a component), or where somebody declares it: an entry, a change, a body.
// It ends when that is declared, or with the storyline.

// crisis is an agency's work in crisis mode on one storyline, now or before.
type crisis struct {
	Story model.StorylineID
	Notes uint32 // records so far
	Next  uint32 // of the same agency
	On    bool
}

// readiness heads an agency's list of crises.
type readiness struct{ Head uint32 }

// crisisOn is the place of an agency's crisis on a storyline; 0 where there was none.
func (w crises) crisisOn(a model.AgencyID, s model.StorylineID) uint32 {
	i := w.Readiness[a].Head
	for i != 0 && w.Crisis[i].Story != s {
		i = w.Crisis[i].Next
	}
	return i
}

// inCrisis says whether an agency works in crisis mode on a storyline.
func (w crises) inCrisis(a model.AgencyID, s model.StorylineID) bool {
	return w.Crisis[w.crisisOn(a, s)].On
}

// inCrisisOver says whether an agency works in crisis mode on any storyline of a component.
func (w crises) inCrisisOver(c ComponentID) bool {
	a := w.Component[c].Agency
	if w.Readiness[a].Head == 0 {
		return false
	}
	for h := w.Component[c].Head; h != 0; h = w.Holding[h].Next {
		if w.inCrisis(a, w.spec.Facts[w.Holding[h].Fact].Storyline) {
			return true
		}
	}
	return false
}

// seesCrisis lets an agency go by its own orders about a component: they say when it
// works in crisis mode.
func (w crises) seesCrisis(a model.AgencyID, c ComponentID) {
	if sp := &w.spec.Agencies[a]; !sp.Alerts || !sp.Crisis.Eval(w.seats.distributionFrame(a, c)) {
		return
	}
	for h := w.Component[c].Head; h != 0; h = w.Holding[h].Next {
		cause := w.Component[c].Last
		if cause.Num == 0 {
			cause = w.Holding[h].Believed
		}
		w.entersCrisis(a, w.spec.Facts[w.Holding[h].Fact].Storyline, cause)
	}
}

// entersCrisis puts an agency into crisis mode on a storyline: what waits or lies aside
// there on it comes first from now on.
func (w crises) entersCrisis(a model.AgencyID, s model.StorylineID, cause journal.Link) {
	i := w.crisisOn(a, s)
	if w.Crisis[i].On {
		return
	}
	if i == 0 {
		w.Crisis = append(w.Crisis, crisis{Story: s, Next: w.Readiness[a].Head})
		i = uint32(len(w.Crisis) - 1)
		w.Readiness[a].Head = i
	}
	w.Crisis[i].On = true
	l := w.declares(a, i, journal.Begun, cause)
	for j := 1; j < len(w.Job); j++ {
		if x := &w.Job[j]; w.spec.Desks[x.Desk].Agency == a && w.matterOf(x) == s {
			w.desks.hurry(JobID(j), journal.Flash)
		}
	}
	w.trays.lookTrays(a, s, l)
	for work, d := range w.spec.Agencies[a].Desk {
		if w.trays.ownDesk(a, work) && w.Desk[d].Waiting != 0 {
			w.desks.dispatch(d) // somebody is called in where nobody was before
		}
	}
}

// leavesCrisis ends an agency's crisis mode on a storyline.
func (w crises) leavesCrisis(a model.AgencyID, s model.StorylineID, cause journal.Link) {
	if i := w.crisisOn(a, s); w.Crisis[i].On {
		w.Crisis[i].On = false
		w.declares(a, i, journal.Ends, cause)
		w.standsDown(a)
	}
}

// standsDown sends home whom crises have called in, once none is left.
func (w crises) standsDown(a model.AgencyID) {
	for i := w.Readiness[a].Head; i != 0; i = w.Crisis[i].Next {
		if w.Crisis[i].On {
			return
		}
	}
	for work, d := range w.spec.Agencies[a].Desk {
		if w.trays.ownDesk(a, work) {
			w.desks.sendHome(d)
		}
	}
}

// crisesOver ends crisis mode everywhere on a storyline that is over.
func (w crises) crisesOver(s model.StorylineID, cause journal.Link) {
	for a := range w.Readiness {
		w.leavesCrisis(model.AgencyID(a), s, cause)
	}
}

// declares records that an agency begins or ends to work in crisis mode.
func (w crises) declares(a model.AgencyID, i uint32, o journal.Outcome, cause journal.Link) journal.Link {
	x, own := &w.Crisis[i], w.spec.Agencies[a].Ref
	r := w.note(journal.Crisis, own, w.spec.Names.ID(w.spec.Storylines[x.Story].Ref))
	r.Nth = x.Notes
	x.Notes++
	w.waited(r, cause, journal.Decide, journal.Idle, own)
	r.Args[0], r.Args[1] = int64(o), w.storyRef(x.Story)
	return w.emit()
}

// matterOf is the storyline that a job is about, as far as it is about one.
func (w crises) matterOf(x *job) model.StorylineID {
	switch of := concerns[x.Then]; {
	case of != nil:
		return of(w.World, x).Story
	case x.Then == thenCollected:
		return w.spec.Facts[w.Holding[x.Owner].Fact].Storyline
	case x.Then == thenAuthorised || x.Then == thenExtended:
		return model.StorylineID(int(x.Owner) % len(w.spec.Storylines))
	case x.Then == thenOffered || x.Then == thenCrossed || x.Then == thenAssured:
		return w.Transit[x.Owner].Story
	}
	return model.None
}

// urgent says whether a piece of work is on a matter on which its agency works in crisis mode.
func (w crises) urgent(x *job) bool {
	a := w.spec.Desks[x.Desk].Agency
	return w.Readiness[a].Head != 0 && w.inCrisis(a, w.matterOf(x))
}

// pressing is the precedence of a piece of work at a desk whose agency may work in crisis
// mode on the matter.
func (w crises) pressing(x *job) journal.Precedence {
	if w.urgent(x) {
		return journal.Flash
	}
	return x.Prec
}
