package agents

import (
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
