package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// CONSENT: what another originated under its control, or marked so that the
// recipient is outside, needs its consent, asked by a message of its own. What
// is denied falls out.

func (w steps) consentStep(t TransitID) verdict {
	tr := w.Transit[t]
	if tr.Item == 0 || tr.Cursor == 1 {
		return w.resumeAfterConsent(t)
	}
	kept := w.items.removeFacts(tr.Item, removed, func(c *carried) bool {
		_, never := w.items.needsConsent(c, tr.From, tr.To)
		return never
	})
	w.transits.recordShedFacts(t, journal.Consent, journal.ConsentDenied, w.spec.Agencies[tr.From].Ref) // now: the next record may be another message's
	if !kept {
		return w.resumeAfterConsent(t)
	}
	if w.passesUnasked(t) {
		return verdict{do: doPass}
	}
	owner := w.askOwners(t)
	if owner == model.None {
		return verdict{do: doPass}
	}
	w.transits.setCursor(t, 1)
	return verdict{do: doExchange, stays: true, cause: journal.Idle, object: w.spec.Agencies[owner].Ref}
}

// passesUnasked lets a message go on although originators would have to be asked, where a
// permission of its sender for a crisis says that they are told afterwards; it says whether
// it did.
func (w steps) passesUnasked(t TransitID) bool {
	tr := w.Transit[t]
	standing := w.spec.Agencies[tr.From].Standing
	for i := range standing {
		if s := &standing[i]; s.Afterwards != 0 && w.coversItem(s, &tr) {
			if first := w.nextToAsk(t, model.None); first != model.None {
				w.usePermission(t, s.Afterwards, first)
				return true
			}
			return false
		}
	}
	return false
}

// usePermission records that nobody is asked, tells each originator under a clock, and opens
// the review of it.
func (w steps) usePermission(t TransitID, rule journal.Ref, first model.AgencyID) {
	by, about := w.Transit[t].From, w.Transit[t].Dossier
	l := w.instruments.recordException(t, rule, by, journal.Consent, journal.ToldAfterwards)
	for owner := first; owner != model.None; owner = w.nextToAsk(t, owner) {
		w.instruments.notifyOwner(t, rule, by, owner, about, l)
	}
	w.instruments.openAudit(by, 0, review{ID: w.instruments.exceptionKey(t, rule), Link: l, Rule: rule, Why: journal.ToldAfterwards})
}

// nextToAsk is the next originator, by name, that has to be asked before what a message
// carries may go on; None if there is no further one.
func (w steps) nextToAsk(t TransitID, after model.AgencyID) model.AgencyID {
	tr := &w.Transit[t]
	var next model.AgencyID = model.None
	for k := range w.factsOf(tr.Item) {
		c := &w.factsOf(tr.Item)[k]
		ask, _ := w.items.needsConsent(c, tr.From, tr.To)
		if ask && c.Gone == present && c.Owner > after && (next == model.None || c.Owner < next) {
			next = c.Owner
		}
	}
	return next
}

// askOwners sends each originator whose consent is needed one message, and
// gives the first of them; None if nobody has to be asked.
func (w steps) askOwners(t TransitID) model.AgencyID {
	tr := w.Transit[t]
	var first model.AgencyID = model.None
	for k := range w.factsOf(tr.Item) {
		c := w.factsOf(tr.Item)[k]
		if ask, _ := w.items.needsConsent(&c, tr.From, tr.To); !ask || c.Asked || c.Gone != present {
			continue
		}
		if first == model.None {
			first = c.Owner
		}
		w.items.markConsentAsked(tr.Item, c.Owner)
		w.transits.addExchanges(t, 1)
		w.transits.send(message{
			msg: journal.ConsentAsked, from: tr.From, to: c.Owner, awaited: t, dossier: tr.Dossier,
			key: tr.ID, prec: tr.Prec, story: tr.Story,
		}, tr.Last)
	}
	return first
}

// resumeAfterConsent goes on with what is left.
func (w steps) resumeAfterConsent(t TransitID) verdict {
	tr := w.Transit[t]
	if tr.Item == 0 {
		return verdict{do: doPass}
	}
	var owner model.AgencyID = model.None
	kept := w.items.removeFacts(tr.Item, removed, func(c *carried) bool {
		ask, never := w.items.needsConsent(c, tr.From, tr.To)
		if ask || never {
			owner = c.Owner
		}
		return ask || never
	})
	by := w.spec.Agencies[tr.From].Ref
	if owner != model.None {
		by = w.spec.Agencies[owner].Ref
	}
	w.transits.recordShedFacts(t, journal.Consent, journal.ConsentDenied, by)
	if kept {
		return verdict{do: doPass}
	}
	return verdict{do: doEnd, outcome: journal.Refused, reason: journal.ConsentDenied, object: by}
}

// consentRead opens the originator's job.
func (w steps) consentRead(t TransitID) {
	tr := &w.Transit[t]
	from := w.Transit[tr.Awaited].To
	w.desks.enqueue(order{
		task: model.Consenting, then: thenConsented, agency: tr.To, toward: w.spec.Agencies[from].Nation,
		owner: uint32(t), prec: tr.Prec,
	}.of(tr, sim.Name("consent")))
}

// consentDecided is the originator's decision; the answer is a message too.
func (w steps) consentDecided(j JobID) {
	t := TransitID(w.Job[j].Owner)
	ask := w.Transit[t]
	waiting := w.Transit[ask.Awaited]
	l := w.jobs.spansOf(j, journal.Consent)
	owner, to := ask.To, w.spec.Agencies[waiting.To].Nation
	i := w.spec.Agencies[owner].Nation
	p := w.relations.consentChance(i, to, w.dangerOf(w.dossiers.ofItem(owner, waiting.Item)))
	key := w.spec.AttitudeKey(owner, waiting.To).Child(w.itemStorylineKey(waiting.Item))
	yes := w.askDecider(owner, Question{Kind: AskConsent, Agency: owner, Toward: to, Chance: p, Draw: w.randomBits(drawConsent, key)}).Yes
	msg := journal.ConsentRefused
	if yes {
		msg = journal.ConsentGiven
	}
	path := w.transits.takePathTime(t)
	w.transits.concatSpans(&path, l, journal.NoStep)
	w.transits.send(message{
		msg: msg, from: owner, to: ask.From, awaited: ask.Awaited, dossier: 0, key: ask.ID, prec: ask.Prec,
		story: ask.Story, path: path,
	}, ask.Last)
	w.transits.addPathTime(TransitID(len(w.Transit)-1), path)
}

// consentAnswered lets the waiting message go on when the last answer is in.
func (w steps) consentAnswered(t TransitID) {
	tr := w.Transit[t]
	waiting := tr.Awaited
	if tr.Msg == journal.ConsentGiven {
		to := w.spec.Agencies[w.Transit[waiting].To].Nation
		for _, c := range w.factsOf(w.Transit[waiting].Item) {
			if c.Owner == tr.From {
				w.holdings.grantConsent(c.Owner, c.Fact, to)
			}
		}
	}
	if tr.Msg == journal.ConsentRefused {
		w.relations.loseTrust(w.spec.Agencies[tr.To].Nation, w.spec.Agencies[tr.From].Nation, w.spec.Model.TrustDiscretion, tr.Last)
	}
	w.instruments.endExchange(t)
}

// consentDropped is a question that an overloaded desk of the originator
// dropped: as good as a refusal.
func (w steps) consentDropped(j JobID) { w.instruments.endExchange(TransitID(w.Job[j].Owner)) }
