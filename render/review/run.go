// Package review is a run made ready to be looked at: columns of what a viewer
// draws, filled from a replay a piece at a time.
//
// # What it gives
//
// A Run has the events, messages and holds of a replay as plain columns, and answers
// what a picture asks at an instant: how things stood, who knew what as seen by
// somebody, why something was late. Words are those of package wording, explanations
// those of package explain; nothing is worded or explained here.
//
// # How to think of it
//
// Open reads what a first picture needs: the page, the outcomes. Load goes through
// the records, as many at a time as the caller has time for, so a window can show
// and scrub what has arrived. Nothing is changed in the replay.
package review

import (
	"entente/render/view"
	"entente/replay"
	"entente/replay/explain"
	"entente/replay/measure"
	"entente/replay/notes"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// Weight is how much an event matters.
type Weight uint8

// The weights.
const (
	Plain    Weight = iota
	Notable         // stages, decisions, releases, refusals
	Critical        // deadlines, exceptions, leaks, breaches
)

// Event is one record.
type Event struct {
	Num       journal.Num
	At        sim.Time
	Kind      journal.Kind
	Actor     journal.Ref
	Nation    journal.Ref // of the actor; 0 none
	Storyline journal.Ref // 0 none
	Subject   sim.ID
	Weight    Weight
	Late      bool // late, refused or lapsed
}

// Message is one message from sending to its end. Instants that have not come are
// sim.Never.
type Message struct {
	ID        sim.ID
	Kind      journal.Message
	From, To  journal.Ref // agencies
	Storyline journal.Ref
	Re        sim.ID // the message that it answers
	Sent      sim.Time
	Delivered sim.Time
	Read      sim.Time
	Ended     sim.Time // without being read
	Outcome   journal.Outcome
	First     journal.Num // its first and its last record
	Last      journal.Num
}

// Hold is a stretch of time that passed for a message or a job at one place.
type Hold struct {
	Agency    journal.Ref // in whose lane it stands
	Object    journal.Ref // the desk, rule, channel, nation or body that made it pass
	Storyline journal.Ref
	Step      journal.Step
	Cause     journal.Cause
	Delay     measure.Delay
	From      sim.Time
	Until     sim.Time
	Subject   sim.ID      // the message or job
	Record    journal.Num // that accounts for it
}

// Outcome is one deadline and what became of it.
type Outcome struct {
	Due     *journal.Due
	Why     *explain.Explanation
	Largest explain.Share // what took the most of its time, the world's own aside; 0 ms for nothing
	Late    bool          // late or not met
}

// Run is one run made ready to be looked at.
type Run struct {
	Records  replay.Records
	Meta     replay.Meta
	Static   *journal.Static
	Speak    *wording.Speaker
	Explain  *explain.Reader
	Until    sim.Time // the end of the run
	Outcomes []Outcome
	Book     *notes.Book // what people observed, with the digest of the run; nil

	// What has been loaded so far, in order of number, of sending, and of ending.
	Events   []Event
	Messages []Message
	Holds    []Hold

	loaded   journal.Num
	messages map[sim.ID]int32
	nations  []journal.Ref // by Ref of a thing
	codes    map[journal.Ref]string
	whys     map[view.Subject]*explain.Explanation
	state    *replay.State
	stateAt  sim.Time
	stateTo  journal.Num
}

// Open makes a replay ready to be looked at, with no record loaded yet.
func Open(records replay.Records, meta replay.Meta, terms *wording.Terms) (*Run, error) {
	x, err := explain.New(records)
	if err != nil {
		return nil, err
	}
	st := records.Static()
	r := &Run{
		Records: records, Meta: meta, Static: st, Speak: wording.NewSpeaker(st, terms), Explain: x, Until: x.End(),
		messages: map[sim.ID]int32{}, nations: nationsOf(st), codes: codesOf(st),
	}
	return r, r.explainOutcomes()
}

// explainOutcomes explains every deadline, the worst first.
func (r *Run) explainOutcomes() error {
	all, err := r.Explain.Deadlines()
	if err != nil {
		return err
	}
	for _, e := range all {
		o := Outcome{Why: e, Late: e.Outcome == journal.Late || e.Outcome == journal.NotMet}
		for i := range r.Static.Deadlines {
			if r.Static.Things[e.Thing].Name == r.Static.Deadlines[i].Name {
				o.Due = &r.Static.Deadlines[i]
			}
		}
		if most := explain.Most(e.Stretches); most != nil {
			o.Largest = *most
		}
		r.Outcomes = append(r.Outcomes, o)
	}
	return nil
}

// nationsOf gives the nation of every thing.
func nationsOf(st *journal.Static) []journal.Ref {
	byName := map[string]journal.Ref{}
	for i, t := range st.Things {
		if t.Sort == journal.SortNation.String() {
			byName[t.Name] = journal.Ref(i)
		}
	}
	list := make([]journal.Ref, len(st.Things))
	for i, t := range st.Things {
		list[i] = byName[t.Nation]
		if t.Sort == journal.SortNation.String() {
			list[i] = journal.Ref(i)
		}
	}
	return list
}

// Nation is the nation of a thing, or itself; 0 for none.
func (r *Run) Nation(thing journal.Ref) journal.Ref { return r.nations[thing] }

// Loaded says how many records have been loaded, of how many.
func (r *Run) Loaded() (n, of journal.Num) { return r.loaded, r.Records.Count() }

// State is how things stood after a record, or with 0 after everything that
// happened up to and including an instant. It is for reading only, and kept until
// another is asked for.
func (r *Run) State(at sim.Time, upto journal.Num) (*replay.State, error) {
	if r.state != nil && r.stateAt == at && r.stateTo == upto {
		return r.state, nil
	}
	s, err := (*replay.State)(nil), error(nil)
	if upto > 0 {
		s, err = r.Records.Upto(upto)
	} else {
		s, err = r.Records.At(at)
	}
	if err == nil {
		r.state, r.stateAt, r.stateTo = s, at, upto
	}
	return s, err
}
