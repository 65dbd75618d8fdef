package measure

import (
	"cmp"
	"slices"

	"entente/sim"
	"entente/sim/journal"
)

var (
	sentMessage  = field(journal.Sent, "message")
	sentTo       = field(journal.Sent, "to")
	endedOutcome = field(journal.Ended, "outcome")
)

// Transit is a message's way through the sending chain.
type Transit struct {
	ID      sim.ID
	Message journal.Message
	From    journal.Ref
	To      journal.Ref
	Facts   []journal.Ref // that it still carries
	Fallen  []Fallen
	Sent    sim.Time
	Ended   sim.Time        // read or ended otherwise; sim.Never while under way
	Outcome journal.Outcome // how it ended; Done when read, Open while under way
	Step    journal.Step    // where it ended or last waited
	Reason  journal.Reason
	Rule    journal.Ref
}

// Fallen is what a rule, a marking or a refused consent took out of a message.
type Fallen struct {
	Facts  []journal.Ref
	At     sim.Time
	Step   journal.Step
	Reason journal.Reason
	Rule   journal.Ref
}

// Transits gives the messages in the order of their sending, as they stood at
// an instant.
func (s *Trace) Transits(until sim.Time) []Transit {
	var all Transits
	for i := range s.Records {
		r := &s.Records[i]
		if r.At > until {
			break
		}
		all.follow(r)
	}
	return all.List
}

// Transits follows messages through records that come one by one.
type Transits struct {
	List  []Transit // in the order of their sending
	place map[sim.ID]int
}

// Add takes in the next record, of which it keeps nothing.
func (x *Transits) Add(r *journal.Record) {
	if len(r.Facts) > 0 && r.Subject != 0 {
		kept := *r
		kept.Facts = slices.Clone(r.Facts)
		r = &kept
	}
	x.follow(r)
}

// follow takes in the next record, whose facts stay as they are.
func (x *Transits) follow(r *journal.Record) {
	if r.Kind == journal.Sent {
		if x.place == nil {
			x.place = map[sim.ID]int{}
		}
		x.place[r.Subject] = len(x.List)
		x.List = append(x.List, transit(r))
	} else if at, ok := x.place[r.Subject]; ok {
		x.List[at].follow(r)
	}
}

// transit is a message as it is sent.
func transit(r *journal.Record) Transit {
	return Transit{
		ID: r.Subject, Message: journal.Message(r.Args[sentMessage]), From: r.Actor,
		To: journal.Ref(r.Args[sentTo]), Facts: r.Facts, Sent: r.At, Ended: sim.Never, Outcome: journal.Open,
	}
}

// follow takes in one later record about the message.
func (t *Transit) follow(r *journal.Record) {
	switch r.Kind {
	case journal.Passed:
		if len(r.Facts) > 0 { // they fell out there
			t.Fallen = append(t.Fallen, Fallen{r.Facts, r.At, r.Step, r.Reason, r.Rule})
			t.Facts = slices.DeleteFunc(slices.Clone(t.Facts), func(f journal.Ref) bool { return slices.Contains(r.Facts, f) })
			return
		}
		t.Step, t.Outcome, t.Reason, t.Rule = r.Step, journal.Open, r.Reason, r.Rule
	case journal.Parked:
		t.Step, t.Outcome, t.Reason, t.Rule = r.Step, journal.NotYet, r.Reason, r.Rule
	case journal.Delivered:
		t.Step, t.Outcome = journal.Reading, journal.Open
		if r.Actor != t.To {
			t.Step = journal.Relay
		}
	case journal.Read:
		t.Ended, t.Outcome, t.Step = r.At, journal.Done, journal.Reading
	case journal.Ended:
		t.Ended, t.Outcome, t.Step = r.At, journal.Outcome(r.Args[endedOutcome]), r.Step
		t.Reason, t.Rule = r.Reason, r.Rule
	}
}

// Refusal is how often something was refused, ended, delayed or lifted for one
// reason by one rule, desk, channel, nation or body.
type Refusal struct {
	Kind   journal.Kind
	Reason journal.Reason
	Rule   journal.Ref
	Step   journal.Step
	Count  int
	First  sim.Time
}

// Refuser is a rule, desk, channel, nation or body with all that it refused, ended,
// delayed or lifted.
type Refuser struct {
	Rule  journal.Ref
	Count int
	First sim.Time
	Held  sim.Time // that messages waited for its rule or its will, beside any desk's work
	Parts []Refusal
}

// Refusers groups the refusals by whose they are, those with most first.
func (s *Trace) Refusers() []Refuser {
	held := make([]sim.Time, len(s.Static.Things))
	for span := range s.spansOnTheWay() {
		if (span.Cause == journal.ByRule || span.Cause == journal.Unwilling) && int(span.Object) < len(held) {
			held[span.Object] += span.Ms
		}
	}
	var list []Refuser
	place := map[journal.Ref]int{}
	for _, r := range s.Refusals() {
		at, ok := place[r.Rule]
		if !ok {
			at = len(list)
			place[r.Rule] = at
			list = append(list, Refuser{Rule: r.Rule, First: r.First})
			if int(r.Rule) < len(held) {
				list[at].Held = held[r.Rule]
			}
		}
		x := &list[at]
		x.Count, x.First, x.Parts = x.Count+r.Count, min(x.First, r.First), append(x.Parts, r)
	}
	slices.SortStableFunc(list, func(a, b Refuser) int { return cmp.Compare(b.Count, a.Count) })
	return list
}

// Refusals sums up every record that gives a reason, the most frequent first.
// Messages still under way at EndEx and deadlines are told elsewhere.
func (s *Trace) Refusals() []Refusal {
	var list []Refusal
	type likeness struct {
		kind   journal.Kind
		reason journal.Reason
		rule   journal.Ref
		step   journal.Step
	}
	place := map[likeness]int{}
	for i := range s.Records {
		r := &s.Records[i]
		if r.Reason == journal.NoReason || r.Reason == journal.EndOfExercise || r.Kind == journal.Deadline {
			continue
		}
		like := likeness{r.Kind, r.Reason, r.Rule, r.Step}
		at, ok := place[like]
		if !ok {
			at = len(list)
			place[like] = at
			list = append(list, Refusal{Kind: r.Kind, Reason: r.Reason, Rule: r.Rule, Step: r.Step, First: r.At})
		}
		list[at].Count++
	}
	slices.SortStableFunc(list, func(a, b Refusal) int { return cmp.Compare(b.Count, a.Count) })
	return list
}
