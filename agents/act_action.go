package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/calendar"
	"entente/sim/journal"
)

// ActID is a place in State.Action; 0 none.
type ActID uint32

// action is how far an agency has come with a lawful action on a storyline. It is there
// from when authority is asked for, or a body obliges the agency, and has a place of its own:
// of all actions on all storylines few are ever thought of.
type action struct {
	ID        model.ActionID
	Story     model.StorylineID
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
	Over      bool // ended: it is not ordered again
	Waits     bool // for its window
	Crossing  CrossingID
	Next      ActID // the same action on the next storyline
}

// begun heads the list of the storylines, in their order, on which an action was begun.
type begun struct {
	First ActID
	Busy  int32 // teams that are at it
}

// beginAction finds or makes an action on a storyline.
func (w actions) beginAction(id model.ActionID, s model.StorylineID) ActID {
	if i := w.findAction(id, s); i != 0 {
		return i
	}
	i := ActID(len(w.Action))
	w.Action = append(w.Action, action{ID: id, Story: s})
	p := &w.Begun[id].First
	for *p != 0 && w.Action[*p].Story < s {
		p = &w.Action[*p].Next
	}
	w.Action[i].Next, *p = *p, i
	return i
}

// askAuthority begins an action on a storyline, and asks for authority once.
func (w actions) askAuthority(id model.ActionID, s model.StorylineID, c DossierID) ActID {
	i := w.beginAction(id, s)
	if w.Action[i].Asked.Num != 0 {
		return i
	}
	sp := &w.spec.Actions[id]
	of := model.AgencyID(model.None)
	if sp.Authority != 0 {
		of = w.spec.AuthorityOf(sp.Agency, sp.Authority)
	}
	key := w.spec.ActionKey(id, s)
	r := w.beginRecord(journal.Asked, w.spec.Agencies[sp.Agency].Ref, key)
	attributeWait(r, w.awarenessOf(sp.Agency, s).Known, journal.Decide, journal.Idle, w.spec.Agencies[sp.Agency].Ref)
	r.Args[journal.AskedAction], r.Args[journal.AskedStoryline] = int64(sp.Ref), int64(w.spec.Storylines[s].Ref)
	if of != model.None {
		r.Args[journal.AskedOf] = int64(w.spec.Agencies[of].Ref)
	}
	asked := w.emitRecord()
	w.Action[i].Asked = asked
	switch {
	case sp.Authority == 0:
		w.Action[i].Granted = asked
		return i
	case of == model.None:
		w.denyForNobody(i)
		return i
	}
	w.desks.enqueue(order{
		task: w.spec.TaskOf(sp.Authority), then: thenAuthorised, agency: of, toward: model.None, key: key,
		owner: uint32(i), prec: w.precedenceBy(w.Dossier[c].Danger),
	})
	return i
}

// denyForNobody denies an action whose authority the nation does not have, as a law
// that requires such an authority stops a message.
func (w actions) denyForNobody(i ActID) {
	id, s := w.Action[i].ID, w.Action[i].Story
	sp := &w.spec.Actions[id]
	w.Action[i].Denied = true
	r := w.beginRecord(journal.Authority, w.spec.Agencies[sp.Agency].Ref, w.spec.ActionKey(id, s))
	r.From = append(r.From, w.Action[i].Asked)
	r.Reason, r.Rule = journal.NotGranted, w.spec.Nations[w.spec.Agencies[sp.Agency].Nation].Ref
	r.Args[journal.AuthorityAction], r.Args[journal.AuthorityStoryline], r.Args[journal.AuthorityOutcome] = int64(sp.Ref), int64(w.spec.Storylines[s].Ref), int64(journal.Denied)
	denial := w.emitRecord()
	w.Action[i].Denial = denial
}

// authorityDecided is the end of the authority's job: granted or denied.
func (w actions) authorityDecided(j JobID) {
	i := ActID(w.Job[j].Owner)
	if !w.drawYes(drawGrant, w.spec.ActionKey(w.Action[i].ID, w.Action[i].Story), w.valuePPM(w.spec.Model.Grant)) {
		w.Action[i].Denied = true
		l := w.recordAuthority(i, j, journal.Denied, journal.NotGranted, 0)
		w.Action[i].Denial = l
		return
	}
	granted := w.recordAuthority(i, j, journal.Granted, journal.NoReason, 0)
	w.Action[i].Granted = granted
	w.attemptAction(i)
}

