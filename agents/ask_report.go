package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// sendOptions is how a dossier's facts are sent.
type sendOptions struct {
	rule   *model.Distribution
	path   spans // the work on a report
	copied bool  // for information: nothing is to be done or confirmed
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
	Copied   bool
}

// tellAgency tells an agency of a dossier as the rule that names it has it: at once, or
// when a report is written.
func (w reports) tellAgency(a, to model.AgencyID, c DossierID) {
	rule, copied := w.seats.ruleFor(a, to, c)
	if rule.Composed {
		w.openReport(a, to, c, rule)
		return
	}
	w.sendDossier(a, to, c, sendOptions{rule: rule, copied: copied})
}

// openReport opens the writing of a report, unless one is being written or there is
// nothing new to tell: what is believed when it is written goes.
func (w reports) openReport(a, to model.AgencyID, c DossierID, rule *model.Distribution) {
	if a == to || !w.hasNews(a, to, c) {
		return
	}
	for i := 1; i < len(w.Report); i++ {
		if x := &w.Report[i]; x.Open && x.To == to && w.survivorOf(x.Dossier) == c {
			return
		}
	}
	w.Report = append(w.Report, report{Dossier: c, To: to, Open: true, Certain: rule.Certain})
	n := uint32(len(w.Report) - 1)
	lowest := w.spec.Facts[w.dossiers.lowestFact(c)]
	between := sim.Name("report").Child(w.spec.Names.ID(w.spec.Agencies[a].Ref)).Child(w.spec.Names.ID(w.spec.Agencies[to].Ref))
	w.desks.enqueue(order{
		task: model.Composing, then: thenComposed, agency: a, toward: model.None, key: between.Child(lowest.ID).Nth(uint64(n)),
		stream: between.Child(w.spec.Names.ID(w.spec.Storylines[lowest.Storyline].Ref)), owner: n, prec: w.precedenceBy(w.Dossier[c].Danger),
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
	c := w.survivorOf(x.Dossier)
	a, to := w.Dossier[c].Agency, x.To
	by, copied := w.seats.ruleFor(a, to, c)
	rule := *by
	rule.Certain = rule.Certain || x.Certain
	l := w.jobs.spansOf(j, journal.Decide)
	w.sendDossier(a, to, c, sendOptions{rule: &rule, path: l, copied: copied})
}

// reportDropped is the writing of a report that an overloaded desk dropped: the next news
// opens another.
func (w reports) reportDropped(j JobID) { w.Report[w.Job[j].Owner].Open = false }

// concernOf is what a report is about.
func (w reports) concernOf(x *job) concern {
	c := w.survivorOf(w.Report[x.Owner].Dossier)
	return concern{Story: w.spec.Facts[w.dossiers.lowestFact(c)].Storyline, From: model.None}
}

// surely is how something is told that certainly is.
var surely = model.Distribution{Certain: true}

// makePromise makes an agency tell another of a storyline, whatever it would: now, or as
// soon as it believes something of it.
func (w reports) makePromise(a, to model.AgencyID, s model.StorylineID, copied bool) {
	w.Promise = append(w.Promise, promise{From: a, To: to, Story: s, Copied: copied})
	w.keepPromise(uint32(len(w.Promise)-1), w.dossiers.onStoryline(a, s))
}

// keepPromise tells what was promised, if there is something.
func (w reports) keepPromise(i uint32, c DossierID) {
	if x := &w.Promise[i]; c != 0 && !x.Kept {
		x.Kept = true
		w.sendDossier(x.From, x.To, w.survivorOf(c), sendOptions{rule: &surely, copied: x.Copied})
	}
}

// keepPromisesFor tells whom that was promised of a fact that an agency has come to believe.
func (w reports) keepPromisesFor(h HoldingID) {
	for i := 1; i < len(w.Promise); i++ {
		if x := &w.Promise[i]; !x.Kept && x.From == w.Holding[h].Agency && x.Story == w.spec.Facts[w.Holding[h].Fact].Storyline {
			w.keepPromise(uint32(i), w.dossierOf(h))
		}
	}
}

// sendDossier sends a dossier's credited facts to an agency, unless it has them
// all by the sender already. What has to wait for an originator's consent, or is too
// high for the recipient, goes apart: one fact must not hold up another.
func (w reports) sendDossier(a, to model.AgencyID, c DossierID, how sendOptions) {
	if a == to {
		return
	}
	for _, held := range [2]bool{false, true} {
		w.links = w.links[:0]
		it, others := w.items.beginItem(a, to), false
		for h := w.Dossier[c].Head; h != 0; h = w.Holding[h].Next {
			switch {
			case !w.isNews(h, to):
			case w.wouldWait(h, a, to) == held:
				w.items.addToItem(&it, h)
			default:
				others = true
			}
		}
		if it := w.items.endItem(it); it != 0 {
			w.sendPacked(a, to, c, it, how)
		}
		if !others {
			return
		}
	}
}

// wouldWait says whether a holding on its way to an agency would wait for consent, or
// have to be sanitised away.
func (w reports) wouldWait(h HoldingID, from, to model.AgencyID) bool {
	owner, m := w.items.markingOf(h)
	ask, never := w.items.needsConsent(&carried{Fact: w.Holding[h].Fact, Owner: owner}, from, to)
	return ask || never || w.routes.canReach(from, to) && !w.routes.fitsRecipient(m.Class, from, to)
}

// sendPacked sends what was packed of a dossier, as a rule has it.
func (w reports) sendPacked(a, to model.AgencyID, c DossierID, it ItemID, how sendOptions) {
	if last := w.Dossier[c].Last; last.Num != 0 {
		w.links = append(w.links, last)
	}
	for _, k := range w.factsOf(it) {
		w.links = append(w.links, w.Holding[w.holdings.find(a, k.Fact)].Believed)
	}
	story := w.spec.Facts[w.factsOf(it)[0].Fact].Storyline
	q := RequestID(0)
	if how.rule.Reminders != 0 && !how.copied {
		q = w.reminders.askReceipt(a, to, c, it)
	}
	w.transits.send(message{
		msg: journal.Item, from: a, to: to, item: it, dossier: c, request: q, key: w.Item[it].ID,
		prec: w.labels.precedenceOf(c), label: w.labels.labelToWrite(how.rule.Label, c), story: story, certain: how.rule.Certain, copied: how.copied, path: how.path,
	}, w.links...)
	w.reminders.startWaiting(q, how.rule.Reminders)
}

// distributeNews asks the seat whom to tell and sends each recipient one item with
// the credited facts that it was neither sent nor gave.
func (w reports) distributeNews(c DossierID) {
	a := w.Dossier[c].Agency
	w.askDecider(a, Question{Kind: AskDistribute, Agency: a, Dossier: c})
	w.teams.addTeammates(a, w.spec.Facts[w.dossiers.lowestFact(c)].Storyline, &w.buf)
	w.seats.recordOmissions(a, c)
	for i := 0; i < len(w.buf.To); i++ {
		w.tellAgency(a, w.buf.To[i], c)
		w.taskings.sendByRules(a, w.buf.To[i], c)
	}
}
