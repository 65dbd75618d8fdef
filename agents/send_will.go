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

func (w steps) willStep(t TransitID) verdict {
	tr := w.Transit[t]
	if tr.Certain || tr.Msg == journal.Proposal || !w.relations.asksWill(tr.From, tr.To) || w.teams.staysInTeam(&tr) {
		return verdict{do: doPass}
	}
	i, j := w.spec.Agencies[tr.From].Nation, w.spec.Agencies[tr.To].Nation
	if w.Hold[t].State == isMoving {
		w.noteAsked(t, i, j)
	}
	p, veto := w.willingnessOf(t, i, j)
	key := w.spec.AttitudeKey(tr.From, tr.To).Child(w.matterKey(&tr))
	u := w.randomBits(drawWilling, key)
	if w.askDecider(tr.From, Question{Kind: AskWilling, Agency: tr.From, Dossier: tr.Dossier, Toward: j, Chance: p, Draw: u}).Yes {
		if w.Hold[t].State == isParked {
			w.transits.unparkMessage(t, p)
		} else {
			w.transits.recordDecision(t, journal.Will, journal.Willing, p)
		}
		return verdict{do: doPass}
	}
	reason := journal.NotWilling
	if veto {
		reason = journal.Veto
	}
	return verdict{do: doPark, cause: journal.Unwilling, object: w.spec.Nations[i].Ref, reason: reason, chance: p}
}

// willingnessOf is p now, and whether a political veto makes it 0.
func (w steps) willingnessOf(t TransitID, i, j model.NationID) (p sim.PPM, veto bool) {
	tr := &w.Transit[t]
	c := tr.Dossier
	if c != 0 {
		c = w.survivorOf(c)
	}
	trust, tension := w.relations.trustAndTension(tr.From, tr.To)
	if tension >= w.valuePPM(w.spec.Model.VetoAt) && !w.dossiers.isImminent(c) {
		return 0, true
	}
	x := w.relations.propensityBy(w.spec.Model.Will, trust, tension, w.relations.balanceWith(i, j), w.dangerOf(c), w.relations.priorityOf(i, tr.Story))
	if tr.Asked {
		x += w.valuePPM(w.spec.Model.WillAsked)
	}
	if w.routes.goesByLiaison(tr.From, tr.To) {
		x += w.valuePPM(w.spec.Model.Will.Trust).Times(w.valuePPM(w.spec.Model.LiaisonTrust))
	}
	return sim.Logistic(x), false
}

// isWanted says whether nation j has asked nation i about what a message is about.
func (w steps) isWanted(i, j model.NationID, t TransitID) bool {
	for _, a := range w.spec.Nations[i].Agencies {
		for q := w.Agent[a].Asked; q != 0; q = w.Request[q].ToAsked {
			if w.spec.Agencies[w.Request[q].Asker].Nation == j && w.isLive(q) && w.matchesMessage(t, q) {
				return true
			}
		}
	}
	return false
}

// matchesMessage says whether a message is about what a request asks: by what it
// carries, else by the dossier that it is about.
func (w steps) matchesMessage(t TransitID, q RequestID) bool {
	tr := &w.Transit[t]
	if tr.Item != 0 {
		for k := range w.factsOf(tr.Item) {
			if c := &w.factsOf(tr.Item)[k]; c.Gone == present && w.answersRequest(q, c.Fact) {
				return true
			}
		}
		return false
	}
	if tr.Dossier != 0 {
		for h := w.Dossier[w.survivorOf(tr.Dossier)].Head; h != 0; h = w.Holding[h].Next {
			if w.answersRequest(q, w.Holding[h].Fact) {
				return true
			}
		}
	}
	return false
}

// recheckAsked lets what nation i holds back from j look again when j has asked.
func (w steps) recheckAsked(i, j model.NationID) {
	for _, a := range w.spec.Nations[i].Agencies {
		for t := w.Parked[a].Head; t != 0; t = w.Hold[t].Next {
			if tr := &w.Transit[t]; !tr.Asked && w.spec.Agencies[tr.To].Nation == j && w.isWanted(i, j, t) {
				w.transits.markAsked(t)
				w.transits.wakeMessage(t)
			}
		}
	}
}

// noteAsked notes whether the recipient has asked about what a message carries.
func (w steps) noteAsked(t TransitID, i, j model.NationID) {
	if !w.Transit[t].Asked && w.isWanted(i, j, t) {
		w.transits.markAsked(t)
	}
}
