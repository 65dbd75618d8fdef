package agents

import (
	"slices"

	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// taskingOf is what a request asks to be done; nil where it is a question.
func (w taskings) taskingOf(q RequestID) *model.Tasking {
	if n := w.Request[q].Tasking; n != 0 {
		return &w.spec.Taskings[n-1]
	}
	return nil
}

// tasksBy sends an agency, once for a matter, the tasks that an agency's distribution
// rules have for it.
func (w taskings) tasksBy(a, to model.AgencyID, c ComponentID) {
	if !w.spec.Agencies[a].Particular {
		return
	}
	rules := w.spec.Agencies[a].Distribution
	for i := range rules {
		if rules[i].Tasking != 0 && rules[i].When.Eval(w.seats.distributionFrame(a, c)) && w.seats.names(&rules[i], a, to, c) && !w.tasked(a, to, c, rules[i].Tasking) {
			w.task(a, to, c, rules[i].Tasking, w.spec.Facts[w.dossiers.lowest(c)].ID.Nth(uint64(rules[i].Tasking)), w.Component[c].Last)
		}
	}
}

// tasked says whether an agency has given another a task on a matter.
func (w taskings) tasked(a, to model.AgencyID, c ComponentID, tasking int32) bool {
	for q := w.Agent[to].Asked; q != 0; q = w.Request[q].ToAsked {
		if r := &w.Request[q]; r.Tasking == tasking && r.Asker == a && r.Component != 0 && w.dossiers.root(r.Component) == c {
			return true
		}
	}
	return false
}

// task sends a task about a component.
func (w taskings) task(a, to model.AgencyID, c ComponentID, tasking int32, key sim.ID, cause journal.Link) {
	if a != to {
		w.requests.asksAbout(a, to, c, tasking, key, cause)
	}
}

// performed does what a task says with the facts that an agency understands of it, and
// says whether there was anything to do.
func (w taskings) performed(q RequestID, facts []model.FactID, path spans, cause journal.Link) bool {
	deed := w.taskingOf(q)
	if len(facts) == 0 {
		return false
	}
	a := w.Request[q].Asked
	for _, s := range deed.Stores {
		w.handsOn(a, s, facts, path, cause)
	}
	if deed.Motion != model.None {
		f := facts[0]
		if story := w.spec.Facts[f].Storyline; !w.bodies.wasPut(deed.Motion, story) {
			w.bodies.propose(deed.Motion, a, w.dossiers.componentOf(w.holdings.held(a, f)), story, cause)
		}
	}
	for _, to := range deed.To {
		if to.Agency == model.None {
			to.Agency = w.roleIn(w.spec.Agencies[a].Nation, to.Role)
		}
		if to.Agency != model.None {
			w.handsOn(a, to.Agency, facts, path, cause)
		}
	}
	return true
}

// handsOn sends facts to an agency or store because a task says so; path is the work on
// it.
func (w taskings) handsOn(a, to model.AgencyID, facts []model.FactID, path spans, cause journal.Link) {
	if a == to {
		return
	}
	it := w.items.packFacts(a, to, facts, false)
	if it == 0 {
		return
	}
	from := w.links[:0]
	for _, k := range w.items.cargo(it) {
		from = append(from, w.Holding[w.holdings.held(a, k.Fact)].Learned)
	}
	w.links = append(from, cause)
	f := w.items.cargo(it)[0].Fact
	c := w.dossiers.componentOf(w.holdings.held(a, f))
	w.transits.send(message{
		msg: journal.Item, from: a, to: to, item: it, component: c, key: w.Item[it].ID,
		prec: w.dossiers.precedence(w.dossiers.danger(c)), story: w.spec.Facts[f].Storyline, path: path,
	}, w.links...)
}

// taskDone ends the work on a task that does not ask for facts: it is done with what the
// agency has, and whoever gave it hears so, or that nothing is held.
func (w taskings) taskDone(t TransitID, path spans) {
	tr := w.Transit[t]
	q := tr.Request
	if w.performed(q, slices.Clone(w.facts), path, tr.Last) {
		w.requests.performs(q)
	}
	w.transits.send(message{
		msg: journal.Reply, from: tr.To, to: tr.From, request: q, asked: true,
		key: tr.ID, prec: tr.Prec, story: tr.Story, trigger: tr.Last, path: path,
	}, tr.Last)
}

// looksOut says whether an agency has been told to look out for a fact, and goes by it.
func (w taskings) looksOut(a model.AgencyID, f model.FactID) bool {
	for q := w.Agent[a].Asked; q != 0; q = w.Request[q].ToAsked {
		if deed := w.taskingOf(q); deed != nil && deed.Do == model.LookFor && w.requests.heeded(q) && w.requests.concerns(q, f) {
			return true
		}
	}
	return false
}

// collects is how likely an agency's collection notices a kind of fact that passes: more
// so where it has been told to look out for it.
func (w taskings) collects(a model.AgencyID, f model.FactID) sim.PPM {
	p := w.ppm(w.spec.Agencies[a].Collects[w.spec.Facts[f].Kind])
	if p > 0 && len(w.spec.Taskings) > 0 && w.looksOut(a, f) {
		p += (sim.One - p).Times(w.ppm(w.spec.Model.LookFor))
	}
	return p
}
