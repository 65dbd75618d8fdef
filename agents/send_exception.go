package agents

import (
	"entente/agents/law"
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// applyException lifts a rule's effect from a message for the agency that it binds, who
// sends it or reads it: the originators are told within `notify_within` of what was
// skipped, and it is reviewed afterwards.
func (w instruments) applyException(t TransitID, r model.RuleID, by model.AgencyID, step journal.Step) {
	rule := &w.spec.Rules[r]
	l := w.recordException(t, rule.Ref, by, step, journal.ImminentException)
	w.startNotices(t, rule, by, l)
	w.openAudit(by, rule.Review, review{ID: w.exceptionKey(t, rule.Ref), Link: l, Rule: rule.Ref, Why: journal.ImminentException})
}

// exceptionKey is the lineage of what a message did by an exception.
func (w instruments) exceptionKey(t TransitID, rule journal.Ref) sim.ID {
	return w.Transit[t].ID.Child(w.spec.Names.ID(rule))
}

// recordException records that a rule, or a consent, was not waited for.
func (w instruments) recordException(t TransitID, rule journal.Ref, by model.AgencyID, step journal.Step, why journal.Reason) journal.Link {
	tr := &w.Transit[t]
	rec := w.beginRecord(journal.Exception, w.spec.Agencies[by].Ref, w.exceptionKey(t, rule))
	attributeWait(rec, tr.Last, step, journal.Idle, rule)
	rec.Reason, rec.Rule = why, rule
	rec.Args[journal.ExceptionTo], rec.Args[journal.ExceptionStoryline] = int64(w.spec.Agencies[tr.To].Ref), w.spec.StorylineRef(tr.Story)
	return w.emitRecord()
}

// openAudit opens the ex-post review of an exception that an agency used, at its
// nation's authority of a role; 0 is the prosecutor.
func (w instruments) openAudit(user model.AgencyID, role journal.Ref, x review) {
	if role == 0 {
		role = w.spec.Roles.Prosecutor
	}
	if a := w.spec.AuthorityOf(user, role); a != model.None {
		w.desks.enqueue(order{
			task: model.Auditing, then: thenReviewed, agency: a, toward: model.None, key: x.ID.Child(sim.Name("review")),
			owner: uint32(w.enterReview(x)), prec: journal.Routine,
		})
	}
}

// overrideWithheld reads what an entry of a store withholds, because danger is
// imminent; a review follows.
func (w instruments) overrideWithheld(a model.AgencyID, x *listing, subject model.FactID, key sim.ID, cause journal.Link) journal.Link {
	store := w.spec.Stores[x.Store].Ref
	r := w.beginRecord(journal.Exception, w.spec.Agencies[a].Ref, key)
	r.From = append(r.From, cause)
	r.Reason, r.Rule = journal.ImminentException, store
	r.Args[journal.ExceptionTo], r.Args[journal.ExceptionStoryline] = int64(w.spec.Agencies[x.Owner].Ref), w.spec.StorylineRef(w.spec.Facts[subject].Storyline)
	l := w.emitRecord()
	w.openAudit(a, 0, review{ID: key, Link: l, Rule: store, Why: journal.ImminentException})
	return l
}

// startNotices lets the user of an exception notify the foreign originators of a
// message's facts, under a clock.
func (w instruments) startNotices(t TransitID, rule *law.Rule, by model.AgencyID, cause journal.Link) {
	tr := w.Transit[t]
	if tr.Item == 0 {
		return
	}
	about := tr.Dossier
	if by != tr.From { // that one is the sender's
		about = 0
	}
	for owner := w.nextOwner(tr.Item, by, model.None); owner != model.None; owner = w.nextOwner(tr.Item, by, owner) {
		w.notifyOwner(t, rule.Ref, by, owner, about, cause)
	}
}

// notifyOwner lets the user of an exception notify an originator, under a clock.
func (w instruments) notifyOwner(t TransitID, rule journal.Ref, by, owner model.AgencyID, about DossierID, cause journal.Link) {
	tr := w.Transit[t]
	key := w.exceptionKey(t, rule).Child(w.spec.Names.ID(w.spec.Agencies[owner].Ref))
	c := w.clocks.start(key, rule, w.spec.Agencies[by].Ref, w.k.Now()+w.valueTime(w.spec.Model.NotifyWithin), cause)
	n := w.transits.send(message{
		msg: journal.Notice, from: by, to: owner, dossier: about, story: tr.Story,
		key: key, prec: tr.Prec,
	}, cause)
	w.transits.tieClock(n, c)
}

// nextOwner is the next originator, by name, of an item's facts that is not of
// an agency's nation; None if there is no further one.
func (w instruments) nextOwner(i ItemID, by, after model.AgencyID) model.AgencyID {
	var next model.AgencyID = model.None
	for _, c := range w.factsOf(i) {
		foreign := w.spec.Agencies[c.Owner].Nation != w.spec.Agencies[by].Nation
		if foreign && c.Owner > after && (next == model.None || c.Owner < next) {
			next = c.Owner
		}
	}
	return next
}

// reviewDone is the end of an ex-post review.
func (w instruments) reviewDone(j JobID) {
	x := w.Review[w.Job[j].Owner]
	o := journal.Lawful
	if w.drawYes(drawReview, x.ID, w.valuePPM(w.spec.Model.Unlawful)) {
		o = journal.Unlawful
	}
	r := w.beginRecord(journal.Review, w.spec.Agencies[w.spec.Desks[w.Job[j].Desk].Agency].Ref, x.ID)
	r.From = append(r.From, x.Link)
	w.tileSpans(r, w.jobs.spansOf(j, journal.Authorise))
	r.Rule, r.Args[journal.ReviewOutcome] = x.Rule, int64(o)
	if o == journal.Unlawful {
		r.Reason = x.Why
	}
	w.emitRecord()
}

// review is an exception that waits for its ex-post review.
type review struct {
	ID   sim.ID
	Link journal.Link // Exception
	Rule journal.Ref
	Why  journal.Reason // of it
}

// enterReview enters an exception to be judged.
func (w instruments) enterReview(x review) int {
	w.Review = append(w.Review, x)
	return len(w.Review) - 1
}
