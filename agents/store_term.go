package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// Terms: within what time an entry of a store has to be reviewed or acted on, and a hit
// answered, told or followed up. A term is a clock (ask_clock.go) on something that is
// owed; here is who owes what, and what meets it. Whatever was done before it began
// counts: to be early makes no term missed.

// term is one that has begun.
type term struct {
	Nth     int32 // in the terms of its store
	Listing uint32
	Hit     uint32 // 0: on the entry
	Bound   model.AgencyID
	Clock   ClockID // 0: whoever it binds was not told yet
	Times   uint32  // how often it began anew
	Opens   uint32  // how often a review was put on the calendar; only the last is heeded
	Done    bool
	At      bool   // the review is at the desk
	Next    TermID // of the same agency
}

// owing heads the list of an agency's terms.
type owing struct{ Head TermID }

// specOf is what a store says of a term.
func (w terms) specOf(id TermID) *model.StoreTerm {
	x := &w.Term[id]
	return &w.spec.Stores[w.Listing[x.Listing].Store].Terms[x.Nth]
}

// startOnEntry begins the terms of an entry that shows.
func (w terms) startOnEntry(i uint32, cause journal.Link) {
	x := &w.Listing[i]
	sp := w.spec.Stores[x.Store].Terms
	for k := range sp {
		if t := &sp[k]; !t.OnHit && w.applies(t, x.Owner, x.Fact) {
			w.begin(k, i, 0, cause)
		}
	}
}

// startOnHit begins the terms of a hit.
func (w terms) startOnHit(h uint32, i uint32, cause journal.Link) {
	sp := w.spec.Stores[w.Listing[i].Store].Terms
	for k := range sp {
		if t := &sp[k]; t.OnHit && w.applies(t, w.Hit[h].Agency, w.Hit[h].Subject) {
			w.begin(k, i, h, cause)
		}
	}
}

// applies says whether a term is in force, and holds by what an agency makes of a fact.
func (w terms) applies(t *model.StoreTerm, a model.AgencyID, f model.FactID) bool {
	if w.value(t.InForce) == 0 {
		return false
	}
	if len(t.When) == 0 {
		return true
	}
	c := DossierID(0)
	if h := w.holdings.find(a, f); h != 0 {
		c = w.dossierOf(h)
	}
	return t.When.Eval(w.dossiers.distributionFrame(a, c))
}

// begin begins one term for each agency that it binds.
func (w terms) begin(nth int, i, h uint32, cause journal.Link) {
	t := &w.spec.Stores[w.Listing[i].Store].Terms[nth]
	one := [1]model.AgencyID{model.None}
	bound := t.Bound
	switch {
	case t.By == model.ByOwner:
		one[0], bound = w.Listing[i].Owner, one[:]
	case t.By == model.ByFinder:
		one[0], bound = w.Hit[h].Agency, one[:]
	case t.By == model.ByRole && t.OnHit:
		side := w.Hit[h].Agency
		if t.Deed == model.Answer {
			side = w.Listing[i].Owner
		}
		one[0], bound = w.spec.AgencyWithRole(w.spec.Agencies[side].Nation, t.Role), one[:]
	}
	for _, a := range bound {
		if a == model.None {
			continue
		}
		w.Term = append(w.Term, term{Nth: int32(nth), Listing: i, Hit: h, Bound: a, Next: w.Owing[a].Head})
		id := TermID(len(w.Term) - 1)
		w.Owing[a].Head = id
		if !t.Told || w.isFinder(id, a) {
			w.startClock(id, cause, spans{})
		}
	}
}

// isFinder says whether it was an agency itself that found the entry of a term on a hit.
func (w terms) isFinder(id TermID, a model.AgencyID) bool { return w.Hit[w.Term[id].Hit].Agency == a }

