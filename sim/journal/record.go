package journal

import "entente/sim"

// Num is a record's place in its file, from 1. 0 means no record.
type Num uint32

// Ref names a nation, agency, desk, channel, rule, fact or any other thing of
// the scenario: its place in Names. 0 means none.
type Ref uint32

// Link points at an earlier record. It carries the record's identity and
// instant too, so that nobody has to keep a table of past records.
type Link struct {
	Num Num
	ID  sim.ID
	At  sim.Time
}

// Span is a stretch of time with its step, its cause and the desk, rule,
// channel, nation or body that made it pass.
type Span struct {
	Step   Step
	Cause  Cause
	Object Ref
	Ms     sim.Time
}

// Record is one thing that happened. Writers fill it and hand it to a Sink;
// a Sink must copy what it keeps, for the slices are reused.
type Record struct {
	Num     Num    // set by the Writer
	ID      sim.ID // set by the Writer: lineage of Kind, Actor, Subject, Nth
	At      sim.Time
	Kind    Kind
	Actor   Ref    // the agency (or nation, body, channel, storyline) it happened to or by; 0 the world
	Subject sim.ID // the thing it is about: a transit, job, clock, action; 0 none
	Nth     uint32 // which such record of the same Kind, Actor and Subject, from 0
	From    []Link // records whose information or permission made it possible
	Trigger Link   // the record that set it going; zero Link if none
	Spans   []Span // tile (binding cause, At]; empty without From
	Step    Step   // NoStep where no step of the chain is meant
	Reason  Reason // NoReason unless something was refused, late or lifted
	Rule    Ref    // the rule (or desk, channel, nation, body) that Reason names
	Args    [MaxArgs]int64
	Facts   []Ref // facts carried or judged, in order of Ref
}

// MaxArgs bounds the fields a kind may have beside the common ones.
const MaxArgs = 8

// Sink receives the records of a run in order.
type Sink interface {
	// Record takes one finished record. An error ends the run.
	Record(*Record) error
}

// Binding is the cause with the latest instant, the last emitted of equals; the
// zero Link if the record has none. As time never runs backwards in a journal,
// that is the cause with the highest number. Spans tile the time since then.
func (r *Record) Binding() Link {
	var b Link
	for _, f := range r.From {
		if f.Num > b.Num {
			b = f
		}
	}
	return b
}
