package agents

import (
	"slices"

	"entente/agents/model"
	"entente/sim"
)

// Rules is the Decider of the scenario's own rules.
type Rules struct{}

var _ Decider = Rules{}

// Decide answers by the agency's distribution rules, by the preset of whom to
// ask, and everything else by propensity.
func (Rules) Decide(v View, q Question, out *Intents) { rulings[q.Kind](v, q, out) }

// rulings holds how the rules answer each kind of question.
var rulings = [numAsks]func(View, Question, *Intents){
	AskDistribute: View.whomToTell,
	AskWhom:       View.whomToAsk,
	AskWilling:    byChance,
	AskRelease:    always,
	AskConsent:    byChance,
	AskVote:       byChance,
	AskOrder:      always,
	AskOffer:      byChance,
}

func byChance(_ View, q Question, out *Intents) { out.Yes = sim.Chance(q.Draw, q.Chance) }
func always(_ View, _ Question, out *Intents)   { out.Yes = true }

// whomToTell runs the distribution rules in order.
func (v View) whomToTell(q Question, out *Intents) {
	w := v.w
	fr := w.dossiers.distributionFrame(v.agency, q.Dossier)
	for i := range w.spec.Agencies[v.agency].Distribution {
		d := &w.spec.Agencies[v.agency].Distribution[i]
		if !d.When.Eval(fr) {
			continue
		}
		if d.Practice == model.Duty {
			for _, t := range d.To {
				w.seats.resolveTarget(v.agency, q.Dossier, t, out)
			}
			continue
		}
		w.whom.reset()
		for _, t := range d.To {
			w.seats.resolveTarget(v.agency, q.Dossier, t, &w.whom)
		}
		for _, to := range w.whom.To {
			if yes, _ := w.seats.followsRule(v.agency, to, d, q.Dossier); yes {
				out.add(to)
			}
		}
	}
}

// noRule is how something is sent that no rule sends.
var noRule model.Distribution

// ruleFor is the rule by which an agency tells another of a dossier: the first that
// addresses it for action, else the first that copies it for information. It is looked for
// where one of the agency's rules says more than whom.
func (w seats) ruleFor(a, to model.AgencyID, c DossierID) (rule *model.Distribution, copied bool) {
	rule = &noRule
	if !w.spec.Agencies[a].Particular {
		return rule, false
	}
	fr := w.dossiers.distributionFrame(a, c)
	for i := range w.spec.Agencies[a].Distribution {
		d := &w.spec.Agencies[a].Distribution[i]
		if !d.When.Eval(fr) {
			continue
		}
		acts := w.ruleNames(d, a, to, c, false)
		if !acts && (copied || !w.ruleNames(d, a, to, c, true)) {
			continue
		}
		if yes, _ := w.followsRule(a, to, d, c); yes {
			if rule, copied = d, !acts; acts {
				return rule, false
			}
		}
	}
	return rule, copied
}

// ruleNames says whether an agency is among those whom a rule tells of a dossier, for
// action or for information.
func (w seats) ruleNames(d *model.Distribution, a, to model.AgencyID, c DossierID, copied bool) bool {
	w.whom.reset()
	for _, t := range d.To {
		if t.Copied == copied {
			w.resolveTarget(a, c, t, &w.whom)
		}
	}
	return slices.Contains(w.whom.To, to)
}