// startClock lets a term run from now; path is the work that its beginning took.
func (w terms) startClock(id TermID, cause journal.Link, path spans) {
	x, t := w.Term[id], w.specOf(id)
	f := w.Listing[x.Listing].Fact
	c := w.clocks.startTermed(w.termKey(id), t.Ref, w.spec.Agencies[x.Bound].Ref, w.dueOf(id), cause, id, w.spec.Facts[f].Ref, path)
	w.Term[id].Clock = c
	switch {
	case t.Deed == model.Review:
		w.scheduleReview(id, w.Clock[c].Due-t.Ahead)
	case w.isDoneAlready(id):
		w.meet(id, w.Clock[c].Link)
	}
}

// termKey is the lineage of a term: entry, hit, its name, whom it binds and how often it
// began.
func (w terms) termKey(id TermID) sim.ID {
	x := &w.Term[id]
	key := w.listingKey(&w.Listing[x.Listing]).Nth(uint64(w.Listing[x.Listing].N))
	if x.Hit != 0 {
		h := &w.Hit[x.Hit]
		key = key.Child(w.spec.Facts[h.Subject].ID).Child(w.spec.Names.ID(w.spec.Agencies[h.Agency].Ref))
	}
	return key.Child(w.spec.Names.ID(w.specOf(id).Ref)).Child(w.spec.Names.ID(w.spec.Agencies[x.Bound].Ref)).Nth(uint64(x.Times))
}

// dueOf is when a term that begins now is due, on the business days of whom it binds.
func (w terms) dueOf(id TermID) sim.Time {
	t := w.specOf(id)
	if t.Within.Days > 0 {
		return w.clocks.dueInstant(t.Within, w.Term[id].Bound)
	}
	return w.k.Now() + w.valueTime(t.Length)
}

// scheduleReview puts the hour at which an entry is taken up for review on the calendar.
func (w terms) scheduleReview(id TermID, at sim.Time) {
	x := &w.Term[id]
	x.Opens++
	if at = max(at, w.k.Now()+1); at <= w.spec.End {
		w.k.Schedule(at, sim.PhaseComplete, actorOf(x.Bound), ReviewDue, uint32(id), x.Opens)
	}
}

// reviewDue gives the review of an entry to the desk of whom its term binds.
func (w terms) reviewDue(e sim.Event) {
	id := TermID(e.Arg)
	x := &w.Term[id]
	if x.Done || x.At || x.Opens != e.Aux {
		return
	}
	x.At = true
	w.desks.enqueue(order{
		task: model.Renewing, then: thenRenewed, agency: x.Bound, toward: model.None,
		key: w.termKey(id).Child(sim.Name("review")), owner: e.Arg, prec: journal.Routine,
	})
}

// concernOf is what a review is about, as far as attention goes: a clock runs for it.
func (w terms) concernOf(id TermID) concern {
	return concern{Story: w.storyOf(id), From: model.None, Owed: true}
}

// storyOf is the storyline of a term's entry.
func (w terms) storyOf(id TermID) model.StorylineID {
	return w.spec.Facts[w.Listing[w.Term[id].Listing].Fact].Storyline
}

// reviewDone is an entry that was looked at again: its term is met, if it was not missed,
// and the next begins.
func (w terms) reviewDone(j JobID) {
	id := TermID(w.Job[j].Owner)
	path := w.jobs.spansOf(j, journal.Assess)
	if w.Term[id].At = false; !w.Term[id].Done {
		c := w.Term[id].Clock
		path = w.clocks.stopByWork(c, path)
		w.Term[id].Times++
		w.startClock(id, w.Clock[c].Ended, path)
	}
}

// reviewDropped is a review that an overloaded desk has dropped: the next is a term later.
func (w terms) reviewDropped(j JobID) {
	id := TermID(w.Job[j].Owner)
	w.Term[id].At = false
	w.scheduleReview(id, w.dueOf(id))
}

// meet notes that what a term asks for has been done.
func (w terms) meet(id TermID, cause journal.Link) {
	w.Term[id].Done = true
	w.clocks.stop(w.Term[id].Clock, cause)
}

