package agents

import (
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// change is one beginning of a change, which has a gate, a lead time and an end of
// its own.
type change struct {
	Link journal.Link // its last record
	Of   model.ChangeID
	N    uint32 // the n-th of its change, from 1
}

// lent is what a passing effect added to a parameter, to be taken back.
type lent struct {
	Source uint32 // who lent it; 0: taken back
	Param  model.ParamID
	Delta  int64
}

// The stages of a change, as events of it count them.
const (
	changeBegins = iota
	changeTakesEffect
	changeEnds
)

// scheduleChange puts a change that has an hour on the calendar.
func (w changes) scheduleChange(c model.ChangeID) {
	if at := w.spec.Changes[c].At; at <= w.spec.End {
		w.k.Schedule(at, sim.PhaseWorld, nobody, ChangeDue, uint32(c), changeBegins)
	}
}

// changeDue is a stage of a change that was begun, or the hour at which one is to
// begin.
func (w changes) changeDue(e sim.Event) { stages[e.Aux](w.World, e.Arg) }

// stages holds what each stage of a change does.
var stages = [...]func(*World, uint32){
	changeBegins: func(w *World, arg uint32) {
		c := model.ChangeID(arg)
		if every := w.spec.Changes[c].Every; every > 0 && w.k.Now()+every <= w.spec.End {
			w.k.Schedule(w.k.Now()+every, sim.PhaseWorld, nobody, ChangeDue, uint32(c), changeBegins)
		}
		w.changes.begin(c, journal.Link{})
	},
	changeTakesEffect: func(w *World, i uint32) { w.changes.takesEffect(i) },
	changeEnds:        func(w *World, i uint32) { w.changes.changeOver(i) },
}

// begin sets a change going: its gate comes first.
func (w changes) begin(c model.ChangeID, cause journal.Link) {
	n := uint32(1)
	for _, x := range w.Change[1:] {
		if x.Of == c {
			n++
		}
	}
	w.Change = append(w.Change, change{Link: cause, Of: c, N: n})
	i := uint32(len(w.Change) - 1)
	sp := &w.spec.Changes[c]
	if sp.Gate == model.None {
		w.underWay(i, spans{})
		return
	}
	w.desks.enqueue(order{
		task: model.Ministering, then: thenGated, agency: sp.Gate, toward: model.None,
		key: w.changeKey(i).Child(sim.Name("gate")), owner: i, prec: journal.Routine,
	})
}

func (w changes) changeKey(i uint32) sim.ID {
	x := &w.Change[i]
	return w.spec.Names.ID(w.spec.Changes[x.Of].Ref).Nth(uint64(x.N))
}

// changeSpec is what a change that was begun is.
func (w changes) changeSpec(i uint32) *model.Change { return &w.spec.Changes[w.Change[i].Of] }

// gated is the decision at the gate.
func (w changes) gated(j JobID) {
	i := w.Job[j].Owner
	sp := w.changeSpec(i)
	l := w.jobs.jobSpans(j, journal.Authorise)
	if w.yes(drawGate, w.changeKey(i), w.ppm(sp.Chance)) {
		w.underWay(i, l)
	} else {
		r := w.changed(i, journal.Refused, sim.Never, l)
		r.Reason, r.Rule = journal.RightsGate, w.spec.Agencies[sp.Gate].Ref
		w.Change[i].Link = w.emit()
	}
	w.drop(&l)
}

// underWay starts the lead time.
func (w changes) underWay(i uint32, l spans) {
	sp := w.changeSpec(i)
	ready := w.k.Now() + w.ppm(sp.Pace).Scale(sp.Lead.Draw(w.u(drawLead, w.changeKey(i))))
	w.changed(i, journal.Begun, ready, l)
	w.Change[i].Link = w.emit()
	if ready <= w.spec.End {
		w.k.Schedule(ready, sim.PhaseWorld, nobody, ChangeDue, i, changeTakesEffect)
	}
}

// takesEffect is the end of the lead time.
func (w changes) takesEffect(i uint32) {
	sp := w.changeSpec(i)
	until := sim.Time(sim.Never)
	if !sp.Lasts.IsZero() {
		until = w.k.Now() + sp.Lasts.Draw(w.u(drawTenure, w.changeKey(i)))
	}
	r := w.changed(i, journal.InEffect, until, spans{})
	w.rests(r, journal.World, journal.Period, sp.Ref)
	l := w.emit()
	w.Change[i].Link = l
	m := matter{by: sp.Ref, cause: l, story: model.None, to: model.None, fades: sp.HalfLife}
	if until != sim.Never {
		m.lends = i*2 + 1
	}
	w.does(sp.Effects, m)
	for _, a := range sp.Trains {
		for _, b := range sp.Trains {
			w.relations.gains(a, b, w.spec.Model.TrustTraining, l)
		}
	}
	if until <= w.spec.End {
		w.k.Schedule(until, sim.PhaseWorld, nobody, ChangeDue, i, changeEnds)
	}
	w.exercise.observe(l)
}

// changeOver takes back what was lent.
func (w changes) changeOver(i uint32) {
	sp := w.changeSpec(i)
	r := w.changed(i, journal.Ends, sim.Never, spans{})
	w.rests(r, journal.World, journal.Period, sp.Ref)
	w.Change[i].Link = w.emit()
	w.takeBack(i*2+1, w.Change[i].Link)
}

// changed begins a record of a change.
func (w changes) changed(i uint32, o journal.Outcome, until sim.Time, l spans) *journal.Record {
	x := &w.Change[i]
	r := w.note(journal.Changed, w.changeSpec(i).Ref, w.changeKey(i))
	r.Nth = uint32(o)
	if x.Link.Num != 0 {
		r.From = append(r.From, x.Link)
		if l.Head != 0 {
			w.tileAs(r, l, journal.Authorise)
		}
	}
	r.Args[0], r.Args[1], r.Args[2] = int64(w.changeSpec(i).Ref), int64(o), int64(until)
	return r
}

// alter moves a parameter for an effect: for good, lent for a time, or fading.
func (w changes) alter(id model.ParamID, to int64, m matter) {
	delta := w.within(id, to) - w.p(id)
	if m.fades > 0 {
		w.boost(id, delta, m.fades, m.cause)
		return
	}
	if m.lends != 0 {
		w.Lent = append(w.Lent, lent{Source: m.lends, Param: id, Delta: delta})
	}
	w.shift(id, delta, m.cause)
}

// takeBack undoes what a source lent, as far as it still stands.
func (w changes) takeBack(source uint32, cause journal.Link) {
	for i := 1; i < len(w.Lent); i++ {
		if x := w.Lent[i]; x.Source == source {
			w.Lent[i].Source = 0
			w.shift(x.Param, -x.Delta, cause)
		}
	}
}
