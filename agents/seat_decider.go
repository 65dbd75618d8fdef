package agents

import (
	"slices"

	"entente/agents/model"
	"entente/sim"
)

// Ask is one of the eight questions that are discretionary.
type Ask uint8

// The questions.
const (
	AskDistribute Ask = iota // whom to tell about a dossier
	AskWhom                  // whom to ask about a dossier
	AskWilling               // whether to share with a nation
	AskRelease               // whether to release an item once its job is done
	AskConsent               // whether to let a recipient pass on what the agency originated
	AskVote                  // how to vote on a proposal
	AskOrder                 // whether to order an available action
	AskOffer                 // whether to offer support
	numAsks
)

// Question is one decision that a seat is asked to take.
type Question struct {
	Kind    Ask
	Agency  model.AgencyID
	Dossier DossierID
	Toward  model.NationID // the nation it concerns; None
	Action  model.ActionID // Ordering
	Chance  sim.PPM        // the propensity by the rules, where the question is yes or no
	Draw    uint64         // the uniform kept for this decision
}

// Intents are what a seat answers: whom to address, and yes or no. The world
// applies them; a seat changes nothing.
type Intents struct {
	To  []model.AgencyID
	Yes bool
}

func (i *Intents) reset() { i.To, i.Yes = i.To[:0], false }

// add names an agency once.
func (i *Intents) add(a model.AgencyID) {
	for _, b := range i.To {
		if a == b {
			return
		}
	}
	i.To = append(i.To, a)
}

// Decider takes the discretionary decisions of one nation: the rules of the
// scenario, or a person or program in a seat. Same view, same question, same
// intents.
type Decider interface {
	Decide(v View, q Question, out *Intents)
}

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

// askDecider puts a question to the seat of an agency's nation; the answer is in buf.
func (w *World) askDecider(a model.AgencyID, q Question) *Intents {
	w.buf.reset()
	w.seat[w.spec.Agencies[a].Nation].Decide(View{w, a}, q, &w.buf)
	return &w.buf
}

// seatRules puts the rules into every seat.
func (w *World) seatRules() {
	w.seat = make([]Decider, len(w.spec.Nations))
	for i := range w.seat {
		w.seat[i] = Rules{}
	}
}

// Seat gives a nation's discretion to d from now on.
func (w *World) Seat(n model.NationID, d Decider) { w.seat[n] = d }
