package replay

import (
	"slices"

	"entente/sim"
	"entente/sim/journal"
)

// Apply folds the next record into the state. Records must come in order and
// without gap.
func (s *State) Apply(r *journal.Record) {
	s.Num, s.At = r.Num, r.At
	if f := fold[r.Kind]; f != nil {
		f(s, r)
	}
}

// fold says what each kind of record changes. Kinds that are not listed change
// nothing that a state shows.
var fold = [256]func(*State, *journal.Record){
	journal.Set:        (*State).set,
	journal.Stage:      (*State).stage,
	journal.Detected:   (*State).detected,
	journal.Collected:  (*State).collected,
	journal.Held:       (*State).held,
	journal.Credited:   (*State).credited,
	journal.Assessed:   (*State).assessed,
	journal.Level:      (*State).level,
	journal.Dormant:    (*State).dormant,
	journal.Sent:       (*State).sent,
	journal.Passed:     (*State).passed,
	journal.Parked:     (*State).parked,
	journal.Delivered:  (*State).delivered,
	journal.Read:       (*State).read,
	journal.Ended:      (*State).ended,
	journal.ClockStart: (*State).clockStart,
	journal.ClockMoved: (*State).clockMoved,
	journal.ClockEnd:   (*State).clockEnd,
	journal.Deadline:   (*State).deadline,
	journal.Asked:      (*State).asked,
	journal.Authority:  (*State).authority,
	journal.Available:  (*State).available,
	journal.Ordered:    (*State).ordered,
	journal.Closed:     (*State).closed,
	journal.Channel:    (*State).channel,
	journal.Purged:     (*State).purged,
	journal.Trust:      (*State).trust,
}

// The places of arguments, by the names that the vocabulary gives them.
var (
	askedAction        = journal.Asked.Field("action")
	askedStoryline     = journal.Asked.Field("storyline")
	assessedDanger     = journal.Assessed.Field("danger")
	assessedPrecedence = journal.Assessed.Field("precedence")
	authorityOutcome   = journal.Authority.Field("outcome")
	channelState       = journal.Channel.Field("state")
	channelUntil       = journal.Channel.Field("until")
	clockMovedDue      = journal.ClockMoved.Field("due")
	clockStartClock    = journal.ClockStart.Field("clock")
	clockStartDue      = journal.ClockStart.Field("due")
	closedOutcome      = journal.Closed.Field("outcome")
	collectedFact      = journal.Collected.Field("fact")
	collectedPurposes  = journal.Collected.Field("purposes")
	creditedCredence   = journal.Credited.Field("credence")
	creditedFact       = journal.Credited.Field("fact")
	deadlineDeadline   = journal.Deadline.Field("deadline")
	deadlineDue        = journal.Deadline.Field("due")
	deadlineOutcome    = journal.Deadline.Field("outcome")
	deadlineWhen       = journal.Deadline.Field("when")
	detectedFact       = journal.Detected.Field("fact")
	dormantFact        = journal.Dormant.Field("fact")
	exposedFact        = journal.Exposed.Field("fact")
	exposedUntil       = journal.Exposed.Field("until")
	heldFact           = journal.Held.Field("fact")
	heldOrigin         = journal.Held.Field("origin")
	heldPurposes       = journal.Held.Field("purposes")
	heldReceived       = journal.Held.Field("received")
	heldUnderstood     = journal.Held.Field("understood")
	levelAfter         = journal.Level.Field("after")
	levelStoryline     = journal.Level.Field("storyline")
	orderedUntil       = journal.Ordered.Field("until")
	parkedLapses       = journal.Parked.Field("lapses")
	purgedFact         = journal.Purged.Field("fact")
	sentClass          = journal.Sent.Field("class")
	sentMessage        = journal.Sent.Field("message")
	sentPrecedence     = journal.Sent.Field("precedence")
	sentRe             = journal.Sent.Field("re")
	sentStoryline      = journal.Sent.Field("storyline")
	sentTo             = journal.Sent.Field("to")
	setNew             = journal.Set.Field("new")
	setParam           = journal.Set.Field("param")
	stageStage         = journal.Stage.Field("stage")
	stageUntil         = journal.Stage.Field("until")
	trustAfter         = journal.Trust.Field("after")
	trustToward        = journal.Trust.Field("toward")
)

func (s *State) set(r *journal.Record) {
	p := journal.Ref(r.Args[setParam])
	put(&s.params, refs(p, 0), Param{p, r.Args[setNew], r.Num})
}