// authorityDropped is a request for authority that an overloaded desk dropped:
// it is as good as denied.
func (w actions) authorityDropped(j JobID) { w.Action[w.Job[j].Owner].Denied = true }

// attemptAction takes an action when everything it needs holds at once: purpose on enough
// key facts, level, authority, jurisdiction, window and a free team.
func (w actions) attemptAction(i ActID) {
	x := &w.Action[i]
	if x.Granted.Num == 0 || x.Denied || x.Active || x.Over {
		return
	}
	id, s := x.ID, x.Story
	sp := &w.spec.Actions[id]
	aw := w.awarenessOf(sp.Agency, s)
	if aw.Grade < sp.Needs || !w.hasFreeTeam(id) {
		return
	}
	host, usable := w.mayActOn(sp, s)
	if !usable || host != model.None && !w.mayCross(i, host) {
		return
	}
	x = &w.Action[i]
	now := w.k.Now()
	if !sp.Window.Open(now) {
		if next := sp.Window.NextOpen(now); !x.Waits && next <= w.spec.End {
			x.Waits = true
			w.k.Schedule(next, sim.PhaseDecide, actorOf(sp.Agency), ActionDue, uint32(i), 0)
		}
		return
	}
	key := w.spec.ActionKey(id, s)
	if x.Available.Num == 0 {
		r := w.beginRecord(journal.Available, w.spec.Agencies[sp.Agency].Ref, key)
		r.From = append(r.From, aw.Link, x.Granted)
		if leave := w.Crossing[x.Crossing].Leave; leave.Num != 0 {
			r.From = append(r.From, leave)
		}
		attributeTime(r, journal.Act, journal.Period, sp.Ref)
		r.Args[journal.AvailableAction], r.Args[journal.AvailableStoryline] = int64(sp.Ref), int64(w.spec.Storylines[s].Ref)
		available := w.emitRecord()
		w.Action[i].Available = available
		w.tellAdvanced(sp.Agency, s)
		w.tellHappened(available)
	}
	if w.askDecider(sp.Agency, Question{Kind: AskOrder, Agency: sp.Agency, Action: id, Toward: model.None}).Yes {
		w.executeAction(i, key)
		w.startNoticePeriod(i, host)
	}
}

// executeObliged puts an action into effect that a binding decision orders, whatever
// the agency knows.
func (w actions) executeObliged(id model.ActionID, s model.StorylineID, cause journal.Link) {
	i := w.beginAction(id, s)
	if w.Action[i].Active || w.Action[i].Over {
		return
	}
	key := w.spec.ActionKey(id, s)
	if w.Action[i].Available.Num == 0 {
		sp := &w.spec.Actions[id]
		r := w.beginRecord(journal.Available, w.spec.Agencies[sp.Agency].Ref, key)
		r.From = append(r.From, cause)
		r.Args[journal.AvailableAction], r.Args[journal.AvailableStoryline] = int64(sp.Ref), int64(w.spec.Storylines[s].Ref)
		available := w.emitRecord()
		w.Action[i].Available = available
		w.tellAdvanced(sp.Agency, s)
	}
	w.executeAction(i, key)
}

// executeAction puts an available action into effect.
func (w actions) executeAction(i ActID, key sim.ID) {
	x := &w.Action[i]
	id, s := x.ID, x.Story
	sp := &w.spec.Actions[id]
	now := w.k.Now()
	x.Active, x.Renewed = true, 0
	w.Begun[id].Busy++
	x.Until = now + sp.Lasts.Draw(w.randomBits(drawLasts, key))
	if !sp.Clock.IsZero() {
		x.Term = sp.Clock.Start(&w.spec.Agencies[w.decidingAgency(sp)].Business, now)
		x.Until = x.Term.Expiry
	}
	ordered := w.recordInEffect(i, x.Available, 0)
	x = &w.Action[i]
	x.Ordered = ordered
	if !sp.Clock.IsZero() {
		name := sp.ClockRef
		if name == 0 {
			name = sp.Ref
		}
		clock := w.clocks.start(key.Child(sim.Name("clock")), name, w.spec.Agencies[sp.Agency].Ref, x.Term.Expiry, x.Ordered)
		w.Action[i].Clock = clock
		w.applyExtension(i)
	}
	switch {
	case sp.Public:
		w.threats.leakStoryline(s, leakPublic, sp.Ref, w.spec.Agencies[sp.Agency].Nation, w.Action[i].Ordered)
	case sp.Overt:
		w.threats.leakStoryline(s, leakOvert, sp.Ref, w.spec.Agencies[sp.Agency].Nation, w.Action[i].Ordered)
	}
	w.tellHappened(w.Action[i].Ordered)
}

