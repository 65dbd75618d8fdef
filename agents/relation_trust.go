package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// flow is what passed from j to i, for an ordered pair of nations (i, j): the
// facts that i understood, and what that did to i's trust in j.
type flow struct {
	Understood int64
	Moved      sim.PPM  // trust above or below its baseline at Since
	Since      sim.Time // when trust last moved
	Moves      uint32
	Breaches   uint32 // of i's markings by j
}

func (w relations) pairIndex(i, j model.NationID) int { return int(i)*len(w.spec.Nations) + int(j) }

// trustIn is how far nation i trusts j now: the baseline, which a liaison officer
// posted between the two raises both ways, and what is left of what moved it.
// Age is worked out on reading and never written back, so that looking changes
// nothing.
func (w relations) trustIn(i, j model.NationID) sim.PPM {
	p := w.pairIndex(i, j)
	t := w.trustBaseline(p)
	if f := &w.Flow[p]; f.Moved != 0 {
		t += f.Moved.Times(sim.RemainingShare(w.k.Now()-f.Since, w.valueTime(w.spec.Model.TrustHalfLife)))
	}
	return min(max(t, 0), sim.One)
}

// trustBaseline is what trust of a pair returns to.
func (w relations) trustBaseline(pair int) sim.PPM {
	t := w.valuePPM(w.spec.Trust[pair])
	if w.spec.HasLiaison[pair] {
		t = min(sim.One, t+w.valuePPM(w.spec.Model.LiaisonBase))
	}
	return t
}

// gainTrust moves i's trust in j up by a part of what is missing to 1.
func (w relations) gainTrust(i, j model.NationID, part model.ParamID, cause journal.Link) {
	t := w.trustIn(i, j)
	w.recordShift(i, j, t, t+w.valuePPM(part).Times(sim.One-t), cause)
}

// loseTrust moves i's trust in j down by a part of what there is.
func (w relations) loseTrust(i, j model.NationID, part model.ParamID, cause journal.Link) {
	t := w.trustIn(i, j)
	w.recordShift(i, j, t, t-w.valuePPM(part).Times(t), cause)
}

// countBreach counts a breach of i's markings by j, and says how many there were
// before.
func (w relations) countBreach(i, j model.NationID) uint32 {
	f := &w.Flow[w.pairIndex(i, j)]
	f.Breaches++
	return f.Breaches - 1
}

// recordShift records a change of trust; both sides look again at what they hold
// back.
func (w relations) recordShift(i, j model.NationID, before, after sim.PPM, cause journal.Link) {
	if i == j || before == after {
		return
	}
	p := w.pairIndex(i, j)
	f := &w.Flow[p]
	f.Moved, f.Since = after-w.trustBaseline(p), w.k.Now()
	r := w.beginRecord(journal.Trust, w.spec.Nations[i].Ref, w.spec.Names.ID(w.spec.Nations[j].Ref))
	r.Nth = f.Moves
	f.Moves++
	w.emitShift(r, w.spec.Nations[j].Ref, before, after, cause)
	w.tellAttitude(i, j)
}

// emitShift emits the record of a change of trust in whoever it is toward.
func (w relations) emitShift(r *journal.Record, toward journal.Ref, before, after sim.PPM, cause journal.Link) {
	if cause.Num != 0 {
		r.From = append(r.From, cause)
		attributeTime(r, journal.Decide, journal.Idle, r.Actor)
	}
	r.Args[journal.TrustToward], r.Args[journal.TrustBefore], r.Args[journal.TrustAfter] = int64(toward), int64(before), int64(after)
	w.emitRecord()
}

// tensionWith between two nations, the same both ways.
func (w relations) tensionWith(i, j model.NationID) sim.PPM {
	return w.valuePPM(w.spec.Tension[w.pairIndex(i, j)])
}

// balanceWith is R of nation i towards j: what it got against what it gave.
func (w relations) balanceWith(i, j model.NationID) sim.PPM {
	in, out := w.Flow[w.pairIndex(i, j)].Understood, w.Flow[w.pairIndex(j, i)].Understood
	return sim.PPM((in - out) * int64(sim.One) / (in + out + 4))
}