func (s *State) stage(r *journal.Record) {
	put(&s.stages, refs(r.Actor, 0), Stage{r.Actor, r.Args[stageStage], r.At, sim.Time(r.Args[stageUntil]), r.Num})
}

func (s *State) channel(r *journal.Record) {
	put(&s.channels, refs(r.Actor, 0), Channel{r.Actor, journal.Outcome(r.Args[channelState]), r.At, sim.Time(r.Args[channelUntil]), r.Num})
}

func (s *State) trust(r *journal.Record) {
	toward := journal.Ref(r.Args[trustToward])
	put(&s.trusts, refs(r.Actor, toward), Trust{r.Actor, toward, sim.PPM(r.Args[trustAfter]), r.Num})
}

func (s *State) deadline(r *journal.Record) {
	d := journal.Ref(r.Args[deadlineDeadline])
	put(&s.deadlines, refs(d, 0), Deadline{d, journal.Outcome(r.Args[deadlineOutcome]), sim.Time(r.Args[deadlineDue]), sim.Time(r.Args[deadlineWhen]), r.Num})
}

// holding finds or makes the row of an agency and a fact.
func (s *State) holding(r *journal.Record, agency, fact journal.Ref) *Holding {
	h := s.holdings.rowToChange(refs(agency, fact), func() Holding { return nothingHeld(agency, fact) })
	h.Last = r.Num
	return h
}

func (s *State) detected(r *journal.Record) {
	h := s.holding(r, r.Actor, journal.Ref(r.Args[detectedFact]))
	h.Detected = min(h.Detected, r.At)
}

// nothingHeld is a holding of which nothing has come yet.
func nothingHeld(agency, fact journal.Ref) Holding {
	return Holding{
		Agency: agency, Fact: fact, Detected: sim.Never, Received: sim.Never, Read: sim.Never,
		Understood: sim.Never, Credited: sim.Never, Dormant: sim.Never, Purged: sim.Never,
	}
}

// learn notes the first instants of a way from delivery to understanding.
func (h *Holding) learn(received, at sim.Time, origin journal.Ref, purposes int64) {
	h.Received, h.Read, h.Understood = min(h.Received, received), min(h.Read, at), min(h.Understood, at)
	h.Purposes |= purposes
	if origin != 0 && !slices.Contains(h.Origins, origin) {
		h.Origins = append(slices.Clip(h.Origins), origin) // states share what is there
	}
}

func (s *State) collected(r *journal.Record) {
	s.holding(r, r.Actor, journal.Ref(r.Args[collectedFact])).learn(r.At, r.At, r.Actor, r.Args[collectedPurposes])
}

func (s *State) held(r *journal.Record) {
	h := s.holding(r, r.Actor, journal.Ref(r.Args[heldFact]))
	received := sim.Time(r.Args[heldReceived])
	if r.Args[heldUnderstood] != 0 {
		h.learn(received, r.At, journal.Ref(r.Args[heldOrigin]), r.Args[heldPurposes])
		return
	}
	h.Received, h.Read = min(h.Received, received), min(h.Read, r.At) // it came garbled
}

func (s *State) credited(r *journal.Record) {
	h := s.holding(r, r.Actor, journal.Ref(r.Args[creditedFact]))
	h.Credited, h.Credence = min(h.Credited, r.At), sim.PPM(r.Args[creditedCredence])
}

func (s *State) dormant(r *journal.Record) {
	s.holding(r, r.Actor, journal.Ref(r.Args[dormantFact])).Dormant = r.At
}

func (s *State) purged(r *journal.Record) {
	s.holding(r, r.Actor, journal.Ref(r.Args[purgedFact])).Purged = r.At
}

func (s *State) levelOf(r *journal.Record) *Level {
	storyline := journal.Ref(r.Args[levelStoryline])
	l := s.levels.rowToChange(refs(r.Actor, storyline), func() Level { return Level{Agency: r.Actor, Storyline: storyline, Since: r.At} })
	l.Last = r.Num
	return l
}

func (s *State) assessed(r *journal.Record) {
	l := s.levelOf(r)
	l.Danger, l.Precedence = sim.PPM(r.Args[assessedDanger]), journal.Precedence(r.Args[assessedPrecedence])
}

func (s *State) level(r *journal.Record) {
	l := s.levelOf(r)
	l.Grade, l.Since = journal.Grade(r.Args[levelAfter]), r.At
}

