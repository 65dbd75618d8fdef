package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// assurance is a nation's word to another on what it will not do in a matter.
type assurance struct {
	Asker model.NationID
	Giver model.NationID
	Story model.StorylineID
	Given bool
}

// askAssurance makes a message wait for an assurance of the recipient's nation, unless
// one was given or refused in the matter before; the question runs the chain
// itself.
func (w instruments) askAssurance(t TransitID, r model.RuleID, i int) verdict {
	rule, tr := &w.spec.Rules[r], w.Transit[t]
	if tr.Msg == journal.AssuranceAsked || tr.Msg == journal.AssuranceGiven || tr.Msg == journal.AssuranceRefused {
		return verdict{do: doPass} // asking is not yet sending
	}
	if w.findAssurance(&tr) != nil {
		return w.passAssured(t, r)
	}
	of := w.spec.AuthorityOf(tr.To, rule.Role)
	if of == model.None {
		return verdict{do: doEnd, outcome: journal.Blocked, reason: journal.NoAssurance, object: rule.Ref}
	}
	w.transits.setCursor(t, uint32(2*i+1))
	w.transits.setNextRule(t, rule.Ref)
	w.transits.addExchanges(t, 1)
	w.transits.send(message{
		msg: journal.AssuranceAsked, from: tr.From, to: of, awaited: t, dossier: tr.Dossier,
		key: tr.ID.Child(w.spec.Names.ID(rule.Ref)), prec: tr.Prec, story: tr.Story,
	}, tr.Last)
	return verdict{do: doExchange, stays: true, cause: journal.Idle, object: w.spec.Agencies[of].Ref}
}

// findAssurance is the assurance that the sender's nation has asked of the
// recipient's in a message's matter; nil if none has been answered.
func (w instruments) findAssurance(tr *transit) *assurance {
	i, j := w.spec.Agencies[tr.From].Nation, w.spec.Agencies[tr.To].Nation
	for k := 1; k < len(w.Assurance); k++ {
		if x := &w.Assurance[k]; x.Asker == i && x.Giver == j && x.Story == tr.Story {
			return x
		}
	}
	return nil
}

// passAssured lets a message go on that has the word it needs.
func (w instruments) passAssured(t TransitID, r model.RuleID) verdict {
	if x := w.findAssurance(&w.Transit[t]); x != nil && x.Given {
		return verdict{do: doPass}
	}
	return verdict{do: doEnd, outcome: journal.Blocked, reason: journal.NoAssurance, object: w.spec.Rules[r].Ref}
}

// assuranceRead opens the job of who may give it.
func (w instruments) assuranceRead(t TransitID) {
	tr := &w.Transit[t]
	w.desks.enqueue(order{
		task: w.spec.TaskOf(w.spec.Agencies[tr.To].Role), then: thenAssured, agency: tr.To, toward: model.None,
		owner: uint32(t), prec: tr.Prec,
	}.of(tr, sim.Name("assurance")))
}

// assuranceDecided gives or refuses the word; the answer is a message too.
func (w instruments) assuranceDecided(j JobID) {
	t := TransitID(w.Job[j].Owner)
	ask := w.Transit[t]
	asker, giver := w.spec.Agencies[ask.From].Nation, w.spec.Agencies[ask.To].Nation
	l := w.jobs.spansOf(j, journal.Law)
	key := w.spec.Names.ID(w.spec.Nations[giver].Ref).Child(w.spec.Names.ID(w.spec.Nations[asker].Ref)).Child(w.matterKey(&ask))
	msg, o := journal.AssuranceGiven, journal.Granted
	if !w.drawYes(drawAssure, key, w.valuePPM(w.spec.Model.Assure)) {
		msg, o = journal.AssuranceRefused, journal.Denied
	}
	r := w.beginRecord(journal.Assurance, w.spec.Agencies[ask.To].Ref, ask.ID)
	r.From = append(r.From, ask.Last)
	w.tileSpans(r, l)
	if o == journal.Denied {
		r.Reason, r.Rule = journal.NoAssurance, w.spec.Nations[giver].Ref
	}
	r.Args = [journal.MaxArgs]int64{journal.AssuranceOutcome: int64(o), journal.AssuranceOf: int64(w.spec.Nations[giver].Ref), journal.AssuranceStoryline: w.spec.StorylineRef(ask.Story)}
	decided := w.emitRecord()
	path := w.transits.takePathTime(t)
	w.transits.concatSpans(&path, l, journal.NoStep)
	w.transits.send(message{
		msg: msg, from: ask.To, to: ask.From, awaited: ask.Awaited, key: ask.ID, prec: ask.Prec, story: ask.Story,
	}, decided)
	w.transits.addPathTime(TransitID(len(w.Transit)-1), path)
}

// assuranceAnswered remembers the word and lets the waiting message go on.
func (w instruments) assuranceAnswered(t TransitID) {
	tr := &w.Transit[t]
	if w.findAssurance(&w.Transit[tr.Awaited]) == nil {
		w.Assurance = append(w.Assurance, assurance{
			Asker: w.spec.Agencies[tr.To].Nation, Giver: w.spec.Agencies[tr.From].Nation, Story: tr.Story,
			Given: tr.Msg == journal.AssuranceGiven,
		})
	}
	w.endExchange(t)
}

// endExchange ends the exchange that another message waits for, with the time
// that it took.
func (w instruments) endExchange(t TransitID) {
	w.transits.exchangeAnswered(w.Transit[t].Awaited, w.lendSpans(w.transits.takePathTime(t)))
}

// exchangeBroke counts an exchange that broke off: there is no answer.
func (w instruments) exchangeBroke(t TransitID, _ verdict) { w.endExchange(t) }

// assuranceDropped is a question that an overloaded desk dropped.
func (w instruments) assuranceDropped(j JobID) { w.endExchange(TransitID(w.Job[j].Owner)) }
