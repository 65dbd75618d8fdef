package agents

import (
	"entente/agents/model"
	"entente/sim/journal"
)

// askAround asks the seat whom to ask about a dossier, and asks each nation
// once at a time.
func (w requests) askAround(c DossierID) {
	a := w.Dossier[c].Agency
	if w.Dossier[c].Grade >= journal.Actionable {
		return
	}
	w.askDecider(a, Question{Kind: AskWhom, Agency: a, Dossier: c})
	for i := 0; i < len(w.buf.To); i++ {
		if to := w.buf.To[i]; to != a && !w.hasOpenRequest(c, to) {
			w.askAgency(a, to, c, w.spec.Facts[w.dossiers.lowestFact(c)].ID.Nth(uint64(w.Dossier[c].Grade)), w.Dossier[c].Last)
		}
	}
}

// isOnlyMoney says whether every fact of a dossier that names a nation is
// financial.
func (w requests) isOnlyMoney(c DossierID, n model.NationID) bool {
	for h := w.Dossier[c].Head; h != 0; h = w.Holding[h].Next {
		f := w.Holding[h].Fact
		if (w.Fact[f].Place == n || w.spec.Facts[f].Nationality == n) && w.spec.Facts[f].Kind != journal.FIN {
			return false
		}
	}
	return true
}

// hasOpenRequest says whether a dossier has an open request to the nation of an
// agency.
func (w requests) hasOpenRequest(c DossierID, to model.AgencyID) bool {
	n := w.spec.Agencies[to].Nation
	for _, a := range w.spec.Nations[n].Agencies {
		for q := w.Agent[a].Asked; q != 0; q = w.Request[q].ToAsked {
			r := &w.Request[q]
			if !r.Closed && w.wantsAnswer(q) && r.Dossier != 0 && w.survivorOf(r.Dossier) == c {
				return true
			}
		}
	}
	return false
}

// hasRoute says whether any route leads from one agency to another, open or not.
func (w requests) hasRoute(from, to model.AgencyID) (way bool) {
	w.routes.eachRoute(from, to, func(int, *model.Route) bool {
		way = true
		return false
	})
	return way
}

// whomToAsk is whom the agency's policy names; else the SPOC of each nation that the
// credited facts name, and the FIU where only financial facts name it, as far as a way
// leads there: who has no line abroad leaves asking to those who have one.
func (v View) whomToAsk(q Question, out *Intents) {
	w := v.w
	if asks := w.spec.Agencies[v.agency].Asks; asks != nil {
		for _, t := range asks {
			w.seats.resolveTarget(v.agency, q.Dossier, t, out)
		}
		return
	}
	own := w.spec.Agencies[v.agency].Nation
	for _, id := range w.dossiers.nationsNamed(own, q.Dossier, true, true) {
		role := w.spec.Roles.SPOC
		if w.requests.isOnlyMoney(q.Dossier, id) && w.spec.HasRole(id, w.spec.Roles.FIU) {
			role = w.spec.Roles.FIU
		}
		for _, a := range w.spec.Nations[id].Agencies {
			if w.spec.Agencies[a].Role == role && w.requests.hasRoute(v.agency, a) {
				out.add(a)
			}
		}
	}
}

// wantsAnswer says whether a request wants to know something: neither a receipt nor that
// something else be done.
func (w requests) wantsAnswer(q RequestID) bool {
	deed := w.taskingOf(q)
	return !w.Request[q].Receipt && (deed == nil || deed.Do <= model.LookFor)
}
