package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// WILL: yes inside a nation and from a body, unless the pair has a relation (at home,
// the two agencies), and of a proposal, for who puts it is willing.
// Else a propensity; unwilling, the message is parked and looks again at every
// record that changes trust, tension, balance or danger, and when asked.

func (w transits) willStep(t TransitID) verdict {
	tr := w.Transit[t]
	if tr.Certain || tr.Msg == journal.Proposal || !w.relations.relates(tr.From, tr.To) || w.teams.inTeam(&tr) {
		return verdict{do: pass}
	}
	i, j := w.spec.Agencies[tr.From].Nation, w.spec.Agencies[tr.To].Nation
	if w.Hold[t].State == isMoving {
		w.asked(t, i, j)
	}
	p, veto := w.willingness(t, i, j)
	key := w.toward(tr.From, tr.To).Child(w.threadOrStory(&tr))
	u := w.u(drawWilling, key)
	if w.seats.ask(tr.From, Question{Kind: AskWilling, Agency: tr.From, Component: tr.Component, Toward: j, Chance: p, Draw: u}).Yes {
		if w.Hold[t].State == isParked {
			w.unparked(t, p)
		} else {
			w.decides(t, journal.Will, journal.Willing, p)
		}
		return verdict{do: pass}
	}
	reason := journal.NotWilling
	if veto {
		reason = journal.Veto
	}
	return verdict{do: park, cause: journal.Unwilling, object: w.spec.Nations[i].Ref, reason: reason, chance: p}
}

// willingness is p now, and whether a political veto makes it 0.
func (w transits) willingness(t TransitID, i, j model.NationID) (p sim.PPM, veto bool) {
	tr := &w.Transit[t]
	c := tr.Component
	if c != 0 {
		c = w.dossiers.root(c)
	}
	trust, tension := w.relations.regards(tr.From, tr.To)
	if tension >= w.ppm(w.spec.Model.VetoAt) && !w.dossiers.imminent(c) {
		return 0, true
	}
	x := w.relations.logitBy(w.spec.Model.Will, trust, tension, w.relations.balance(i, j), w.dossiers.danger(c), w.relations.priority(i, tr.Story))
	if tr.Asked {
		x += w.ppm(w.spec.Model.WillAsked)
	}
	if w.byLiaison(tr.From, tr.To) {
		x += w.ppm(w.spec.Model.Will.Trust).Times(w.ppm(w.spec.Model.LiaisonTrust))
	}
	return sim.Sigma(x), false
}

// byLiaison says whether the first route of a pair goes through a liaison
// officer or mission, who adds to trust in what it relays.
func (w transits) byLiaison(from, to model.AgencyID) bool {
	by := false
	w.routes(from, to, func(_ int, r *model.Route) bool {
		by = r.Liaison
		return false
	})
	return by
}

// threadOrStory is the storyline that a message's willingness is about: that of
// the item's lowest fact, else the message's own.
func (w *World) threadOrStory(tr *transit) sim.ID {
	if tr.Item != 0 {
		return w.threadOf(tr.Item)
	}
	if tr.Story != model.None {
		return w.spec.Names.ID(w.spec.Storylines[tr.Story].Ref)
	}
	return 0
}
