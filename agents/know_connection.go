package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// Connecting is work: two facts that share a token are one matter only to an analyst
// who looks. At once where an agency noticed both itself, for they stand in its own
// file under one name; else it is a propensity, with one draw for the pair and the
// whole run, and the worse an identifier is known, the less likely. What was overlooked
// is looked at again when another fact with the token comes, when a hit or a question has
// the index searched, when somebody is reminded of the matter; each look raises the odds,
// so nothing that is connected comes apart, and better odds connect nothing later.

// overlooked is a pair of facts of one agency that share a token and are not connected.
type overlooked struct {
	A, B     HoldingID
	Looks    uint32 // after the first
	Searched bool
	Next     uint32 // of the same agency
}

// pairList heads an agency's list of such pairs.
type pairList struct{ Head uint32 }

// tryConnection says whether an agency connects a newly credited fact with another that
// shares a token, and notes where it does not.
func (w connections) tryConnection(h, other HoldingID) bool {
	if w.valuePPM(w.spec.Model.Connecting.Chance) >= sim.One || w.noticedItself(h) && w.noticedItself(other) && w.identifierQuality(h, other) >= sim.One {
		return true
	}
	if w.findPair(h, other) != 0 {
		return false // by another token, just now
	}
	x := overlooked{A: other, B: h, Searched: w.wasSearchedFor(h) || w.wasSearchedFor(other)}
	chance := w.connectionChance(&x)
	if w.drawYes(drawConnect, w.pairKey(&x), chance) {
		return true
	}
	a := w.Holding[h].Agency
	x.Next = w.PairList[a].Head
	w.Overlooked = append(w.Overlooked, x)
	w.PairList[a].Head = uint32(len(w.Overlooked) - 1)
	r := w.beginRecord(journal.Overlooked, w.spec.Agencies[a].Ref, w.pairKey(&x))
	r.From = append(r.From, w.Holding[h].Believed)
	r.Args = [journal.MaxArgs]int64{journal.OverlookedFact: w.factRef(h), journal.OverlookedOther: w.factRef(other), journal.OverlookedChance: int64(chance)}
	w.emitRecord()
	return false
}

// findPair finds an overlooked pair; 0 for none.
func (w connections) findPair(h, other HoldingID) uint32 {
	i := w.PairList[w.Holding[h].Agency].Head
	for i != 0 && (w.Overlooked[i].A != other || w.Overlooked[i].B != h) {
		i = w.Overlooked[i].Next
	}
	return i
}

// pairKey is the lineage of a pair: the agency and both facts, whichever came first.
func (w connections) pairKey(x *overlooked) sim.ID {
	f, g := w.Holding[x.A].Fact, w.Holding[x.B].Fact
	return w.spec.Names.ID(w.spec.Agencies[w.Holding[x.A].Agency].Ref).Child(w.spec.Facts[min(f, g)].ID).Child(w.spec.Facts[max(f, g)].ID)
}

func (w connections) factRef(h HoldingID) int64 { return int64(w.spec.Facts[w.Holding[h].Fact].Ref) }

// identifierQuality is how well the identifiers of a pair are known, one times the other: an alias,
// or a name that was written down wrongly, does not stand under the same name in the file.
func (w connections) identifierQuality(h, other HoldingID) sim.PPM {
	return w.exactnessOf(w.Holding[h].Fact).Times(w.exactnessOf(w.Holding[other].Fact))
}

// noticedItself says whether an agency noticed a fact itself.
func (w connections) noticedItself(h HoldingID) bool {
	return w.items.isOriginator(h, w.Holding[h].Agency)
}

// wasSearchedFor says whether somebody has asked the agency about a fact's tokens, so that
// its index was searched for them.
func (w connections) wasSearchedFor(h HoldingID) bool {
	for q := w.Agent[w.Holding[h].Agency].Asked; q != 0; q = w.Request[q].ToAsked {
		if w.Request[q].Heard <= w.k.Now() && w.Request[q].Tokens != 0 && w.answersRequest(q, w.Holding[h].Fact) {
			return true
		}
	}
	return false
}

// connectionChance is how likely a pair is connected now.
func (w connections) connectionChance(x *overlooked) sim.PPM {
	m := &w.spec.Model.Connecting
	base := w.valuePPM(m.Chance)
	if base >= sim.One {
		return sim.One
	}
	odds := sim.PPM(int64(base) * int64(sim.One) / int64(sim.One-base))
	times := func(factor sim.PPM) { odds = min(odds.Times(factor), oddsMax) }
	if x.Searched {
		times(w.valuePPM(m.Searched))
	}
	if w.spec.Facts[w.Holding[x.A].Fact].Normalised && w.spec.Facts[w.Holding[x.B].Fact].Normalised {
		times(w.valuePPM(m.Exact))
	}
	times(w.identifierQuality(x.A, x.B))
	for n := x.Looks; n > 0 && odds < oddsMax; n-- {
		times(w.valuePPM(m.Again))
	}
	d := w.jobs.deskFor(w.Holding[x.A].Agency, model.Assessing)
	waits := min(sim.PPM(w.backstage.queueLength(d)*int64(sim.One)/max(1, w.value(w.spec.Desks[d].Servers))), 100*sim.One)
	odds = sim.PPM(int64(odds) * int64(sim.One) / int64(sim.One+w.valuePPM(m.Queue).Times(waits)))
	return sim.PPM(int64(odds) * int64(sim.One) / int64(odds+sim.One))
}

