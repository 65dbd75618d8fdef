package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/calendar"
	"entente/sim/journal"
)

// action is how far an agency has come with a lawful action on a storyline.
type action struct {
	Asked     journal.Link
	Granted   journal.Link
	Available journal.Link // first instant at which it was lawfully available
	Ordered   journal.Link
	Until     sim.Time
	Term      calendar.Term // of its statutory clock
	Renewed   uint32
	Clock     ClockID
	Timer     sim.Handle
	Denial    journal.Link // the record of that
	Denied    bool
	Active    bool
	Over      bool   // ended: it is not ordered again
	Waits     bool   // for its window
	Next      uint32 // place of the action on the next storyline on which it is authorised
}

// authorised heads the list of the storylines, in their order, on which an action may be
// taken as far as authority goes.
type authorised struct {
	First uint32 // place in State.Action, plus one; 0: none
	Busy  int32  // teams that are at it
}

// actionSlot is the place of an action on a storyline in State.Action.
func (w *World) actionSlot(a model.ActionID, s model.StorylineID) int {
	return int(a)*len(w.spec.Storylines) + int(s)
}

// askAuthority asks for authority once.
func (w actions) askAuthority(id model.ActionID, s model.StorylineID, c DossierID) {
	sp, x := &w.spec.Actions[id], &w.Action[w.actionSlot(id, s)]
	if x.Asked.Num != 0 {
		return
	}
	of := model.AgencyID(model.None)
	if sp.Authority != 0 {
		of = w.authorityOf(sp.Agency, sp.Authority)
	}
	key := w.actionKey(id, s)
	r := w.beginRecord(journal.Asked, w.spec.Agencies[sp.Agency].Ref, key)
	w.attributeWait(r, w.dossiers.awarenessOf(sp.Agency, s).Known, journal.Decide, journal.Idle, w.spec.Agencies[sp.Agency].Ref)
	r.Args[journal.AskedAction], r.Args[journal.AskedStoryline] = int64(sp.Ref), int64(w.spec.Storylines[s].Ref)
	if of != model.None {
		r.Args[journal.AskedOf] = int64(w.spec.Agencies[of].Ref)
	}
	x.Asked = w.emitRecord()
	switch {
	case sp.Authority == 0:
		w.grantAuthority(id, s, x.Asked)
		return
	case of == model.None:
		w.denyForNobody(id, s)
		return
	}
	w.desks.enqueue(order{
		task: w.spec.TaskOf(sp.Authority), then: thenAuthorised, agency: of, toward: model.None, key: key,
		owner: uint32(w.actionSlot(id, s)), prec: w.dossiers.precedenceOf(w.Dossier[c].Danger),
	})
}

// denyForNobody denies an action whose authority the nation does not have, as a law
// that requires such an authority stops a message.
func (w actions) denyForNobody(id model.ActionID, s model.StorylineID) {
	sp, i := &w.spec.Actions[id], w.actionSlot(id, s)
	w.Action[i].Denied = true
	r := w.beginRecord(journal.Authority, w.spec.Agencies[sp.Agency].Ref, w.actionKey(id, s))
	r.From = append(r.From, w.Action[i].Asked)
	r.Reason, r.Rule = journal.NotGranted, w.spec.Nations[w.spec.Agencies[sp.Agency].Nation].Ref
	r.Args[journal.AuthorityAction], r.Args[journal.AuthorityStoryline], r.Args[journal.AuthorityOutcome] = int64(sp.Ref), int64(w.spec.Storylines[s].Ref), int64(journal.Denied)
	w.Action[i].Denial = w.emitRecord()
}

// actionKey is the lineage of an action on a storyline.
func (w actions) actionKey(id model.ActionID, s model.StorylineID) sim.ID {
	return w.spec.Names.ID(w.spec.Actions[id].Ref).Child(w.spec.Names.ID(w.spec.Storylines[s].Ref))
}

// authorityDecided is the end of the authority's job: granted or denied.
func (w actions) authorityDecided(j JobID) {
	i := int(w.Job[j].Owner)
	id, s := model.ActionID(i/len(w.spec.Storylines)), model.StorylineID(i%len(w.spec.Storylines))
	x := &w.Action[i]
	if !w.drawYes(drawGrant, w.actionKey(id, s), w.valuePPM(w.spec.Model.Grant)) {
		x.Denied = true
		l := w.recordAuthority(id, s, j, journal.Denied, journal.NotGranted, 0)
		w.Action[i].Denial = l
		return
	}
	granted := w.recordAuthority(id, s, j, journal.Granted, journal.NoReason, 0)
	w.grantAuthority(id, s, granted)
	w.attemptAction(id, s)
}

