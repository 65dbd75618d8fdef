package agents

import (
	"entente/sim"
	"entente/sim/journal"
)

// ChangeID is a place in Spec.Changes.
type ChangeID int32

// Change is how the world itself changes: a programme of assistance, a joint
// training, a harmonised law, a summit, a reform. It is set going, passes its
// gate, takes its lead time, and has its effects, for good, for a time or fading
// away.
type Change struct {
	Ref      journal.Ref
	At       sim.Time   // Never: only an effect begins it
	Every    sim.Time   // begun again after so long; 0: once
	Gate     AgencyID   // who has to agree; None: nobody
	Chance   ParamID    // PPM: it does
	Lead     sim.Dist   // from the gate to the effects
	Pace     ParamID    // PPM: factor on the lead time
	Lasts    sim.Dist   // zero: for good
	HalfLife sim.Time   // its effects on parameters fade; 0: they do not
	Trains   []NationID // nations that train together: each trusts each other more
	Cost     ParamID    // in units of the scenario's own; reported only
	Effects  []Effect
}

// change is how often a change was begun, and its last record. While one is under
// way, or lasts, it is not begun again.
type change struct {
	Link journal.Link
	N    uint32
	Runs bool
}

// lent is what a passing effect added to a parameter, to be taken back.
type lent struct {
	Source uint32 // who lent it; 0: taken back
	Param  ParamID
	Delta  int64
}

// The stages of a change, as events of it count them.
const (
	changeBegins = iota
	changeTakesEffect
	changeEnds
)

// scheduleChange puts a change that has an hour on the calendar.
func (w *World) scheduleChange(c ChangeID) {
	if at := w.spec.Changes[c].At; at <= w.spec.End {
		w.k.Schedule(at, sim.PhaseWorld, nobody, ChangeDue, uint32(c), changeBegins)
	}
}

func (w *World) changeDue(e sim.Event) {
	stages[e.Aux](w, ChangeID(e.Arg))
}

// stages holds what each stage of a change does.
var stages = [...]func(*World, ChangeID){
	changeBegins: func(w *World, c ChangeID) {
		if every := w.spec.Changes[c].Every; every > 0 && w.k.Now()+every <= w.spec.End {
			w.k.Schedule(w.k.Now()+every, sim.PhaseWorld, nobody, ChangeDue, uint32(c), changeBegins)
		}
		w.begin(c, journal.Link{})
	},
	changeTakesEffect: (*World).takesEffect,
	changeEnds:        (*World).changeOver,
}

// begin sets a change going: its gate comes first.
func (w *World) begin(c ChangeID, cause journal.Link) {
	sp, x := &w.spec.Changes[c], &w.Change[c]
	if x.Runs {
		return
	}
	x.N++
	x.Link, x.Runs = cause, true
	if sp.Gate == None {
		w.underWay(c, spans{})
		return
	}
	w.enqueue(order{
		task: Ministering, then: thenGated, agency: sp.Gate, toward: None,
		key: w.changeKey(c).Child(sim.Name("gate")), owner: uint32(c), prec: journal.Routine,
	})
}

// gateDropped is a question that an overloaded desk dropped: nothing comes of it.
func (w *World) gateDropped(j JobID) { w.Change[w.Job[j].Owner].Runs = false }

func (w *World) changeKey(c ChangeID) sim.ID {
	return w.spec.Names.ID(w.spec.Changes[c].Ref).Nth(uint64(w.Change[c].N))
}

// gated is the decision at the gate.
func (w *World) gated(j JobID) {
	c := ChangeID(w.Job[j].Owner)
	l := w.jobSpans(j, journal.Authorise)
	if w.yes(drawGate, w.changeKey(c), w.ppm(w.spec.Changes[c].Chance)) {
		w.underWay(c, l)
	} else {
		r := w.changed(c, journal.Refused, sim.Never, l)
		r.Reason, r.Rule = journal.RightsGate, w.spec.Agencies[w.spec.Changes[c].Gate].Ref
		w.Change[c].Link, w.Change[c].Runs = w.emit(), false
	}
	w.drop(&l)
}

// underWay starts the lead time.
func (w *World) underWay(c ChangeID, l spans) {
	sp := &w.spec.Changes[c]
	ready := w.k.Now() + w.ppm(sp.Pace).Scale(sp.Lead.Draw(w.u(drawLead, w.changeKey(c))))
	w.changed(c, journal.Begun, ready, l)
	w.Change[c].Link = w.emit()
	if ready <= w.spec.End {
		w.k.Schedule(ready, sim.PhaseWorld, nobody, ChangeDue, uint32(c), changeTakesEffect)
	}
}

// takesEffect is the end of the lead time.
func (w *World) takesEffect(c ChangeID) {
	sp := &w.spec.Changes[c]
	until := sim.Time(sim.Never)
	if !sp.Lasts.IsZero() {
		until = w.k.Now() + sp.Lasts.Draw(w.u(drawTenure, w.changeKey(c)))
	}
	r := w.changed(c, journal.InEffect, until, spans{})
	w.rests(r, journal.World, journal.Period, sp.Ref)
	l := w.emit()
	w.Change[c].Link, w.Change[c].Runs = l, until != sim.Never
	m := matter{by: sp.Ref, cause: l, story: None, to: None, fades: sp.HalfLife}
	if until != sim.Never {
		m.lends = uint32(c)*2 + 1
	}
	w.does(sp.Effects, m)
	for _, i := range sp.Trains {
		for _, j := range sp.Trains {
			w.gains(i, j, w.spec.Model.TrustTraining, l)
		}
	}
	if until <= w.spec.End {
		w.k.Schedule(until, sim.PhaseWorld, nobody, ChangeDue, uint32(c), changeEnds)
	}
	w.observe(l)
}

// changeOver takes back what was lent.
func (w *World) changeOver(c ChangeID) {
	sp := &w.spec.Changes[c]
	r := w.changed(c, journal.Ends, sim.Never, spans{})
	w.rests(r, journal.World, journal.Period, sp.Ref)
	w.Change[c].Link, w.Change[c].Runs = w.emit(), false
	w.takeBack(uint32(c)*2+1, w.Change[c].Link)
}

// changed begins a record of a change.
func (w *World) changed(c ChangeID, o journal.Outcome, until sim.Time, l spans) *journal.Record {
	x := &w.Change[c]
	r := w.note(journal.Changed, w.spec.Changes[c].Ref, w.changeKey(c))
	r.Nth = uint32(o)
	if x.Link.Num != 0 {
		r.From = append(r.From, x.Link)
		if l.Head != 0 {
			w.tileAs(r, l, journal.Authorise)
		}
	}
	r.Args[0], r.Args[1], r.Args[2] = int64(w.spec.Changes[c].Ref), int64(o), int64(until)
	return r
}

// alter moves a parameter for an effect: for good, lent for a time, or fading.
func (w *World) alter(id ParamID, to int64, m matter) {
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
func (w *World) takeBack(source uint32, cause journal.Link) {
	for i := 1; i < len(w.Lent); i++ {
		if x := w.Lent[i]; x.Source == source {
			w.Lent[i].Source = 0
			w.shift(x.Param, -x.Delta, cause)
		}
	}
}
