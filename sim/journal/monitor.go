package journal

import (
	"fmt"

	"entente/sim"
)

// Monitor is a Sink that checks a journal as a whole, from the records alone and
// sharing no code with whoever writes them. It is cheap enough to listen to every run:
// it remembers what is open, never what is over.
//
// It wants: numbers without gaps and time that never runs back; one StartEx,
// one EndEx and nothing later than it; spans that tile; a reason that names its
// rule; a message that is sent once, moves only while it is under way, and ends
// once, read or otherwise; levels that rise; belief only in what was
// understood, dormancy only of what is believed; clocks that end once and not
// long after they are due; deadlines that resolve once; authority that was
// asked for; actions that close once, after they took effect.
type Monitor struct {
	// Thorough also remembers every record: identities must be unique and
	// causes must be the records they claim to be. It costs some 40 bytes per
	// record. Set it before the first record.
	Thorough bool

	names    *Names
	n        Num
	at       sim.Time
	started  bool
	ended    bool
	transits map[sim.ID]sim.Time // open messages and when they were sent
	grades   map[[2]Ref]Grade    // by agency and storyline
	known    map[[2]Ref]bool     // by agency and fact: understood; true if credited
	clocks   map[clockKey]sim.Time
	resolved map[Ref]bool
	asked    map[[2]Ref]bool // by action and storyline
	running  map[[2]Ref]bool
	past     []Link // Thorough
	ids      map[sim.ID]Num
}

type clockKey struct {
	subject sim.ID
	clock   Ref
}

// NewMonitor watches a journal over the things in names from its first record.
func NewMonitor(names *Names) *Monitor {
	return &Monitor{
		names:    names,
		transits: map[sim.ID]sim.Time{},
		grades:   map[[2]Ref]Grade{},
		known:    map[[2]Ref]bool{},
		clocks:   map[clockKey]sim.Time{},
		resolved: map[Ref]bool{},
		asked:    map[[2]Ref]bool{},
		running:  map[[2]Ref]bool{},
		ids:      map[sim.ID]Num{},
	}
}

// watch holds the rule of each kind that has one of its own.
var watch = [numKinds]func(*Monitor, *Record) error{
	StartEx:    (*Monitor).startEx,
	EndEx:      (*Monitor).endEx,
	Collected:  (*Monitor).understood,
	Held:       (*Monitor).held,
	Credited:   (*Monitor).credited,
	Dormant:    (*Monitor).dormant,
	Level:      (*Monitor).level,
	Sent:       (*Monitor).sent,
	Passed:     (*Monitor).underWay,
	Parked:     (*Monitor).underWay,
	Delivered:  (*Monitor).underWay,
	Read:       (*Monitor).read,
	Ended:      (*Monitor).endedOtherwise,
	ClockMoved: (*Monitor).clockMoved,
	ClockStart: (*Monitor).clockStart,
	ClockEnd:   (*Monitor).clockEnd,
	Deadline:   (*Monitor).deadline,
	Asked:      (*Monitor).askedFor,
	Authority:  (*Monitor).authority,
	Ordered:    (*Monitor).ordered,
	Closed:     (*Monitor).closed,
}

// Record checks one record. The error says which rule it breaks.
func (m *Monitor) Record(r *Record) error {
	err := m.checkCommon(r)
	if err == nil && watch[r.Kind] != nil {
		err = watch[r.Kind](m, r)
	}
	if err == nil && m.Thorough {
		err = m.remember(r)
	}
	if err != nil {
		return fmt.Errorf("invariant broken by record %d (%s %016x by %q about %016x at %s): %w",
			r.Num, r.Kind, uint64(r.ID), m.names.Text(r.Actor), uint64(r.Subject), r.At.Elapsed(), err)
	}
	m.n, m.at = r.Num, r.At
	return nil
}

// Close checks what only the end can show. A journal without EndEx was stopped on
// purpose and may leave things open.
func (m *Monitor) Close() error {
	if !m.ended {
		return nil
	}
	if n := len(m.transits); n > 0 {
		return fmt.Errorf("invariant broken: %d messages neither read nor ended at EndEx, among them %016x", n, uint64(lowestName(m.transits, func(id sim.ID) sim.ID { return id })))
	}
	overdue := map[clockKey]sim.Time{}
	for k, due := range m.clocks {
		if due < m.at {
			overdue[k] = due
		}
	}
	if n := len(overdue); n > 0 {
		return fmt.Errorf("invariant broken: %d clocks ran out and never ended, among them that of %016x", n, uint64(lowestName(overdue, func(k clockKey) sim.ID { return k.subject })))
	}
	return nil
}

// lowestName picks an example that does not depend on the order of a map.
func lowestName[K comparable, V any](m map[K]V, id func(K) sim.ID) sim.ID {
	low := ^sim.ID(0)
	for k := range m {
		low = min(low, id(k))
	}
	return low
}

