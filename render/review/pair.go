package review

import (
	"bytes"
	"fmt"
	"slices"
	"sort"

	"entente/replay"
	"entente/replay/measure"
	"entente/replay/wording"
	"entente/sim"
	"entente/sim/journal"
)

// Pair holds two runs of a scenario beside each other on one clock: records with the
// same identity are the same event, whenever it came. Load makes it, a piece at a
// time; what it says before it is done is of what has been gone through.
type Pair struct {
	A, B *Run

	First    *replay.Parting // where the records first differ; nil as long as they do not
	Equal    int             // records that are in both, at the same instant
	Shifted  []journal.Num   // of A, that are in both at other instants
	OnlyA    []journal.Num   // that only one of them has
	OnlyB    []journal.Num
	Outcomes []OutcomePair // every deadline that both have, in the order of A
	Messages []MessagePair // of those that both have and that ended otherwise, some with the largest shift, the largest first
	Ended    int           // how many there are of them

	Sample *Sample // what many runs came to; nil: nobody said

	phase   func(*Pair, int) error
	row     int // that comes next
	walks   [2]*replay.Walk
	held    [2]*journal.Record // read and not yet entered
	texts   [2][]byte
	ids     map[sim.ID]journal.Num // of A, from the parting on
	ofA     []journal.Num          // by number less 1: the partner; 0 none
	ofB     []journal.Num
	changes []wording.Change
}

// OutcomePair is one deadline in both runs.
type OutcomePair struct {
	A, B   *Outcome
	Better int                            // above 0 where the second run did better, below where worse
	Shift  string                         // how it changed, in words; empty where it did not
	Time   [2][measure.NumDelays]sim.Time // into what its time went in each, the world's own aside
}

// MessagePair is one message in both runs: its places in their columns.
type MessagePair struct {
	A, B  int32
	Later sim.Time // its end in B less that in A; 0 where it ended in one of them only
}

// NewPair begins to hold two runs beside each other. They must be of one scenario.
func NewPair(a, b *Run) (*Pair, error) {
	if a.Static.Scenario != b.Static.Scenario {
		return nil, fmt.Errorf("these are runs of %q and of %q: only runs of one scenario can be compared", a.Static.Scenario, b.Static.Scenario)
	}
	p := &Pair{A: a, B: b, phase: (*Pair).together, ids: map[sim.ID]journal.Num{}}
	var err error
	for i, r := range []*Run{a, b} {
		if p.walks[i], err = r.Records.Walk(0); err != nil {
			return nil, err
		}
	}
	p.ofA, p.ofB = make([]journal.Num, a.Records.Count()), make([]journal.Num, b.Records.Count())
	return p, nil
}

// Load goes through at most so many further records and says whether there is
// nothing more to do. It loads both runs first.
func (p *Pair) Load(most int) (done bool, err error) {
	for _, r := range []*Run{p.A, p.B} {
		if done, err := r.Load(most); err != nil || !done {
			return false, err
		}
	}
	if p.phase != nil {
		if p.A.pace.bound {
			most = min(most, mostRecords)
		}
		if err := p.phase(p, most); err != nil {
			return false, err
		}
	}
	return p.phase == nil, nil
}

// nextPhase goes over to what is to be done next.
func (p *Pair) nextPhase(phase func(*Pair, int) error) { p.phase, p.row = phase, 0 }

// next takes up the next record of one of the runs; nil at its end.
func (p *Pair) next(i int) error {
	var err error
	p.held[i], err = p.walks[i].Next()
	return err
}

// together goes through both runs as long as they are the same.
func (p *Pair) together(most int) error {
	for range most {
		for i := range p.walks {
			if err := p.next(i); err != nil {
				return err
			}
		}
		a, b := p.held[0], p.held[1]
		p.A.work.Records++
		if a == nil && b == nil {
			p.finish()
			return nil
		}
		if a != nil && b != nil {
			p.texts[0] = journal.AppendJSON(p.texts[0][:0], a, p.A.names)
			p.texts[1] = journal.AppendJSON(p.texts[1][:0], b, p.B.names)
			if bytes.Equal(p.texts[0], p.texts[1]) {
				p.ofA[a.Num-1], p.ofB[b.Num-1] = b.Num, a.Num
				p.Equal++
				continue
			}
		}
		p.noteParting(a, b)
		p.nextPhase((*Pair).gather)
		return nil
	}
	return nil
}

// noteParting notes the first place at which the runs differ.
func (p *Pair) noteParting(a, b *journal.Record) {
	p.First = &replay.Parting{}
	if a != nil {
		row := replay.RowOf(a, p.A.names)
		p.First.Num, p.First.A = a.Num, &row
	}
	if b != nil {
		row := replay.RowOf(b, p.B.names)
		p.First.Num, p.First.B = b.Num, &row
	}
}

// gather remembers what the first run has from there on.
func (p *Pair) gather(most int) error {
	for range most {
		if p.held[0] == nil {
			p.nextPhase((*Pair).match)
			return nil
		}
		p.A.work.Records++
		p.ids[p.held[0].ID] = p.held[0].Num
		if err := p.next(0); err != nil {
			return err
		}
	}
	return nil
}

// match finds what the second run has of that.
func (p *Pair) match(most int) error {
	for range most {
		b := p.held[1]
		if b == nil {
			p.finish()
			return nil
		}
		p.A.work.Records++
		if a := p.ids[b.ID]; a != 0 {
			p.ofA[a-1], p.ofB[b.Num-1] = b.Num, a
		}
		if err := p.next(1); err != nil {
			return err
		}
	}
	return nil
}

