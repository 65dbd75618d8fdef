package agents

import (
	"entente/agents/law"
	"entente/agents/model"
	"entente/sim/journal"
)

// LAW: the rules of the sending agency, of its nation, of the agreement invoked
// and of a body that receives, in declared order. The cursor counts the rules done, twice: an odd
// one means that the rule's own wait is over.

func (w steps) lawStep(t TransitID) verdict {
	if w.Transit[t].Cursor == 0 {
		w.transits.beginLaw(t, w.instruments.invokeAgreement(t))
	}
	return w.runBindingRules(t, false)
}

// lawAgainStep asks, before a message takes its route, the rules that have come
// into force since LAW, and those only: what was waited for once is not waited
// for again. Facts that such a rule strips fall out at SANITISE.
func (w steps) lawAgainStep(t TransitID) verdict {
	if w.Transit[t].Cursor == 0 {
		if !w.hasLawMoved(t) {
			return verdict{do: doPass}
		}
		w.transits.renewAgreement(t, w.instruments.invokeAgreement(t))
	}
	v := w.runBindingRules(t, true)
	if v.do == doPass {
		w.transits.beginLaw(t, int(w.Transit[t].Agreement))
		if w.mustRemove(t) {
			w.transits.rewindStep(t, sanitiseAt)
		}
	}
	return v
}

// hasLawMoved says whether rules may have come into force since LAW.
func (w steps) hasLawMoved(t TransitID) bool {
	tr := &w.Transit[t]
	if w.k.Now() <= tr.Judged {
		return false
	}
	for _, set := range w.bindingRuleSets(t) {
		for _, r := range set {
			if w.Param[w.spec.InForce[r]].At > tr.Judged {
				return true
			}
		}
	}
	return int32(w.instruments.invokeAgreement(t)) != tr.Agreement
}

// isInForce says whether a rule is.
func (w steps) isInForce(r model.RuleID) bool { return w.value(w.spec.InForce[r]) != 0 }

// runBindingRules runs the rules that bind a message; again, only those that are new.
func (w steps) runBindingRules(t TransitID, again bool) verdict {
	sets := w.bindingRuleSets(t)
	for {
		i := int(w.Transit[t].Cursor / 2)
		set, r := nthRule(sets, i)
		if set < 0 {
			return verdict{do: doPass}
		}
		if w.Transit[t].Cursor%2 == 1 {
			w.transits.setCursor(t, uint32(2*i+2))
			if v := w.judgeWait(t, r); v.do != doPass {
				return v
			}
			continue
		}
		rule := &w.spec.Rules[r]
		fr := w.transits.fillLawFrame(t)
		switch {
		case rule.Effect.AtReader(): // send_read_law.go
		case !w.isInForce(r), again && !w.isNewRule(t, set, r), !rule.When.Eval(fr), w.isOverridden(sets[:], r, fr):
		case len(rule.Except) > 0 && rule.Except.Eval(fr):
			w.instruments.applyException(t, r, w.Transit[t].From, journal.Law)
		default:
			if v := effects[rule.Effect](w.World, t, r, i); v.do != doPass {
				return v
			}
		}
		w.transits.setCursor(t, uint32(2*i+2))
	}
}

// isNewRule says whether a rule has come into force since LAW.
func (w steps) isNewRule(t TransitID, set int, r model.RuleID) bool {
	return set == ofAgreement && w.Transit[t].Fresh || w.Param[w.spec.InForce[r]].At > w.Transit[t].Judged
}

// ofAgreement is the place of the agreement's rules among those that bind.
const ofAgreement = 2

// bindingRuleSets gives the rule sets that bind a message, in order.
func (w steps) bindingRuleSets(t TransitID) [4][]model.RuleID {
	from, to := w.Transit[t].From, w.Transit[t].To
	a := &w.spec.Agencies[from]
	sets := [4][]model.RuleID{a.Laws, w.spec.Nations[a.Nation].Laws}
	if i := w.Transit[t].Agreement; i >= 0 {
		sets[ofAgreement] = w.spec.Agreements[i].Laws
	}
	if n := &w.spec.Nations[w.spec.Agencies[to].Nation]; n.Body {
		sets[3] = n.Laws
	}
	return sets
}

// nthRule is the i-th rule of all sets, and which set it is in; -1 if there are
// fewer.
func nthRule(sets [4][]model.RuleID, i int) (int, model.RuleID) {
	for n, s := range sets {
		if i < len(s) {
			return n, s[i]
		}
		i -= len(s)
	}
	return -1, model.None
}