// checkCommon holds for every kind.
func (m *Monitor) checkCommon(r *Record) error {
	switch {
	case r.Num != m.n+1:
		return fmt.Errorf("its number does not follow %d", m.n)
	case m.n != 0 && r.At < m.at:
		return fmt.Errorf("time runs back from %s", m.at.Elapsed())
	case m.ended && r.At > m.at:
		return fmt.Errorf("it comes after EndEx")
	case r.ID != Identity(r.Kind, m.names.ID(r.Actor), r.Subject, r.Nth):
		return fmt.Errorf("its identity is not that of its lineage")
	case r.Reason != NoReason && r.Rule == 0:
		return fmt.Errorf("its reason %s names no rule, desk, channel, nation or body", r.Reason)
	}
	return m.checkTiling(r)
}

// checkTiling lays the spans end to end from the latest cause to the record.
func (m *Monitor) checkTiling(r *Record) error {
	if len(r.From) == 0 {
		if len(r.Spans) != 0 {
			return fmt.Errorf("it has spans and no cause")
		}
		return nil
	}
	at := r.From[0].At
	for _, f := range r.From {
		if f.Num >= r.Num {
			return fmt.Errorf("its cause %d is not earlier", f.Num)
		}
		at = max(at, f.At)
	}
	for _, s := range r.Spans {
		if s.Ms < 1 {
			return fmt.Errorf("it has a span of %s", s.Ms)
		}
		at += s.Ms
	}
	if at != r.At {
		return fmt.Errorf("its spans end %s from it", r.At-at)
	}
	return nil
}

func (m *Monitor) remember(r *Record) error {
	if first, ok := m.ids[r.ID]; ok {
		return fmt.Errorf("record %d has the same identity", first)
	}
	for _, l := range r.From {
		if !m.happened(l) {
			return fmt.Errorf("its cause %d (%016x at %s) is not that record", l.Num, uint64(l.ID), l.At.Elapsed())
		}
	}
	if l := r.Trigger; l != (Link{}) && !m.happened(l) {
		return fmt.Errorf("its trigger %d (%016x at %s) is not that record", l.Num, uint64(l.ID), l.At.Elapsed())
	}
	m.ids[r.ID] = r.Num
	m.past = append(m.past, Link{Num: r.Num, ID: r.ID, At: r.At})
	return nil
}

func (m *Monitor) happened(l Link) bool {
	return l.Num > 0 && int(l.Num) <= len(m.past) && m.past[l.Num-1] == l
}

func (m *Monitor) startEx(r *Record) error {
	if m.started {
		return fmt.Errorf("the exercise began before")
	}
	m.started = true
	return nil
}

func (m *Monitor) endEx(r *Record) error {
	if !m.started || m.ended {
		return fmt.Errorf("the exercise is not under way")
	}
	m.ended = true
	return nil
}

func (m *Monitor) understood(r *Record) error {
	k := [2]Ref{r.Actor, Ref(r.Args[collectedFact])}
	if _, ok := m.known[k]; !ok {
		m.known[k] = false
	}
	return nil
}

func (m *Monitor) held(r *Record) error {
	if r.Args[heldUnderstood] == 0 {
		return nil // it came garbled
	}
	return m.understood(r)
}

func (m *Monitor) credited(r *Record) error {
	k := [2]Ref{r.Actor, Ref(r.Args[creditedFact])}
	switch was, ok := m.known[k]; {
	case !ok:
		return fmt.Errorf("the agency never understood %q", m.names.Text(k[1]))
	case was:
		return fmt.Errorf("the agency believed %q before", m.names.Text(k[1]))
	}
	m.known[k] = true
	return nil
}

func (m *Monitor) dormant(r *Record) error {
	if k := [2]Ref{r.Actor, Ref(r.Args[dormantFact])}; !m.known[k] {
		return fmt.Errorf("the agency does not believe %q", m.names.Text(k[1]))
	}
	return nil
}

func (m *Monitor) level(r *Record) error {
	k := [2]Ref{r.Actor, Ref(r.Args[levelStoryline])}
	before, after := Grade(r.Args[levelBefore]), Grade(r.Args[levelAfter])
	if before != m.grades[k] {
		return fmt.Errorf("the level was %s, not %s", m.grades[k], before)
	}
	if after <= before {
		return fmt.Errorf("the level does not rise from %s to %s", before, after)
	}
	m.grades[k] = after
	return nil
}

func (m *Monitor) sent(r *Record) error {
	if _, ok := m.transits[r.Subject]; ok || r.Subject == 0 {
		return fmt.Errorf("the message is under way already, or has no identity")
	}
	m.transits[r.Subject] = r.At
	return nil
}

