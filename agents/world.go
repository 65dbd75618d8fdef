package agents

import (
	"fmt"

	"entente/agents/decide"
	"entente/agents/law"
	"entente/agents/model"
	"entente/sim"
	"entente/sim/journal"
)

// Version of the engine. Same scenario, patches, seed and Version give the same
// records, bytes and digest on every machine.
const Version = model.Version

// World is one run: wiring only. What happens lives in the files of the
// mechanisms, what changes in State, what is fixed in Spec.
type World struct {
	spec *model.Spec // immutable, shared by forks
	State
	mechanisms
	k    *sim.Kernel
	seed uint64
	out  *journal.Writer
	seat []Decider // one per nation
	err  error     // the first failure; it ends the run
	over bool      // EndEx has been worked off

	stopAt   uint64        // number of the event after which to stop; 0: none
	max      uint64        // events that may be set going
	apart    uint64        // of the events, those that desks worked off by themselves
	onstage  bool          // every desk goes by the calendar, always: what the other way is held against
	happened [kinds]uint64 // events by kind, for the error that tells of too many
	wrote    [256]uint64   // records by kind, for the same

	// Scratch space, reused so that an event allocates nothing.
	rec     journal.Record
	buf     Intents
	whom    Intents // whom one distribution rule names
	frame   law.Frame
	facts   []model.FactID
	walls   []model.RuleID // of the message that is read
	keeps   []model.RuleID // likewise, of retention
	places  []model.NationID
	entries []uint32       // of stores
	gone    []model.FactID // facts that fell out of a message since its last record
	links   []journal.Link
	lent    []spans // of this event alone
	votes   []decide.Ballot
	turns   []Turn // what happened in the last rounds before livelock, at turnsAt
	turnsAt sim.Time

	direct model.Route // the route by one common channel that routes shows
	leg    [1]model.Leg
}

// New builds a run of spec at the start of its warm-up. Every Sink receives
// every record.
func New(spec *model.Spec, seed uint64, sinks ...journal.Sink) *World {
	w := &World{spec: spec, k: sim.NewKernel(0), out: journal.NewWriter(&spec.Names)}
	w.wireMechanisms()
	w.seatRules()
	w.Restart(seed, sinks...)
	return w
}

// Restart begins afresh, with another seed and other sinks: the world is as good
// as a new one, but in the storage of its last run, so that replications after
// the first allocate next to nothing. Who sits in a seat stays there.
func (w *World) Restart(seed uint64, sinks ...journal.Sink) {
	w.seed, w.err, w.over, w.stopAt, w.apart = seed, nil, false, 0, 0
	w.max, w.happened, w.wrote = w.spec.EventBound(), [kinds]uint64{}, [256]uint64{}
	w.k.Reset(-w.spec.WarmUp)
	w.out.Reset(sinks...)
	w.gone, w.lent, w.turns = w.gone[:0], w.lent[:0], w.turns[:0]
	w.reset(w.spec)
	w.startMechanisms()
}

// RestartAs is Restart as a run of a Spec that is kin to the world's own.
func (w *World) RestartAs(spec *model.Spec, seed uint64, sinks ...journal.Sink) {
	if !spec.Kin(w.spec) {
		panic("agents: a world cannot go on as a run of a stranger")
	}
	w.spec = spec
	w.Restart(seed, sinks...)
}

// startMechanisms schedules what happens by itself: background work and outages from
// the start of the warm-up, everything else from StartEx on.
func (w *World) startMechanisms() {
	for i := range lifecycle {
		if lifecycle[i].open != nil {
			lifecycle[i].open(w)
		}
	}
}

// Run executes the scenario to EndEx.
func (w *World) Run() error { return w.RunUntil(w.spec.End) }

// RunUntil executes everything up to and including t. Reaching EndEx ends the
// run: what is still open is recorded as pending.
func (w *World) RunUntil(t sim.Time) error {
	if t > w.spec.End {
		t = w.spec.End
	}
	if w.err == nil && !w.over {
		if err := w.k.Run(t, w.handleEvent); err != nil && w.err == nil {
			w.err = w.nameLivelock(err)
		}
		if w.err == nil && (w.stopAt == 0 || w.k.Executed() < w.stopAt) {
			if w.backstage.catchUpAll(t); !w.isWithinBounds() {
				w.err = w.overrunError()
			}
		}
		if w.err == nil && t == w.spec.End && (w.stopAt == 0 || w.k.Executed() < w.stopAt) {
			w.over = true
			w.endExercise()
		}
	}
	if w.err != nil {
		return fmt.Errorf("scenario %s, seed %d, at %s: %w", w.spec.Name, w.seed, formatElapsed(w.k.Now()), w.err)
	}
	return nil
}