// isOverridden says whether a rule that applies names this one in its overrides. What
// binds who sends yields to nothing that binds who reads, nor the other way.
func (w steps) isOverridden(sets [][]model.RuleID, rule model.RuleID, fr *law.Frame) bool {
	for _, s := range sets {
		for _, id := range s {
			o := &w.spec.Rules[id]
			if o.Effect.AtReader() != w.spec.Rules[rule].Effect.AtReader() {
				continue
			}
			for _, name := range o.Overrides {
				if name == w.spec.Rules[rule].Ref && w.isInForce(id) && o.When.Eval(fr) {
					return true
				}
			}
		}
	}
	return false
}

// effects holds, by law.Effect, what a rule does that applies to who sends.
var effects = [...]func(*World, TransitID, model.RuleID, int) verdict{
	law.Block: func(w *World, _ TransitID, r model.RuleID, _ int) verdict {
		return verdict{do: doEnd, outcome: journal.Blocked, reason: w.spec.Rules[r].Ground, object: w.spec.Rules[r].Ref}
	},
	law.Delay: func(w *World, t TransitID, r model.RuleID, i int) verdict {
		rule := &w.spec.Rules[r]
		w.transits.setCursor(t, uint32(2*i+1))
		w.transits.setNextRule(t, rule.Ref)
		d := rule.Delay.Draw(w.randomBits(drawDelay, w.Transit[t].Stream.Child(w.spec.Names.ID(rule.Ref))))
		return verdict{do: doWait, stays: true, until: w.k.Now() + d, cause: journal.ByRule, object: rule.Ref}
	},
	law.Require: func(w *World, t TransitID, r model.RuleID, i int) verdict {
		rule := &w.spec.Rules[r]
		w.transits.setCursor(t, uint32(2*i+1))
		w.transits.setNextRule(t, rule.Ref)
		of := w.spec.AuthorityOf(w.Transit[t].From, rule.Role)
		if of == model.None { // nobody could give the permission
			return verdict{do: doEnd, outcome: journal.Blocked, reason: journal.NotGranted, object: rule.Ref}
		}
		w.instruments.excuseDelay(t, rule.Role)
		return w.steps.workVerdict(of, w.spec.TaskOf(rule.Role), model.None, &w.Transit[t], true, rule.Ref)
	},
	law.Strip: func(w *World, t TransitID, r model.RuleID, _ int) verdict {
		w.transits.addStrip(t, w.spec.Rules[r].Strip, w.spec.Rules[r].Ref)
		return verdict{do: doPass}
	},
	law.Notify: func(w *World, t TransitID, r model.RuleID, _ int) verdict {
		rule := &w.spec.Rules[r]
		tr := w.Transit[t]
		if tr.Msg == journal.Notice {
			return verdict{do: doPass} // a notice is not itself a thing to notify of
		}
		if to := w.spec.AuthorityOf(tr.From, rule.Role); to != model.None && to != tr.From {
			w.transits.send(message{
				msg: journal.Notice, from: tr.From, to: to, dossier: tr.Dossier, story: tr.Story,
				key: tr.ID.Child(w.spec.Names.ID(rule.Ref)), prec: journal.Routine,
			}, tr.Last)
		}
		return verdict{do: doPass}
	},
	law.Assure: func(w *World, t TransitID, r model.RuleID, i int) verdict { return w.instruments.askAssurance(t, r, i) }, // send_assurance.go
	law.Limit: func(w *World, t TransitID, r model.RuleID, _ int) verdict {
		w.transits.setReplyLimit(t, r)
		return verdict{do: doPass}
	},
}

// judgeWait judges what a rule's wait was for: a grant, or mere time.
func (w steps) judgeWait(t TransitID, r model.RuleID) verdict {
	if after := afterwards(w.spec.Rules[r].Effect); after != nil {
		return after(w.World, t, r)
	}
	return verdict{do: doPass}
}

// afterwards is how an effect whose wait is over is judged; nil where time was
// all it asked.
func afterwards(e law.Effect) func(*World, TransitID, model.RuleID) verdict {
	switch e {
	case law.Require:
		return func(w *World, t TransitID, r model.RuleID) verdict { return w.steps.authorityDecided(t, r) }
	case law.Assure:
		return func(w *World, t TransitID, r model.RuleID) verdict { return w.instruments.passAssured(t, r) }
	}
	return nil
}

// authorityDecided is an authority's decision on the permission that a rule requires.
func (w steps) authorityDecided(t TransitID, r model.RuleID) verdict {
	rule := &w.spec.Rules[r]
	tr := &w.Transit[t]
	key := w.spec.Names.ID(rule.Ref).Child(w.spec.AttitudeKey(tr.From, tr.To)).Child(tr.Stream)
	if w.drawYes(drawGrant, key, w.valuePPM(w.spec.Model.Grant)) {
		return verdict{do: doPass}
	}
	return verdict{do: doEnd, outcome: journal.Blocked, reason: journal.NotGranted, object: rule.Ref}
}
