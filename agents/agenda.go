package agents

import "entente/agents/model"

// occasion says when something stands on the agenda.
type occasion uint8

const (
	anyTime    occasion = iota
	whenAsking          // a level was reached at which it asks others
	whenJudged          // its analysts have judged the dossier since
)

// agenda is what an agency does about a dossier when it makes up its mind, in order.
var agenda = [...]struct {
	only occasion
	do   func(*World, model.AgencyID, DossierID)
}{
	{anyTime, func(w *World, a model.AgencyID, c DossierID) { w.seats.readOrders(a, c) }},
	{anyTime, func(w *World, _ model.AgencyID, c DossierID) { w.dossiers.openAssessment(c) }},
	{anyTime, func(w *World, _ model.AgencyID, c DossierID) { w.reports.distributeNews(c) }},
	{anyTime, func(w *World, a model.AgencyID, c DossierID) { w.bodies.putDueMotions(a, c) }},
	{anyTime, func(w *World, a model.AgencyID, c DossierID) { w.support.askNeededSupport(a, c) }},
	{whenAsking, func(w *World, _ model.AgencyID, c DossierID) { w.requests.askAround(c) }},
	{anyTime, func(w *World, a model.AgencyID, _ DossierID) { w.actions.retryAgency(a) }},
	{whenJudged, func(w *World, a model.AgencyID, c DossierID) { w.actions.prepareActions(a, c) }},
	{whenJudged, func(w *World, _ model.AgencyID, c DossierID) { w.holdings.markAllDormant(c) }},
}
