package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// word is what experience has done to how far an agency takes a nation at its
// word.
type word struct {
	Agency model.AgencyID
	Of     model.NationID
	Moved  sim.PPM
	Moves  uint32
}

// reliabilityOf is how far an agency takes an originator at its word.
func (w holdings) reliabilityOf(a, o model.AgencyID) sim.PPM {
	i, j := w.spec.Agencies[a].Nation, w.spec.Agencies[o].Nation
	if i == j {
		return w.valuePPM(w.spec.Model.OwnWord)
	}
	return w.credibilityOf(a, j)
}

// credibilityOf of a nation in an agency's eyes: the scenario's, and what
// storylines that ended have taught.
func (w holdings) credibilityOf(a model.AgencyID, n model.NationID) sim.PPM {
	c := w.valuePPM(w.spec.Nations[w.spec.Agencies[a].Nation].Reliability[n])
	if i := w.findWord(a, n); i != 0 {
		c += w.Word[i].Moved
	}
	return min(max(c, 0), sim.One)
}

// findWord finds what an agency has learned of a nation's word; 0 for nothing.
func (w holdings) findWord(a model.AgencyID, n model.NationID) int {
	for i := 1; i < len(w.Word); i++ {
		if w.Word[i].Agency == a && w.Word[i].Of == n {
			return i
		}
	}
	return 0
}

// settleWords is the end of a storyline: each agency that had recognised it
// learns whether those whose word it rested on had cried wolf.
func (w holdings) settleWords(s model.StorylineID, over journal.Link) {
	for a := range w.spec.Agencies {
		if w.awarenessOf(model.AgencyID(a), s).Grade < journal.Recognised {
			continue
		}
		for n := range w.spec.Nations {
			if model.NationID(n) != w.spec.Agencies[a].Nation && w.restsOnNation(model.AgencyID(a), s, model.NationID(n)) {
				w.updateWord(model.AgencyID(a), model.NationID(n), w.spec.Storylines[s].Benign, over)
			}
		}
	}
}

// restsOnNation says whether an agency holds a fact of a storyline that originated in
// a nation.
func (w holdings) restsOnNation(a model.AgencyID, s model.StorylineID, n model.NationID) bool {
	for _, f := range w.spec.Storylines[s].Facts {
		h := w.find(a, f)
		if h == 0 {
			continue
		}
		for i := w.Holding[h].Origins; i != 0; i = w.Origin[i].Next {
			if w.spec.Agencies[w.Origin[i].Agency].Nation == n {
				return true
			}
		}
	}
	return false
}

// updateWord moves a nation's credibility once: down if the storyline was
// innocent, up if it was real.
func (w holdings) updateWord(a model.AgencyID, n model.NationID, benign bool, cause journal.Link) {
	before := w.credibilityOf(a, n)
	after := before + w.valuePPM(w.spec.Model.WordKept).Times(sim.One-before)
	if benign {
		after = before - w.valuePPM(w.spec.Model.WordBroken).Times(before)
	}
	i := w.findWord(a, n)
	if i == 0 {
		w.Word = append(w.Word, word{Agency: a, Of: n})
		i = len(w.Word) - 1
	}
	x := &w.Word[i]
	x.Moved += after - before
	r := w.beginRecord(journal.Credibility, w.spec.Agencies[a].Ref, w.spec.Names.ID(w.spec.Nations[n].Ref))
	r.Nth = x.Moves
	x.Moves++
	r.From = append(r.From, cause)
	r.Args[journal.CredibilityNation], r.Args[journal.CredibilityWas], r.Args[journal.CredibilityNow] = int64(w.spec.Nations[n].Ref), int64(before), int64(after)
	w.changes.scheduleRecheck(w.emitRecord())
}