// recordInEffect records that an action is in effect until x.Until, and puts its end
// on the calendar.
func (w actions) recordInEffect(i ActID, cause journal.Link, nth uint32) journal.Link {
	x := &w.Action[i]
	id, s := x.ID, x.Story
	sp := &w.spec.Actions[id]
	r := w.beginRecord(journal.Ordered, w.spec.Agencies[sp.Agency].Ref, w.spec.ActionKey(id, s))
	r.Nth = nth
	r.From = append(r.From, cause)
	attributeTime(r, journal.Act, journal.Idle, sp.Ref)
	r.Args[journal.OrderedAction], r.Args[journal.OrderedStoryline], r.Args[journal.OrderedUntil] = int64(sp.Ref), int64(w.spec.Storylines[s].Ref), int64(x.Until)
	w.k.Cancel(x.Timer)
	if x.Until <= w.spec.End {
		x.Timer = w.k.Timer(x.Until, sim.PhaseComplete, actorOf(sp.Agency), ActionDue, uint32(i), 1)
	}
	l := w.emitRecord()
	w.tellActed(id, s, l)
	return l
}

// renewAction lets an action that is in effect last anew from what was credited; a
// statutory clock is not renewed but extended.
func (w actions) renewAction(i ActID, c DossierID) {
	x := &w.Action[i]
	sp := &w.spec.Actions[x.ID]
	last := w.Dossier[c].Last
	if !x.Active || !sp.Clock.IsZero() || last.At <= x.Ordered.At {
		return
	}
	x.Renewed++
	x.Until = w.k.Now() + sp.Lasts.Draw(w.randomBits(drawLasts, w.spec.ActionKey(x.ID, x.Story).Nth(uint64(x.Renewed))))
	again := w.recordInEffect(i, last, x.Renewed)
	w.Action[i].Ordered = again
}

// applyExtension applies for the next extension of an action's clock, if the law knows
// one and it is not too late.
func (w actions) applyExtension(i ActID) {
	id, s := w.Action[i].ID, w.Action[i].Story
	sp := &w.spec.Actions[id]
	c := &sp.Clock
	e, _, ok := c.Next(w.Action[i].Term)
	if !ok || !c.Apply(&w.Action[i].Term, w.k.Now()) {
		return
	}
	role := journal.Ref(e.Authority)
	of := w.spec.AuthorityOf(sp.Agency, role)
	if of == model.None {
		return
	}
	key := w.spec.ActionKey(id, s)
	r := w.beginRecord(journal.Asked, w.spec.Agencies[sp.Agency].Ref, key)
	r.Nth = 1 + w.Action[i].Term.Granted
	r.From = append(r.From, w.Action[i].Ordered)
	attributeTime(r, journal.Act, journal.Idle, sp.Ref)
	r.Args[journal.AskedAction], r.Args[journal.AskedStoryline], r.Args[journal.AskedOf] = int64(sp.Ref), int64(w.spec.Storylines[s].Ref), int64(w.spec.Agencies[of].Ref)
	asked := w.emitRecord()
	w.Action[i].Asked = asked
	if end := w.Action[i].Term.End(); end > w.Action[i].Until {
		w.bridgeUntilDecision(i, end)
	}
	w.desks.enqueue(order{
		task: w.spec.TaskOf(role), then: thenExtended, agency: of, toward: model.None,
		key: key.Child(sim.Name("extension")).Nth(uint64(w.Action[i].Term.Granted)), owner: uint32(i), prec: journal.Immediate,
	})
}

