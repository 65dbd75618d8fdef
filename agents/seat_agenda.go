package agents

import (
	"slices"

	"entente/agents/law"
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// decideDue is an agency making up its mind about one dossier: assess what is
// new, tell whom the rules name, ask whom the level calls for, prepare what it
// has the power to do.
func (w seats) decideDue(e sim.Event) {
	id := DossierID(e.Arg)
	c := w.dossiers.root(id)
	ask, judged := w.dossiers.takeFlags(id)
	if c != id { // merged since: the survivor decides for both
		a, j := w.dossiers.takeFlags(c)
		ask, judged = ask || a, judged || j
	}
	a := w.Dossier[c].Agency
	w.crises.readOrders(a, c)
	w.dossiers.openAssessment(c)
	w.distributeNews(c)
	w.bodies.putDueMotions(a, c)
	w.support.askNeededSupport(a, c)
	if ask {
		w.requests.askAround(c)
	}
	w.actions.retryAgency(a)
	if judged {
		w.actions.prepareActions(a, c)
		for h := w.Dossier[c].Head; h != 0; h = w.Holding[h].Next {
			w.holdings.markDormant(h)
		}
	}
}

// distributeNews asks the seat whom to tell and sends each recipient one item with
// the credited facts that it was neither sent nor gave.
func (w seats) distributeNews(c DossierID) {
	a := w.Dossier[c].Agency
	w.askDecider(a, Question{Kind: AskDistribute, Agency: a, Dossier: c})
	w.teams.addTeammates(a, w.spec.Facts[w.dossiers.lowestFact(c)].Storyline, &w.buf)
	w.recordOmissions(a, c)
	for i := 0; i < len(w.buf.To); i++ {
		w.reports.tellAgency(a, w.buf.To[i], c)
		w.taskings.sendByRules(a, w.buf.To[i], c)
	}
}

// resolveTarget resolves a distribution rule's target to agencies, appended to the
// intents in order of names.
func (w seats) resolveTarget(a model.AgencyID, c DossierID, t model.Target, out *Intents) {
	own := w.spec.Agencies[a].Nation
	if t.Agency != model.None {
		out.add(t.Agency)
		return
	}
	addressing[t.Of](w.World, own, c, t, out)
}

// addressing holds, by Of, how a role is looked up.
var addressing = [...]func(*World, model.NationID, DossierID, model.Target, *Intents){
	model.Own: func(w *World, own model.NationID, _ DossierID, t model.Target, out *Intents) {
		w.seats.addByRole(own, t.Role, out)
	},
	model.ByPlace: func(w *World, own model.NationID, c DossierID, t model.Target, out *Intents) {
		w.seats.addNamedNations(own, c, true, false, t.Role, out)
	},
	model.ByNationality: func(w *World, own model.NationID, c DossierID, t model.Target, out *Intents) {
		w.seats.addNamedNations(own, c, false, true, t.Role, out)
	},
	model.Named: func(w *World, own model.NationID, c DossierID, t model.Target, out *Intents) {
		w.seats.addNamedNations(own, c, true, true, t.Role, out)
	},
	model.Bodies: func(w *World, own model.NationID, _ DossierID, _ model.Target, out *Intents) {
		for _, b := range w.spec.BodiesOf[own] {
			for _, a := range w.spec.Nations[b].Agencies {
				out.add(a)
			}
		}
	},
	model.Collectors: func(w *World, own model.NationID, c DossierID, _ model.Target, out *Intents) {
		kinds := w.dossiers.factKinds(c)
		for _, a := range w.spec.Nations[own].Agencies {
			if w.spec.Agencies[a].CollectsOrActsOn(kinds) {
				out.add(a)
			}
		}
	},
}

// addByRole adds the agencies of a nation that have a role.
func (w seats) addByRole(n model.NationID, role journal.Ref, out *Intents) {
	for _, a := range w.spec.Nations[n].Agencies {
		if w.spec.Agencies[a].Role == role {
			out.add(a)
		}
	}
}

// addNamedNations adds the agencies with a role in the other nations that the credited
// facts name.
func (w seats) addNamedNations(own model.NationID, c DossierID, place, nationality bool, role journal.Ref, out *Intents) {
	for _, n := range w.nationsNamed(own, c, place, nationality) {
		w.addByRole(n, role, out)
	}
}

// nationsNamed gives the nations but its own that the credited facts of a dossier
// name, by name. The list is good until the next call.
func (w seats) nationsNamed(own model.NationID, c DossierID, place, nationality bool) []model.NationID {
	w.places = w.places[:0]
	for h := w.Dossier[c].Head; h != 0; h = w.Holding[h].Next {
		f := w.Holding[h].Fact
		if n := w.Fact[f].Place; place && n != model.None && n != own {
			w.places = append(w.places, n)
		}
		if n := w.spec.Facts[f].Nationality; nationality && n != model.None && n != own {
			w.places = append(w.places, n)
		}
	}
	slices.Sort(w.places)
	w.places = slices.Compact(w.places)
	return w.places
}

// factKinds are the kinds of a dossier's facts, bits 1<<journal.FactKind.
func (w dossiers) factKinds(c DossierID) uint8 {
	kinds := uint8(0)
	for h := w.Dossier[c].Head; h != 0; h = w.Holding[h].Next {
		kinds |= 1 << w.spec.Facts[w.Holding[h].Fact].Kind
	}
	return kinds
}

// distributionFrame is what an agency's distribution rules read.
func (w seats) distributionFrame(a model.AgencyID, c DossierID) *law.Frame {
	fr := &w.frame
	x := &w.Dossier[c]
	fr.V = [law.NumVars]int64{}
	fr.Place, fr.Nationality, fr.Marks = fr.Place[:0], fr.Nationality[:0], fr.Marks[:0]
	fr.V[law.LevelVar], fr.V[law.Kinds] = int64(x.Grade), int64(w.dossiers.factKinds(c))
	fr.V[law.Danger], fr.V[law.Imminent] = int64(x.Danger), bitOf(w.dossiers.isImminent(c))
	fr.V[law.Urgency] = int64(w.dossiers.precedenceOf(x.Danger))
	w.fillParty(fr, law.SenderNation, a)
	for h := x.Head; h != 0; h = w.Holding[h].Next {
		f := w.Holding[h].Fact
		sp := &w.spec.Facts[f]
		if p := w.Fact[f].Place; p != model.None {
			fr.Place = append(fr.Place, w.spec.Nations[p].Ref)
		}
		if n := sp.Nationality; n != model.None {
			fr.Nationality = append(fr.Nationality, w.spec.Nations[n].Ref)
		}
		fr.Marks = append(fr.Marks, sp.Marks...)
		fr.V[law.Urgency] = max(fr.V[law.Urgency], int64(w.Holding[h].Label))
		_, m := w.items.markingOf(h)
		fr.V[law.ClassVar] = max(fr.V[law.ClassVar], int64(m.Class))
		fr.V[law.Incident] = int64(w.spec.Storylines[sp.Storyline].Incident)
	}
	return fr
}

// fillParty fills the six names of a sender or recipient, which follow each other.
func (w seats) fillParty(fr *law.Frame, first law.Var, a model.AgencyID) {
	ag := &w.spec.Agencies[a]
	n := &w.spec.Nations[ag.Nation]
	fr.V[first], fr.V[first+1], fr.V[first+2] = int64(n.Ref), int64(ag.Ref), int64(ag.Role)
	fr.V[first+3], fr.V[first+4] = bitOf(n.Body), bitOf(n.Adequate)
}
