package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// sendOptions is how a dossier's facts are sent.
type sendOptions struct {
	rule *model.Distribution
	path spans // the work on a report
}

// report is what an agency writes before it tells another of a dossier.
type report struct {
	Dossier DossierID
	To      model.AgencyID
	Open    bool
	Certain bool
}

// promise is that an agency certainly tells another of a storyline, once it has
// something to tell.
type promise struct {
	From, To model.AgencyID
	Story    model.StorylineID
	Kept     bool
}

// tellAgency tells an agency of a dossier as the rule that names it has it: at once, or
// when a report is written.
func (w reports) tellAgency(a, to model.AgencyID, c DossierID) {
	rule := w.seats.ruleFor(a, to, c)
	if rule.Composed {
		w.openReport(a, to, c, rule)
		return
	}
	w.items.sendDossier(a, to, c, sendOptions{rule: rule})
}

// openReport opens the writing of a report, unless one is being written or there is
// nothing new to tell: what is believed when it is written goes.
func (w reports) openReport(a, to model.AgencyID, c DossierID, rule *model.Distribution) {
	if a == to || !w.hasNews(a, to, c) {
		return
	}
	for i := 1; i < len(w.Report); i++ {
		if x := &w.Report[i]; x.Open && x.To == to && w.dossiers.root(x.Dossier) == c {
			return
		}
	}
	w.Report = append(w.Report, report{Dossier: c, To: to, Open: true, Certain: rule.Certain})
	n := uint32(len(w.Report) - 1)
	lowest := w.spec.Facts[w.dossiers.lowestFact(c)]
	between := sim.Name("report").Child(w.spec.Names.ID(w.spec.Agencies[a].Ref)).Child(w.spec.Names.ID(w.spec.Agencies[to].Ref))
	w.desks.enqueue(order{
		task: model.Composing, then: thenComposed, agency: a, toward: model.None, key: between.Child(lowest.ID).Nth(uint64(n)),
		stream: between.Child(w.spec.Names.ID(w.spec.Storylines[lowest.Storyline].Ref)), owner: n, prec: w.dossiers.precedenceOf(w.Dossier[c].Danger),
	})
}

// hasNews says whether an agency has a fact of a dossier to tell another that it has
// neither told nor had from it.
func (w reports) hasNews(a, to model.AgencyID, c DossierID) bool {
	for h := w.Dossier[c].Head; h != 0; h = w.Holding[h].Next {
		if w.isNews(h, to) {
			return true
		}
	}
	return false
}

// isNews says whether a holding is one to tell an agency of: it was neither told nor did
// it give it, and no wall keeps it.
func (w reports) isNews(h HoldingID, to model.AgencyID) bool {
	return !w.Holding[h].Sealed && !w.holdings.wasSent(h, to) && !w.items.isOriginator(h, to)
}

// reportDone is a report that is written: it is sent.
func (w reports) reportDone(j JobID) {
	w.Report[w.Job[j].Owner].Open = false
	x := w.Report[w.Job[j].Owner]
	c := w.dossiers.root(x.Dossier)
	a, to := w.Dossier[c].Agency, x.To
	rule := *w.seats.ruleFor(a, to, c)
	rule.Certain = rule.Certain || x.Certain
	l := w.jobs.spansOf(j, journal.Decide)
	w.items.sendDossier(a, to, c, sendOptions{rule: &rule, path: l})
	w.freeSpans(&l)
}

// reportDropped is the writing of a report that an overloaded desk dropped: the next news
// opens another.
func (w reports) reportDropped(j JobID) { w.Report[w.Job[j].Owner].Open = false }

// concernOf is what a report is about.
func (w reports) concernOf(x *job) concern {
	c := w.dossiers.root(w.Report[x.Owner].Dossier)
	return concern{Story: w.spec.Facts[w.dossiers.lowestFact(c)].Storyline, From: model.None}
}

// servesCertain says whether a piece of work serves what its own agency certainly sends.
func (w reports) servesCertain(x *job) bool {
	switch x.Then {
	case thenComposed:
		return w.Report[x.Owner].Certain
	case thenTransit:
		tr := &w.Transit[x.Owner]
		return tr.Certain && w.spec.Desks[x.Desk].Agency == tr.From
	}
	return false
}

// surely is how something is told that certainly is.
var surely = model.Distribution{Certain: true}

// makePromise makes an agency tell another of a storyline, whatever it would: now, or as
// soon as it believes something of it.
func (w reports) makePromise(a, to model.AgencyID, s model.StorylineID) {
	w.Promise = append(w.Promise, promise{From: a, To: to, Story: s})
	w.keepPromise(uint32(len(w.Promise)-1), w.dossiers.onStoryline(a, s))
}

// keepPromise tells what was promised, if there is something.
func (w reports) keepPromise(i uint32, c DossierID) {
	if x := &w.Promise[i]; c != 0 && !x.Kept {
		x.Kept = true
		w.items.sendDossier(x.From, x.To, w.dossiers.root(c), sendOptions{rule: &surely})
	}
}

// keepPromisesFor tells whom that was promised of a fact that an agency has come to believe.
func (w reports) keepPromisesFor(h HoldingID) {
	for i := 1; i < len(w.Promise); i++ {
		if x := &w.Promise[i]; !x.Kept && x.From == w.Holding[h].Agency && x.Story == w.spec.Facts[w.Holding[h].Fact].Storyline {
			w.keepPromise(uint32(i), w.dossiers.ofHolding(h))
		}
	}
}