// bridgeUntilDecision keeps an action going past its expiry, while an application is
// undecided that may be decided late.
func (w actions) bridgeUntilDecision(i ActID, end sim.Time) {
	x := &w.Action[i]
	x.Until = end
	x.Renewed++
	w.clocks.extend(x.Clock, end, x.Asked)
	again := w.recordInEffect(i, w.Action[i].Asked, w.Action[i].Renewed)
	w.Action[i].Ordered = again
}

// extensionDecided is the authority's decision on an extension: granted in time it
// moves the expiry, otherwise the action ends when the clock does.
func (w actions) extensionDecided(j JobID) {
	i := ActID(w.Job[j].Owner)
	x := &w.Action[i]
	c := &w.spec.Actions[x.ID].Clock
	granted := w.drawYes(drawGrant, w.Job[j].Key, w.valuePPM(w.spec.Model.Grant)) && x.Active
	nth := 1 + x.Term.Granted
	o, why := journal.Denied, journal.NotGranted
	if c.Decide(&w.spec.Agencies[w.spec.Desks[w.Job[j].Desk].Agency].Business, &x.Term, w.k.Now(), granted) {
		o, why = journal.Granted, journal.NoReason
	} else if granted {
		why = journal.ClockExpired // too late
	}
	last := w.recordAuthority(i, j, o, why, nth)
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
	again := w.recordInEffect(i, last, w.Action[i].Renewed)
	w.Action[i].Ordered = again
	w.applyExtension(i)
}

// endHeldTerm lets a term that was held on end at its expiry, or at once.
func (w actions) endHeldTerm(i ActID, cause journal.Link) {
	x := &w.Action[i]
	x.Until = max(x.Term.Expiry, w.k.Now()+1)
	x.Renewed++
	w.clocks.extend(x.Clock, x.Until, cause)
	again := w.recordInEffect(i, cause, w.Action[i].Renewed)
	w.Action[i].Ordered = again
}

// actionDue ends an action (Aux 1), or tries again at the opening of its window.
func (w actions) actionDue(e sim.Event) {
	i := ActID(e.Arg)
	x := &w.Action[i]
	sp := &w.spec.Actions[x.ID]
	if e.Aux == 0 {
		x.Waits = false
		w.attemptAction(i)
		return
	}
	o, why := journal.Done, journal.NoReason
	if !sp.Clock.IsZero() {
		o, why = journal.Expired, journal.ClockExpired
	}
	w.recordEnd(i, o, why, sp.Ref, x.Ordered)
}

// linkCrossing notes where the permission for an action abroad is kept.
func (w actions) linkCrossing(i ActID, c CrossingID) { w.Action[i].Crossing = c }

// stopAction ends an action before its time.
func (w actions) stopAction(i ActID, why journal.Reason, by journal.Ref, cause journal.Link) {
	if w.Action[i].Active {
		w.k.Cancel(w.Action[i].Timer)
		w.recordEnd(i, journal.Stopped, why, by, cause)
	}
}

// recordEnd records the end of an action; a team is free again.
func (w actions) recordEnd(i ActID, o journal.Outcome, why journal.Reason, by journal.Ref, cause journal.Link) {
	x := &w.Action[i]
	id, s := x.ID, x.Story
	sp := &w.spec.Actions[id]
	w.Begun[id].Busy -= int32(sim.Bit(x.Active))
	x.Active, x.Over = false, true
	r := w.beginRecord(journal.Closed, w.spec.Agencies[sp.Agency].Ref, w.spec.ActionKey(id, s))
	r.From = append(r.From, cause)
	attributeTime(r, journal.Act, journal.Period, sp.Ref)
	if why != journal.NoReason {
		r.Reason, r.Rule = why, by
	}
	r.Args[journal.ClosedAction], r.Args[journal.ClosedStoryline], r.Args[journal.ClosedOutcome] = int64(sp.Ref), int64(w.spec.Storylines[s].Ref), int64(o)
	w.emitRecord()
	for other := w.Begun[id].First; other != 0; other = w.Action[other].Next {
		w.attemptAction(other) // not this one, which is over
	}
}
