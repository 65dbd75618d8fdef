package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// await is an asker's waiting for an answer: one for each request, at the same place in
// its column.
type await struct {
	Since    sim.Time     // when it asked
	Noted    journal.Link // what it noted last: that it asked, or that no answer came
	Plan     int32        // its reminders; 0 none
	Reminded int32        // how often
	Notes    uint32
	Beside   bool // asked beside another, or instead: it goes no further
	Pressed  bool // whoever was asked has read a reminder
}

// addAwait makes room for the waiting of a new request.
func (w reminders) addAwait() { w.Await = append(w.Await, await{}) }

// noteAsked notes that a question is on its way; whoever has reminders of its own waits by
// them.
func (w reminders) noteAsked(t TransitID) {
	tr := &w.Transit[t]
	if x := &w.Await[tr.Request]; x.Noted.Num == 0 {
		x.Since, x.Noted = w.k.Now(), tr.Last
	}
	if tr.Msg == journal.Request || tr.Msg == journal.TaskGiven {
		w.startWaiting(tr.Request, w.spec.Agencies[tr.From].Reminders)
	}
}

// waitByAgreement lets the asker wait by the reminders of the agreement that was invoked
// for its question.
func (w reminders) waitByAgreement(t TransitID) {
	tr := &w.Transit[t]
	if tr.Msg != journal.Request && tr.Msg != journal.TaskGiven {
		return
	}
	if i := w.Request[tr.Request].Agreement; i >= 0 {
		w.startWaiting(tr.Request, w.spec.Agreements[i].Reminders)
	}
}

// startWaiting lets an asker wait for an answer by its own reminders, or those of a rule or an
// agreement; 0 is none.
func (w reminders) startWaiting(q RequestID, plan int32) {
	if q == 0 || plan == 0 || w.Await[q].Plan != 0 {
		return
	}
	w.Await[q].Plan = plan
	w.scheduleNext(q)
}

// findReminders are those by which the asker of a request asks again.
func (w reminders) findReminders(q RequestID) *model.Reminders {
	return &w.spec.Reminders[w.Await[q].Plan-1]
}

// scheduleNextStage puts the next instant on the calendar at which the asker notes that it has no
// answer.
func (w reminders) scheduleNext(q RequestID) {
	x := &w.Await[q]
	after := w.findReminders(q).After.Draw(w.randomBits(drawRemind, w.Request[q].ID.Nth(uint64(x.Reminded))))
	if at := w.k.Now() + max(after, 1); at <= w.spec.End {
		w.k.Schedule(at, sim.PhaseDecide, actorOf(w.Request[q].Asker), AnswerAwaited, uint32(q), 0)
	}
}

// answerAwaited is an asker who has waited for its time and has no answer.
func (w reminders) answerAwaited(e sim.Event) {
	q := RequestID(e.Arg)
	if w.Request[q].Closed {
		return
	}
	x := w.Await[q]
	plan := w.findReminders(q)
	switch {
	case x.Reminded < plan.Times:
		w.sendReminder(q, plan)
	case len(plan.Raise) > 0 && !x.Beside:
		w.askOthers(q, plan.Raise, w.recordUnanswered(q, journal.Escalated))
	default:
		w.recordUnanswered(q, journal.Silent)
	}
}

// sendReminder sends a reminder, and with the first the same question to whoever is asked
// beside.
func (w reminders) sendReminder(q RequestID, plan *model.Reminders) {
	w.Await[q].Reminded++
	l := w.recordUnanswered(q, journal.Reminded)
	x, n := w.Request[q], w.Await[q].Reminded
	prec := plan.Prec
	if x.Dossier != 0 {
		prec = max(prec, w.labels.precedenceOf(w.survivorOf(x.Dossier)))
	}
	w.transits.send(message{
		msg: journal.Reminder, from: x.Asker, to: x.Asked, request: q, key: x.ID.Nth(uint64(n)), prec: prec, story: x.Story,
	}, l)
	if n == 1 && !w.Await[q].Beside {
		w.askOthers(q, plan.Also, l)
	}
	w.scheduleNext(q)
}

