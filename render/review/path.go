package review

import (
	"slices"

	"entente/replay/explain"
	"entente/sim/journal"
)

// Path is what stands out when an outcome is chosen: the chain of records that led
// to it, each the binding cause of the next, and what lies between them.
type Path struct {
	Outcome  *Outcome
	Records  []journal.Num // the chain, from its root to its end
	Keys     []journal.Num // the chain and the record that resolved the deadline: to step through
	Holds    []int32       // places in the columns, ascending
	Messages []int32

	loaded journal.Num
}

// Path is that of a deadline; nil if there is no such deadline. Of holds and messages
// it has those that have been loaded.
func (r *Run) Path(deadline journal.Ref) (*Path, error) {
	p := r.paths[deadline]
	if p != nil && p.loaded == r.loaded {
		return p, nil
	}
	e, err := r.WhyOf(deadline)
	if err != nil || e == nil {
		return nil, err
	}
	if p == nil {
		p = &Path{Outcome: r.Outcome(deadline)}
		r.paths[deadline] = p
		p.chain(e)
	}
	p.loaded = r.loaded
	p.Holds, p.Messages = p.Holds[:0], p.Messages[:0]
	for i := range e.Stretches {
		r.addPathHolds(p, &e.Stretches[i])
	}
	for _, n := range p.Records {
		if int(n) <= len(r.Events) {
			if i, known := r.messages[r.Events[n-1].Subject]; known {
				p.Messages = append(p.Messages, i)
			}
		}
	}
	p.Holds, p.Messages = ascending(p.Holds), ascending(p.Messages)
	return p, nil
}

func ascending[T int32 | journal.Num](list []T) []T {
	slices.Sort(list)
	return slices.Compact(list)
}

// chain lists the records of an explanation.
func (p *Path) chain(e *explain.Explanation) {
	if e.End != nil {
		p.Records = append(p.Records, e.End.Num)
		for _, r := range e.Back {
			p.Records = append(p.Records, r.Num)
		}
	}
	for i := range e.Stretches {
		if n := e.Stretches[i].Record; n != 0 { // what tells of the last wait of what never came
			p.Records = append(p.Records, n)
		}
	}
	p.Records = ascending(p.Records)
	p.Keys = slices.Clone(p.Records)
	for _, r := range e.Course {
		p.Keys = append(p.Keys, r.Num)
	}
	p.Keys = ascending(p.Keys)
}

// addPathHolds enters the holds that a stretch of the path is made of.
func (r *Run) addPathHolds(p *Path, s *explain.Stretch) {
	if s.Record == 0 || int(s.Record) > len(r.firsts) {
		return
	}
	first := r.firsts[s.Record-1]
	for i := range r.HoldsOf(s.Record) {
		h := &r.Holds[int(first)+i]
		if h.From < s.To && h.Until > s.From {
			p.Holds = append(p.Holds, first+int32(i))
		}
	}
}

// Has says whether a hold stands out.
func (p *Path) Has(hold int32) bool {
	_, found := slices.BinarySearch(p.Holds, hold)
	return found
}

// Carries says whether a message stands out.
func (p *Path) Carries(message int32) bool {
	_, found := slices.BinarySearch(p.Messages, message)
	return found
}

// Passes says whether a record is one of the chain.
func (p *Path) Passes(n journal.Num) bool {
	_, found := slices.BinarySearch(p.Records, n)
	return found
}

// Key is the n-th key record on from one, or back; it stays at the ends. It is 0 only
// where there are none.
func (p *Path) Key(from journal.Num, n int) journal.Num {
	if len(p.Keys) == 0 {
		return 0
	}
	i, found := slices.BinarySearch(p.Keys, from)
	switch {
	case n > 0 && !found:
		n--
	case n == 0 && !found && i > 0:
		i--
	}
	return p.Keys[max(0, min(len(p.Keys)-1, i+n))]
}