// countUnderstood counts facts that i understood from j: both look at what they
// hold back from each other again.
func (w relations) countUnderstood(i, j model.NationID, n int64) {
	if i == j || n == 0 {
		return
	}
	w.Flow[w.pairIndex(i, j)].Understood += n
	w.tellAttitude(i, j)
	w.tellAttitude(j, i)
}

// propensityOf is the argument of a propensity of nation i towards j, in millionths.
func (w relations) propensityOf(l model.Logit, i, j model.NationID, danger, priority sim.PPM) sim.PPM {
	return w.propensityBy(l, w.trustIn(i, j), w.tensionWith(i, j), w.balanceWith(i, j), danger, priority)
}

// propensityBy is the same from its figures.
func (w relations) propensityBy(l model.Logit, trust, tension, balance, danger, priority sim.PPM) sim.PPM {
	return w.valuePPM(l.Base) + w.valuePPM(l.Trust).Times(trust-sim.One/2) + w.valuePPM(l.Tension).Times(tension) +
		w.valuePPM(l.Balance).Times(balance) + w.valuePPM(l.Danger).Times(danger) + w.valuePPM(l.Priority).Times(priority)
}

// consentChance is p of nation i's letting its word go to j.
func (w relations) consentChance(i, j model.NationID, danger sim.PPM) sim.PPM {
	return sim.Logistic(w.propensityOf(w.spec.Model.Consent, i, j, danger, 0))
}

// humanFactor is the factor on discretionary work of nation i that concerns j:
// transport, translation, courts and statutory clocks know none.
func (w relations) humanFactor(i, j model.NationID) sim.PPM {
	m := &w.spec.Model
	h := sim.ExpPPM(-w.valuePPM(m.HumanTrust).Times(w.trustIn(i, j) - sim.One/2)).
		Times(sim.One + w.valuePPM(m.HumanTension).Times(w.tensionWith(i, j)))
	return min(max(h, w.valuePPM(m.HumanMin)), w.valuePPM(m.HumanMax))
}

// priorityOf is nation i's w for a storyline's class of incident, in -1..1.
func (w relations) priorityOf(i model.NationID, s model.StorylineID) sim.PPM {
	if s == model.None {
		return 0
	}
	c := w.spec.Storylines[s].Class
	if c < 0 || c >= len(w.spec.Nations[i].Priority) {
		return 0
	}
	return w.valuePPM(w.spec.Nations[i].Priority[c])
}

// arrivalNation is the nation in which what is sent to an agency arrives: its own, or
// that of the readers of a store that none but they read.
func (w relations) arrivalNation(a model.AgencyID) model.NationID {
	if s := w.spec.Agencies[a].Store; s != model.None && w.spec.Stores[s].Home != model.None {
		return w.spec.Stores[s].Home
	}
	return w.spec.Agencies[a].Nation
}

// asksWill says whether willingness is asked between two agencies at all: not
// inside a nation, to which its own lists belong, and not from a body, unless the
// scenario gives the pair a relation.
func (w relations) asksWill(from, to model.AgencyID) bool {
	i, j := w.spec.Agencies[from].Nation, w.spec.Agencies[to].Nation
	if i == j && w.bondAtHome(from, to) != model.None {
		return true
	}
	if i == w.arrivalNation(to) || w.spec.Nations[i].Body {
		return w.spec.Related[w.pairIndex(i, j)]
	}
	return true
}

// precedenceAtDesk is the precedence at a receiving desk: one step up or down where
// the nation's priority for the class of incident is strong.
func (w relations) precedenceAtDesk(p journal.Precedence, n model.NationID, s model.StorylineID) journal.Precedence {
	switch prio, at := w.priorityOf(n, s), w.valuePPM(w.spec.Model.PriorityStep); {
	case prio > at && p < journal.Flash:
		return p + 1
	case prio < -at && p > journal.Routine:
		return p - 1
	}
	return p
}