// grantAuthority notes that an action may be taken on a storyline.
func (w actions) grantAuthority(id model.ActionID, s model.StorylineID, l journal.Link) {
	i := uint32(w.actionSlot(id, s)) + 1
	w.Action[i-1].Granted = l
	p := &w.Authorised[id].First
	for *p != 0 && *p < i {
		p = &w.Action[*p-1].Next
	}
	if *p != i {
		w.Action[i-1].Next, *p = *p, i
	}
}

// authorityDropped is a request for authority that an overloaded desk dropped:
// it is as good as denied.
func (w actions) authorityDropped(j JobID) { w.Action[w.Job[j].Owner].Denied = true }

// attemptAction takes an action when everything it needs holds at once: purpose on enough
// key facts, level, authority, jurisdiction, window and a free team.
func (w actions) attemptAction(id model.ActionID, s model.StorylineID) {
	sp, x := &w.spec.Actions[id], &w.Action[w.actionSlot(id, s)]
	aw := w.dossiers.awarenessOf(sp.Agency, s)
	if x.Granted.Num == 0 || x.Denied || x.Active || x.Over || aw.Grade < sp.Needs || !w.hasFreeTeam(id) {
		return
	}
	host, usable := w.mayActOn(sp, s)
	if !usable || host != model.None && !w.crossings.mayCross(id, s, host) {
		return
	}
	x = &w.Action[w.actionSlot(id, s)]
	now := w.k.Now()
	if !sp.Window.Open(now) {
		if next := sp.Window.NextOpen(now); !x.Waits && next <= w.spec.End {
			x.Waits = true
			w.k.Schedule(next, sim.PhaseDecide, actorOf(sp.Agency), ActionDue, uint32(w.actionSlot(id, s)), 0)
		}
		return
	}
	key := w.actionKey(id, s)
	if x.Available.Num == 0 {
		r := w.beginRecord(journal.Available, w.spec.Agencies[sp.Agency].Ref, key)
		r.From = append(r.From, aw.Link, x.Granted)
		if leave := w.Crossing[w.actionSlot(id, s)].Leave; leave.Num != 0 {
			r.From = append(r.From, leave)
		}
		w.attributeTime(r, journal.Act, journal.Period, sp.Ref)
		r.Args[journal.AvailableAction], r.Args[journal.AvailableStoryline] = int64(sp.Ref), int64(w.spec.Storylines[s].Ref)
		x.Available = w.emitRecord()
		w.tellAdvanced(sp.Agency, s)
		w.tellHappened(x.Available)
	}
	if w.askDecider(sp.Agency, Question{Kind: AskOrder, Agency: sp.Agency, Action: id, Toward: model.None}).Yes {
		w.executeAction(id, s, key)
		w.crossings.startNoticePeriod(id, s, host)
	}
}

// executeObliged puts an action into effect that a binding decision orders, whatever
// the agency knows.
func (w actions) executeObliged(id model.ActionID, s model.StorylineID, cause journal.Link) {
	x := &w.Action[w.actionSlot(id, s)]
	if x.Active || x.Over {
		return
	}
	key := w.actionKey(id, s)
	if x.Available.Num == 0 {
		sp := &w.spec.Actions[id]
		r := w.beginRecord(journal.Available, w.spec.Agencies[sp.Agency].Ref, key)
		r.From = append(r.From, cause)
		r.Args[journal.AvailableAction], r.Args[journal.AvailableStoryline] = int64(sp.Ref), int64(w.spec.Storylines[s].Ref)
		x.Available = w.emitRecord()
		w.tellAdvanced(sp.Agency, s)
	}
	w.executeAction(id, s, key)
}

// executeAction puts an available action into effect.
func (w actions) executeAction(id model.ActionID, s model.StorylineID, key sim.ID) {
	sp, x := &w.spec.Actions[id], &w.Action[w.actionSlot(id, s)]
	now := w.k.Now()
	x.Active, x.Renewed = true, 0
	w.Authorised[id].Busy++
	x.Until = now + sp.Lasts.Draw(w.randomBits(drawLasts, key))
	if !sp.Clock.IsZero() {
		x.Term = sp.Clock.Start(&w.spec.Agencies[w.decidingAgency(sp)].Business, now)
		x.Until = x.Term.Expiry
	}
	x.Ordered = w.recordInEffect(id, s, x.Available, 0)
	if !sp.Clock.IsZero() {
		name := sp.ClockRef
		if name == 0 {
			name = sp.Ref
		}
		x.Clock = w.clocks.start(key.Child(sim.Name("clock")), name, w.spec.Agencies[sp.Agency].Ref, x.Term.Expiry, x.Ordered)
		w.applyExtension(id, s)
	}
	switch {
	case sp.Public:
		w.threats.leakStoryline(s, leakPublic, sp.Ref, w.spec.Agencies[sp.Agency].Nation, w.Action[w.actionSlot(id, s)].Ordered)
	case sp.Overt:
		w.threats.leakStoryline(s, leakOvert, sp.Ref, w.spec.Agencies[sp.Agency].Nation, w.Action[w.actionSlot(id, s)].Ordered)
	}
	w.tellHappened(w.Action[w.actionSlot(id, s)].Ordered)
}

