package agents

import (
	"entente/agents/model"
	"entente/sim/journal"
)

// reads holds, by kind of message, what reading it sets going.
var reads = [...]func(*World, TransitID){
	journal.Item: func(w *World, t TransitID) { // that nobody asked for, by a machine or by people
		if w.spec.Agencies[w.Transit[t].To].Store != model.None {
			w.stores.ingestItem(t)
			return
		}
		w.reading.readItem(t)
		w.reminders.sendReceipt(t)
	},
	journal.Request:        func(w *World, t TransitID) { w.answers.requestRead(t) },
	journal.TaskGiven:      func(w *World, t TransitID) { w.answers.requestRead(t) },
	journal.Reply:          func(w *World, t TransitID) { w.requests.replyRead(t) },
	journal.ConsentAsked:   func(w *World, t TransitID) { w.steps.consentRead(t) },
	journal.ConsentGiven:   func(w *World, t TransitID) { w.steps.consentAnswered(t) },
	journal.ConsentRefused: func(w *World, t TransitID) { w.steps.consentAnswered(t) },
	journal.Notice:         func(*World, TransitID) {},
	journal.Refusal:        func(w *World, t TransitID) { w.requests.refusalRead(t) },
	journal.Ack:            func(w *World, t TransitID) { w.reminders.receiptRead(t) },
	journal.Reminder:       func(w *World, t TransitID) { w.reminders.reminderRead(t) },

	journal.AssuranceAsked:   func(w *World, t TransitID) { w.instruments.assuranceRead(t) },
	journal.AssuranceGiven:   func(w *World, t TransitID) { w.instruments.assuranceAnswered(t) },
	journal.AssuranceRefused: func(w *World, t TransitID) { w.instruments.assuranceAnswered(t) },
	journal.Proposal:         func(w *World, t TransitID) { w.bodies.proposalRead(t) },
	journal.SupportAsked:     func(w *World, t TransitID) { w.support.supportRead(t) },
	journal.SupportOffered:   func(*World, TransitID) {},
	journal.SupportDeclined:  func(w *World, t TransitID) { w.support.supportDeclined(t) },
	journal.CrossingAsked:    func(w *World, t TransitID) { w.crossings.crossingRead(t) },
	journal.CrossingGranted:  func(w *World, t TransitID) { w.crossings.crossingAnswered(t) },
	journal.CrossingRefused:  func(w *World, t TransitID) { w.crossings.crossingAnswered(t) },
}

// ended holds, by kind of message, what follows when it was not read.
var ended = [...]func(*World, TransitID, verdict){
	journal.Item:           func(w *World, t TransitID, v verdict) { w.reminders.itemEnded(t, v) },
	journal.Request:        func(w *World, t TransitID, v verdict) { w.requests.requestEnded(t, v) },
	journal.TaskGiven:      func(w *World, t TransitID, v verdict) { w.requests.requestEnded(t, v) },
	journal.Reply:          func(w *World, t TransitID, v verdict) { w.answers.replyEnded(t, v) },
	journal.ConsentAsked:   func(w *World, t TransitID, b verdict) { w.instruments.exchangeBroke(t, b) },
	journal.ConsentGiven:   func(w *World, t TransitID, b verdict) { w.instruments.exchangeBroke(t, b) },
	journal.ConsentRefused: func(w *World, t TransitID, b verdict) { w.instruments.exchangeBroke(t, b) },
	journal.Notice:         func(*World, TransitID, verdict) {},
	journal.Refusal:        func(*World, TransitID, verdict) {},
	journal.Ack:            func(*World, TransitID, verdict) {},
	journal.Reminder:       func(*World, TransitID, verdict) {},

	journal.AssuranceAsked:   func(w *World, t TransitID, b verdict) { w.instruments.exchangeBroke(t, b) },
	journal.AssuranceGiven:   func(w *World, t TransitID, b verdict) { w.instruments.exchangeBroke(t, b) },
	journal.AssuranceRefused: func(w *World, t TransitID, b verdict) { w.instruments.exchangeBroke(t, b) },
	journal.Proposal:         func(w *World, t TransitID, b verdict) { w.bodies.proposalEnded(t, b) },
	journal.SupportAsked:     func(w *World, t TransitID, b verdict) { w.support.supportLost(t, b) },
	journal.SupportOffered:   func(*World, TransitID, verdict) {},
	journal.SupportDeclined:  func(w *World, t TransitID, b verdict) { w.support.supportLost(t, b) },
	journal.CrossingAsked:    func(*World, TransitID, verdict) {},
	journal.CrossingGranted:  func(*World, TransitID, verdict) {},
	journal.CrossingRefused:  func(*World, TransitID, verdict) {},
}