// isDoneAlready says whether what a term asks for was done before it began: the action is
// in effect, it was assessed since it was believed, or the owner knows what was found.
func (w terms) isDoneAlready(id TermID) bool {
	x, t := w.Term[id], w.specOf(id)
	switch t.Deed {
	case model.Act:
		for _, a := range w.spec.Agencies[x.Bound].Actions {
			if t.Action == 0 || w.spec.Actions[a].Term == t.Action {
				for i := w.Begun[a].First; i != 0; i = w.Action[i].Next {
					if x := &w.Action[i]; x.Active && w.isAbout(id, x.Story) {
						return true
					}
				}
			}
		}
	case model.Assess:
		f := w.Listing[x.Listing].Fact
		if x.Hit != 0 {
			f = w.Hit[x.Hit].Subject
		}
		h := w.holdings.find(x.Bound, f)
		if h == 0 || w.dossierOf(h) == 0 {
			return false
		}
		last := w.Dossier[w.dossierOf(h)].Last
		return last.Num > w.Holding[h].Believed.Num
	case model.TellOwner:
		h := w.holdings.find(w.Listing[x.Listing].Owner, w.Hit[x.Hit].Subject)
		return h != 0 && w.Holding[h].Known != sim.Never
	}
	return false
}

// isAbout says whether a storyline is that of a term's entry, or of what was checked.
func (w terms) isAbout(id TermID, s model.StorylineID) bool {
	if h := w.Term[id].Hit; h != 0 && w.spec.Facts[w.Hit[h].Subject].Storyline == s {
		return true
	}
	return w.storyOf(id) == s
}

// meets says which messages meet a term, by what it asks for.
var meets = [...]uint32{
	model.Answer:    1<<journal.Item | 1<<journal.Reply | 1<<journal.Refusal,
	model.TellOwner: 1<<journal.Item | 1<<journal.Reply,
	model.Assess:    0,
}

// noteDelivered is a message that has reached its recipient: it may tell whom a term
// binds, or be what a term asks for.
func (w terms) noteDelivered(t TransitID) {
	if len(w.Term) == 1 {
		return
	}
	tr := w.Transit[t]
	for id := w.Owing[tr.To].Head; id != 0; id = w.Term[id].Next {
		if x := &w.Term[id]; x.Clock == 0 && !x.Done && w.isFinder(id, tr.From) && w.isAbout(id, tr.Story) {
			w.startClock(id, tr.Last, spans{})
		}
	}
	for id := w.Owing[tr.From].Head; id != 0; id = w.Term[id].Next {
		x := &w.Term[id]
		if deed := w.specOf(id).Deed; !x.Done && x.Hit != 0 && meets[deed]>>tr.Msg&1 == 1 && w.isAbout(id, tr.Story) && w.reaches(id, tr.To) {
			w.meet(id, tr.Last)
		}
	}
}

// reaches says whether a message to an agency reaches the side to which a term on a hit is
// owed: who found the entry or whose it is, or anybody in that nation if it is another.
func (w terms) reaches(id TermID, to model.AgencyID) bool {
	x := &w.Term[id]
	side := w.Listing[x.Listing].Owner
	if w.specOf(id).Deed == model.Answer {
		side = w.Hit[x.Hit].Agency
	}
	n := w.spec.Agencies[side].Nation
	return to == side || n != w.spec.Agencies[x.Bound].Nation && w.spec.Agencies[to].Nation == n
}

// demandsAnswer says whether somebody has to answer a hit.
func (w terms) demandsAnswer(h uint32) bool {
	for id := len(w.Term) - 1; id > 0 && w.Term[id].Hit == h; id-- {
		if w.specOf(TermID(id)).Deed == model.Answer {
			return true
		}
	}
	return false
}

// noteActed is an action of an agency that has taken effect.
func (w terms) noteActed(a model.ActionID, s model.StorylineID, cause journal.Link) {
	sp := &w.spec.Actions[a]
	for id := w.Owing[sp.Agency].Head; id != 0; id = w.Term[id].Next {
		if t := w.specOf(id); t.Deed == model.Act && !w.Term[id].Done && (t.Action == 0 || t.Action == sp.Term) && w.isAbout(id, s) {
			w.meet(id, cause)
		}
	}
}