func (m *Monitor) underWay(r *Record) error {
	if _, ok := m.transits[r.Subject]; !ok {
		return fmt.Errorf("the message is not under way")
	}
	return nil
}

func (m *Monitor) read(r *Record) error {
	sent, ok := m.transits[r.Subject]
	if !ok {
		return fmt.Errorf("the message is not under way")
	}
	if sim.Time(r.Args[readSent]) != sent {
		return fmt.Errorf("it says sent at %s, but the message was sent at %s", sim.Time(r.Args[readSent]).Elapsed(), sent.Elapsed())
	}
	delete(m.transits, r.Subject)
	return nil
}

func (m *Monitor) endedOtherwise(r *Record) error {
	if err := m.underWay(r); err != nil {
		return err
	}
	switch o := Outcome(r.Args[endedOutcome]); o {
	case Refused, Blocked, Lapsed, Dropped, Withdrawn:
		if r.Reason == NoReason {
			return fmt.Errorf("a message ends %s without a reason", o)
		}
	case Pending:
		if !m.ended {
			return fmt.Errorf("only EndEx leaves a message pending")
		}
	default:
		return fmt.Errorf("no message ends as %q", o)
	}
	delete(m.transits, r.Subject)
	return nil
}

func (m *Monitor) clockStart(r *Record) error {
	k := clockKey{r.Subject, Ref(r.Args[clockStartClock])}
	if _, ok := m.clocks[k]; ok {
		return fmt.Errorf("the clock %q runs already", m.names.Text(k.clock))
	}
	m.clocks[k] = sim.Time(r.Args[clockStartDue])
	return nil
}

func (m *Monitor) clockMoved(r *Record) error {
	k := clockKey{r.Subject, Ref(r.Args[clockMovedClock])}
	if _, ok := m.clocks[k]; !ok {
		return fmt.Errorf("the clock %q does not run", m.names.Text(k.clock))
	}
	m.clocks[k] = sim.Time(r.Args[clockMovedDue])
	return nil
}

func (m *Monitor) clockEnd(r *Record) error {
	k := clockKey{r.Subject, Ref(r.Args[clockEndClock])}
	if _, ok := m.clocks[k]; !ok {
		return fmt.Errorf("the clock %q does not run", m.names.Text(k.clock))
	}
	delete(m.clocks, k)
	return nil
}

func (m *Monitor) deadline(r *Record) error {
	d := Ref(r.Args[deadlineDeadline])
	if m.resolved[d] {
		return fmt.Errorf("deadline %q is resolved already", m.names.Text(d))
	}
	m.resolved[d] = true
	return nil
}

func (m *Monitor) askedFor(r *Record) error {
	m.asked[[2]Ref{Ref(r.Args[askedAction]), Ref(r.Args[askedStoryline])}] = true
	return nil
}

func (m *Monitor) authority(r *Record) error {
	if k := [2]Ref{Ref(r.Args[authorityAction]), Ref(r.Args[authorityStoryline])}; !m.asked[k] {
		return fmt.Errorf("nobody asked for %q", m.names.Text(k[0]))
	}
	return nil
}

func (m *Monitor) ordered(r *Record) error {
	m.running[[2]Ref{Ref(r.Args[orderedAction]), Ref(r.Args[orderedStoryline])}] = true
	return nil
}

func (m *Monitor) closed(r *Record) error {
	k := [2]Ref{Ref(r.Args[closedAction]), Ref(r.Args[closedStoryline])}
	if !m.running[k] {
		return fmt.Errorf("%q did not take effect", m.names.Text(k[0]))
	}
	delete(m.running, k)
	return nil
}

// The places of arguments, by the names that the vocabulary gives them.
var (
	askedAction        = Asked.Field("action")
	askedStoryline     = Asked.Field("storyline")
	authorityAction    = Authority.Field("action")
	authorityStoryline = Authority.Field("storyline")
	clockEndClock      = ClockEnd.Field("clock")
	clockMovedClock    = ClockMoved.Field("clock")
	clockMovedDue      = ClockMoved.Field("due")
	clockStartClock    = ClockStart.Field("clock")
	clockStartDue      = ClockStart.Field("due")
	closedAction       = Closed.Field("action")
	closedStoryline    = Closed.Field("storyline")
	collectedFact      = Collected.Field("fact")
	creditedFact       = Credited.Field("fact")
	deadlineDeadline   = Deadline.Field("deadline")
	dormantFact        = Dormant.Field("fact")
	endedOutcome       = Ended.Field("outcome")
	heldUnderstood     = Held.Field("understood")
	levelAfter         = Level.Field("after")
	levelBefore        = Level.Field("before")
	levelStoryline     = Level.Field("storyline")
	orderedAction      = Ordered.Field("action")
	orderedStoryline   = Ordered.Field("storyline")
	readSent           = Read.Field("sent")
)
