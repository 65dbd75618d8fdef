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

// scheduleAtStart puts a change that has an hour on the calendar.
func (w changes) scheduleAtStart(c model.ChangeID) {
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
		w.changes.beginChange(c, journal.Link{})
	},
	changeTakesEffect: func(w *World, i uint32) { w.changes.takeEffect(i) },
	changeEnds:        func(w *World, i uint32) { w.changes.endChange(i) },
}

// beginChange sets a change going: its gate comes first.
func (w changes) beginChange(c model.ChangeID, cause journal.Link) {
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
		w.startLeadTime(i, spans{})
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

// specOf is what a change that was begun is.
func (w changes) specOf(i uint32) *model.Change { return &w.spec.Changes[w.Change[i].Of] }

// nameOf is the name of the change whose hour has come.
func (w changes) nameOf(e sim.Event) journal.Ref {
	if e.Aux == changeBegins {
		return w.spec.Changes[e.Arg].Ref
	}
	return w.specOf(e.Arg).Ref
}

// gateDecided is the decision at the gate.
func (w changes) gateDecided(j JobID) {
	i := w.Job[j].Owner
	sp := w.specOf(i)
	l := w.jobs.spansOf(j, journal.Authorise)
	if w.drawYes(drawGate, w.changeKey(i), w.valuePPM(sp.Chance)) {
		w.startLeadTime(i, l)
	} else {
		r := w.beginChangeRecord(i, journal.Refused, sim.Never, l)
		r.Reason, r.Rule = journal.RightsGate, w.spec.Agencies[sp.Gate].Ref
		w.Change[i].Link = w.emitRecord()
	}
}

// startLeadTime starts the lead time.
func (w changes) startLeadTime(i uint32, l spans) {
	sp := w.specOf(i)
	ready := w.k.Now() + w.valuePPM(sp.Pace).Scale(sp.Lead.Draw(w.randomBits(drawLead, w.changeKey(i))))
	w.beginChangeRecord(i, journal.Begun, ready, l)
	w.Change[i].Link = w.emitRecord()
	if ready <= w.spec.End {
		w.k.Schedule(ready, sim.PhaseWorld, nobody, ChangeDue, i, changeTakesEffect)
	}
}

// takeEffect is the end of the lead time.
func (w changes) takeEffect(i uint32) {
	sp := w.specOf(i)
	until := sim.Time(sim.Never)
	if !sp.Lasts.IsZero() {
		until = w.k.Now() + sp.Lasts.Draw(w.randomBits(drawTenure, w.changeKey(i)))
	}
	r := w.beginChangeRecord(i, journal.InEffect, until, spans{})
	attributeTime(r, journal.World, journal.Period, sp.Ref)
	l := w.emitRecord()
	w.Change[i].Link = l
	m := effectContext{by: sp.Ref, cause: l, story: model.None, to: model.None, fades: sp.HalfLife}
	if until != sim.Never {
		m.lends = i*2 + 1
	}
	w.applyEffects(sp.Effects, m)
	for _, a := range sp.Trains {
		for _, b := range sp.Trains {
			w.relations.gainTrust(a, b, w.spec.Model.TrustTraining, l)
		}
	}
	if until <= w.spec.End {
		w.k.Schedule(until, sim.PhaseWorld, nobody, ChangeDue, i, changeEnds)
	}
	w.tellHappened(l)
}

// endChange takes back what was lent.
func (w changes) endChange(i uint32) {
	sp := w.specOf(i)
	r := w.beginChangeRecord(i, journal.Ends, sim.Never, spans{})
	attributeTime(r, journal.World, journal.Period, sp.Ref)
	w.Change[i].Link = w.emitRecord()
	w.takeBackLent(i*2+1, w.Change[i].Link)
}

// beginChangeRecord begins a record of a change.
func (w changes) beginChangeRecord(i uint32, o journal.Outcome, until sim.Time, l spans) *journal.Record {
	x := &w.Change[i]
	r := w.beginRecord(journal.Changed, w.specOf(i).Ref, w.changeKey(i))
	r.Nth = uint32(o)
	if x.Link.Num != 0 {
		r.From = append(r.From, x.Link)
		if l.Head != 0 {
			w.tileSpansAs(r, l, journal.Authorise)
		}
	}
	r.Args[journal.ChangedChange], r.Args[journal.ChangedOutcome], r.Args[journal.ChangedUntil] = int64(w.specOf(i).Ref), int64(o), int64(until)
	return r
}

// alterParam moves a parameter for an effect: for good, lent for a time, or fading.
func (w changes) alterParam(id model.ParamID, to int64, m effectContext) {
	delta := w.clampToBounds(id, to) - w.value(id)
	if m.fades > 0 {
		w.addTransient(id, delta, m.fades, m.cause)
		return
	}
	if m.lends != 0 {
		w.Lent = append(w.Lent, lent{Source: m.lends, Param: id, Delta: delta})
	}
	w.shiftParam(id, delta, m.cause)
}

// takeBackLent undoes what a source lent, as far as it still stands.
func (w changes) takeBackLent(source uint32, cause journal.Link) {
	for i := 1; i < len(w.Lent); i++ {
		if x := w.Lent[i]; x.Source == source {
			w.Lent[i].Source = 0
			w.shiftParam(x.Param, -x.Delta, cause)
		}
	}
}
