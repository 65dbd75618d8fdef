package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// message describes one to be sent.
type message struct {
	msg      journal.Message
	from, to model.AgencyID
	item     ItemID
	dossier  DossierID
	request  RequestID
	awaited  TransitID
	key      sim.ID // beside (message, sender, recipient)
	asked    bool
	certain  bool // neither will nor attention of the sender holds it
	copied   bool // for information: somebody else is to act on it
	prec     journal.Precedence
	label    model.Label // given by hand; 0: prec holds
	story    model.StorylineID
	trigger  journal.Link
	about    uint32
	path     spans // time of the trigger's own way, for replies
}

// messageKey is the root of a message's identity: its kind. Yes and no to the same
// question are one answer, which travels alike.
func messageKey(m journal.Message) sim.ID {
	if int(m) < len(affirmative) && affirmative[m] != journal.NoMessage {
		m = affirmative[m]
	}
	return sim.Name(m.String())
}

// affirmative is the yes to the same question, by the message that says no.
var affirmative = [...]journal.Message{
	journal.ConsentRefused:   journal.ConsentGiven,
	journal.AssuranceRefused: journal.AssuranceGiven,
	journal.SupportDeclined:  journal.SupportOffered,
	journal.CrossingRefused:  journal.CrossingGranted,
}

// errand are the steps that a message without an item, which answers or serves
// another, does not take: what it is about was decided there.
const errand = 1<<journal.Classify | 1<<journal.Consent | 1<<journal.Will | 1<<journal.Release | 1<<journal.Sanitise

// skips says, by kind of message, which steps do not apply (bits 1<<step).
var skips = [...]uint32{
	journal.Request:          1<<journal.Consent | 1<<journal.Release,
	journal.TaskGiven:        1<<journal.Consent | 1<<journal.Release,
	journal.ConsentAsked:     errand,
	journal.ConsentGiven:     errand,
	journal.ConsentRefused:   errand,
	journal.Refusal:          errand,
	journal.Ack:              errand,
	journal.Reminder:         errand,
	journal.AssuranceAsked:   errand,
	journal.AssuranceGiven:   errand,
	journal.AssuranceRefused: errand,
	journal.SupportAsked:     errand,
	journal.SupportOffered:   errand,
	journal.SupportDeclined:  errand,
	journal.CrossingAsked:    errand,
	journal.CrossingGranted:  errand,
	journal.CrossingRefused:  errand,
	journal.Notice:           errand,
}

// streamKey is the lineage of a message's draws: sender, recipient and storyline,
// as for willingness. All that goes between the two on a matter is handled
// alike, so that it makes no difference to a fact in which company it travels:
// cutting a message in pieces wins nothing, and in paired runs what comes later
// or not at all makes nothing else come sooner. A message about no storyline
// draws by its own identity.
func (w transits) streamKey(m *message, id sim.ID) sim.ID {
	var story sim.ID
	switch {
	case m.item != 0:
		story = w.itemStorylineKey(m.item)
	case m.story != model.None:
		story = w.spec.Names.ID(w.spec.Storylines[m.story].Ref)
	default:
		return id
	}
	return sim.Name("stream").Child(w.spec.Names.ID(w.spec.Agencies[m.from].Ref)).
		Child(w.spec.Names.ID(w.spec.Agencies[m.to].Ref)).Child(story)
}
