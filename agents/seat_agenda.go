package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// decideDue is an agency making up its mind about one dossier: assess what is
// new, tell whom the rules name, ask whom the level calls for, prepare what it
// has the power to do.
func (w seats) decideDue(e sim.Event) {
	id := DossierID(e.Arg)
	c := w.survivorOf(id)
	ask, judged := w.dossiers.takeFlags(id)
	if c != id { // merged since: the survivor decides for both
		a, j := w.dossiers.takeFlags(c)
		ask, judged = ask || a, judged || j
	}
	a := w.Dossier[c].Agency
	for i := range agenda {
		if x := &agenda[i]; x.only == anyTime || x.only == whenAsking && ask || x.only == whenJudged && judged {
			x.do(w.World, a, c)
		}
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
	for _, n := range w.dossiers.nationsNamed(own, c, place, nationality) {
		w.addByRole(n, role, out)
	}
}

// readOrders lets an agency go by its own orders about a dossier: they say when it
// works in crisis mode.
func (w seats) readOrders(a model.AgencyID, c DossierID) {
	if sp := &w.spec.Agencies[a]; !sp.Alerts || !sp.Crisis.Eval(w.dossiers.distributionFrame(a, c)) {
		return
	}
	for h := w.Dossier[c].Head; h != 0; h = w.Holding[h].Next {
		cause := w.Dossier[c].Last
		if cause.Num == 0 {
			cause = w.Holding[h].Believed
		}
		w.crises.enterCrisis(a, w.spec.Facts[w.Holding[h].Fact].Storyline, cause)
	}
}
