package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// deadline is how a deadline stands.
type deadline struct {
	Due      sim.Time     // Never while its stage has not come
	Link     journal.Link // Stage that made it due
	Passed   bool         // its stage was entered, or its time came
	Resolved bool
}

// scheduleAtStart puts a deadline with a fixed time on the calendar; the
// others come due with their stage.
func (w deadlines) scheduleAtStart(d model.DeadlineID) {
	sp := &w.spec.Deadlines[d]
	w.Deadline[d].Due = sim.Never
	if sp.Stage == 0 {
		w.Deadline[d].Due = sp.At
	}
	if sp.Stage == 0 && sp.At <= w.spec.End {
		w.k.Close(sp.At, nobody, DeadlineDue, uint32(d), 0)
	}
}

// dueBeforeStage makes the deadlines before a stage due, looking back, and
// voids those whose stage the storyline can no longer enter.
func (w deadlines) dueBeforeStage(s model.StorylineID, stage int32) {
	for _, d := range w.spec.DeadlinesOf[s] {
		sp, x := &w.spec.Deadlines[d], &w.Deadline[d]
		if sp.Stage == 0 || x.Passed {
			continue
		}
		switch {
		case int32(sp.Stage) == stage:
			w.k.Close(w.k.Now(), nobody, DeadlineDue, uint32(d), 0)
		case !w.spec.Storylines[s].CanReach(int(stage), sp.Stage, 0):
			x.Passed, x.Resolved = true, true
			w.recordOutcome(d, journal.Void, sim.Never)
		}
	}
}

// deadlineDue resolves a deadline in the closing round, so that "by 08:40"
// includes whatever happens at 08:40.
func (w deadlines) deadlineDue(e sim.Event) {
	d := model.DeadlineID(e.Arg)
	sp, x := &w.spec.Deadlines[d], &w.Deadline[d]
	if x.Resolved {
		return
	}
	if !x.Passed {
		x.Passed = true
		if sp.Stage > 0 {
			x.Due, x.Link = w.k.Now()-sp.Lead, w.Storyline[sp.Storyline].Link
		}
	}
	when, _ := w.satisfiedAt(d)
	if when == sim.Never {
		return // late if it comes true by EndEx
	}
	w.Deadline[d].Resolved = true
	o := journal.Met
	if when > w.Deadline[d].Due {
		o = journal.Late
	}
	w.recordOutcome(d, o, when)
}

// recordOutcome records a deadline's outcome.
func (w deadlines) recordOutcome(d model.DeadlineID, o journal.Outcome, when sim.Time) {
	sp, x := &w.spec.Deadlines[d], w.Deadline[d]
	r := w.beginRecord(journal.Deadline, w.spec.Agencies[sp.Agency].Ref, w.spec.Names.ID(sp.Ref))
	if _, l := w.satisfiedAt(d); l.Num != 0 {
		r.From = append(r.From, l)
	}
	if x.Link.Num != 0 {
		r.From = append(r.From, x.Link)
	}
	if o == journal.Void {
		r.From = append(r.From, w.Storyline[sp.Storyline].Link)
		r.Reason, r.Rule = journal.StageNotTaken, w.spec.Storylines[sp.Storyline].Ref
	}
	if o == journal.NotMet || o == journal.Open {
		r.Reason, r.Rule = journal.NotReached, w.spec.Storylines[sp.Storyline].Ref
		if l := w.denialOf(sp); l.Num != 0 {
			r.From = append(r.From, l)
			r.Reason, r.Rule = journal.NotGranted, w.authorityRef(sp.Action)
		}
	}
	if b := r.Binding(); b.Num != 0 && r.At > b.At {
		r.Spans = append(r.Spans, journal.Span{Step: journal.World, Cause: journal.Period, Object: w.spec.Storylines[sp.Storyline].Ref, Ms: r.At - b.At})
	}
	r.Args = [journal.MaxArgs]int64{journal.DeadlineDeadline: int64(sp.Ref), journal.DeadlineOutcome: int64(o), journal.DeadlineDue: int64(x.Due), journal.DeadlineWhen: int64(when), journal.DeadlineStoryline: int64(w.spec.Storylines[sp.Storyline].Ref)}
	w.emitRecord()
}

// denialOf is the record by which the authority of a wanted action was denied; none
// where it was not, or no action is wanted.
func (w deadlines) denialOf(d *model.Deadline) journal.Link {
	if d.Want != model.WantAvailable {
		return journal.Link{}
	}
	return w.Action[w.actions.findAction(d.Action, d.Storyline)].Denial
}

// authorityRef names who grants an action: an agency, or the nation that has none.
func (w deadlines) authorityRef(id model.ActionID) journal.Ref {
	sp := &w.spec.Actions[id]
	if of := w.spec.AuthorityOf(sp.Agency, sp.Authority); of != model.None {
		return w.spec.Agencies[of].Ref
	}
	return w.spec.Nations[w.spec.Agencies[sp.Agency].Nation].Ref
}

// satisfiedAt is when what a deadline wants first held, and the record that made
// it so; Never if it does not hold yet.
func (w deadlines) satisfiedAt(d model.DeadlineID) (sim.Time, journal.Link) {
	return wants[w.spec.Deadlines[d].Want](w.World, &w.spec.Deadlines[d])
}

// wants holds, by Want, when it was fulfilled.
var wants = [...]func(*World, *model.Deadline) (sim.Time, journal.Link){
	model.WantInformed: func(w *World, d *model.Deadline) (sim.Time, journal.Link) {
		a := w.awarenessOf(d.Agency, d.Storyline)
		if a.Grade < journal.Recognised {
			return sim.Never, journal.Link{}
		}
		return a.At[journal.Recognised], a.Known
	},
	model.WantRead: func(w *World, d *model.Deadline) (sim.Time, journal.Link) {
		when, link := sim.Time(-sim.Never), journal.Link{}
		for _, f := range d.Facts {
			h := w.holdings.find(d.Agency, f)
			if h == 0 || w.Holding[h].Known == sim.Never {
				return sim.Never, journal.Link{}
			}
			if w.Holding[h].Known >= when {
				when, link = w.Holding[h].Known, w.Holding[h].Learned
			}
		}
		return when, link
	},
	model.WantAvailable: func(w *World, d *model.Deadline) (sim.Time, journal.Link) {
		x := &w.Action[w.actions.findAction(d.Action, d.Storyline)]
		if x.Available.Num == 0 {
			return sim.Never, journal.Link{}
		}
		return x.Available.At, x.Available
	},
}

// recheckLate looks again at the deadlines of an agency that have passed: what has
// just come true makes them late rather than not met.
func (w deadlines) recheckLate(a model.AgencyID, s model.StorylineID) {
	for _, d := range w.spec.DeadlinesOf[s] {
		if x := &w.Deadline[d]; w.spec.Deadlines[d].Agency == a && x.Passed && !x.Resolved {
			w.k.Close(w.k.Now(), nobody, DeadlineDue, uint32(d), 0)
		}
	}
}

// resolveAtEnd resolves at EndEx what is left: not met where the time has come,
// open where it has not.
func (w deadlines) resolveAtEnd() {
	for d := range w.spec.Deadlines {
		x := &w.Deadline[d]
		if x.Resolved {
			continue
		}
		x.Resolved = true
		if x.Passed {
			w.recordOutcome(model.DeadlineID(d), journal.NotMet, sim.Never)
		} else {
			w.recordOutcome(model.DeadlineID(d), journal.Open, sim.Never)
		}
	}
}