// recordInEffect records that an action is in effect until x.Until, and puts its end
// on the calendar.
func (w actions) recordInEffect(id model.ActionID, s model.StorylineID, cause journal.Link, nth uint32) journal.Link {
	sp, i := &w.spec.Actions[id], w.actionSlot(id, s)
	x := &w.Action[i]
	r := w.beginRecord(journal.Ordered, w.spec.Agencies[sp.Agency].Ref, w.actionKey(id, s))
	r.Nth = nth
	r.From = append(r.From, cause)
	w.attributeTime(r, journal.Act, journal.Idle, sp.Ref)
	r.Args[journal.OrderedAction], r.Args[journal.OrderedStoryline], r.Args[journal.OrderedUntil] = int64(sp.Ref), int64(w.spec.Storylines[s].Ref), int64(x.Until)
	w.k.Cancel(x.Timer)
	if x.Until <= w.spec.End {
		x.Timer = w.k.Timer(x.Until, sim.PhaseComplete, actorOf(sp.Agency), ActionDue, uint32(i), 1)
	}
	return w.emitRecord()
}

// renewAction lets an action that is in effect last anew from what was credited; a
// statutory clock is not renewed but extended.
func (w actions) renewAction(id model.ActionID, s model.StorylineID, c DossierID) {
	sp, x := &w.spec.Actions[id], &w.Action[w.actionSlot(id, s)]
	last := w.Dossier[c].Last
	if !x.Active || !sp.Clock.IsZero() || last.At <= x.Ordered.At {
		return
	}
	x.Renewed++
	x.Until = w.k.Now() + sp.Lasts.Draw(w.randomBits(drawLasts, w.actionKey(id, s).Nth(uint64(x.Renewed))))
	x.Ordered = w.recordInEffect(id, s, last, x.Renewed)
}

// applyExtension applies for the next extension of an action's clock, if the law knows
// one and it is not too late.
func (w actions) applyExtension(id model.ActionID, s model.StorylineID) {
	sp, i := &w.spec.Actions[id], w.actionSlot(id, s)
	c := &sp.Clock
	e, _, ok := c.Next(w.Action[i].Term)
	if !ok || !c.Apply(&w.Action[i].Term, w.k.Now()) {
		return
	}
	role := journal.Ref(e.Authority)
	of := w.authorityOf(sp.Agency, role)
	if of == model.None {
		return
	}
	key := w.actionKey(id, s)
	r := w.beginRecord(journal.Asked, w.spec.Agencies[sp.Agency].Ref, key)
	r.Nth = 1 + w.Action[i].Term.Granted
	r.From = append(r.From, w.Action[i].Ordered)
	w.attributeTime(r, journal.Act, journal.Idle, sp.Ref)
	r.Args[journal.AskedAction], r.Args[journal.AskedStoryline], r.Args[journal.AskedOf] = int64(sp.Ref), int64(w.spec.Storylines[s].Ref), int64(w.spec.Agencies[of].Ref)
	w.Action[i].Asked = w.emitRecord()
	if end := w.Action[i].Term.End(); end > w.Action[i].Until {
		w.bridgeUntilDecision(id, s, end)
	}
	w.desks.enqueue(order{
		task: w.spec.TaskOf(role), then: thenExtended, agency: of, toward: model.None,
		key: key.Child(sim.Name("extension")).Nth(uint64(w.Action[i].Term.Granted)), owner: uint32(i), prec: journal.Immediate,
	})
}

// bridgeUntilDecision keeps an action going past its expiry, while an application is
// undecided that may be decided late.
func (w actions) bridgeUntilDecision(id model.ActionID, s model.StorylineID, end sim.Time) {
	x := &w.Action[w.actionSlot(id, s)]
	x.Until = end
	x.Renewed++
	w.clocks.extend(x.Clock, end, x.Asked)
	again := w.recordInEffect(id, s, w.Action[w.actionSlot(id, s)].Asked, w.Action[w.actionSlot(id, s)].Renewed)
	w.Action[w.actionSlot(id, s)].Ordered = again
}

