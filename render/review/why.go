package review

import (
	"fmt"

	"entente/render/view"
	"entente/replay/explain"
	"entente/sim/journal"
)

// mostWhys bounds the explanations that a run remembers.
const mostWhys = 256

// Why explains a subject; nil for one that has no explanation, such as a nation. What
// was explained before is remembered. It is for reading only.
func (r *Run) Why(s view.Subject) (*explain.Explanation, error) {
	if e, known := r.whys[s]; known {
		return e, nil
	}
	e, err := r.explain(s)
	if err != nil {
		return nil, err
	}
	if r.whys == nil || len(r.whys) >= mostWhys {
		r.whys = map[view.Subject]*explain.Explanation{}
	}
	r.whys[s] = e
	return e, nil
}

func (r *Run) explain(s view.Subject) (*explain.Explanation, error) {
	name := r.Static.Things[s.Thing].Name
	switch s.Topic {
	case view.Event, view.Hold:
		if s.Record > 0 {
			return r.Explain.Record(s.Record)
		}
	case view.Message:
		return r.Explain.Message(fmt.Sprintf("%016x", uint64(s.ID)))
	case view.Fact:
		if s.Agency > 0 {
			return r.Explain.Fact(name, r.Static.Things[s.Agency].Name)
		}
	case view.Deadline:
		e, err := r.WhyOf(s.Thing)
		if o := r.Outcome(s.Thing); o != nil && o.Lacks != nil {
			return nil, o.Lacks
		}
		return e, err
	case view.Decision:
		return r.Explain.Decision(name)
	case view.Entry:
		return r.Explain.Entry(name)
	case view.Measure:
		return r.Explain.Action(name)
	}
	return nil, nil
}

// House is the agency of a desk, and an agency, nation or body itself; 0 for what is
// nobody's place, such as a channel, a rule or a fact.
func (r *Run) House(thing journal.Ref) journal.Ref {
	switch r.Sort(thing) {
	case journal.SortAgency, journal.SortNation, journal.SortBody:
		return thing
	case journal.SortDesk:
		if owner := r.owners[thing]; r.Sort(owner) == journal.SortAgency {
			return owner
		}
	}
	return 0
}

// Rule is the text of a rule, instrument or body; nil for what has none.
func (r *Run) Rule(thing journal.Ref) *journal.Text {
	if thing == 0 {
		return nil
	}
	for i := range r.Static.Rules {
		if r.Static.Rules[i].ID == r.Static.Things[thing].Name {
			return &r.Static.Rules[i]
		}
	}
	return nil
}