// formatElapsed writes an instant as scenarios do, T+h:mm, with seconds and milliseconds
// where there are any.
func formatElapsed(t sim.Time) string {
	sign := '+'
	if t < 0 {
		sign, t = '-', -t
	}
	s := fmt.Sprintf("T%c%d:%02d", sign, t/sim.Hour, t%sim.Hour/sim.Minute)
	if rest := t % sim.Minute; rest != 0 {
		s += fmt.Sprintf(":%02d.%03d", rest/sim.Second, rest%sim.Second)
	}
	return s
}

// RunEvents executes at most n further events of the calendar, and says whether the run is
// over. It is how a debugger steps, and how tests cut a run anywhere.
func (w *World) RunEvents(n uint64) (over bool, err error) {
	w.stopAt = w.k.Executed() + n
	err = w.RunUntil(w.spec.End)
	w.stopAt = 0
	return w.over, err
}

func (w *World) handleEvent(e sim.Event) {
	if !w.countEvent(e) {
		return
	}
	if e.Late() {
		w.noteLateRound(e)
	}
	handle[e.Kind](w, e)
	w.takeBackSpans()
	if w.stopAt > 0 && w.k.Executed() >= w.stopAt {
		w.k.Stop()
	}
}

// Set changes a parameter and records old and new value. Whatever waits looks again
// at this instant; holds that have begun keep their length (change_recheck.go says which). A
// value out of bounds, or a parameter that is fixed
// at the start, is an error of the caller: scenarios and commands check first.
func (w *World) Set(id model.ParamID, value int64, cause journal.Link) {
	if p := &w.spec.Params[id]; value < p.Min || value > p.Max {
		panic("agents: " + p.Path + " set out of its bounds")
	}
	w.changes.setParam(id, value, cause)
}

// Listen replaces the sinks: every further record goes to these.
func (w *World) Listen(sinks ...journal.Sink) { w.out.SetSinks(sinks...) }

// Now is the instant reached.
func (w *World) Now() sim.Time { return w.k.Now() }

// Events is how much has happened so far: the events of the calendar, and what desks
// did in their own loops where nobody of the story waited (desk_offstage.go). It is the same
// number whichever way a desk went on.
func (w *World) Events() uint64 { return w.k.Executed() + w.apart }

// Seed is the run's seed.
func (w *World) Seed() uint64 { return w.seed }

// Digest is the hash over the canonical bytes of all records so far.
func (w *World) Digest() journal.Digest { return w.out.Digest() }

// Count is the number of records so far.
func (w *World) Count() journal.Num { return w.out.Count() }

// beginRecord begins a record. The caller fills it and hands it to emitRecord before it
// begins the next one.
func (w *World) beginRecord(k journal.Kind, actor journal.Ref, subject sim.ID) *journal.Record {
	w.rec = journal.Record{
		Kind: k, Actor: actor, Subject: subject, At: w.k.Now(),
		From: w.rec.From[:0], Spans: w.rec.Spans[:0], Facts: w.rec.Facts[:0],
	}
	return &w.rec
}

// emitRecord writes the record begun by beginRecord and gives the link to it.
func (w *World) emitRecord() journal.Link {
	w.wrote[w.rec.Kind]++
	l, err := w.out.Write(&w.rec)
	if err != nil && w.err == nil {
		w.err = err
		w.k.Stop()
	}
	if w.spec.WatchedKinds[w.rec.Kind] {
		w.tellRecord(&w.rec, l)
	}
	return l
}

// actorOf orders an agency's events among those of one instant: agencies are
// numbered by name. The world itself comes first.
func actorOf(a model.AgencyID) sim.Actor { return sim.Actor(a + 1) }

const nobody = sim.Actor(0)

// endExercise closes the run: what has not ended is pending, what has not been
// resolved is late, not met or open.
func (w *World) endExercise() {
	w.beginRecord(journal.EndEx, 0, 0)
	w.emitRecord()
	for i := len(lifecycle) - 1; i >= 0; i-- {
		if lifecycle[i].close != nil {
			lifecycle[i].close(w)
		}
	}
}