// extensionDecided is the authority's decision on an extension: granted in time it
// moves the expiry, otherwise the action ends when the clock does.
func (w actions) extensionDecided(j JobID) {
	i := int(w.Job[j].Owner)
	id, s := model.ActionID(i/len(w.spec.Storylines)), model.StorylineID(i%len(w.spec.Storylines))
	x := &w.Action[i]
	c := &w.spec.Actions[id].Clock
	granted := w.drawYes(drawGrant, w.Job[j].Key, w.valuePPM(w.spec.Model.Grant)) && x.Active
	nth := 1 + x.Term.Granted
	o, why := journal.Denied, journal.NotGranted
	if c.Decide(&w.spec.Agencies[w.spec.Desks[w.Job[j].Desk].Agency].Business, &x.Term, w.k.Now(), granted) {
		o, why = journal.Granted, journal.NoReason
	} else if granted {
		why = journal.ClockExpired // too late
	}
	last := w.recordAuthority(id, s, j, o, why, nth)
	x = &w.Action[i]
	if o == journal.Denied {
		if x.Until > max(x.Term.Expiry, w.k.Now()) { // held on for this decision
			w.endHeldTerm(i, last)
		}
		return
	}
	x.Until = x.Term.Expiry
	x.Renewed++
	w.clocks.extend(x.Clock, x.Until, last)
	again := w.recordInEffect(id, s, last, w.Action[i].Renewed)
	w.Action[i].Ordered = again
	w.applyExtension(id, s)
}

// endHeldTerm lets a term that was held on end at its expiry, or at once.
func (w actions) endHeldTerm(i int, cause journal.Link) {
	id, s := model.ActionID(i/len(w.spec.Storylines)), model.StorylineID(i%len(w.spec.Storylines))
	x := &w.Action[i]
	x.Until = max(x.Term.Expiry, w.k.Now()+1)
	x.Renewed++
	w.clocks.extend(x.Clock, x.Until, cause)
	again := w.recordInEffect(id, s, cause, w.Action[i].Renewed)
	w.Action[i].Ordered = again
}

// recordAuthority records an authority's decision with the time of its job.
func (w actions) recordAuthority(id model.ActionID, s model.StorylineID, j JobID, o journal.Outcome, why journal.Reason, nth uint32) journal.Link {
	l := w.jobs.spansOf(j, journal.Authorise)
	r := w.beginRecord(journal.Authority, w.spec.Agencies[w.spec.Actions[id].Agency].Ref, w.actionKey(id, s))
	r.Nth = nth
	r.From = append(r.From, w.Action[w.actionSlot(id, s)].Asked)
	w.tileSpans(r, l)
	w.freeSpans(&l)
	if o == journal.Denied {
		r.Reason, r.Rule = why, w.spec.Agencies[w.spec.Desks[w.Job[j].Desk].Agency].Ref
	}
	r.Args[journal.AuthorityAction], r.Args[journal.AuthorityStoryline], r.Args[journal.AuthorityOutcome] = int64(w.spec.Actions[id].Ref), int64(w.spec.Storylines[s].Ref), int64(o)
	return w.emitRecord()
}

// actionDue ends an action (Aux 1), or tries again at the opening of its window.
func (w actions) actionDue(e sim.Event) {
	i := int(e.Arg)
	id, s := model.ActionID(i/len(w.spec.Storylines)), model.StorylineID(i%len(w.spec.Storylines))
	sp, x := &w.spec.Actions[id], &w.Action[i]
	if e.Aux == 0 {
		x.Waits = false
		w.attemptAction(id, s)
		return
	}
	o, why := journal.Done, journal.NoReason
	if !sp.Clock.IsZero() {
		o, why = journal.Expired, journal.ClockExpired
	}
	w.recordEnd(i, o, why, sp.Ref, x.Ordered)
}

// stopAction ends an action before its time.
func (w actions) stopAction(i int, why journal.Reason, by journal.Ref, cause journal.Link) {
	if w.Action[i].Active {
		w.k.Cancel(w.Action[i].Timer)
		w.recordEnd(i, journal.Stopped, why, by, cause)
	}
}

// recordEnd records the end of an action; a team is free again.
func (w actions) recordEnd(i int, o journal.Outcome, why journal.Reason, by journal.Ref, cause journal.Link) {
	id, s := model.ActionID(i/len(w.spec.Storylines)), model.StorylineID(i%len(w.spec.Storylines))
	sp, x := &w.spec.Actions[id], &w.Action[i]
	w.Authorised[id].Busy -= int32(bitOf(x.Active))
	x.Active, x.Over = false, true
	r := w.beginRecord(journal.Closed, w.spec.Agencies[sp.Agency].Ref, w.actionKey(id, s))
	r.From = append(r.From, cause)
	w.attributeTime(r, journal.Act, journal.Period, sp.Ref)
	if why != journal.NoReason {
		r.Reason, r.Rule = why, by
	}
	r.Args[journal.ClosedAction], r.Args[journal.ClosedStoryline], r.Args[journal.ClosedOutcome] = int64(sp.Ref), int64(w.spec.Storylines[s].Ref), int64(o)
	w.emitRecord()
	for other := range w.spec.Storylines {
		if model.StorylineID(other) != s {
			w.attemptAction(id, model.StorylineID(other))
		}
	}
}