// recheckPairs lets an agency look again at the pairs that it has overlooked, as far as
// they are touched.
func (w connections) recheckPairs(a model.AgencyID, cause journal.Link, searched bool, touched func(*overlooked) bool) {
	p := &w.PairList[a].Head
	for *p != 0 {
		x := &w.Overlooked[*p]
		if !touched(x) {
			p = &x.Next
			continue
		}
		x.Looks++
		x.Searched = x.Searched || searched
		if !w.retryPair(x, cause) {
			p = &x.Next
			continue
		}
		*p = x.Next
	}
}

// retryPair connects a pair if the odds by now allow it. It may be connected by a
// third fact already.
func (w connections) retryPair(x *overlooked, cause journal.Link) bool {
	if w.dossierOf(x.A) == w.dossierOf(x.B) {
		return true
	}
	chance := w.connectionChance(x)
	if !w.drawYes(drawConnect, w.pairKey(x), chance) {
		return false
	}
	a := w.Holding[x.A].Agency
	r := w.beginRecord(journal.Connected, w.spec.Agencies[a].Ref, w.pairKey(x))
	if cause.Num != 0 {
		r.Trigger = cause
	}
	later := w.Holding[x.A].Believed
	if b := w.Holding[x.B].Believed; b.At > later.At || b.At == later.At && b.Num > later.Num {
		later = b
	}
	attributeWait(r, later, journal.Assess, journal.Unconnected, w.spec.Agencies[a].Ref)
	r.Args = [journal.MaxArgs]int64{journal.ConnectedFact: w.factRef(x.B), journal.ConnectedOther: w.factRef(x.A), journal.ConnectedChance: int64(chance)}
	w.tellConnected(x.A, x.B, w.emitRecord())
	return true
}

// recheckAll looks again at all that was overlooked: the odds may have moved.
func (w connections) recheckAll() {
	for a := range w.PairList {
		p := &w.PairList[a].Head
		for *p != 0 {
			if x := &w.Overlooked[*p]; w.retryPair(x, w.Look[0].Cause) {
				*p = x.Next
			} else {
				p = &x.Next
			}
		}
	}
}

// pairHasToken says whether one of a pair has a token of a fact.
func (w connections) pairHasToken(x *overlooked, f model.FactID) bool {
	for _, h := range [2]HoldingID{x.A, x.B} {
		for _, t := range w.spec.Facts[w.Holding[h].Fact].Tokens {
			for _, u := range w.spec.Facts[f].Tokens {
				if t == u {
					return true
				}
			}
		}
	}
	return false
}

// searchByFact has the index searched for the tokens of a fact: a hit, or another fact.
func (w connections) searchByFact(a model.AgencyID, f model.FactID, searched bool, cause journal.Link) {
	if w.PairList[a].Head != 0 {
		w.recheckPairs(a, cause, searched, func(x *overlooked) bool { return w.pairHasToken(x, f) })
	}
}

// searchByRequest has the index searched for what a question is about.
func (w connections) searchByRequest(a model.AgencyID, q RequestID, cause journal.Link) {
	if w.PairList[a].Head != 0 && w.Request[q].Tokens != 0 {
		w.recheckPairs(a, cause, true, func(x *overlooked) bool {
			return w.answersRequest(q, w.Holding[x.A].Fact) || w.answersRequest(q, w.Holding[x.B].Fact)
		})
	}
}

// searchByMatter has an agency look at a matter again that it is reminded of.
func (w connections) searchByMatter(a model.AgencyID, s model.StorylineID, cause journal.Link) {
	if w.PairList[a].Head != 0 {
		w.recheckPairs(a, cause, true, func(x *overlooked) bool {
			return w.spec.Facts[w.Holding[x.A].Fact].Storyline == s || w.spec.Facts[w.Holding[x.B].Fact].Storyline == s
		})
	}
}

// exactnessOf is how well the identifier in a fact is known: whole, unless it is an alias or a
// name that was written down wrongly.
func (w connections) exactnessOf(f model.FactID) sim.PPM {
	if x := &w.spec.Facts[f]; x.Inexact {
		return w.valuePPM(x.Exact)
	}
	return sim.One
}