// noteAssessed is an assessment that an agency has made.
func (w terms) noteAssessed(c DossierID, cause journal.Link) {
	for id := w.Owing[w.Dossier[c].Agency].Head; id != 0; id = w.Term[id].Next {
		if w.specOf(id).Deed != model.Assess || w.Term[id].Done {
			continue
		}
		for h := w.Dossier[c].Head; h != 0; h = w.Holding[h].Next {
			if w.isAbout(id, w.spec.Facts[w.Holding[h].Fact].Storyline) {
				w.meet(id, cause)
				break
			}
		}
	}
}

// missed is a term that has run out: whom it binds may be reminded.
func (w terms) missed(c ClockID) {
	id := w.Clock[c].Term
	if w.specOf(id).Remind {
		w.trays.remindAgency(w.Term[id].Bound, w.storyOf(id), w.Clock[c].Ended)
	}
}

// stopAll ends all terms of an entry that is withdrawn.
func (w terms) stopAll(i uint32, cause journal.Link) {
	for id := TermID(1); int(id) < len(w.Term); id++ {
		if x := &w.Term[id]; x.Listing == i && !x.Done {
			x.Done = true
			w.clocks.cancel(w.Term[id].Clock, cause)
		}
	}
}

// setTerm gives the terms of a name on a storyline a time from now: those that run are
// moved, those that were missed and those that nobody has begun begin.
func (w terms) setTerm(s model.StoreID, name journal.Ref, story model.StorylineID, within sim.Time, cause journal.Link) {
	due := w.k.Now() + within
	for i := 1; i < len(w.Listing); i++ {
		x := &w.Listing[i]
		if x.Store != s || !x.Visible || story != model.None && w.spec.Facts[x.Fact].Storyline != story {
			continue
		}
		for k := range w.spec.Stores[s].Terms {
			if t := &w.spec.Stores[s].Terms[k]; t.Ref == name {
				w.beginMissing(k, uint32(i), cause)
			}
		}
	}
	for id := TermID(1); int(id) < len(w.Term); id++ {
		if x := w.Term[id]; !x.Done && w.specOf(id).Ref == name && (story == model.None || w.isAbout(id, story)) {
			w.moveTerm(id, due, cause)
		}
	}
}

// beginMissing begins a term on an entry, or on the hits in it, that has none.
func (w terms) beginMissing(k int, i uint32, cause journal.Link) {
	has := func(h uint32) bool {
		for id := 1; id < len(w.Term); id++ {
			if x := &w.Term[id]; x.Listing == i && x.Nth == int32(k) && x.Hit == h {
				return true
			}
		}
		return false
	}
	if !w.spec.Stores[w.Listing[i].Store].Terms[k].OnHit {
		if !has(0) {
			w.begin(k, i, 0, cause)
		}
		return
	}
	for h := w.Listing[i].Hits; h != 0; h = w.Hit[h].Next {
		if !has(h) {
			w.begin(k, i, h, cause)
		}
	}
}

// moveTerm moves the instant at which a term is due, or begins it anew.
func (w terms) moveTerm(id TermID, due sim.Time, cause journal.Link) {
	x := w.Term[id]
	if x.Clock == 0 || w.Clock[x.Clock].Over {
		if x.Clock != 0 {
			w.Term[id].Times++
		}
		w.startClock(id, cause, spans{})
	}
	x = w.Term[id]
	if !x.Done && w.Clock[x.Clock].Due != due {
		w.clocks.extend(x.Clock, due, cause)
	}
	if t := w.specOf(id); t.Deed == model.Review {
		w.scheduleReview(id, due-t.Ahead)
	}
}

// listingKey is the lineage of an entry: store, fact and owner.
func (w terms) listingKey(x *listing) sim.ID {
	return w.spec.Names.ID(w.spec.Stores[x.Store].Ref).Child(w.spec.Facts[x.Fact].ID).Child(w.spec.Names.ID(w.spec.Agencies[x.Owner].Ref))
}
