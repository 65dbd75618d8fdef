package agents

import (
	"slices"

	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// sendByRules sends an agency, once for a matter, the tasks that an agency's distribution
// rules have for it.
func (w taskings) sendByRules(a, to model.AgencyID, c DossierID) {
	if !w.spec.Agencies[a].Particular {
		return
	}
	rules := w.spec.Agencies[a].Distribution
	for i := range rules {
		if rules[i].Tasking != 0 && rules[i].When.Eval(w.dossiers.distributionFrame(a, c)) && w.seats.ruleNames(&rules[i], a, to, c, false) && !w.wasTasked(a, to, c, rules[i].Tasking) {
			under := w.spec.Agencies[a].AsksUnder
			if rules[i].Clock != 0 {
				under.Reply, under.Clock = rules[i].Reply, rules[i].Clock
			}
			w.sendTask(a, to, c, rules[i].Tasking, under, w.spec.Facts[w.dossiers.lowestFact(c)].ID.Nth(uint64(rules[i].Tasking)), w.Dossier[c].Last)
		}
	}
}

// wasTasked says whether an agency has given another a task on a matter.
func (w taskings) wasTasked(a, to model.AgencyID, c DossierID, tasking int32) bool {
	for q := w.Agent[to].Asked; q != 0; q = w.Request[q].ToAsked {
		if r := &w.Request[q]; r.Tasking == tasking && r.Asker == a && r.Dossier != 0 && w.survivorOf(r.Dossier) == c {
			return true
		}
	}
	return false
}

// sendTask sends a task about a dossier.
func (w taskings) sendTask(a, to model.AgencyID, c DossierID, tasking int32, under model.Terms, key sim.ID, cause journal.Link) {
	if a != to {
		w.requests.sendRequest(a, to, c, tasking, under, key, cause)
	}
}

// performTask does what a task says with the facts that an agency understands of it, and
// says whether there was anything to do.
func (w taskings) performTask(q RequestID, facts []model.FactID, path spans, cause journal.Link) bool {
	deed := w.taskingOf(q)
	if len(facts) == 0 {
		return false
	}
	a := w.Request[q].Asked
	for _, s := range deed.Stores {
		w.handOnFacts(a, s, facts, path, cause)
	}
	if deed.Motion != model.None {
		w.tellMotion(deed.Motion, w.holdings.find(a, facts[0]), cause)
	}
	for _, to := range deed.To {
		if to.Agency == model.None {
			to.Agency = w.spec.AgencyWithRole(w.spec.Agencies[a].Nation, to.Role)
		}
		if to.Agency != model.None {
			w.handOnFacts(a, to.Agency, facts, path, cause)
		}
	}
	return true
}

// handOnFacts sends facts to an agency or store because a task says so; path is the work on
// it.
func (w taskings) handOnFacts(a, to model.AgencyID, facts []model.FactID, path spans, cause journal.Link) {
	if a == to {
		return
	}
	it := w.items.packFacts(a, to, facts, false)
	if it == 0 {
		return
	}
	from := w.links[:0]
	for _, k := range w.factsOf(it) {
		from = append(from, w.Holding[w.holdings.find(a, k.Fact)].Learned)
	}
	w.links = append(from, cause)
	f := w.factsOf(it)[0].Fact
	c := w.dossierOf(w.holdings.find(a, f))
	w.transits.send(message{
		msg: journal.Item, from: a, to: to, item: it, dossier: c, key: w.Item[it].ID,
		prec: w.precedenceBy(w.dangerOf(c)), story: w.spec.Facts[f].Storyline, path: path,
	}, w.links...)
}

// taskDone ends the work on a task that does not ask for facts: it is done with what the
// agency has, and whoever gave it hears so, or that nothing is held.
func (w taskings) taskDone(t TransitID, path spans) {
	tr := w.Transit[t]
	q := tr.Request
	if w.performTask(q, slices.Clone(w.facts), path, tr.Last) {
		w.requests.markPerformed(q)
	}
	w.transits.send(message{
		msg: journal.Reply, from: tr.To, to: tr.From, request: q, asked: true,
		key: tr.ID, prec: tr.Prec, story: tr.Story, trigger: tr.Last, path: path,
	}, tr.Last)
}
