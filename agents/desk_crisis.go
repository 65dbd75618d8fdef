package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// Crisis mode: what an agency works in on a matter, while it lasts. All that comes to its
// desks on that matter is done as FLASH, whatever is written on it and before anybody
// there has made anything of it: first, at night too, and never laid aside. It goes on as
// FLASH, written by hand, so that the next reader takes it so. Attention is the other way
// round then: what is neglected by day is what everybody looks at.
//
// What is done is done as thoroughly as ever, unless orders say otherwise: how much of the
// usual time a kind of work takes then (Agency.CrisisPace), and what needs nobody's release
// (Standing.InCrisis). Work that was begun before goes on at its pace.
//
// It begins where the agency's own orders say so (Agency.Crisis, read whenever it makes up
// its mind about a dossier), or where somebody declares it: an entry, a change, a body.
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

// findCrisis is the place of an agency's crisis on a storyline; 0 where there was none.
func (w crises) findCrisis(a model.AgencyID, s model.StorylineID) uint32 {
	i := w.Readiness[a].Head
	for i != 0 && w.Crisis[i].Story != s {
		i = w.Crisis[i].Next
	}
	return i
}

// isInCrisis says whether an agency works in crisis mode on a storyline.
func (w crises) isInCrisis(a model.AgencyID, s model.StorylineID) bool {
	return w.Crisis[w.findCrisis(a, s)].On
}

// isDossierInCrisis says whether an agency works in crisis mode on any storyline of a dossier.
func (w crises) isDossierInCrisis(c DossierID) bool {
	a := w.Dossier[c].Agency
	if w.Readiness[a].Head == 0 {
		return false
	}
	for h := w.Dossier[c].Head; h != 0; h = w.Holding[h].Next {
		if w.isInCrisis(a, w.spec.Facts[w.Holding[h].Fact].Storyline) {
			return true
		}
	}
	return false
}

// enterCrisis puts an agency into crisis mode on a storyline: what waits or lies aside
// there on it comes first from now on.
func (w crises) enterCrisis(a model.AgencyID, s model.StorylineID, cause journal.Link) {
	i := w.findCrisis(a, s)
	if w.Crisis[i].On {
		return
	}
	if i == 0 {
		w.Crisis = append(w.Crisis, crisis{Story: s, Next: w.Readiness[a].Head})
		i = uint32(len(w.Crisis) - 1)
		w.Readiness[a].Head = i
	}
	w.Crisis[i].On = true
	l := w.recordDeclared(a, i, journal.Begun, cause)
	w.tellCrisis(a, s, l)
}

// leaveCrisis ends an agency's crisis mode on a storyline.
func (w crises) leaveCrisis(a model.AgencyID, s model.StorylineID, cause journal.Link) {
	if i := w.findCrisis(a, s); w.Crisis[i].On {
		w.Crisis[i].On = false
		w.recordDeclared(a, i, journal.Ends, cause)
		if w.isInNone(a) {
			w.tellCalm(a)
		}
	}
}

// isInNone says whether an agency works in crisis mode on nothing.
func (w crises) isInNone(a model.AgencyID) bool {
	for i := w.Readiness[a].Head; i != 0; i = w.Crisis[i].Next {
		if w.Crisis[i].On {
			return false
		}
	}
	return true
}

// endOnStoryline ends crisis mode everywhere on a storyline that is over.
func (w crises) endOnStoryline(s model.StorylineID, cause journal.Link) {
	for a := range w.Readiness {
		w.leaveCrisis(model.AgencyID(a), s, cause)
	}
}

// recordDeclared records that an agency begins or ends to work in crisis mode.
func (w crises) recordDeclared(a model.AgencyID, i uint32, o journal.Outcome, cause journal.Link) journal.Link {
	x, own := &w.Crisis[i], w.spec.Agencies[a].Ref
	r := w.beginRecord(journal.Crisis, own, w.spec.Names.ID(w.spec.Storylines[x.Story].Ref))
	r.Nth = x.Notes
	x.Notes++
	attributeWait(r, cause, journal.Decide, journal.Idle, own)
	r.Args[journal.CrisisOutcome], r.Args[journal.CrisisStoryline] = int64(o), w.spec.StorylineRef(x.Story)
	return w.emitRecord()
}

// matterOf is the storyline that a job is about, as far as it is about one.
func (w crises) matterOf(x *job) model.StorylineID {
	switch of := concerns[x.Then]; {
	case of != nil:
		return of(w.World, x).Story
	case x.Then == thenCollected:
		return w.spec.Facts[w.Holding[x.Owner].Fact].Storyline
	case x.Then == thenAuthorised || x.Then == thenExtended:
		return w.Action[x.Owner].Story
	case x.Then == thenOffered || x.Then == thenCrossed || x.Then == thenAssured:
		return w.Transit[x.Owner].Story
	}
	return model.None
}

// isUrgent says whether a piece of work is on a matter on which its agency works in crisis mode.
func (w crises) isUrgent(x *job) bool {
	a := w.spec.Desks[x.Desk].Agency
	return w.Readiness[a].Head != 0 && w.isInCrisis(a, w.matterOf(x))
}

// hasten is the time that a piece of work takes at an agency: less than usual where it is
// on a matter in crisis mode, if the agency's orders say how much of it is done then.
func (w crises) hasten(a model.AgencyID, s model.StorylineID, task model.Task, usual sim.Time) sim.Time {
	for _, p := range w.spec.Agencies[a].CrisisPace {
		if p.Task == task && w.isInCrisis(a, s) {
			return w.valuePPM(p.Part).Scale(usual)
		}
	}
	return usual
}

// pressingPrecedence is the precedence of a piece of work at a desk whose agency may work in crisis
// mode on the matter.
func (w crises) pressingPrecedence(x *job) journal.Precedence {
	if w.isUrgent(x) {
		return journal.Flash
	}
	return x.Prec
}