func (s *State) sent(r *journal.Record) {
	put(&s.transits, row{uint64(r.Subject)}, Transit{
		ID: r.Subject, Message: journal.Message(r.Args[sentMessage]),
		From: r.Actor, To: journal.Ref(r.Args[sentTo]), Class: journal.Class(r.Args[sentClass]), Precedence: journal.Precedence(r.Args[sentPrecedence]),
		Storyline: journal.Ref(r.Args[sentStoryline]), Re: sim.ID(r.Args[sentRe]), Sent: r.At, Facts: without(r.Facts, nil),
		Hold: Hold{Since: r.At, After: r.Kind, Step: r.Step, Until: sim.Never}, Last: r.Num,
	})
	for _, f := range r.Facts {
		if s.Holding(r.Actor, f) != nil {
			s.holding(r, r.Actor, f).Dormant = sim.Never
		}
	}
}

// moved notes that a message is at a new place of its way.
func (s *State) moved(r *journal.Record, object journal.Ref, until sim.Time) *Transit {
	t := s.Transit(r.Subject)
	if t == nil {
		return nil // it was sent before the file begins
	}
	t.Hold = Hold{Since: r.At, After: r.Kind, Step: r.Step, Object: object, Until: until}
	t.Last = r.Num
	return t
}

// passed moves a message on. Facts in such a record fell out of it there.
func (s *State) passed(r *journal.Record) {
	if t := s.moved(r, r.Rule, sim.Never); t != nil && len(r.Facts) > 0 {
		t.Facts = without(t.Facts, r.Facts)
	}
}

func (s *State) parked(r *journal.Record) { s.moved(r, r.Rule, sim.Time(r.Args[parkedLapses])) }

// delivered puts the message at an intake. Only there where it was sent to do
// its facts count as received.
func (s *State) delivered(r *journal.Record) {
	t := s.moved(r, r.Actor, sim.Never)
	if t == nil || t.To != r.Actor {
		return
	}
	for _, f := range t.Facts {
		h := s.holding(r, r.Actor, f)
		h.Received = min(h.Received, r.At)
	}
}

func (s *State) read(r *journal.Record)  { s.transits.drop(row{uint64(r.Subject)}) }
func (s *State) ended(r *journal.Record) { s.transits.drop(row{uint64(r.Subject)}) }

func clockOf(r *journal.Record) row { return row{uint64(r.Subject), uint64(r.Args[clockStartClock])} }

func (s *State) clockStart(r *journal.Record) {
	put(&s.clocks, clockOf(r), Clock{r.Subject, journal.Ref(r.Args[clockStartClock]), r.At, sim.Time(r.Args[clockStartDue]), r.Num})
}

func (s *State) clockMoved(r *journal.Record) {
	c := s.clocks.rowToChange(clockOf(r), zero[Clock])
	c.Due, c.Last = sim.Time(r.Args[clockMovedDue]), r.Num
}

func (s *State) clockEnd(r *journal.Record) { s.clocks.drop(clockOf(r)) }

func (s *State) action(r *journal.Record) *Action {
	action, storyline := journal.Ref(r.Args[askedAction]), journal.Ref(r.Args[askedStoryline])
	a := s.actions.rowToChange(refs(action, storyline), func() Action {
		return Action{
			Action: action, Storyline: storyline, Asked: sim.Never, Decided: sim.Never,
			Available: sim.Never, Ordered: sim.Never, Until: sim.Never, Closed: sim.Never,
		}
	})
	a.Last = r.Num
	return a
}

func (s *State) asked(r *journal.Record) { s.action(r).Asked = r.At }

func (s *State) authority(r *journal.Record) {
	a := s.action(r)
	a.Decided, a.Authority = r.At, journal.Outcome(r.Args[authorityOutcome])
}

func (s *State) available(r *journal.Record) { s.action(r).Available = r.At }

func (s *State) ordered(r *journal.Record) {
	a := s.action(r)
	a.Ordered, a.Until, a.Closed, a.End = r.At, sim.Time(r.Args[orderedUntil]), sim.Never, journal.NoOutcome
}

func (s *State) closed(r *journal.Record) {
	a := s.action(r)
	a.Closed, a.End = r.At, journal.Outcome(r.Args[closedOutcome])
}

func zero[T any]() (v T) { return v }

// put puts a whole row in the place of one of the same key.
func put[T any](t *table[T], k row, v T) { t.put(k, &v) }

// without gives the facts of a list that are not in another, as a list of their
// own; nil for none.
func without(list, out []journal.Ref) (left []journal.Ref) {
	for _, f := range list {
		if !slices.Contains(out, f) {
			left = append(left, f)
		}
	}
	return left
}
