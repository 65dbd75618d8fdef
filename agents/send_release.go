package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// RELEASE: a job at the release authority of the class, unless a standing
// permission covers the item. Messages without an item need none.

func (w steps) releaseStep(t TransitID) verdict {
	tr := &w.Transit[t]
	if tr.Item == 0 || w.hasStandingRelease(tr) || w.teams.staysInTeam(tr) {
		return verdict{do: doPass}
	}
	by := w.spec.Agencies[tr.From].ReleaseBy[w.Item[tr.Item].Class]
	switch by {
	case model.None:
		by = tr.From
	case tr.To: // who releases it reads it
		return verdict{do: doPass}
	}
	if tr.Cursor == 1 {
		if no, chance := w.seats.isWithheld(t, by); no {
			return verdict{do: doEnd, outcome: journal.Refused, reason: journal.Withheld, object: w.spec.Agencies[by].Ref, chance: chance}
		}
		return verdict{do: doPass}
	}
	w.transits.setCursor(t, 1)
	return w.workVerdict(by, model.Releasing, w.spec.Agencies[tr.To].Nation, tr, w.valuePPM(w.spec.Model.Withhold) > 0, 0)
}

// hasStandingRelease says whether a standing permission covers an item.
func (w steps) hasStandingRelease(tr *transit) bool {
	standing := w.spec.Agencies[tr.From].Standing
	for i := range standing {
		if w.coversItem(&standing[i], tr) {
			return true
		}
	}
	return false
}

// coversItem says whether a standing permission holds now, and covers what a message carries.
func (w steps) coversItem(s *model.Standing, tr *transit) bool {
	it := &w.Item[tr.Item]
	return (!s.InCrisis || w.crises.isInCrisis(tr.From, tr.Story)) && (s.To == model.None || s.To == w.relations.arrivalNation(tr.To)) &&
		it.Class <= s.Class && (s.Kinds == 0 || it.Kinds&^s.Kinds == 0)
}

// SANITISE: facts above the class that fits and stripped kinds fall out, at the
// cost of a job and of the quality of the rest.

func (w steps) sanitiseStep(t TransitID) verdict {
	tr := w.Transit[t]
	if tr.Item == 0 {
		return verdict{do: doPass}
	}
	if tr.Cursor == 1 {
		w.items.noteSanitised(tr.Item)
		left := w.items.removeFacts(tr.Item, removed, func(c *carried) bool { return w.factFallsOut(&tr, c) })
		why, by := journal.ClassTooHigh, w.spec.Agencies[tr.To].Ref
		if tr.StripBy != 0 {
			why, by = journal.RuleBlocks, tr.StripBy
		}
		w.transits.recordShedFacts(t, journal.Sanitise, why, by)
		if left {
			return verdict{do: doPass}
		}
		return verdict{do: doEnd, outcome: journal.Refused, reason: journal.NothingLeft, object: by}
	}
	if w.mustRemove(t) {
		w.transits.setCursor(t, 1)
		return w.workVerdict(tr.From, model.Sanitising, model.None, &tr, true, 0)
	}
	return verdict{do: doPass}
}

// mustRemove says whether something that a message carries has to fall out.
func (w steps) mustRemove(t TransitID) bool {
	tr := &w.Transit[t]
	if tr.Item == 0 {
		return false
	}
	for k := range w.factsOf(tr.Item) {
		if c := &w.factsOf(tr.Item)[k]; c.Gone == present && w.factFallsOut(tr, c) {
			return true
		}
	}
	return false
}

// factFallsOut says whether a fact is above the class that fits, or of a kind that
// a rule strips.
func (w steps) factFallsOut(tr *transit, c *carried) bool {
	return w.items.carriedClass(c) > tr.Target || tr.Strip>>w.spec.Facts[c.Fact].Kind&1 == 1
}

// workVerdict is the verdict for a task at an agency's desk: a job there, or where
// its time is given as elapsed, a wait without desk. stays comes back to the
// step when it is done.
func (w steps) workVerdict(a model.AgencyID, task model.Task, toward model.NationID, tr *transit, stays bool, rule journal.Ref) verdict {
	d := w.jobs.deskFor(a, task)
	sp := &w.spec.Desks[d]
	if !sp.Tasks[task].Elapsed {
		return verdict{do: doWork, stays: stays, order: order{task: task, agency: a, desk: d, toward: toward}, object: sp.Ref}
	}
	key := tr.Stream.Child(sim.Name("elapsed")).Nth(uint64(task)).Nth(uint64(tr.Leg)<<32 | uint64(tr.Cursor))
	if rule == 0 {
		rule = sp.Ref
	}
	need := w.crises.hasten(a, tr.Story, task, sp.Tasks[task].Dist.Draw(w.randomBits(drawWork, key)))
	return verdict{do: doWait, stays: stays, until: w.k.Now() + need, cause: journal.ByRule, object: rule}
}