// finish goes on to sort what was found.
func (p *Pair) finish() {
	p.ids, p.Equal = nil, 0
	p.nextPhase((*Pair).sortOut)
}

// sortOut counts which records of the first run the second has as well, and when.
func (p *Pair) sortOut(most int) error {
	upto := min(len(p.ofA), p.row+most)
	for ; p.row < upto; p.row++ {
		switch n, b := journal.Num(p.row+1), p.ofA[p.row]; {
		case b == 0:
			p.OnlyA = append(p.OnlyA, n)
		case p.A.Events[p.row].At != p.B.Events[b-1].At:
			p.Shifted = append(p.Shifted, n)
		default:
			p.Equal++
		}
	}
	if p.row == len(p.ofA) {
		p.nextPhase((*Pair).sortOutB)
	}
	return nil
}

// sortOutB finds which records only the second run has.
func (p *Pair) sortOutB(most int) error {
	upto := min(len(p.ofB), p.row+most)
	for ; p.row < upto; p.row++ {
		if p.ofB[p.row] == 0 {
			p.OnlyB = append(p.OnlyB, journal.Num(p.row+1))
		}
	}
	if p.row == len(p.ofB) {
		p.nextPhase((*Pair).pairMessages)
	}
	return nil
}

// mostMoved is how many messages that ended otherwise are kept: more are counted.
const mostMoved = 64

// pairMessages finds the messages that ended otherwise, and keeps those that moved most.
func (p *Pair) pairMessages(most int) error {
	upto := min(len(p.A.Messages), p.row+most)
	for ; p.row < upto; p.row++ {
		a := &p.A.Messages[p.row]
		j, both := p.B.messages[a.ID]
		if !both {
			continue
		}
		b := &p.B.Messages[j]
		if a.End() == b.End() && a.Outcome == b.Outcome {
			continue
		}
		p.Ended++
		x := MessagePair{A: int32(p.row), B: j}
		if a.End() != sim.Never && b.End() != sim.Never {
			x.Later = b.End() - a.End()
		}
		by := max(x.Later, -x.Later)
		at := sort.Search(len(p.Messages), func(i int) bool { return max(p.Messages[i].Later, -p.Messages[i].Later) < by })
		if at < mostMoved {
			p.Messages = slices.Insert(p.Messages, at, x)
			p.Messages = p.Messages[:min(len(p.Messages), mostMoved)]
		}
	}
	if p.row == len(p.A.Messages) {
		p.pairOutcomes()
		p.phase = nil
	}
	return nil
}

func (p *Pair) pairOutcomes() {
	for i := range p.A.Outcomes {
		a := &p.A.Outcomes[i]
		j := slices.IndexFunc(p.B.Outcomes, func(b Outcome) bool { return b.Due.Name == a.Due.Name })
		if j < 0 {
			continue
		}
		x := OutcomePair{A: a, B: &p.B.Outcomes[j]}
		c := wording.Change{A: x.A.deadline(), B: x.B.deadline()}
		x.Better, x.Shift = c.Better(), c.Shift(p.A.Speak.Terms)
		for k, o := range []*Outcome{x.A, x.B} {
			for l := range o.Why.Stretches {
				if s := &o.Why.Stretches[l]; s.Step != journal.World {
					x.Time[k][measure.DelayOf(s.Step, s.Cause)] += s.Ms()
				}
			}
		}
		p.Outcomes, p.changes = append(p.Outcomes, x), append(p.changes, c)
	}
	place := func(c *wording.Change) int {
		return slices.IndexFunc(p.A.Static.Deadlines, func(d journal.Due) bool { return d.Name == c.A.Name })
	}
	slices.SortStableFunc(p.changes, func(a, b wording.Change) int { return place(&a) - place(&b) }) // as everywhere in sentences
}

// deadline is an outcome as measures have it.
func (o *Outcome) deadline() *measure.Deadline {
	return &measure.Deadline{
		Due: *o.Due, Ref: o.Thing, Storyline: o.Storyline, Outcome: o.Verdict, At: o.At, When: o.When, Record: o.Why.First, Reason: o.Why.Reason, Rule: o.Why.Rule,
	}
}

// Parted is when the records first differ; sim.Never where they do not.
func (p *Pair) Parted() sim.Time {
	switch f := p.First; {
	case f == nil:
		return sim.Never
	case f.A == nil:
		return f.B.At
	case f.B == nil:
		return f.A.At
	default:
		return min(f.A.At, f.B.At)
	}
}

// Done says whether both runs have been gone through.
func (p *Pair) Done() bool { return p.phase == nil }

// Verdict is one sentence on what became of the second run beside the first; empty
// until both have been gone through.
func (p *Pair) Verdict() string {
	if !p.Done() {
		return ""
	}
	return p.A.Speak.Comparison(&replay.Alignment{First: p.First}, p.changes)
}

// InB is the record of the second run that is the same event as one of the first; 0
// if it has none. InA is the other way round.
func (p *Pair) InB(a journal.Num) journal.Num { return partner(p.ofA, a) }
func (p *Pair) InA(b journal.Num) journal.Num { return partner(p.ofB, b) }

func partner(of []journal.Num, n journal.Num) journal.Num {
	if n == 0 || int(n) > len(of) {
		return 0
	}
	return of[n-1]
}

// Later is by how much the second run had an event of the first later, negative if
// sooner; false if it does not have it.
func (p *Pair) Later(a journal.Num) (sim.Time, bool) {
	b := p.InB(a)
	if b == 0 || int(b) > len(p.B.Events) || int(a) > len(p.A.Events) {
		return 0, false
	}
	return p.B.Events[b-1].At - p.A.Events[a-1].At, true
}
