package agents

import (
	"slices"

	"entente/agents/law"
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// decideDue is an agency making up its mind about one component: assess what is
// new, tell whom the rules name, ask whom the level calls for, prepare what it
// has the power to do.
func (w seats) decideDue(e sim.Event) {
	id := ComponentID(e.Arg)
	c := w.dossiers.root(id)
	ask, judged := w.dossiers.settle(id)
	if c != id { // merged since: the survivor decides for both
		a, j := w.dossiers.settle(c)
		ask, judged = ask || a, judged || j
	}
	a := w.Component[c].Agency
	w.crises.seesCrisis(a, c)
	w.dossiers.assess(c)
	w.distribute(c)
	w.bodies.proposes(a, c)
	w.support.seeksSupport(a, c)
	if ask {
		w.requests.askAround(c)
	}
	w.actions.tryActions(a)
	if judged {
		w.actions.prepare(a, c)
		for h := w.Component[c].Head; h != 0; h = w.Holding[h].Next {
			w.holdings.sleep(h)
		}
	}
}

// distribute asks the seat whom to tell and sends each recipient one item with
// the credited facts that it was neither sent nor gave.
func (w seats) distribute(c ComponentID) {
	a := w.Component[c].Agency
	w.ask(a, Question{Kind: AskDistribute, Agency: a, Component: c})
	w.teams.teammates(a, w.spec.Facts[w.dossiers.lowest(c)].Storyline, &w.buf)
	w.omits(a, c)
	for i := 0; i < len(w.buf.To); i++ {
		w.reports.tell1(a, w.buf.To[i], c)
		w.taskings.tasksBy(a, w.buf.To[i], c)
	}
}

// targets resolves a distribution rule's target to agencies, appended to the
// intents in order of names.
func (w seats) targets(a model.AgencyID, c ComponentID, t model.Target, out *Intents) {
	own := w.spec.Agencies[a].Nation
	if t.Agency != model.None {
		out.add(t.Agency)
		return
	}
	addressing[t.Of](w.World, own, c, t, out)
}

// addressing holds, by Of, how a role is looked up.
var addressing = [...]func(*World, model.NationID, ComponentID, model.Target, *Intents){
	model.Own: func(w *World, own model.NationID, _ ComponentID, t model.Target, out *Intents) {
		w.seats.roles(own, t.Role, out)
	},
	model.ByPlace: func(w *World, own model.NationID, c ComponentID, t model.Target, out *Intents) {
		w.seats.named(own, c, true, false, t.Role, out)
	},
	model.ByNationality: func(w *World, own model.NationID, c ComponentID, t model.Target, out *Intents) {
		w.seats.named(own, c, false, true, t.Role, out)
	},
	model.Named: func(w *World, own model.NationID, c ComponentID, t model.Target, out *Intents) {
		w.seats.named(own, c, true, true, t.Role, out)
	},
	model.Bodies: func(w *World, own model.NationID, _ ComponentID, _ model.Target, out *Intents) {
		for _, b := range w.spec.BodiesOf[own] {
			for _, a := range w.spec.Nations[b].Agencies {
				out.add(a)
			}
		}
	},
	model.Collectors: func(w *World, own model.NationID, c ComponentID, _ model.Target, out *Intents) {
		kinds := w.dossiers.kindsOf(c)
		for _, a := range w.spec.Nations[own].Agencies {
			if w.spec.Agencies[a].CollectsOrActsOn(kinds) {
				out.add(a)
			}
		}
	},
}

// roles adds the agencies of a nation that have a role.
func (w seats) roles(n model.NationID, role journal.Ref, out *Intents) {
	for _, a := range w.spec.Nations[n].Agencies {
		if w.spec.Agencies[a].Role == role {
			out.add(a)
		}
	}
}

// named adds the agencies with a role in the other nations that the credited
// facts name.
func (w seats) named(own model.NationID, c ComponentID, place, nationality bool, role journal.Ref, out *Intents) {
	for _, n := range w.nations(own, c, place, nationality) {
		w.roles(n, role, out)
	}
}

// nations gives the nations but its own that the credited facts of a component
// name, by name. The list is good until the next call.
func (w seats) nations(own model.NationID, c ComponentID, place, nationality bool) []model.NationID {
	w.places = w.places[:0]
	for h := w.Component[c].Head; h != 0; h = w.Holding[h].Next {
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

// kindsOf are the kinds of a component's facts, bits 1<<journal.FactKind.
func (w dossiers) kindsOf(c ComponentID) uint8 {
	kinds := uint8(0)
	for h := w.Component[c].Head; h != 0; h = w.Holding[h].Next {
		kinds |= 1 << w.spec.Facts[w.Holding[h].Fact].Kind
	}
	return kinds
}

// distributionFrame is what an agency's distribution rules read.
func (w seats) distributionFrame(a model.AgencyID, c ComponentID) *law.Frame {
	fr := &w.frame
	x := &w.Component[c]
	fr.V = [law.NumVars]int64{}
	fr.Place, fr.Nationality, fr.Marks = fr.Place[:0], fr.Nationality[:0], fr.Marks[:0]
	fr.V[law.LevelVar], fr.V[law.Kinds] = int64(x.Grade), int64(w.dossiers.kindsOf(c))
	fr.V[law.Danger], fr.V[law.Imminent] = int64(x.Danger), b2i(w.dossiers.imminent(c))
	fr.V[law.Urgency] = int64(w.dossiers.precedence(x.Danger))
	w.party(fr, law.SenderNation, a)
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
		_, m := w.items.marking(h)
		fr.V[law.ClassVar] = max(fr.V[law.ClassVar], int64(m.Class))
		fr.V[law.Incident] = int64(w.spec.Storylines[sp.Storyline].Incident)
	}
	return fr
}

// party fills the six names of a sender or recipient, which follow each other.
func (w seats) party(fr *law.Frame, first law.Var, a model.AgencyID) {
	ag := &w.spec.Agencies[a]
	n := &w.spec.Nations[ag.Nation]
	fr.V[first], fr.V[first+1], fr.V[first+2] = int64(n.Ref), int64(ag.Ref), int64(ag.Role)
	fr.V[first+3], fr.V[first+4] = b2i(n.Body), b2i(n.Adequate)
}
