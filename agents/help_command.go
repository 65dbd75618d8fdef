package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// directive is an order on its way down.
type directive struct {
	ID      sim.ID
	Link    journal.Link
	Command model.CommandID
	Task    journal.Ref
	Story   model.StorylineID
	Echelon uint32
}

// orderCommand gives an order to the highest echelon that the task needs, once for a
// storyline.
func (w support) orderCommand(c model.CommandID, task journal.Ref, s model.StorylineID, cause journal.Link) {
	for _, x := range w.Directive[1:] {
		if x.Command == c && x.Task == task && x.Story == s {
			return
		}
	}
	sp := &w.spec.Commands[c]
	first := 0
	for _, d := range sp.Delegated {
		if d.Task == task {
			first = d.Echelon
		}
	}
	w.Directive = append(w.Directive, directive{
		ID:   w.spec.Names.ID(sp.Ref).Child(w.spec.Names.ID(task)).Child(w.spec.StorylineKey(s)),
		Link: cause, Command: c, Task: task, Story: s, Echelon: uint32(first),
	})
	w.openEchelonJob(uint32(len(w.Directive) - 1))
}

// openEchelonJob opens the job of the echelon that has the order.
func (w support) openEchelonJob(i uint32) {
	x := &w.Directive[i]
	a := w.spec.Commands[x.Command].Echelons[x.Echelon]
	w.desks.enqueue(order{
		task: model.Implementing, then: thenCommanded, agency: a, toward: model.None,
		key: x.ID.Child(w.spec.Names.ID(w.spec.Agencies[a].Ref)), owner: i, prec: journal.Flash,
	})
}

// echelonDone passes an order on to the next echelon, and from the last one to
// the forces.
func (w support) echelonDone(j JobID) {
	i := w.Job[j].Owner
	x := &w.Directive[i]
	sp := &w.spec.Commands[x.Command]
	a := sp.Echelons[x.Echelon]
	l := w.jobs.spansOf(j, journal.Body)
	r := w.beginRecord(journal.Ordering, w.spec.Agencies[a].Ref, x.ID)
	if x.Link.Num != 0 {
		r.From = append(r.From, x.Link)
		w.tileSpans(r, l)
	}
	r.Args[journal.OrderingCommand], r.Args[journal.OrderingOutcome], r.Args[journal.OrderingStoryline] = int64(sp.Ref), int64(journal.Done), w.spec.StorylineRef(x.Story)
	x = &w.Directive[i]
	x.Link = w.emitRecord()
	x.Echelon++
	if int(x.Echelon) < len(sp.Echelons) {
		w.openEchelonJob(i)
		return
	}
	for _, f := range sp.Forces {
		w.commitForce(i, f)
	}
}

// commitForce sends a nation's force, unless a caveat keeps it out of the task, or it
// has come already because it was asked.
func (w support) commitForce(i uint32, f model.SupportID) {
	x := w.Directive[i]
	of := w.spec.Support[f].Of[0]
	n := w.spec.Agencies[of].Nation
	if !w.hasCaveat(n, x.Task) {
		w.sendByOrder(f, x.Story, x.Link)
		return
	}
	r := w.beginRecord(journal.Ordering, w.spec.Agencies[of].Ref, x.ID)
	r.From = append(r.From, x.Link)
	r.Reason, r.Rule = journal.Caveat, w.spec.Nations[n].Ref
	r.Args[journal.OrderingCommand], r.Args[journal.OrderingOutcome], r.Args[journal.OrderingStoryline] = int64(w.spec.Commands[x.Command].Ref), int64(journal.Declines), w.spec.StorylineRef(x.Story)
	w.emitRecord()
}
