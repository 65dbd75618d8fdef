package agents

import (
	"entente/agents/model"
	"entente/sim/journal"
)

// invokeAgreement gives the agreement under which a message goes: of those in force
// between the two nations whose scope holds, the narrowest. -1 for none.
func (w instruments) invokeAgreement(t TransitID) int {
	if len(w.spec.Agreements) == 0 {
		return -1
	}
	tr := &w.Transit[t]
	i, j := w.spec.Agencies[tr.From].Nation, w.spec.Agencies[tr.To].Nation
	if i == j {
		return -1
	}
	for k := range w.spec.Agreements {
		x := &w.spec.Agreements[k]
		if w.bindsBoth(x, i, j) && x.When.Eval(w.transits.fillLawFrame(t)) {
			return k
		}
	}
	return -1
}

// bindsBoth says whether an agreement binds two nations now.
func (w instruments) bindsBoth(x *model.Agreement, i, j model.NationID) bool {
	now := w.k.Now()
	return x.Binds(i) && x.Binds(j) && now >= x.From && now < x.Until && w.value(x.Suspended) == 0 &&
		(x.SurvivesTension || w.relations.tensionWith(i, j) < w.valuePPM(x.ClosesAt))
}

// excuseDelay lets an answer take the time of an authority's permission where the
// agreement says so: the asker is told at once, and the clock waits.
func (w instruments) excuseDelay(t TransitID, role journal.Ref) {
	tr := w.Transit[t]
	if tr.Msg != journal.Reply || tr.Request == 0 {
		return
	}
	q := w.Request[tr.Request]
	if q.Agreement < 0 || q.Clock == 0 || w.Clock[q.Clock].Over || w.spec.Agreements[q.Agreement].Excuse != role {
		return
	}
	w.clocks.extend(q.Clock, w.spec.End+1, tr.Last)
	w.transits.send(message{
		msg: journal.Notice, from: tr.From, to: tr.To, request: tr.Request, dossier: tr.Dossier,
		story: tr.Story, key: tr.ID.Child(w.spec.Names.ID(role)), prec: tr.Prec,
	}, tr.Last)
}