// recordUnanswered records what the asker sees: whom it asked, how long ago, and that no
// answer has come.
func (w reminders) recordUnanswered(q RequestID, o journal.Outcome) journal.Link {
	x, a := &w.Request[q], &w.Await[q]
	r := w.beginRecord(journal.Unanswered, w.spec.Agencies[x.Asker].Ref, x.ID)
	r.Nth = a.Notes
	a.Notes++
	attributeWait(r, a.Noted, journal.Decide, journal.Period, w.spec.Agencies[x.Asker].Ref)
	r.Args = [journal.MaxArgs]int64{
		journal.UnansweredOutcome: int64(o), journal.UnansweredBy: int64(w.spec.Agencies[x.Asked].Ref), journal.UnansweredStoryline: w.spec.StorylineRef(x.Story), journal.UnansweredAfter: int64(w.k.Now() - a.Since), journal.UnansweredReminders: int64(a.Reminded), journal.UnansweredRe: int64(x.ID),
	}
	l := w.emitRecord()
	w.Await[q].Noted = l
	return l
}

// askOthers puts the question of a request to others; it is reminded of as the first,
// and goes no further.
func (w reminders) askOthers(q RequestID, list []model.Addressee, cause journal.Link) {
	x := w.Request[q]
	for _, to := range list {
		a := to.Agency
		if a == model.None {
			a = w.spec.AgencyWithRole(w.spec.Agencies[x.Asked].Nation, to.Role)
		}
		if a == model.None || a == x.Asked || a == x.Asker || x.Receipt {
			continue
		}
		next := RequestID(len(w.Request))
		if x.Dossier != 0 {
			w.requests.sendRequest(x.Asker, a, w.survivorOf(x.Dossier), x.Tasking, x.Terms, x.ID, cause)
		} else {
			w.requests.askByEntry(x.Asker, a, x.Story, x.Tasking, x.ID, x.Terms, cause)
		}
		w.Await[next].Beside = true
		w.startWaiting(next, w.Await[q].Plan)
	}
}

// reminderRead is whoever was asked reading that somebody waits: what lies there on
// the matter comes to mind, and what is done for that question goes with the
// precedence of the reminder.
func (w reminders) reminderRead(t TransitID) {
	tr := w.Transit[t]
	w.Await[tr.Request].Pressed = true
	for j := 1; j < len(w.Job); j++ {
		x := &w.Job[j]
		if serves[x.Then] && w.Transit[x.Owner].Request == tr.Request && w.spec.Desks[x.Desk].Agency == tr.To {
			w.desks.raisePrecedence(JobID(j), w.jobs.receivedPrecedence(t, tr.To))
			if i := w.Job[j].Lying; i != 0 {
				w.trays.recheckPressed(i, tr.Last)
			}
		}
	}
	w.trays.remindAgency(tr.To, tr.Story, tr.Last)
}

// serves says of what a job sets going whether its owner is a message.
var serves = [continuations]bool{thenTransit: true, thenSearched: true, thenConsented: true}

// Receipts: who tells by a rule with reminders wants to hear that it was read.

// askReceipt is the request of whoever sends an item that it be confirmed.
func (w reminders) askReceipt(a, to model.AgencyID, c DossierID, it ItemID) RequestID {
	q := w.requests.addRequest(a, to, c, w.spec.Facts[w.factsOf(it)[0].Fact].Storyline, w.Item[it].ID, 0, model.Terms{})
	w.requests.setReceiptOnly(q)
	return q
}

// sendReceipt says to who sent an item that it was read, where that was asked.
func (w reminders) sendReceipt(t TransitID) {
	if tr := w.Transit[t]; tr.Request != 0 && tr.Msg == journal.Item {
		w.transits.send(message{msg: journal.Ack, from: tr.To, to: tr.From, request: tr.Request, key: tr.ID, prec: tr.Prec, story: tr.Story}, tr.Last)
	}
}

// receiptRead ends the waiting for a confirmation. An acknowledgement of a question is
// no answer.
func (w reminders) receiptRead(t TransitID) {
	if q := w.Transit[t].Request; w.Request[q].Receipt {
		w.requests.closeRequest(q, w.Transit[t].Last, journal.Confirmed, 0)
	}
}

// itemEnded is an item that nobody read. The sender knows if it never left or found
// no route, and then waits for no receipt; of a loss at the recipient it does not know.
func (w reminders) itemEnded(t TransitID, v verdict) {
	w.items.markUndelivered(w.Transit[t].Item)
	if w.Transit[t].Request != 0 && v.outcome != journal.Dropped {
		w.requests.requestEnded(t, v)
	}
}
