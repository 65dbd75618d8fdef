// Package review prepares a run for a viewer: it fills columns of what is drawn from a
// replay, a piece at a time.
//
// # What it gives
//
// A Run has the events, messages and holds of a replay as plain columns, with what is
// needed to draw a window of time without reading all of them: what overlaps it (Within),
// how much waited in a lane (Columns), how many events there were (Density), what was on
// its way at an instant (InFlight). It answers who knew what as seen by somebody (Cell,
// Knowledge), what of the records somebody could have seen (Seen), and compares a second
// run with it (Pair). Words are those of package wording, explanations those of package
// explain; nothing is worded or explained here.
//
// # How to think of it
//
// Open reads what a first picture needs: the page, the outcomes. Load goes through the
// records, as many at a time as the caller has time for, so a window can show and scrub
// what has arrived. Columns only grow, in the order of the records; queries are answered
// from memory, and their buffers are used again: an answer is valid until the next query
// of its kind. Nothing is changed in the replay.
//
// # Duties of the caller
//
// A Run serves one goroutine at a time. Where a part of a replay is broken and more
// follows, Load goes on after it: Gaps says which records are missing, and Unclear during
// which times the state is not known. An error of Load says that the replay is damaged
// from there on: what has arrived is kept.
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

// Event is one record: number n is at n-1.
type Event struct {
	At        sim.Time
	Subject   sim.ID
	Num       journal.Num
	Actor     journal.Ref
	Nation    journal.Ref // or body, of the actor; 0 none
	Storyline journal.Ref // 0 none
	Toward    journal.Ref // the other party that it names: to, of, by or before whom; 0 none
	Kind      journal.Kind
	Weight    Weight
	Late      bool // late, refused or lapsed
}

// Message is one message from sending to its end. Instants that have not come are
// sim.Never.
type Message struct {
	ID         sim.ID
	Re         sim.ID // the message that it answers
	Sent       sim.Time
	Delivered  sim.Time // to whom it was for
	Read       sim.Time
	Ended      sim.Time    // without being read
	From, To   journal.Ref // agencies
	Storyline  journal.Ref
	Channel    journal.Ref // that carried it last; 0 none yet
	Rule       journal.Ref // that the reason names
	First      journal.Num // its first and its last record
	Last       journal.Num
	facts      int32 // where its facts begin
	carried    uint8 // how many it still carries, and how many fell out
	lost       uint8
	Kind       journal.Message
	Outcome    journal.Outcome // how it ended; DONE when read, OPEN or NOT_YET while under way
	Step       journal.Step    // where it ended or last waited
	Reason     journal.Reason
	Class      journal.Class
	Precedence journal.Precedence
	intake     int32 // the last intake that it reached; see intakes
}

// End is when it was read or ended otherwise; sim.Never while it is under way.
func (m *Message) End() sim.Time { return min(m.Read, m.Ended) }

// Hold is a stretch of time that passed for a message or a job at one place.
type Hold struct {
	From      sim.Time
	Until     sim.Time
	Subject   sim.ID      // the message or job
	Agency    journal.Ref // in whose lane it stands: an agency, nation, body or channel; 0: the world's
	Object    journal.Ref // the desk, rule, channel, nation or body that made it pass
	Storyline journal.Ref
	Record    journal.Num // that accounts for it; of one that is open, the last before it
	Step      journal.Step
	Cause     journal.Cause
	Delay     measure.Delay
}

// Run is one run made ready to be looked at.
type Run struct {
	Records  replay.Records
	Meta     replay.Meta
	Static   *journal.Static
	Speak    *wording.Speaker
	Explain  *explain.Reader
	Begin    sim.Time // the first and the last instant of the run
	Until    sim.Time
	Legend   string // which count its times use, and where it was stopped
	Outcomes []Outcome
	Book     *notes.Book // what people observed, with the digest of the run; nil

	// What has been loaded so far: by number, by sending, and by the record that
	// accounts for it. Open is what was still on its way at the end of the run; it
	// comes with the last record.
	Events   []Event
	Messages []Message
	Holds    []Hold
	Open     []Hold

	places
	walk      *replay.Walk
	loaded    journal.Num
	finished  bool
	broken    bool // nothing more can be read
	settled   bool
	pieces    int // that were read for it beforehand
	explained int // outcomes, from the first
	paths     map[journal.Ref]*Path
	messages  map[sim.ID]int32
	facts     []journal.Ref // of all messages
	intakes   []intake
	firsts    []int32 // by number of record less 1: its first hold
	heavy     [2][]int32
	scenes    []int32
	handouts  []handout
	gaps      []Gap
	newer     int64 // the format of a newer version that it is of; 0
	unknown   int   // records that are not understood
	indexed   bool  // the index of the file is read

	times    extents // of holds, of messages
	sendings extents
	underWay chain           // messages without an end so far
	left     int32           // the last of them that a hold was made of at the end; -1 none
	held     *journal.Record // that was read, and is not added yet
	work     Work
	lanes    map[journal.Ref]*lane
	flight   []Hold
	ledger   ledger
	concerns map[journal.Ref]*involved
	called   []string
	factsAt  map[journal.Ref]*journal.Fact
	factRefs []journal.Ref
	stepNums []journal.Num
	circle   circle
	pace     pace
	trust    Trust
	room     struct {
		holds    growth[Hold]
		messages growth[Message]
		versions growth[version]
		stamps   growth[stamp]
	}
	known     Knowledge
	knownOf   journal.Ref
	needs     map[journal.Ref][]journal.Ref
	codes     map[journal.Ref]string
	shorts    map[journal.Ref]string
	whys      map[view.Subject]*explain.Explanation
	measured  *Measured
	measuring *measuring

	state   *replay.State
	stateAt sim.Time
	stateTo journal.Num
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
		messages: map[sim.ID]int32{}, underWay: newChain(), left: -1, places: placesOf(st, namesOf(records)), codes: codesOf(st), lanes: map[journal.Ref]*lane{}, paths: map[journal.Ref]*Path{},
	}
	if _, is := records.(proving); is {
		r.trust = Checking
	}
	if records.Count() > 0 {
		first, err := records.Record(1)
		if err != nil {
			return nil, err
		}
		r.Begin = first.At
	}
	if err := r.Speak.ReadStop(meta.Until); err != nil {
		return nil, err
	}
	if r.Legend = r.Speak.Clock.Legend(); r.Speak.Stopped() {
		r.Legend = r.Speak.Stopping() + ". " + r.Legend
	}
	r.ledger.init(r)
	return r, r.findOutcomes()
}

// namesOf is the table of the things of a replay: its own where it has made one.
func namesOf(records replay.Records) *journal.Names {
	if f, is := records.(interface{ Names() *journal.Names }); is {
		return f.Names()
	}
	return journal.NamesOf(records.Static().Things)
}

// Loaded says how many records have been loaded, of how many.
func (r *Run) Loaded() (n, of journal.Num) { return r.loaded, r.Records.Count() }

// Complete says whether all records have been loaded, and what is made of them at the end.
func (r *Run) Complete() bool { return r.finished }

// Portion is how many records had been loaded when what is drawn from all of them was
// last worth drawing anew: of a run of many records it changes 64 times.
func (r *Run) Portion() journal.Num {
	n := r.Records.Count()
	if n <= few || r.loaded == n {
		return r.loaded
	}
	return r.loaded - r.loaded%(n/64)
}

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
