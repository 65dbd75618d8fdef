package agents

import (
	"errors"
	"fmt"
	"strings"

	"entente/sim"
	"entente/sim/journal"
)

// LivelockError says that a run did not come to rest at an instant: the events in Loop
// kept causing each other, and no time passed between.
type LivelockError struct {
	At     sim.Time
	Loop   []Turn // in the order in which they came
	kernel error
}

// Turn is one of the events that keep causing each other: what it is and how often it
// came in the last rounds.
type Turn struct {
	What  string // with the name of the thing it happened to
	Times int
}

func (e *LivelockError) Unwrap() error { return e.kernel }

func (e *LivelockError) Error() string {
	var b strings.Builder
	b.WriteString("livelock: these set each other going again and again, and no time passes between:")
	for i, t := range e.Loop {
		if i == maxTurns {
			fmt.Fprintf(&b, " and %d more", len(e.Loop)-i)
			break
		}
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, " %s (%d times)", t.What, t.Times)
	}
	b.WriteString("; give one of them a time")
	return b.String()
}

const (
	maxTurns  = 8  // in the text of the error
	keptTurns = 64 // in the error
)

// noteLateRound notes an event of the last rounds before livelock.
func (w *World) noteLateRound(e sim.Event) {
	if w.turnsAt != e.At {
		w.turns, w.turnsAt = w.turns[:0], e.At
	}
	what := w.describeEvent(e)
	for i := range w.turns {
		if w.turns[i].What == what {
			w.turns[i].Times++
			return
		}
	}
	if len(w.turns) < keptTurns {
		w.turns = append(w.turns, Turn{what, 1})
	}
}

// describeEvent tells an event with the name of whatever it happens to.
func (w *World) describeEvent(e sim.Event) string {
	d := &described[e.Kind]
	if ref := d.of(w, e); ref != 0 {
		n := w.spec.Names.Of(ref)
		return fmt.Sprintf("%s %s %s", n.Sort, n.Name, d.what)
	}
	return d.what
}

// nameLivelock turns the kernel's error about a livelock into one with names.
func (w *World) nameLivelock(err error) error {
	var lock *sim.LivelockError
	if !errors.As(err, &lock) {
		return err
	}
	return &LivelockError{At: lock.At, Loop: w.turns, kernel: err}
}

// described says, for each kind of event, what happens and to what.
var described = [kinds]struct {
	what string
	of   func(*World, sim.Event) journal.Ref
}{
	Begins:         {"the exercise begins", func(*World, sim.Event) journal.Ref { return 0 }},
	StageEntered:   {"enters a stage", func(w *World, e sim.Event) journal.Ref { return w.spec.Storylines[e.Arg].Ref }},
	FactExposed:    {"is exposed", func(w *World, e sim.Event) journal.Ref { return w.spec.Facts[e.Arg].Ref }},
	FactDetected:   {"is noticed", func(w *World, e sim.Event) journal.Ref { return w.spec.Facts[e.Aux].Ref }},
	TransitDue:     {"has a message to pass on", actorOfEvent},
	TransitLapses:  {"lets a message lapse", actorOfEvent},
	JobDone:        {"ends a job", func(w *World, e sim.Event) journal.Ref { return w.spec.Desks[w.Job[e.Arg].Desk].Ref }},
	DeskStarts:     {"takes up work", func(w *World, e sim.Event) journal.Ref { return w.spec.Desks[e.Arg].Ref }},
	DeskFlips:      {"opens or closes", func(w *World, e sim.Event) journal.Ref { return w.spec.Desks[e.Arg].Ref }},
	BackgroundDue:  {"gets other business", func(w *World, e sim.Event) journal.Ref { return w.spec.Desks[e.Arg].Ref }},
	ChannelFlips:   {"fails or comes back", channelOfEvent},
	ChannelTested:  {"is tested", channelOfEvent},
	ChannelReopens: {"opens again", channelOfEvent},
	ChannelBroken:  {"is compromised", channelOfEvent},
	DecideDue:      {"makes up its mind", actorOfEvent},
	ClockDue:       {"runs out", func(w *World, e sim.Event) journal.Ref { return w.Clock[e.Arg].Name }},
	ActionDue:      {"is due", actionOfEvent},
	CrossingEnds:   {"ends its time abroad", actionOfEvent},
	EntryDue:       {"is released", entryOfEvent},
	DeadlineDue:    {"is due", func(w *World, e sim.Event) journal.Ref { return w.spec.Deadlines[e.Arg].Ref }},
	LeakNoticed:    {"notices a leak", func(w *World, e sim.Event) journal.Ref { return w.spec.Storylines[e.Arg].Ref }},
	RetentionDue:   {"has something to purge", actorOfEvent},
	PatienceEnds:   {"loses patience", actorOfEvent},
	ListingVisible: {"sees an entry of a store", actorOfEvent},
	StoreQueried:   {"looks into a store", actorOfEvent},
	ProposalDue:    {"is counted or put again", func(w *World, e sim.Event) journal.Ref { return w.spec.Motions[w.Proposal[e.Arg].Motion].Ref }},
	BallotDue:      {"reacts to a motion", func(w *World, e sim.Event) journal.Ref { return w.spec.Nations[w.Ballot[e.Arg].Member].Ref }},
	ChangeDue:      {"takes effect", func(w *World, e sim.Event) journal.Ref { return w.changes.nameOf(e) }},
	TeamDue:        {"is set up or ends", func(w *World, e sim.Event) journal.Ref { return w.spec.Teams[e.Arg].Ref }},
	LooksDue:       {"looks again at all that waits", func(*World, sim.Event) journal.Ref { return 0 }},
	TrayReviewed:   {"goes through its tray", actorOfEvent},
	AnswerAwaited:  {"waits for an answer", actorOfEvent},
	ReviewDue:      {"has an entry to review", actorOfEvent},
	FactPasses:     {"could be noticed", func(w *World, e sim.Event) journal.Ref { return w.spec.Facts[e.Aux].Ref }},
	SupportDue:     {"arrives or leaves", func(w *World, e sim.Event) journal.Ref { return w.spec.Support[w.Call[e.Arg].Support].Ref }},
}

// entryOfEvent is the entry that is looked at; a record that several wait for is of none.
func entryOfEvent(w *World, e sim.Event) journal.Ref {
	if e.Aux == recordMade {
		return 0
	}
	return w.spec.Entries[e.Arg].Ref
}

// actorOfEvent is the agency that an event happens to; see actor.
func actorOfEvent(w *World, e sim.Event) journal.Ref {
	if e.Actor() == nobody {
		return 0
	}
	return w.spec.Agencies[e.Actor()-1].Ref
}

func channelOfEvent(w *World, e sim.Event) journal.Ref { return w.spec.Channels[e.Arg].Ref }

func actionOfEvent(w *World, e sim.Event) journal.Ref {
	i := ActID(e.Arg)
	if e.Kind == CrossingEnds {
		i = w.Crossing[e.Arg].Act
	}
	return w.spec.Actions[w.Action[i].ID].Ref
}
